"""A straight line through values over time, and what its pace can be said to be.

Source: weighted least squares with known variances, widened by the scatter about the line where that is larger (Birge
ratio; Thompson & Sharp, Stat Med 1999;18:2693), and by what a series that remembers itself hides of it. So few points that
nothing can be known of a memory are held against how far any two of so many differ by chance (Tukey's range).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from components.measures.change.line_with_memory import by_memory, reach
from components.measures.confidence import normal_multiplier
from components.measures.result import Measure, explain, measure, positions
from components.measures.studentised_range import range_at

FEWEST_POINTS = 4
# From so many on, a series' memory can be weighed; fewer must change by more than any two of them differ.
ENOUGH_POINTS = 6
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

    @property
    def too_few(self) -> np.ndarray:
        """Which series have so few points that only a change larger than any two of them differ by is told."""
        return np.asarray(self.count < ENOUGH_POINTS)


def straight_line(
    series: npt.ArrayLike, standard_error: npt.ArrayLike | None, time_years: npt.ArrayLike, confidence: float
) -> Line:
    """Weighted regression along the last axis.

    series, standard_error: (..., times), NaN or a standard error of 0 = point not used; None = all weigh the same.
    time_years: (times,) or (..., times). From 6 points, half-widths are the larger of what counting leaves open (z) and what
    the scatter does with every memory weighed by how well it fits (line_with_memory.py). With 4 or 5, a line must rise or
    fall by more than any two of so many points differ by chance (Tukey's range of the larger of counting and scatter).
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
    residual = np.where(used, kept - middle[..., None] - slope[..., None] * centred, 0.0)
    excess = (weight * residual**2).sum(axis=-1) / np.maximum(count - 2, 1)
    few = count < FEWEST_POINTS
    first, last = np.where(used, time, np.inf).min(axis=-1), np.where(used, time, -np.inf).max(axis=-1)
    first, last = (np.where(few | no_time, mean_time, end) for end in (first, last))
    counting = 0.0 if standard_error is None else 1.0
    span = np.where(last > first, last - first, 1.0)
    apart = _any_two_apart(count, excess, counting, confidence) * np.sqrt(np.maximum(count, 1) / total) / span
    seen = by_memory(series, error, centred, used)
    halves = []
    for which, about, precision in ((0, middle, total), (1, slope, spread)):
        scattered = reach(seen, which, about, confidence)
        floor = counting * normal_multiplier(confidence) / np.sqrt(precision)
        halves.append(np.where(count < ENOUGH_POINTS, apart * np.sqrt(spread / precision), np.fmax(scattered, floor)))
    words = f"fewer than {FEWEST_POINTS} points in time have a value and a standard error"
    reason = explain(count.shape, (few, words), (no_time, "all the points are at the same time"))
    return Line(
        slope=slope,
        half=halves[1],
        middle=middle,
        middle_half=halves[0],
        mean_time=mean_time,
        count=count,
        first=first,
        last=last,
        reason=reason,
        method=UNWEIGHTED if standard_error is None else WEIGHTED,
    )


def _any_two_apart(count: np.ndarray, excess: np.ndarray, counting: float, confidence: float) -> np.ndarray:
    """How far apart, in errors of one point, chance puts the furthest two of 4 or 5 points; NaN for any other number."""
    found = np.full(count.shape, np.nan)
    for number in range(FEWEST_POINTS, ENOUGH_POINTS):
        by_scatter, by_counting = (_range(confidence, number, freedom) for freedom in (number - 2, np.inf))
        farthest = np.fmax(by_scatter * np.sqrt(excess), by_counting * counting)
        found = np.where(count == number, farthest, found)
    return found


@cache
def _range(confidence: float, points: int, freedom: float) -> float:
    return range_at(1 - confidence, points, freedom)


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
