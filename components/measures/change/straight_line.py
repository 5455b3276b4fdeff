"""A straight line through values over time, and what its pace can be said to be.

Source: weighted least squares with known variances, widened by the scatter about the line where that is larger (Birge
ratio; Thompson & Sharp, Stat Med 1999;18:2693), and by what a series that remembers itself hides of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.measures.change.memory import resemblance
from components.measures.confidence import normal_multiplier, student_multiplier
from components.measures.result import Measure, explain, measure, positions

FEWEST_POINTS = 4
WEIGHTED = "weighted regression on time"
UNWEIGHTED = "regression on time, points weighted equally (no standard errors)"


@dataclass(frozen=True, eq=False)
class Line:
    """A line through a series: coefficients about the mean time, half-widths, and why there is none; all (...).

    middle: the line at the mean time, with its half-width. first, last: the times of the points used.
    """

    slope: np.ndarray
    half: np.ndarray
    middle: np.ndarray
    middle_half: np.ndarray
    mean_time: np.ndarray
    count: np.ndarray
    first: np.ndarray
    last: np.ndarray
    reason: np.ndarray
    method: str


def straight_line(
    series: npt.ArrayLike, standard_error: npt.ArrayLike | None, time_years: npt.ArrayLike, confidence: float
) -> Line:
    """Weighted regression along the last axis.

    series, standard_error: (..., times), NaN or a standard error of 0 = point not used; None = all weigh the same.
    time_years: (times,) or (..., times). Half-widths hold the larger of what counting leaves open (z) and what the scatter
    does: t on (n - 2)/m, at least 2, with m = (1 + r)/(1 - r) for neighbours that resemble one another (see memory.py).
    Errors: ValueError for shapes that do not broadcast, infinite numbers, negative standard errors.
    """
    series, error, time = _aligned(series, standard_error, time_years)
    used = ~np.isnan(series) & (error > 0) & ~np.isnan(time)
    weight = np.where(used, 1 / np.where(used, error, 1.0) ** 2, 0.0)
    count = used.sum(axis=-1)
    kept, when = np.where(used, series, 0.0), np.where(used, time, 0.0)
    total = np.where(count > 0, weight.sum(axis=-1), 1.0)
    mean_time, middle = ((weight * part).sum(axis=-1) / total for part in (when, kept))
    centred = np.where(used, when - mean_time[..., None], 0.0)
    spread = (weight * centred**2).sum(axis=-1)
    no_time = spread <= 1e-12 * total
    spread = np.where(no_time, 1.0, spread)
    slope = (weight * centred * kept).sum(axis=-1) / spread
    scatter = (weight * (kept - middle[..., None] - slope[..., None] * centred) ** 2 * used).sum(axis=-1)
    excess = scatter / np.maximum(count - 2, 1)
    unweighted = standard_error is None
    residual = np.sqrt(weight) * (kept - middle[..., None] - slope[..., None] * centred)
    resembling = resemblance(residual, used)
    memory = (1 + resembling) / (1 - resembling)
    student = student_multiplier(confidence, np.maximum((count - 2) / memory, np.minimum(count - 2, 2)))
    # What counting leaves open by itself, or what the points tell by their scatter: whichever is more.
    reach = student * np.sqrt(excess * memory)
    if not unweighted:
        reach = np.fmax(reach, normal_multiplier(confidence))
    few = count < FEWEST_POINTS
    words = f"fewer than {FEWEST_POINTS} points in time have a value and a standard error"
    reason = explain(count.shape, (few, words), (no_time, "all the points are at the same time"))
    return Line(
        slope=slope,
        half=reach / np.sqrt(spread),
        middle=middle,
        middle_half=reach / np.sqrt(total),
        mean_time=mean_time,
        count=count,
        first=np.where(few, mean_time, np.where(used, time, np.inf).min(axis=-1)),
        last=np.where(few, mean_time, np.where(used, time, -np.inf).max(axis=-1)),
        reason=reason,
        method=UNWEIGHTED if unweighted else WEIGHTED,
    )


def _aligned(
    series: npt.ArrayLike, standard_error: npt.ArrayLike | None, time_years: npt.ArrayLike
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    given = [np.asarray(series, dtype=float), np.asarray(time_years, dtype=float)]
    given.insert(1, np.ones(()) if standard_error is None else np.asarray(standard_error, dtype=float))
    series, error, time = np.broadcast_arrays(*given)
    if series.ndim == 0:
        raise ValueError("gap: found a single number, expected an array whose last axis is time")
    for name, array in (("gap", series), ("standard_error", error), ("time_years", time)):
        wrong = np.isinf(array) | ((array < 0) if name == "standard_error" else False)
        if wrong.any():
            raise ValueError(
                f"{name}: found an infinite or negative number at {positions(wrong)}, expected a finite one"
            )
    return series, error, time


def pace(fit: Line, confidence: float) -> Measure:
    """The slope of a fitted line with its interval, (...). `confidence` is the level the line was fitted at.

    Example: the line through 1, 2, 3, 4 a year apart, without standard errors: 1, and 1 to 1, as nothing is off it.
    """
    limits = fit.slope - fit.half, fit.slope + fit.half
    return measure(
        fit.slope, *limits, confidence=confidence, method=fit.method, groups_used=fit.count, reason=fit.reason
    )
