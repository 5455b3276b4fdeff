"""Is the gap narrowing, and who moved?

Source: weighted least squares with known variances, widened by the scatter about the line where that is larger (Birge
ratio; Thompson & Sharp, Stat Med 1999;18:2693).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from components.measures.confidence import normal_multiplier, student_multiplier
from components.measures.group_axis import direction
from components.measures.result import Measure, explain, measure, positions

FEWEST_POINTS = 4
FEWEST_FOR_MEMORY = 6
MOST_MEMORY = 0.95
VERDICTS = ("narrowing", "widening", "no clear change", "cannot tell")
WEIGHTED = "weighted regression on time"
UNWEIGHTED = "regression on time, points weighted equally (no standard errors)"


@dataclass(frozen=True, eq=False)
class GapTrend:
    """slope: change of the gap per year, a Measure (...). verdict: one of VERDICTS, about the size of the gap.

    start, end: fitted gap at the first and last usable time. reversed: the fitted gap is negative at the end (the
    disadvantaged group is better off). crossed: the fitted gap changed sign in between. explanation: '' or words.
    """

    slope: Measure
    verdict: np.ndarray
    start: np.ndarray
    end: np.ndarray
    reversed: np.ndarray
    crossed: np.ndarray
    explanation: np.ndarray


@dataclass(frozen=True, eq=False)
class WhoMoved:
    """worst_off, best_off: improvement per year of each group, Measures (...), positive = better.

    worst_off_moved, best_off_moved: 'improved', 'worsened', 'no clear change' or 'cannot tell'. gap: the GapTrend
    between them. levelling_down: the gap narrowed, and mainly because the best-off clearly got worse.
    """

    worst_off: Measure
    best_off: Measure
    worst_off_moved: np.ndarray
    best_off_moved: np.ndarray
    gap: GapTrend
    levelling_down: np.ndarray


def gap_trend(
    gap: npt.ArrayLike, standard_error: npt.ArrayLike | None, time_years: npt.ArrayLike, *, confidence: float = 0.95
) -> GapTrend:
    """Regression of the gap on time and a verdict on whether the gap is closing.

    gap, standard_error: (..., times), the gap signed as in gap.py; NaN or a standard error of 0 = point not used.
    standard_error None = all points weigh the same (the scatter alone tells the error). time_years: (times,) or (..., times).
    b = sum w(t - tbar)g / sum w(t - tbar)^2, w = 1/se^2; limits b -+ k / sqrt(sum w(t - tbar)^2), with k the larger of z,
    for what counting leaves open, and t sqrt(m chi2/(n - 2)), for what the scatter does: t on (n - 2)/m (at least 2) and
    m = (1 + r)/(1 - r) for a series that remembers itself (from 6 points).
    Verdict: 'narrowing' = towards zero from either side, 'widening' = away from zero, when the limits of b exclude
    zero. If the line crosses zero in the period, the size at the end is compared with the size at the start, and is a
    change only if the gap midway also differs from zero. Under 4 usable points: 'cannot tell', and no slope.
    Errors: ValueError for shapes that do not broadcast, infinite numbers, negative standard errors.
    Example: gaps [10, 9, 8, 7] with standard errors 0.2 over 4 years: slope -1 (-1.18 to -0.82), narrowing.
    """
    fit = _fit(gap, standard_error, time_years, confidence)
    slope, half = fit.slope, fit.half
    start, end = (fit.middle + slope * (when - fit.mean_time) for when in (fit.first, fit.last))
    halfway = (start + end) / 2
    halfway_half = np.hypot(fit.middle_half, half * ((fit.first + fit.last) / 2 - fit.mean_time))
    with np.errstate(invalid="ignore"):
        clear = np.abs(slope) > half
        crossed = (start * end < 0) & clear
        shrinking = np.abs(end) < np.abs(start)
        clear = clear & (~crossed | (np.abs(halfway) > halfway_half))
    named = [(fit.reason != "", "cannot tell"), (clear & shrinking, "narrowing"), (clear, "widening")]
    verdict = np.select([holds for holds, _ in named], [name for _, name in named], default="no clear change")
    known = fit.reason == ""
    explanation = explain(
        verdict.shape,
        *((fit.reason == words, words) for words in set(fit.reason.ravel()) - {""}),
        (crossed, "the gap changed direction during the period"),
        (known & (end < 0), "the gap is reversed: the disadvantaged group is better off"),
    )
    return GapTrend(
        slope=_measured(fit, confidence),
        verdict=verdict,
        start=np.where(known, start, np.nan),
        end=np.where(known, end, np.nan),
        reversed=known & (end < 0),
        crossed=known & crossed,
        explanation=explanation,
    )


def who_moved(
    worst_off: npt.ArrayLike,
    best_off: npt.ArrayLike,
    se_worst_off: npt.ArrayLike | None,
    se_best_off: npt.ArrayLike | None,
    time_years: npt.ArrayLike,
    *,
    higher_is_better: npt.ArrayLike,
    confidence: float = 0.95,
) -> WhoMoved:
    """Did the worst-off improve, or the best-off get worse? Trends of the two groups' own values, and of their gap.

    worst_off, best_off and standard errors: (..., times), in the indicator's own units; None standard errors as in
    `gap_trend`. levelling_down is True when the gap is narrowing, the best-off clearly worsened, and their worsening
    makes up more than half of the narrowing.
    Errors: ValueError as in `gap_trend`.
    Example: worst-off flat at 60, best-off falling from 80 to 70 (higher is better): narrowing, levelling_down True.
    """
    sign = direction(higher_is_better)[..., None]
    worst_off, best_off = np.asarray(worst_off, dtype=float), np.asarray(best_off, dtype=float)
    together = None
    if se_worst_off is None or se_best_off is None:
        se_worst_off = se_best_off = None
    else:
        together = np.hypot(np.asarray(se_worst_off, dtype=float), np.asarray(se_best_off, dtype=float))
    fit_worst = _fit(sign * worst_off, se_worst_off, time_years, confidence)
    fit_best = _fit(sign * best_off, se_best_off, time_years, confidence)
    worst, best = _measured(fit_worst, confidence), _measured(fit_best, confidence)
    best_moved = _moved(fit_best)
    gap = gap_trend(sign * (best_off - worst_off), together, time_years, confidence=confidence)
    with np.errstate(invalid="ignore"):
        down = (gap.verdict == "narrowing") & ~gap.reversed & (best_moved == "worsened")
        down = down & (-best.estimate > worst.estimate)
    return WhoMoved(worst, best, _moved(fit_worst), best_moved, gap, down)


def _moved(fit: _Fit) -> np.ndarray:
    """Whether a group's own line rises or falls beyond chance, in words."""
    with np.errstate(invalid="ignore"):
        named = [(fit.reason != "", "cannot tell"), (fit.slope > fit.half, "improved")]
        named.append((fit.slope < -fit.half, "worsened"))
    return np.select([holds for holds, _ in named], [name for _, name in named], default="no clear change")


