"""Concentration indices: how far an indicator is concentrated among the less (or more) disadvantaged.

Sources: Kakwani, Wagstaff & van Doorslaer, J Econometrics 1997;77:87; Wagstaff, Health Econ 2005;14:429; Erreygers,
J Health Econ 2009;28:504; WHO HEAT technical notes.
Sign: as in those sources, above 0 = concentrated among the least disadvantaged. With higher_is_better given, the sign
is turned so that above 0 = the disadvantaged are worse off.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.confidence import normal_multiplier
from components.measures.group_axis import Groups, combined_error, direction, receive
from components.measures.result import Measure, explain, measure, positions

INTERVALS = {
    "propagated": "propagated sampling error",
    "residual": "residual scatter about the convenient regression",
    "none": "no interval",
}
CORRECTIONS = (None, "wagstaff", "erreygers")
FEWEST_GROUPS = 3


def aci(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    higher_is_better: npt.ArrayLike | None = None,
    rank: npt.ArrayLike | None = None,
    interval: str = "propagated",
    correlation: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Measure:
    """Absolute concentration index: sum p (2x - 1) y, in the indicator's units, x = ridit.

    value, population, standard_error: (..., groups), index 0 = most disadvantaged; NaN groups are left out.
    rank: optional (groups,) order of the groups; equal ranks share their middle ridit and the row order does not
    matter.
    interval: 'propagated' (se^2 = sum (p(2x - 1)se)^2), 'residual' (2v * se of the weighted regression slope, v the
    weighted variance of x) or 'none'. correlation: (..., groups, groups) between the groups' errors, as in `receive`.
    Errors: ValueError for unknown options, a rank of another shape, no standard errors when propagated.
    Example: values [1, 2, 3], equal populations: (3 - 1) * (2/3) / 3 = 0.4444.
    """
    groups, ridit, reason = _receive(value, population, standard_error, rank, interval, correlation)
    weight = np.where(groups.used, groups.share * (2 * ridit - 1), 0.0)
    estimate = (weight * groups.value).sum(axis=-1)
    error = _error(groups, ridit, weight, np.ones(estimate.shape), interval)
    name = "absolute concentration index"
    return _measured(estimate, error, name, higher_is_better, interval, confidence, groups, reason)


def rci(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    correction: str | None = None,
    bounds: tuple[float, float] = (0.0, 1.0),
    higher_is_better: npt.ArrayLike | None = None,
    rank: npt.ArrayLike | None = None,
    interval: str = "propagated",
    correlation: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Measure:
    """Relative concentration index: ACI / mu, or corrected for an indicator that lies between `bounds` = (a, b).

    correction: None; 'wagstaff' ACI (b - a)/((b - mu)(mu - a)), that is RCI / (1 - mu) on 0 to 1; 'erreygers'
    4 ACI/(b - a), that is 4 mu RCI on 0 to 1. The propagated interval allows for mu being an estimate; the residual one
    holds it fixed, as HEAT does. Other arguments and errors as `aci`; values outside the bounds are an error.
    Example: values [0.1, 0.2, 0.3], equal populations: 0.2222; wagstaff 0.2778; erreygers 0.1778.
    """
    if correction not in CORRECTIONS:
        raise ValueError(f"correction: found {correction!r}, expected None, 'wagstaff' or 'erreygers'")
    groups, ridit, reason = _receive(value, population, standard_error, rank, interval, correlation)
    outside = groups.used & ((groups.value < bounds[0]) | (groups.value > bounds[1]))
    if correction and outside.any():
        raise ValueError(f"value: found outside {bounds} at {positions(outside)}, expected values within the bounds")
    factor, bend, undefined = _factor(groups.average, correction, *bounds)
    weight = np.where(groups.used, groups.share * (2 * ridit - 1), 0.0)
    absolute = (weight * groups.value).sum(axis=-1)
    lean = weight * factor[..., None] + (absolute * bend)[..., None] * groups.share
    error = _error(groups, ridit, lean, factor, interval)
    reason = np.where((reason == "") & undefined, "the mean lies at the edge of its range, so it cannot divide", reason)
    name = "relative concentration index" + (f" ({correction.title()})" if correction else "")
    return _measured(absolute * factor, error, name, higher_is_better, interval, confidence, groups, reason)


def _factor(
    average: np.ndarray, correction: str | None, low: float, high: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What multiplies ACI, its derivative by the mean, and where it is not defined."""
    if correction == "erreygers":
        flat = np.full(average.shape, 4 / (high - low))
        return flat, np.zeros(average.shape), np.zeros(average.shape, dtype=bool)
    divisor = (high - average) * (average - low) / (high - low) if correction == "wagstaff" else average
    rise = (high + low - 2 * average) / (high - low) if correction == "wagstaff" else np.ones(average.shape)
    undefined = ~(divisor > 0)
    safe = np.where(undefined, 1.0, divisor)
    return 1 / safe, -rise / safe**2, undefined


