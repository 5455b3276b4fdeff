"""What numbers say of one another: a value that is a count over another, a count that is part of another, limits around a value."""

from collections.abc import Sequence

import numpy as np

MULTIPLIERS = (100.0, 1.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0)
_MOST_ROWS = 400
_MATCHING, _WITHIN = 0.9, 0.98
# Counts may have been rounded, so a value need not be theirs to its last digit.
_PART = 0.02
_FEW_ROWS, _FEW_PART = 3, 0.002


def multiplier_of(numerator: np.ndarray, denominator: np.ndarray, value: np.ndarray, decimals: int) -> float:
    """The one of MULTIPLIERS by which a value is the count over the denominator in at least nine rows of ten; 0 if none.

    Arrays are of one length, NaN where there is no number. `decimals` is how many the values are written with.
    """
    usable = (
        np.isfinite(numerator) & np.isfinite(denominator) & np.isfinite(value) & (denominator > 0) & (numerator > 0)
    )
    at = np.flatnonzero(usable)[:_MOST_ROWS]
    if not len(at):
        return 0.0
    ratio, held = numerator[at] / denominator[at], value[at]
    part = _PART if len(at) > _FEW_ROWS else _FEW_PART
    allowed = np.maximum(0.501 * 10.0**-decimals, part * np.abs(held))
    for multiplier in MULTIPLIERS:
        agreeing = np.abs(held - multiplier * ratio) <= allowed
        # A value written as 0 agrees with everything small.
        if agreeing.mean() >= _MATCHING and (agreeing & (held > 0)).sum() * 2 >= len(at):
            return multiplier
    return 0.0


def is_part_of(part: np.ndarray, whole: np.ndarray) -> bool:
    """Whether a count is at most another in nearly every row that has both, and less in some."""
    both = np.isfinite(part) & np.isfinite(whole)
    if not both.any():
        return False
    return bool((part[both] <= whole[both]).mean() >= _WITHIN and (part[both] < whole[both]).any())


def are_limits(lower: np.ndarray, value: np.ndarray, upper: np.ndarray) -> bool:
    """Whether a value lies between two others in nearly every row that has all three."""
    all_there = np.isfinite(lower) & np.isfinite(value) & np.isfinite(upper)
    if not all_there.any():
        return False
    held = (lower <= value * (1 + _FEW_PART)) & (value <= upper * (1 + _FEW_PART))
    return bool(held[all_there].mean() >= _WITHIN and (lower < upper)[all_there].any())


def decimals_of(texts: Sequence[str]) -> int:
    """The most decimals that numbers are written with, up to 6."""
    found = (text.rstrip("%").rpartition(".") for text in texts[:_MOST_ROWS])
    return min(6, max((len(digits) for whole, point, digits in found if point and digits.isdigit()), default=0))
