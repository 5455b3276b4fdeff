"""The smallest and largest value of a measure over everything the hidden data could be, and what that decides.

Bounds are not confidence limits: they hold for certain, given that the published ranges do, and leave chance aside.
The measures are in two_groups, range, slope, concentration and levelling_up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.measures.group_axis import in_order
from components.measures.result import Index, positions

HOLDS, COULD_VANISH, COULD_BE_REVERSED = "holds", "could_vanish", "could_be_reversed"
NO_GAP, NOT_KNOWN = "no_gap", "not_known"
CONCLUSION_WORDS = {
    HOLDS: "holds whatever the hidden values are",
    COULD_VANISH: "could vanish",
    COULD_BE_REVERSED: "could be reversed",
    NO_GAP: "there is no gap, whatever the hidden values are",
    NOT_KNOWN: "cannot be said",
}
# Limits this close to the threshold (relative, or absolute below 1) differ from it by rounding alone.
ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Bounds:
    """The extremes of a measure over all completions; arrays of one shape (0-d for one cell), as in `Measure`.

    lower, upper  float; NaN where that side has no limit or nothing can be said; never infinite
    method        how they were found, in words
    exact         bool: some completion attains each limit. Where False the limits hold but may be wider than need be
    reason        str; '' where both limits are there, otherwise why one is missing, or both

    Errors: ValueError when shapes differ, limits are the wrong way round, or a limit is missing without a reason.
    Example: ``Bounds(-0.1, 0.3, "closed form", True, "").at(()).upper`` is 0.3.
    """

    lower: np.ndarray
    upper: np.ndarray
    method: str
    exact: np.ndarray
    reason: np.ndarray

    def __post_init__(self) -> None:
        shape = np.shape(self.lower)
        for name, kind in (("lower", float), ("upper", float), ("exact", bool), ("reason", object)):
            given = np.array(getattr(self, name), dtype=kind)
            if given.shape not in ((), shape):
                raise ValueError(f"{name}: found shape {given.shape}, expected {shape}")
            array = np.array(np.broadcast_to(given, shape))
            array.setflags(write=False)
            object.__setattr__(self, name, array)
        wrong = (self.lower > self.upper) | np.isinf(self.lower) | np.isinf(self.upper)
        wrong |= (np.isnan(self.lower) | np.isnan(self.upper)) == self.defined
        if wrong.any():
            raise ValueError(f"limits at {positions(wrong)}: expected two finite limits in order, or a reason")

    @property
    def defined(self) -> np.ndarray:
        """Bool array: both limits are there."""
        return np.asarray(self.reason == "", dtype=bool)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.lower.shape

    def at(self, index: Index) -> Bounds:
        """The bounds at one position (an int or a tuple; a slice gives the part it names)."""
        return Bounds(self.lower[index], self.upper[index], self.method, self.exact[index], self.reason[index])


def bounds(
    lower: npt.ArrayLike,
    upper: npt.ArrayLike,
    *,
    method: str,
    exact: npt.ArrayLike,
    reason: npt.ArrayLike,
    no_lower: str = "",
    no_upper: str = "",
) -> Bounds:
    """Assemble Bounds: both limits withheld where `reason` says so, one where it is infinite.

    no_lower, no_upper: the words for a side without a limit. `exact` is False where both limits are withheld.
    """
    lower, upper = in_order(*np.broadcast_arrays(np.asarray(lower, dtype=float), np.asarray(upper, dtype=float)))
    reason = np.array(np.broadcast_to(np.asarray(reason, dtype=object), lower.shape))
    nothing = reason != ""
    no_limit = ~nothing & np.isinf(lower), ~nothing & np.isinf(upper)
    for missing, words in zip(no_limit, (no_lower, no_upper), strict=True):
        reason[missing & (reason == "")] = words
    reason[no_limit[0] & no_limit[1]] = "; ".join((no_lower, no_upper))
    lower, upper = (
        np.where(nothing | missing, np.nan, limit) for limit, missing in zip((lower, upper), no_limit, strict=True)
    )
    return Bounds(lower, upper, method, np.broadcast_to(exact, lower.shape) & ~nothing, reason)


def conclusion_holds(found: Bounds, threshold: float = 0.0) -> np.ndarray:
    """Which conclusion the bounds allow about a gap: an array of codes, see CONCLUSION_WORDS.

    'holds': every completion lies on one side of the threshold. 'could_vanish': one limit is the threshold itself.
    'could_be_reversed': there is room on both sides. 'no_gap': every completion is at the threshold. 'not_known': no
    bounds. threshold: 0 for a difference, 1 for a ratio, or the smallest gap that matters. A side without a limit
    counts as open. Where `exact` is False 'could' errs on the side of caution; 'holds' never does.
    Errors: ValueError for a threshold that is not a number.
    Example: bounds 0.02 to 0.3 give 'holds'; 0 to 0.3 'could_vanish'; -0.1 to 0.3 'could_be_reversed'.
    """
    if not np.isfinite(threshold):
        raise ValueError(f"threshold: found {threshold!r}, expected a finite number")
    near = ROUNDING * max(1.0, abs(threshold))
    lower = np.where(np.isnan(found.lower), -np.inf, found.lower) - threshold
    upper = np.where(np.isnan(found.upper), np.inf, found.upper) - threshold
    code = np.full(found.shape, COULD_BE_REVERSED, dtype=object)
    code[(np.abs(lower) <= near) | (np.abs(upper) <= near)] = COULD_VANISH
    code[(lower > near) | (upper < -near)] = HOLDS
    code[(np.abs(lower) <= near) & (np.abs(upper) <= near)] = NO_GAP
    code[np.isnan(found.lower) & np.isnan(found.upper)] = NOT_KNOWN
    return code


def larger(
    best: np.ndarray, best_exact: np.ndarray, found: np.ndarray, found_exact: np.ndarray, feasible: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The larger of two limits and whether it is attained: a limit that wins is as exact as it was alone."""
    found = np.where(feasible, found, -np.inf)
    wins = found > best
    return np.where(wins, found, best), np.where(wins, found_exact, best_exact)
