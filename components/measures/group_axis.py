"""Reading the group axis: which groups can be used, their population shares, and their ridit positions.

The group axis is the last one; index 0 is the most disadvantaged group where groups are ordered. A group whose value or
population is NaN (hidden, missing) or whose population is 0 is left out, together with its population; but where its people
are known, they keep their place in the order of all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.measures.result import positions


@dataclass(frozen=True, eq=False)
class Groups:
    """Values, populations and standard errors by group, all (..., groups), with the groups left out set to 0.

    value, population, error  float; 0 where a group is not used
    used                      bool (..., groups)
    count                     int (...); groups used
    share                     float (..., groups); population share among the groups used, 0 where not used
    error_missing             bool (...); a used group has no standard error
    correlation               float (..., groups, groups) between the groups' errors; None where they have nothing in common
    place                     float (..., groups); population share among all groups whose people are known; None = share
    """

    value: np.ndarray
    population: np.ndarray
    error: np.ndarray
    used: np.ndarray
    count: np.ndarray
    share: np.ndarray
    error_missing: np.ndarray
    correlation: np.ndarray | None = None
    place: np.ndarray | None = None

    @property
    def average(self) -> np.ndarray:
        """Population-weighted mean of the groups used, (...); 0 where there are none."""
        return np.asarray((self.share * self.value).sum(axis=-1))

    @property
    def ridit(self) -> np.ndarray:
        """Cumulative share less half the group's own share: 0 = most disadvantaged end, 1 = least.

        A hidden group between two others stands between them all the same: only its value is not known.
        """
        place = self.share if self.place is None else self.place
        return np.asarray(np.cumsum(place, axis=-1) - place / 2)


def combined_error(parts: np.ndarray, correlation: np.ndarray | None) -> np.ndarray:
    """Standard error of a sum whose parts have these signed errors (..., groups), by how far they go together.

    Example: parts [3, 4] give 5; with correlation 1 between them 7, and parts [3, -4] then give 1.
    """
    if correlation is None:
        return np.asarray(np.sqrt((parts**2).sum(axis=-1)))
    square = np.einsum("...g,...gh,...h->...", parts, correlation, parts)
    return np.asarray(np.sqrt(np.maximum(square, 0.0)))


def apart(parts: np.ndarray, correlation: np.ndarray | None) -> np.ndarray:
    """Signed errors (..., groups) as those of causes that have nothing in common, whose sum is as unsure: for draws.

    Errors: none; a correlation that no errors can have (a negative root) is taken as its nearest that they can.
    Example: parts [3, -4] with correlation 1 give [0, 1] but for signs and order: one cause of size 1.
    """
    if correlation is None:
        return parts
    size, causes = np.linalg.eigh(correlation)
    return np.asarray(np.einsum("...g,...gc->...c", parts, causes) * np.sqrt(np.maximum(size, 0.0)))


def receive(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    correlation: npt.ArrayLike | None = None,
) -> Groups:
    """Check and align the arrays of a group measure. See `Groups`.

    value, population, standard_error: shapes that broadcast, last axis = groups. population=None counts each group
    once. correlation: (..., groups, groups) between the groups' errors, -1 to 1.
    Errors: ValueError for a missing group axis, infinite values, or negative populations or standard errors.
    Example: value [1, nan, 3], population [10, 20, 30] uses two groups with shares [0.25, 0, 0.75].
    """
    parts = [np.asarray(value, dtype=float), np.asarray(1.0 if population is None else population, dtype=float)]
    parts.append(np.asarray(np.nan if standard_error is None else standard_error, dtype=float))
    names = ("value", "population", "standard_error")
    try:
        value, population, error = np.broadcast_arrays(*parts)
    except ValueError as problem:
        found = ", ".join(f"{name} {part.shape}" for name, part in zip(names, parts, strict=True))
        raise ValueError(
            f"found shapes {found}, expected shapes that broadcast with groups on the last axis"
        ) from problem
    if value.ndim == 0:
        raise ValueError("value: found a single number, expected an array whose last axis is the groups")
    for name, array in zip(names, (value, population, error), strict=True):
        wrong = np.isinf(array) | ((array < 0) if name != "value" else False)
        if wrong.any():
            raise ValueError(
                f"{name}: found a negative or infinite number at {positions(wrong)}, expected a finite one"
            )
    used = ~np.isnan(value) & (population > 0)
    people = np.where(used, population, 0.0)
    total = people.sum(axis=-1, keepdims=True)
    share = people / np.where(total > 0, total, 1.0)
    unknown = (used & np.isnan(error)).any(axis=-1)
    kept = np.where(used, value, 0.0), people, np.where(used & ~np.isnan(error), error, 0.0)
    there = np.where(population > 0, population, 0.0)
    everyone = there.sum(axis=-1, keepdims=True)
    place = there / np.where(everyone > 0, everyone, 1.0)
    return Groups(*kept, used, used.sum(axis=-1), share, unknown, _together(correlation, value.shape[-1]), place)


def _together(correlation: npt.ArrayLike | None, groups: int) -> np.ndarray | None:
    if correlation is None:
        return None
    found = np.asarray(correlation, dtype=float)
    if found.shape[-2:] != (groups, groups) or not (np.abs(found) <= 1).all():
        raise ValueError(
            f"correlation: found shape {found.shape} or values outside -1 to 1, expected (..., {groups}, {groups})"
        )
    return found


def direction(higher_is_better: npt.ArrayLike) -> np.ndarray:
    """+1.0 where higher is better, -1.0 where lower is: the factor that makes "worse off" positive.

    higher_is_better: bool, or a bool array that broadcasts to the result (one per indicator, for example).
    Errors: ValueError unless it is bool: an indicator without a good direction has no better or worse.
    """
    flag = np.asarray(higher_is_better)
    if flag.dtype != bool:
        raise ValueError(f"higher_is_better: found {higher_is_better!r}, expected True or False (or an array of them)")
    return np.where(flag, 1.0, -1.0)


def in_order(first: npt.ArrayLike, second: npt.ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """The smaller and the larger of two limits, after a change of sign may have swapped them."""
    return np.minimum(first, second), np.maximum(first, second)
