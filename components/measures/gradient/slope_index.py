"""Slope and relative indices of inequality across ordered groups (index 0 = most disadvantaged).

Sign: a positive slope index, or a relative index above 1, means the disadvantaged are worse off, whichever way the
indicator points. Sources: Preston, Haines & Pamuk 1981; Kunst & Mackenbach 1995; WHO HEAT technical notes (residual
interval); OHID PHEindicatormethods phe_sii (map back about the middle); Public Health Scotland (index over mean).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from components.measures.confidence import normal_multiplier
from components.measures.gradient.slope_fit import SCALES, Line, back, binomial_line, least_squares_line, slope_of_back
from components.measures.group_axis import Groups, direction, in_order, receive
from components.measures.result import Measure, explain, measure, positions

FEWEST_GROUPS = 3
_NO_WIDTH = 1e-12
INTERVALS = {"propagated": "propagated sampling error", "residual": "residual scatter (HC1)", "none": "no interval"}


def slope_index(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    higher_is_better: npt.ArrayLike,
    scale: str = "identity",
    interval: str = "propagated",
    confidence: float = 0.95,
    standard_error_on: str = "value",
    fit: str = "least_squares",
    correlation: npt.ArrayLike | None = None,
) -> Measure:
    """Slope index of inequality (SII): difference between the two ends of the fitted line, in the indicator's units.

    s = slope of the population-weighted least squares line of g^-1(y) on ridit x; SII = +-(g(m + s/2) - g(m - s/2))
    with m the fitted value at x = 0.5; positive = disadvantaged worse off. Limits replace s by s -+ z*se(s), m held
    fixed.

    value, population, standard_error: (..., groups). NaN or zero population: the group is left out with its population.
    scale: 'identity', 'log' (rates) or 'logit' (proportions 0 to 1).
    interval: 'propagated' (se(s)^2 = sum (L_j se_j)^2), 'residual' (HC1, no standard errors needed) or 'none'.
    correlation: (..., groups, groups) between the groups' errors, for groups that live in the same areas; then
    se(s)^2 = sum over j, k of (L_j se_j)(L_k se_k) r_jk.
    standard_error_on: 'value' (same units as value) or 'scale' (already on the log or logit scale).
    fit: 'least_squares', or 'binomial' (maximum likelihood logit line, delta-method limits; scale='logit' only).
    Errors: ValueError for unknown options, values outside the scale, bad shapes; standard errors absent when
    propagated.
    Example: value [31.5, 40.2, 52.8], population [480, 510, 445], higher is better, residual: 31.304, 25.904 to 36.704
    (healthequal 1.0.1, sii).
    """
    groups, line, reason = _fit(value, population, standard_error, scale, interval, standard_error_on, fit, correlation)
    sign = direction(higher_is_better)
    z = normal_multiplier(confidence)
    ends = _ends(line.middle, line.slope, scale)
    estimate = sign * (ends.end - ends.start)
    low = high = np.asarray(np.nan)
    if interval != "none" and fit == "binomial":
        lean_start, lean_end = (slope_of_back(end, scale) for end in ends)
        half = z * line.deviation(lean_end - lean_start, lean_end, interval)
        low, high = estimate - half, estimate + half
    elif interval != "none":
        first, second = (sign * (bound.end - bound.start) for bound in _bounds(line, z, scale, interval))
        low, high = in_order(first, second)
    return _index(estimate, low, high, confidence, "slope index", scale, interval, fit, groups, reason)


def relative_index(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    higher_is_better: npt.ArrayLike,
    scale: str = "identity",
    interval: str = "propagated",
    confidence: float = 0.95,
    standard_error_on: str = "value",
    fit: str = "least_squares",
    correlation: npt.ArrayLike | None = None,
) -> Measure:
    """Relative index of inequality (RII): ratio of the two ends of the fitted line, above 1 = disadvantaged worse off.

    Least disadvantaged end over most where higher is better, the other way up where lower is better. Limits: on log and
    logit, those of the slope mapped back about the middle; on identity (and fit='binomial') the delta method on
    ln(RII). Arguments and errors as `slope_index`. An end that is not above zero gives a reason.
    Example: value [31.5, 40.2, 52.8], population [480, 510, 445], residual: 2.2255, 1.9035 to 2.6019 (healthequal,
    rii).
    """
    groups, line, reason = _fit(value, population, standard_error, scale, interval, standard_error_on, fit, correlation)
    sign = direction(higher_is_better)
    z = normal_multiplier(confidence)
    log_ratio, positive = _log_ratio(_ends(line.middle, line.slope, scale))
    low = high = np.full(log_ratio.shape, np.nan)
    if interval != "none" and (scale == "identity" or fit == "binomial"):
        ends = [np.where(positive, end, 1.0) for end in _ends(line.middle, line.slope, scale)]
        lean_start, lean_end = (slope_of_back(end, scale) / end for end in ends)
        half = z * line.deviation(lean_end - lean_start, lean_end, interval)
        low, high = log_ratio - half, log_ratio + half
    elif interval != "none":
        (low, _), (high, _) = (_log_ratio(bound) for bound in _bounds(line, z, scale, interval))
    not_positive = (reason == "") & ~positive
    reason = np.where(not_positive, "the fitted line is not above zero at both ends, so it has no ratio", reason)
    with np.errstate(over="ignore"):
        estimate, first, second = (np.exp(sign * part) for part in (log_ratio, low, high))
    return _index(
        estimate, *in_order(first, second), confidence, "relative index", scale, interval, fit, groups, reason
    )


def relative_index_scotland(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    higher_is_better: npt.ArrayLike,
    interval: str = "propagated",
    confidence: float = 0.95,
    correlation: npt.ArrayLike | None = None,
) -> Measure:
    """Scotland's relative index: SII / population mean (identity scale). 0 = no inequality; not the same as the RII.

    The interval is the delta method on slope and mean together, so it allows for the mean being an estimate too.
    Arguments and errors as `slope_index`; a mean that is not above zero gives a reason.
    Example: value [31.5, 40.2, 52.8], population [480, 510, 445], residual: 31.304 / 41.197 = 0.7599.
    """
    groups, line, reason = _fit(
        value, population, standard_error, "identity", interval, "value", "least_squares", correlation
    )
    sign = direction(higher_is_better)
    level = np.where(groups.average > 0, groups.average, 1.0)
    estimate = sign * line.slope / level
    half = np.asarray(np.nan)
    if interval != "none":
        pull = line.slope / level**2
        middle = (groups.share * groups.ridit).sum(axis=-1)
        half = normal_multiplier(confidence) * line.deviation(-pull, 1 / level - pull * middle, interval)
    reason = np.where((reason == "") & ~(groups.average > 0), "the mean is not above zero", reason)
    name = "relative index (slope index over mean, Scotland)"
    bounds = estimate - half, estimate + half
    return _index(estimate, *bounds, confidence, name, "identity", interval, "least_squares", groups, reason)


@dataclass(frozen=True, eq=False)
class SlopeLine:
    """The line to draw. position, left, right, fitted: (..., groups), NaN where left out; start, end, middle: (...).

    position is the ridit; left and right are the edges of the group's share of the population, 0 to 1. start is the
    fitted value at the most disadvantaged end (x = 0), end at the least (x = 1). reason says why there is no line.
    """

    position: np.ndarray
    left: np.ndarray
    right: np.ndarray
    fitted: np.ndarray
    start: np.ndarray
    middle: np.ndarray
    end: np.ndarray
    reason: np.ndarray


def slope_line(
    value: npt.ArrayLike, population: npt.ArrayLike | None, *, scale: str = "identity", fit: str = "least_squares"
) -> SlopeLine:
    """The fitted line of `slope_index`, in the indicator's own units and not signed. Arguments and errors as there.

    Example: value [1, 2, 3] with equal populations: positions 1/6, 1/2, 5/6; fitted 1, 2, 3; start 0.5, end 3.5.
    """
    groups, line, reason = _fit(value, population, None, scale, "none", "value", fit)
    shown = groups.used & (reason == "")[..., None]
    fitted = back(line.intercept[..., None] + line.slope[..., None] * groups.ridit, scale)
    place = groups.share if groups.place is None else groups.place
    right = np.cumsum(place, axis=-1)
    start, middle, end = (
        np.where(reason == "", back(line.intercept + line.slope * x, scale), np.nan) for x in (0.0, 0.5, 1.0)
    )
    return SlopeLine(
        position=np.where(shown, groups.ridit, np.nan),
        left=np.where(shown, right - place, np.nan),
        right=np.where(shown, right, np.nan),
        fitted=np.where(shown, fitted, np.nan),
        start=start,
        middle=middle,
        end=end,
        reason=reason,
    )


def _fit(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None,
    scale: str,
    interval: str,
    standard_error_on: str,
    fit: str,
    correlation: npt.ArrayLike | None = None,
) -> tuple[Groups, Line, np.ndarray]:
    _check_options(standard_error, scale, interval, standard_error_on, fit)
    groups = receive(value, population, standard_error, correlation)
    edge = _check_range(groups, scale)
    if fit == "binomial":
        line, edge = binomial_line(groups), np.zeros(groups.count.shape, dtype=bool)
    else:
        line = least_squares_line(groups, scale, standard_error_on == "scale")
    words = "a group is at zero, which has no logarithm" if scale == "log" else "a group is at 0% or 100%: no logit"
    reason = explain(
        groups.count.shape,
        (groups.count < FEWEST_GROUPS, f"fewer than {FEWEST_GROUPS} groups have a value, too few for a slope"),
        (edge, words),
        (~line.settled, "the binomial line has no finite fit (a group at 0% or 100% decides it alone)"),
        (groups.error_missing & (interval == "propagated"), "a group has a value but no standard error"),
    )
    return groups, line, reason


def _check_options(
    standard_error: npt.ArrayLike | None, scale: str, interval: str, standard_error_on: str, fit: str
) -> None:
    allowed = {"scale": SCALES, "interval": tuple(INTERVALS), "standard_error_on": ("value", "scale")}
    allowed["fit"] = ("least_squares", "binomial")
    given = {"scale": scale, "interval": interval, "standard_error_on": standard_error_on, "fit": fit}
    for name, choices in allowed.items():
        if given[name] not in choices:
            raise ValueError(f"{name}: found {given[name]!r}, expected one of {', '.join(map(repr, choices))}")
    if fit == "binomial" and (scale != "logit" or standard_error_on != "value"):
        raise ValueError("fit='binomial': found another scale, expected scale='logit' and standard errors on the value")
    if interval == "propagated" and standard_error is None:
        raise ValueError("standard_error: found none, expected one per group (or interval='residual' or 'none')")


def _check_range(groups: Groups, scale: str) -> np.ndarray:
    outside = groups.used & ((groups.value < 0) | ((groups.value > 1) & (scale == "logit")))
    if scale != "identity" and outside.any():
        wanted = "proportions from 0 to 1" if scale == "logit" else "values of 0 or more"
        raise ValueError(f"value: found one outside the {scale} scale at {positions(outside)}, expected {wanted}")
    edge = groups.used & ((groups.value == 0) | ((groups.value == 1) & (scale == "logit")))
    return np.asarray(edge.any(axis=-1) & (scale != "identity"))


class _Ends(NamedTuple):
    """The fitted line at the most and at the least disadvantaged end."""

    start: np.ndarray
    end: np.ndarray


def _ends(middle: np.ndarray, slope: np.ndarray, scale: str) -> _Ends:
    with np.errstate(over="ignore"):
        return _Ends(back(middle - slope / 2, scale), back(middle + slope / 2, scale))


def _bounds(line: Line, z: float, scale: str, interval: str) -> list[_Ends]:
    """The two ends of the line at each limit of its slope, the middle held fixed."""
    half = z * line.deviation(np.zeros(line.slope.shape), np.ones(line.slope.shape), interval)
    return [_ends(line.middle, line.slope + move, scale) for move in (-half, half)]


def _log_ratio(ends: _Ends) -> tuple[np.ndarray, np.ndarray]:
    positive = (ends.start > 0) & (ends.end > 0) & np.isfinite(ends.start) & np.isfinite(ends.end)
    start, end = (np.where(positive, part, 1.0) for part in ends)
    return np.log(end / start), positive


def _index(
    estimate: np.ndarray,
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    confidence: float,
    name: str,
    scale: str,
    interval: str,
    fit: str,
    groups: Groups,
    reason: np.ndarray,
) -> Measure:
    if interval == "residual":
        # Groups that lie exactly on the line show no scatter: that tells of no error, not of an error of nought.
        low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
        none = np.abs(high - low) <= _NO_WIDTH * np.maximum(np.abs(estimate), 1e-300)
        low, high = np.where(none, np.nan, low), np.where(none, np.nan, high)
    fitted = "" if scale == "identity" else f" on the {scale} scale" + (" (binomial)" if fit == "binomial" else "")
    method = f"{name}{fitted}, {INTERVALS[interval]}"
    return measure(estimate, low, high, confidence=confidence, method=method, groups_used=groups.count, reason=reason)
