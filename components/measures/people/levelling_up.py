"""Levelling up: how many people (or events) would differ if every group did as well as the reference.

Source: the levelling-up scenario of Mackenbach & Kunst, Soc Sci Med 1997;44:757 (population attributable numbers, group
by group, with groups that already do better left as they are).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.confidence import normal_multiplier
from components.measures.group_axis import Groups, direction, receive
from components.measures.reference import NO_GROUPS, Reference, choose
from components.measures.result import Measure, explain, measure

METHOD = "delta method over the groups that could be short of the reference"


def levelling_up(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None,
    *,
    higher_is_better: npt.ArrayLike,
    reference: str | float = "least_disadvantaged",
    per: float = 1.0,
    confidence: float = 0.95,
) -> Measure:
    """Number of people or events in question: sum n_j max(0, ref - y_j) / per, mirrored for an adverse indicator.

    value, population, standard_error: (..., groups). per: what the value is stated per (1 for a proportion, 100 for per
    cent, 1000 for a rate per 1,000). reference: 'least_disadvantaged' (last group), 'best', or a target as a number.
    Interval: delta method, closed form (no simulation). max() bends at zero, so the upper limit takes the variance of
    every group that could be short of the reference within chance, and the lower limit counts only the groups that are
    clearly short of it (allowing for how many are compared). Never below 0; it always holds the estimate. The choice
    of the best group is taken as given.
    Errors: ValueError for an unknown reference, per not above 0, and as in `receive`.
    Example: proportions [0.6, 0.7, 0.8] with 100 people each, higher is better: 20 + 10 = 30 people.
    """
    groups, target, reason, short, error = _shortfalls(
        value, population, standard_error, higher_is_better, reference, per
    )
    people = groups.population / per
    estimate = (people * np.maximum(short, 0)).sum(axis=-1)
    limits = _limits(estimate, people, short, error, groups, target, confidence)
    method = f"{METHOD} ({target.words})"
    return measure(estimate, *limits, confidence=confidence, method=method, groups_used=groups.count, reason=reason)


def levelling_up_by_group(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None,
    *,
    higher_is_better: npt.ArrayLike,
    reference: str | float = "least_disadvantaged",
    per: float = 1.0,
    confidence: float = 0.95,
) -> Measure:
    """Each group's part of `levelling_up`: n_j max(0, ref - y_j) / per, (..., groups).

    Arguments and errors as `levelling_up`. The parts add up to its estimate; their limits,
    those of each group's own difference, do not add up.
    Example: proportions [0.6, 0.7, 0.8] with 100 people each, higher is better: 20, 10 and 0 people.
    """
    groups, target, reason, short, error = _shortfalls(
        value, population, standard_error, higher_is_better, reference, per
    )
    people = groups.population / per
    half = normal_multiplier(confidence) * np.where(target.is_group, 0.0, error)
    estimate, lower, upper = (people * np.maximum(short + move, 0) for move in (0, -half, half))
    own = explain(
        short.shape,
        (np.broadcast_to((reason != "")[..., None], short.shape), ""),
        (~groups.used, "the group's value or population is hidden or missing"),
    )
    words = np.where((reason != "")[..., None], reason[..., None], own)
    used = groups.count[..., None] * (words == "")
    return measure(
        estimate,
        lower,
        upper,
        confidence=confidence,
        method="normal, group by group",
        groups_used=used,
        reason=words,
    )


def _shortfalls(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None,
    higher_is_better: npt.ArrayLike,
    reference: str | float,
    per: float,
) -> tuple[Groups, Reference, np.ndarray, np.ndarray, np.ndarray]:
    """Shortfall of each group from the reference in the indicator's units, positive = worse, and its standard error."""
    if not (np.isfinite(per) and per > 0):
        raise ValueError(f"per: found {per!r}, expected a number above 0")
    if standard_error is None:
        raise ValueError("standard_error: found none, expected one per group")
    groups = receive(value, population, standard_error)
    target = choose(groups, reference, higher_is_better)
    sign = np.broadcast_to(direction(higher_is_better), groups.count.shape)[..., None]
    short = np.where(groups.used, sign * (target.level[..., None] - groups.value), 0.0)
    error = np.hypot(groups.error, target.error[..., None])
    reason = explain(
        groups.count.shape,
        (groups.count == 0, NO_GROUPS),
        (target.missing, f"{target.words} has no value to compare with"),
        (groups.error_missing, "a group has a value but no standard error"),
    )
    return groups, target, reason, short, error


def _limits(
    estimate: np.ndarray,
    people: np.ndarray,
    short: np.ndarray,
    error: np.ndarray,
    groups: Groups,
    target: Reference,
    confidence: float,
) -> tuple[np.ndarray, np.ndarray]:
    z, strict = normal_multiplier(confidence), _strict_multiplier(groups, confidence)
    others = groups.used & ~target.is_group
    possible, clear = others & (short > -z * error), others & (short > strict * error)
    upper = estimate + z * _count_error(possible, people, groups, target)
    lower = (people * short * clear).sum(axis=-1) - z * _count_error(clear, people, groups, target)
    return np.clip(lower, 0, estimate), upper


def _count_error(chosen: np.ndarray, people: np.ndarray, groups: Groups, target: Reference) -> np.ndarray:
    """Standard error of sum over the chosen groups of people * (reference - value)."""
    counted = np.where(chosen, people, 0.0)
    own = ((counted * groups.error) ** 2).sum(axis=-1)
    return np.asarray(np.sqrt(own + (counted.sum(axis=-1) * target.error) ** 2))


def _strict_multiplier(groups: Groups, confidence: float) -> np.ndarray:
    """Normal multiplier allowing for one comparison per group (Bonferroni), (..., 1)."""
    places = groups.value.shape[-1]
    table = [normal_multiplier(1 - (1 - confidence) / max(number - 1, 1)) for number in range(places + 1)]
    return np.asarray(np.array(table)[groups.count][..., None])
