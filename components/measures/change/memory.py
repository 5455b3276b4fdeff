"""Does a series remember itself? The correlation of a point's distance from the line with the next one's.

Source: Kendall's correction of the first autocorrelation for what a fitted mean or line takes out of it (Kendall & Ord, Time
Series, ch. 6), here worked out exactly from the fit's own matrix.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

FEWEST_POINTS = 6
MOST = 0.95
# One-sided 5%: a series is said to remember itself only where its correlation is larger than chance makes it.
_Z = 1.6449


def resemblance(residual: npt.ArrayLike, used: npt.ArrayLike) -> np.ndarray:
    """Correlation of neighbouring residuals from a straight line, (...), from 0 to 0.95.

    residual: (..., times), distances from a fitted straight line in units of their error; used: which count. r is the sum
    of products of neighbours over the sum of squares, less its mean where there is no memory, times n / (n - 3.5); 0
    where it is below 0 or fewer than 6 points are used.
    Example: residuals 1, -1, 1, -1, 1, -1: 0.
    """
    count = np.asarray(used, dtype=bool).sum(axis=-1)
    size = np.where(used, np.nan_to_num(residual), 0.0)
    total = (size**2).sum(axis=-1)
    together = (size[..., 1:] * size[..., :-1]).sum(axis=-1) / np.where(total > 0, total, 1.0)
    without = np.array([_without(number) for number in range(size.shape[-1] + 1)])[count]
    found = np.clip((together - without) * count / np.maximum(count - 3.5, 1.0), 0.0, MOST)
    return np.asarray(np.where((count >= FEWEST_POINTS) & (total > 0), found, 0.0))


def remembers(resembling: npt.ArrayLike, count: npt.ArrayLike) -> np.ndarray:
    """Whether a resemblance of neighbours is larger than chance makes it in so many points (one-sided 5%), (...)."""
    return np.asarray(np.asarray(resembling) > _Z / np.sqrt(np.maximum(np.asarray(count) - 3.5, 1.0)))


@cache
def _without(count: int) -> float:
    """What the correlation of neighbouring residuals is on average in a series of evenly spaced points without memory."""
    if count < FEWEST_POINTS:
        return 0.0
    time = np.arange(count) - (count - 1) / 2
    left = np.eye(count) - 1 / count - np.outer(time, time) / (time**2).sum()
    beside = (np.eye(count, k=1) + np.eye(count, k=-1)) / 2
    return float(np.trace(left @ beside @ left) / np.trace(left))