@dataclass(frozen=True, eq=False)
class _Fit:
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


def _fit(
    series: npt.ArrayLike, standard_error: npt.ArrayLike | None, time_years: npt.ArrayLike, confidence: float
) -> _Fit:
    """Weighted regression along the last axis: coefficients about the mean time, half-widths, and why there is none."""
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
    memory = _memory(np.sqrt(weight) * (kept - middle[..., None] - slope[..., None] * centred), used, count)
    student = student_multiplier(confidence, np.maximum((count - 2) / memory, np.minimum(count - 2, 2)))
    # What counting leaves open by itself, or what the points tell by their scatter: whichever is more.
    reach = student * np.sqrt(excess * memory)
    if not unweighted:
        reach = np.fmax(reach, normal_multiplier(confidence))
    few = count < FEWEST_POINTS
    words = f"fewer than {FEWEST_POINTS} points in time have a value and a standard error"
    reason = explain(count.shape, (few, words), (no_time, "all the points are at the same time"))
    return _Fit(
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


def _memory(residual: np.ndarray, used: np.ndarray, count: np.ndarray) -> np.ndarray:
    """By how much a series that remembers itself makes the variance of its slope larger, (...): (1 + r) / (1 - r).

    r is the correlation of a point's distance from the line with the next one's, set right for what a line takes out of it
    (its mean where there is no memory, and n / (n - 3.5)); 1 where it is below 0 or fewer than 6 points are used.
    """
    size = np.where(used, residual, 0.0)
    total = (size**2).sum(axis=-1)
    together = (size[..., 1:] * size[..., :-1]).sum(axis=-1) / np.where(total > 0, total, 1.0)
    without = np.array([_without_memory(number) for number in range(used.shape[-1] + 1)])[count]
    found = np.clip((together - without) * count / np.maximum(count - 3.5, 1.0), 0.0, MOST_MEMORY)
    return np.asarray(np.where((count >= FEWEST_FOR_MEMORY) & (total > 0), (1 + found) / (1 - found), 1.0))


@cache
def _without_memory(count: int) -> float:
    """What the correlation of neighbouring residuals is on average in a series of evenly spaced points without memory."""
    if count < FEWEST_POINTS:
        return 0.0
    time = np.arange(count) - (count - 1) / 2
    left = np.eye(count) - 1 / count - np.outer(time, time) / (time**2).sum()
    beside = (np.eye(count, k=1) + np.eye(count, k=-1)) / 2
    return float(np.trace(left @ beside @ left) / np.trace(left))


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


def _measured(fit: _Fit, confidence: float) -> Measure:
    limits = fit.slope - fit.half, fit.slope + fit.half
    return measure(
        fit.slope, *limits, confidence=confidence, method=fit.method, groups_used=fit.count, reason=fit.reason
    )
