"""Population attributable risk (PAR) and fraction (PAF): the overall level against a reference level.

Sources: WHO HEAT technical notes; Walter, Biometrics 1978;34:459 (interval of the fraction from a two by two table).
PAR and PAF keep the sign of `ref - mu`: above 0 for a favourable indicator, below 0 for an adverse one (a fall).
Where the reference is no better than the average there is nothing to gain and both are 0.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from components.measures.confidence import normal_multiplier
from components.measures.group_axis import Groups, combined_error, direction, receive
from components.measures.reference import NO_GROUPS, Reference, choose
from components.measures.result import Measure, explain, measure

INTERVALS = {
    "propagated": "propagated sampling error",
    "two_by_two": "two by two table of events, reference group against the rest",
}


def par(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    higher_is_better: npt.ArrayLike,
    reference: str | float = "least_disadvantaged",
    interval: str = "propagated",
    per: float = 1.0,
    correlation: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Measure:
    """Population attributable risk: ref - mu, mu = sum p y, in the indicator's units; 0 where ref is no better than mu.

    value, population, standard_error: (..., groups), NaN groups left out. reference: 'least_disadvantaged' (last
    group), 'best' (unordered groups) or a target as a number.
    interval: 'propagated' (se^2 = sum over groups of ((is ref) - p)^2 se^2), or 'two_by_two', which needs no standard
    errors but only suits proportions (per = what the value is stated per: 1, 100 or 1000), as HEAT does.
    correlation: (..., groups, groups) between the groups' errors, for the propagated interval.
    Errors: ValueError for unknown options, two_by_two with a target, values above `per` there, and as in `receive`.
    Example: proportions [0.6, 0.7, 0.8], equal populations, higher is better: 0.8 - 0.7 = 0.1.
    """
    parts = _parts(value, population, standard_error, higher_is_better, reference, interval, per, correlation)
    half = normal_multiplier(confidence) * parts.error
    name = "attributable risk"
    return _measured(parts.estimate, half, name, interval, parts.words, confidence, parts.groups, parts.reason)


def paf(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    higher_is_better: npt.ArrayLike,
    reference: str | float = "least_disadvantaged",
    interval: str = "propagated",
    per: float = 1.0,
    correlation: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Measure:
    """Population attributable fraction: 100 * PAR / mu, in per cent. Arguments and errors as `par`.

    The propagated interval is the delta method on ref / mu. A mean that is not above zero gives a reason.
    Example: proportions [0.6, 0.7, 0.8], equal populations, higher is better: 14.286%.
    """
    parts = _parts(
        value, population, standard_error, higher_is_better, reference, interval, per, correlation, relative=True
    )
    no_mean = (parts.reason == "") & ~(parts.groups.average > 0)
    reason = np.where(no_mean, "the mean is not above zero", parts.reason)
    half = normal_multiplier(confidence) * 100 * parts.error / parts.level
    estimate, name = 100 * parts.estimate / parts.level, "attributable fraction"
    return _measured(estimate, half, name, interval, parts.words, confidence, parts.groups, reason)


class _Parts(NamedTuple):
    """Mean, PAR, the standard error of PAR (or of mu * PAF / 100 if relative), words, groups and reasons."""

    level: np.ndarray
    estimate: np.ndarray
    error: np.ndarray
    words: str
    groups: Groups
    reason: np.ndarray


def _parts(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None,
    higher_is_better: npt.ArrayLike,
    reference: str | float,
    interval: str,
    per: float,
    correlation: npt.ArrayLike | None,
    relative: bool = False,
) -> _Parts:
    if interval not in INTERVALS:
        raise ValueError(f"interval: found {interval!r}, expected 'propagated' or 'two_by_two'")
    if interval == "propagated" and standard_error is None:
        raise ValueError("standard_error: found none, expected one per group (or interval='two_by_two')")
    groups = receive(value, population, standard_error, correlation)
    target = choose(groups, reference, higher_is_better)
    sign = np.broadcast_to(direction(higher_is_better), groups.count.shape)
    gain = np.maximum(sign * (target.level - groups.average), 0)
    level = np.where(groups.average > 0, groups.average, 1.0)
    if interval == "two_by_two":
        error, odd = level * _table_error(groups, target, per), _no_table(groups, target)
    else:
        odd = np.zeros(gain.shape, dtype=bool)
        pull = groups.share * (target.level / level)[..., None] if relative else groups.share
        error = combined_error((target.is_group - pull) * groups.error, groups.correlation)
    reason = explain(
        gain.shape,
        (groups.count == 0, NO_GROUPS),
        (target.missing, f"{target.words} has no value to compare with"),
        (groups.error_missing & (interval == "propagated"), "a group has a value but no standard error"),
    )
    # With no events in the reference group, -100% of an adverse indicator is what it is: only its interval cannot be had.
    error = np.where(odd, np.nan, error)
    return _Parts(level, sign * gain, error, target.words, groups, reason)


def _no_table(groups: Groups, target: Reference) -> np.ndarray:
    return np.asarray((target.is_group * groups.share * groups.value).sum(axis=-1) <= 0)


def _table_error(groups: Groups, target: Reference, per: float) -> np.ndarray:
    """Standard error of the fraction 1 - (c/(c + d))/((a + c)/N) from a, b (the rest) and c, d (the reference)."""
    if target.words.startswith("a target"):
        raise ValueError("interval: found 'two_by_two' with a target, expected a reference group")
    if not per > 0 or (groups.used & ((groups.value > per) | (groups.value < 0))).any():
        raise ValueError(f"value: found outside 0 to {per:g}, expected proportions stated per {per:g}")
    events = groups.value * groups.population / per
    everyone, ill = groups.population.sum(axis=-1), events.sum(axis=-1)
    people_ref, c = ((target.is_group * part).sum(axis=-1) for part in (groups.population, events))
    a, d = ill - c, people_ref - c
    b = everyone - people_ref - a
    below = (a + c) ** 3 * people_ref**3
    above = c * everyone * (a * d * (everyone - c) + b * c**2)
    return np.asarray(np.sqrt(np.maximum(above, 0) / np.where(below > 0, below, 1.0)))


def _measured(
    estimate: np.ndarray,
    half: np.ndarray,
    name: str,
    interval: str,
    words: str,
    confidence: float,
    groups: Groups,
    reason: np.ndarray,
) -> Measure:
    method = f"{name} against {words}, {INTERVALS[interval]}"
    limits = estimate - half, estimate + half
    return measure(estimate, *limits, confidence=confidence, method=method, groups_used=groups.count, reason=reason)
