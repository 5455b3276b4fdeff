"""Which points lie off a straight line by more than points do: residuals that allow for scatter about the line.

Source: Cook & Weisberg, Residuals and Influence in Regression, 1982, ch. 2 (externally studentised residuals); variance of
counting plus scatter as in meta-regression (Thompson & Sharp, Stat Med 1999;18:2693).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

FEWEST_POINTS = 5


@dataclass(frozen=True, eq=False)
class OffTheLine:
    """intercept, slope: of the line. expected (points,): its value at each. studentised (points,): how far each lies from the
    line of the others, in standard errors. p_value (points,): how often a point like the others lies as far.
    """

    intercept: float
    slope: float
    expected: np.ndarray
    studentised: np.ndarray
    p_value: np.ndarray


def off_the_line(x: npt.ArrayLike, y: npt.ArrayLike, standard_error: npt.ArrayLike) -> OffTheLine:
    """The line of y on x through points that scatter about it, and how far each lies off it.

    x, y, standard_error: (points,), no NaN; the standard errors are of counting alone. Weights are 1 / (error² + scatter²),
    scatter² being what the squared residuals of an unweighted line hold beyond the counting, or 0. A point's residual is
    divided by its standard error as the other points tell it, with Student t on n − 3.
    Errors: ValueError for fewer than 5 points, or all at one x.
    Example: y = x but for one point of eight, each known exactly: the one is off by far more than the rest.
    """
    x, y, error = (np.asarray(each, dtype=float) for each in (x, y, standard_error))
    if x.size < FEWEST_POINTS or np.ptp(x) == 0:
        raise ValueError(
            f"x: found {x.size} points over {np.ptp(x) if x.size else 0:g}, expected 5 or more, not all alike"
        )
    plain = _fitted(x, y, np.ones_like(x))
    scatter = max(float((plain.residual**2).sum() / (x.size - 2) - (error**2).mean()), 0.0)
    # A line through points without error or scatter weighs them alike.
    variance = error**2 + scatter
    weight = np.where(variance > 0, 1 / np.where(variance > 0, variance, 1.0), 1.0)
    line = _fitted(x, y, weight)
    freedom = x.size - 3
    pulled = np.sqrt(weight) * line.residual / np.sqrt(1 - line.leverage)
    total = (weight * line.residual**2).sum()
    others = np.maximum(total - pulled**2, 1e-12 * total + 1e-300) / freedom
    studentised = pulled / np.sqrt(others)
    return OffTheLine(
        line.intercept, line.slope, y - line.residual, studentised, 2 * special.stdtr(freedom, -np.abs(studentised))
    )


@dataclass(frozen=True, eq=False)
class _Line:
    intercept: float
    slope: float
    residual: np.ndarray
    leverage: np.ndarray


def _fitted(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> _Line:
    share = weight / weight.sum()
    centre, level = float((share * x).sum()), float((share * y).sum())
    spread = float((share * (x - centre) ** 2).sum())
    slope = float((share * (x - centre) * y).sum()) / spread
    intercept = level - slope * centre
    return _Line(intercept, slope, y - intercept - slope * x, share * (1 + (x - centre) ** 2 / spread))
