"""A straight line through points that weigh differently, to say what one thing would lead one to expect of another.

Source: weighted least squares (Gauss); numpy.polynomial's fit, with weights as numbers of people.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def weighted_line(x: npt.ArrayLike, y: npt.ArrayLike, weight: npt.ArrayLike | None = None) -> tuple[float, float]:
    """Intercept and slope of the line that makes Σ w(y − a − bx)² least.

    x, y: (points,); weight: (points,), above 0, None for equal. Errors: ValueError for fewer than two different x, for
    shapes that differ, or for numbers that are not finite.
    Example: x [0, 10], y [1, 3]: intercept 1, slope 0.2.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    w = np.ones(x.shape) if weight is None else np.asarray(weight, dtype=float)
    if not (x.ndim == 1 and x.shape == y.shape == w.shape):
        raise ValueError(f"found shapes {x.shape}, {y.shape}, {w.shape}; expected three of one length")
    if not (np.isfinite(x).all() and np.isfinite(y).all() and np.isfinite(w).all() and (w > 0).all()):
        raise ValueError("found a number that is not finite, or a weight not above 0; leave such points out")
    if np.unique(x).size < 2:
        raise ValueError("found fewer than two different x; expected at least two, or there is no slope")
    centre = np.average(x, weights=w)
    slope = np.sum(w * (x - centre) * (y - np.average(y, weights=w))) / np.sum(w * (x - centre) ** 2)
    return float(np.average(y, weights=w) - slope * centre), float(slope)
