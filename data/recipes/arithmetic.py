"""What numbers say of one another: a value that is one count over another, a part and its whole, limits around a value."""

from collections.abc import Sequence

import numpy as np

MULTIPLIERS = (100.0, 1.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0)
_MOST_ROWS = 400
_MATCHING, _WITHIN = 0.9, 0.98
# Counts may have been rounded, so a value need not be theirs to its last digit.
_PART = 0.02
# Of the quick look: rows, and how far apart for values written with few digits.
_LOOKED_AT, _QUICK = 40, 0.2
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
    fives = bool(((numerator[at] % 5 == 0) & (denominator[at] % 5 == 0)).all()) and len(at) > _FEW_ROWS
    rounding = 2.5 / denominator[at] * (1 + ratio) if fives else 0.0
    for multiplier in MULTIPLIERS:
        agreeing = np.abs(held - multiplier * ratio) <= allowed + multiplier * rounding
        # A value written as 0 agrees with everything small.
        if agreeing.mean() >= _MATCHING and (agreeing & (held > 0)).sum() * 2 >= len(at):
            return multiplier
    return 0.0


def likely_pairs(numerators: np.ndarray, denominators: np.ndarray, value: np.ndarray) -> list[tuple[int, int]]:
    """Which rows of two arrays (columns × rows) could be the count and the denominator of a value, the nearest first.

    A quick look at a few rows: `multiplier_of` tells whether it is so.
    """
    if not len(numerators) or not len(denominators):
        return []
    at = np.flatnonzero(np.isfinite(value) & (value > 0))[:_LOOKED_AT]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = numerators[:, None, at] / denominators[None, :, at]
        apart = [np.abs(multiplier * ratio / value[at] - 1) for multiplier in MULTIPLIERS]
    usable = np.isfinite(apart[0])
    near = np.stack([np.where(usable, each <= _QUICK, False).sum(axis=2) for each in apart])
    enough = near.max(axis=0) * 2 >= np.maximum(usable.sum(axis=2), 1)
    return [(int(one), int(other)) for one, other in np.argwhere(enough)]


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
