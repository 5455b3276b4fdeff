"""Theil's T index, and its exact split into between-neighbourhood and within-neighbourhood parts.

Source: Theil H, Economics and Information Theory, 1967; WHO HEAT technical notes (index times 1000).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.measures.confidence import normal_multiplier
from components.measures.group_axis import Groups, receive
from components.measures.result import Measure, explain, measure, positions

PER = 1000.0
DELTA = "delta method"
BARE = "no interval"


def theil(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    confidence: float = 0.95,
) -> Measure:
    """Theil index 1000 * sum p (y/mu) ln(y/mu), 0 = all groups equal. A group at zero contributes 0.

    value, population, standard_error: (..., groups); population None = unweighted; NaN groups are left out.
    Interval: delta method, dT/dy = 1000 (p/mu)(ln(y/mu) - T/1000); none when standard_error is None.
    Errors: ValueError for negative values and as in `receive`.
    Example: values [1, 3] with equal populations: mu = 2, T = 130.812.
    """
    groups, reason = _receive(value, population, standard_error)
    index, lean = _index_and_lean(groups)
    return _measured(index, lean, groups, standard_error, confidence, reason)


@dataclass(frozen=True, eq=False)
class TheilSplit:
    """total = between + within, each a Measure (...); share_between = between / total, NaN where total is 0 or
    undefined."""

    total: Measure
    between: Measure
    within: Measure
    share_between: np.ndarray


def theil_split(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    parent_index: npt.ArrayLike,
    standard_error: npt.ArrayLike | None = None,
    *,
    confidence: float = 0.95,
) -> TheilSplit:
    """Split the Theil index of units exactly into differences between their parents and differences inside them.

    between = 1000 sum_k P_k (M_k/mu) ln(M_k/mu); within = 1000 sum_k P_k (M_k/mu) T_k, with P_k, M_k, T_k the
    population share, mean and Theil index of parent k. total = between + within.
    value, population: (..., units). parent_index: int (units,), the parent (e.g. neighbourhood) of each unit, 0
    upwards.
    Errors: ValueError for a parent_index of another length or below 0, negative values, and as in `receive`.
    Example: values [1, 1, 3, 3], parents [0, 0, 1, 1]: all 130.812 is between; parents [0, 1, 0, 1]: all is within.
    """
    groups, reason = _receive(value, population, standard_error)
    member = _members(parent_index, groups)
    people = groups.share @ member
    level = (groups.share * groups.value) @ member / np.where(people > 0, people, 1.0)
    empty = np.zeros_like(people)
    above = Groups(level, people, empty, people > 0, (people > 0).sum(axis=-1), people, groups.error_missing)
    total, lean_total = _index_and_lean(groups)
    between, lean_parent = _index_and_lean(above)
    unit_share = groups.share / np.where((people @ member.T) > 0, people @ member.T, 1.0)
    lean_between = (lean_parent @ member.T) * unit_share
    parts = [(total, lean_total), (between, lean_between), (total - between, lean_total - lean_between)]
    whole, outer, inner = (_measured(index, lean, groups, standard_error, confidence, reason) for index, lean in parts)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(total > 1e-12, outer.estimate / whole.estimate, np.nan)
    return TheilSplit(whole, outer, inner, share)


@dataclass(frozen=True, eq=False)
class ChanceParts:
    """What sampling error alone adds, on average, to the between and the within part of a split; floats (...)."""

    between: np.ndarray
    within: np.ndarray


def chance_parts(
    value: npt.ArrayLike, population: npt.ArrayLike | None, parent_index: npt.ArrayLike, standard_error: npt.ArrayLike
) -> ChanceParts:
    """How much of each part of `theil_split` chance alone would make: small units look unequal even where none differ.

    Expected excess of the index to second order: 500 sum se^2 [p/(mu y) - (p/mu)^2 (1 + 2 ln(y/mu) - 2T/1000)], for the
    units in all, and for the parents' means (with se^2 of a mean = sum (p/P)^2 se^2) between; within is the rest.
    Arguments and errors as in `theil_split`; NaN where the split is not defined.
    Example: 10 units all truly 20 with standard error 2, one a parent: between 450 * 0.01 = 4.5, within 0.
    """
    groups, reason = _receive(value, population, standard_error)
    member = _members(parent_index, groups)
    people = groups.share @ member
    shared = np.where(people > 0, people, 1.0)
    level = (groups.share * groups.value) @ member / shared
    error = np.sqrt((groups.share * groups.error) ** 2 @ member) / shared
    total = _chance(groups.value, groups.share, groups.error)
    between = _chance(level, people, error)
    undefined = reason != ""
    return ChanceParts(np.where(undefined, np.nan, between), np.where(undefined, np.nan, total - between))


def _chance(value: np.ndarray, share: np.ndarray, error: np.ndarray) -> np.ndarray:
    average = (share * value).sum(axis=-1, keepdims=True)
    relative = value / np.where(average > 0, average, 1.0)
    there = relative > 0
    safe = np.where(there, relative, 1.0)
    index = (share * relative * np.log(safe)).sum(axis=-1, keepdims=True)
    curve = share / safe - share**2 * (1 + 2 * np.log(safe) - 2 * index)
    spread = (error / np.where(average > 0, average, 1.0)) ** 2
    return np.asarray(PER / 2 * (np.where(there, curve, 0.0) * spread).sum(axis=-1))


def _members(parent_index: npt.ArrayLike, groups: Groups) -> np.ndarray:
    """1.0 where a unit (row) belongs to a parent (column)."""
    parents = np.asarray(parent_index)
    if parents.shape != groups.value.shape[-1:] or parents.dtype.kind not in "iu" or (parents < 0).any():
        raise ValueError(
            f"parent_index: found shape {parents.shape}, dtype {parents.dtype}, expected {groups.value.shape[-1:]} whole "
            "numbers of 0 or more"
        )
    names, place = np.unique(parents, return_inverse=True)
    return np.asarray(place[:, None] == np.arange(names.size), dtype=float)


def _receive(
    value: npt.ArrayLike, population: npt.ArrayLike | None, standard_error: npt.ArrayLike | None
) -> tuple[Groups, np.ndarray]:
    groups = receive(value, population, standard_error)
    if (groups.value < 0).any():
        raise ValueError(f"value: found below zero at {positions(groups.value < 0)}, expected 0 or more")
    reason = explain(
        groups.count.shape,
        (groups.count < 2, "fewer than 2 groups have a value"),
        (groups.average <= 0, "every group is at zero, so relative inequality has no meaning"),
        (groups.error_missing & (standard_error is not None), "a group has a value but no standard error"),
    )
    return groups, reason


def _index_and_lean(groups: Groups) -> tuple[np.ndarray, np.ndarray]:
    """The index (...) and its derivative by each value (..., groups)."""
    average = np.where(groups.average > 0, groups.average, 1.0)[..., None]
    relative = groups.value / average
    present = relative > 0
    log = np.log(np.where(present, relative, 1.0))
    index = (groups.share * relative * log).sum(axis=-1)
    return PER * index, PER * groups.share / average * (log - index[..., None])


def _measured(
    index: np.ndarray,
    lean: np.ndarray,
    groups: Groups,
    standard_error: npt.ArrayLike | None,
    confidence: float,
    reason: np.ndarray,
) -> Measure:
    half, method = np.asarray(np.nan), BARE
    if standard_error is not None:
        half = normal_multiplier(confidence) * np.sqrt(((lean * groups.error) ** 2).sum(axis=-1))
        method = DELTA
    limits = index - half, index + half
    return measure(index, *limits, confidence=confidence, method=method, groups_used=groups.count, reason=reason)