def _receive(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None,
    rank: npt.ArrayLike | None,
    interval: str,
    correlation: npt.ArrayLike | None,
) -> tuple[Groups, np.ndarray, np.ndarray]:
    if interval not in INTERVALS:
        raise ValueError(f"interval: found {interval!r}, expected one of {', '.join(map(repr, INTERVALS))}")
    if interval == "propagated" and standard_error is None:
        raise ValueError("standard_error: found none, expected one per group (or interval='residual' or 'none')")
    groups = receive(value, population, standard_error, correlation)
    reason = explain(
        groups.count.shape,
        (groups.count < FEWEST_GROUPS, f"fewer than {FEWEST_GROUPS} groups have a value, too few for a gradient"),
        (groups.error_missing & (interval == "propagated"), "a group has a value but no standard error"),
    )
    return groups, _ridit(groups, rank), reason


def _ridit(groups: Groups, rank: npt.ArrayLike | None) -> np.ndarray:
    if rank is None:
        # The index weighs groups by their distance from the middle of those shown, which must balance.
        return np.asarray(np.cumsum(groups.share, axis=-1) - groups.share / 2)
    rank = np.asarray(rank, dtype=float)
    if rank.shape != groups.value.shape[-1:] or np.isnan(rank).any():
        raise ValueError(f"rank: found shape {rank.shape}, expected {groups.value.shape[-1:]} numbers")
    before = (rank[:, None] < rank) + 0.5 * (rank[:, None] == rank)
    return np.asarray(groups.share @ before)


def _error(groups: Groups, ridit: np.ndarray, lean: np.ndarray, factor: np.ndarray, interval: str) -> np.ndarray:
    if interval == "none":
        return np.full(factor.shape, np.nan)
    if interval == "propagated":
        return combined_error(lean * groups.error, groups.correlation)
    centred = np.where(groups.used, ridit - 0.5, 0.0)
    spread = (groups.share * centred**2).sum(axis=-1)
    spread = np.where(spread > 0, spread, 1.0)
    slope = (groups.share * centred * groups.value).sum(axis=-1) / spread
    away = groups.value - groups.average[..., None] - slope[..., None] * centred
    scatter = (groups.share * away**2).sum(axis=-1) / np.maximum(groups.count - 2, 1)
    return np.asarray(2 * np.abs(factor) * np.sqrt(spread * scatter))


def _measured(
    estimate: np.ndarray,
    error: np.ndarray,
    name: str,
    higher_is_better: npt.ArrayLike | None,
    interval: str,
    confidence: float,
    groups: Groups,
    reason: np.ndarray,
) -> Measure:
    sign = 1.0 if higher_is_better is None else direction(higher_is_better)
    half = normal_multiplier(confidence) * error
    limits = sign * estimate - half, sign * estimate + half
    method = f"{name}, {INTERVALS[interval]}"
    return measure(
        sign * estimate, *limits, confidence=confidence, method=method, groups_used=groups.count, reason=reason
    )
