"""What every measure hands back: an estimate, its interval, how it was made and, when it is not defined, why."""

from __future__ import annotations

from dataclasses import dataclass
from types import EllipsisType

import numpy as np
import numpy.typing as npt

from components.measures.confidence import check_confidence

NOT_FINITE = "the arithmetic does not give a finite number"
# A place in an array of cells, and where a reason holds with the words for it.
Index = int | np.integer | slice | EllipsisType | tuple[int | np.integer | slice | EllipsisType, ...]
Condition = tuple[npt.ArrayLike, str]


@dataclass(frozen=True, eq=False)
class Measure:
    """A measure for one or many cells at once; every array has the same shape (0-d for one cell).

    estimate     float; NaN exactly where `reason` is not empty, never infinite
    lower, upper float limits. Both NaN beside a defined estimate means the source or the method gives no interval
                 (`has_interval` says so, and `method` says it in words)
    confidence   level of the interval, for example 0.95
    method       how the interval was made, in words
    groups_used  int; how many groups the number rests on (1 for a single value)
    reason       str; '' where defined, otherwise why there is no number

    Errors: ValueError when shapes differ, limits are the wrong way round, or estimate and reason disagree.
    Example: ``Measure(0.5, 0.4, 0.6, 0.95, "Wilson score", 1, "").at(()).estimate`` is 0.5.
    """

    estimate: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    confidence: float
    method: str
    groups_used: np.ndarray
    reason: np.ndarray

    def __post_init__(self) -> None:
        estimate = np.array(self.estimate, dtype=float)
        arrays = {"estimate": estimate}
        for name, kind in (("lower", float), ("upper", float), ("groups_used", int), ("reason", object)):
            given = np.array(getattr(self, name), dtype=kind)
            if given.shape not in ((), estimate.shape):
                raise ValueError(f"{name}: found shape {given.shape}, expected {estimate.shape}")
            arrays[name] = np.array(np.broadcast_to(given, estimate.shape))
        check_confidence(self.confidence)
        _check_agreement(**arrays)
        for name, array in arrays.items():
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    @property
    def defined(self) -> np.ndarray:
        """Bool array: True where there is a number."""
        return np.asarray(self.reason == "", dtype=bool)

    @property
    def has_interval(self) -> np.ndarray:
        """Bool array: True where there is a number and it has limits."""
        return np.asarray(~np.isnan(self.lower))

    @property
    def shape(self) -> tuple[int, ...]:
        return self.estimate.shape

    def at(self, index: Index) -> Measure:
        """The measure at one position (an int or a tuple; a slice gives the part it names)."""
        return Measure(
            self.estimate[index],
            self.lower[index],
            self.upper[index],
            self.confidence,
            self.method,
            self.groups_used[index],
            self.reason[index],
        )


def _check_agreement(
    estimate: np.ndarray, lower: np.ndarray, upper: np.ndarray, groups_used: np.ndarray, reason: np.ndarray
) -> None:
    defined = reason == ""
    disagree = np.isfinite(estimate) != defined
    if disagree.any():
        raise ValueError(
            f"estimate and reason disagree at {positions(disagree)}: expected a number or a reason, not both"
        )
    with_limits = ~np.isnan(lower) | ~np.isnan(upper)
    wrong = with_limits & ~(defined & np.isfinite(lower) & np.isfinite(upper) & (lower <= upper))
    if wrong.any():
        raise ValueError(f"limits at {positions(wrong)}: expected two finite limits in order, beside an estimate")
    if (groups_used < 0).any():
        raise ValueError(f"groups_used at {positions(groups_used < 0)}: expected 0 or more")


def positions(wrong: npt.ArrayLike) -> str:
    """The first few positions at which `wrong` is True, in words for an error message."""
    wrong = np.asarray(wrong)
    if wrong.ndim == 0:
        return "the only position"
    found = [tuple(int(step) for step in row) for row in np.argwhere(wrong)]
    shown = ", ".join(str(row[0] if len(row) == 1 else row) for row in found[:5])
    return f"position {shown}" + (f" and {len(found) - 5} more" if len(found) > 5 else "")


def explain(shape: tuple[int, ...], *conditions: Condition) -> np.ndarray:
    """An object array of reasons: for each cell the words of the first condition that holds, '' where none does.

    conditions: (bool array that broadcasts to `shape`, str) pairs, most important first.
    """
    reason = np.full(shape, "", dtype=object)
    for holds, words in reversed(conditions):
        reason[np.broadcast_to(holds, shape)] = words
    return reason


def measure(
    estimate: npt.ArrayLike,
    lower: npt.ArrayLike,
    upper: npt.ArrayLike,
    *,
    confidence: float,
    method: str,
    groups_used: npt.ArrayLike,
    reason: npt.ArrayLike,
) -> Measure:
    """Assemble a Measure, blanking the numbers wherever there is a reason, and giving one to any that is not finite.

    Where the limits (but not the estimate) are not finite the whole result is withheld, unless both are NaN, which
    stands for "no interval".
    """
    estimate = np.asarray(estimate, dtype=float)
    lower, upper = (np.array(np.broadcast_to(limit, estimate.shape), dtype=float) for limit in (lower, upper))
    reason = np.array(np.broadcast_to(np.asarray(reason, dtype=object), estimate.shape))
    no_interval = np.isnan(lower) & np.isnan(upper)
    finite = np.isfinite(estimate) & (no_interval | (np.isfinite(lower) & np.isfinite(upper)))
    reason[(reason == "") & ~finite] = NOT_FINITE
    blank = reason != ""
    estimate, lower, upper = (np.where(blank, np.nan, array) for array in (estimate, lower, upper))
    used = np.broadcast_to(np.asarray(groups_used, dtype=int), estimate.shape)
    return Measure(estimate, lower, upper, confidence, method, used, reason)
