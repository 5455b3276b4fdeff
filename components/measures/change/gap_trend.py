"""Is the gap narrowing, and who moved?

Source: weighted least squares with known variances, widened by the scatter about the line where that is larger (Birge
ratio; Thompson & Sharp, Stat Med 1999;18:2693).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.measures.change.straight_line import Line, pace, straight_line
from components.measures.group_axis import direction
from components.measures.result import Measure, explain

VERDICTS = ("narrowing", "widening", "no clear change", "cannot tell")


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
    b = sum w(t - tbar)g / sum w(t - tbar)^2, w = 1/se^2; its limits are those of `straight_line`: from 6 points what counting
    leaves open or what the scatter does, with every memory of the series weighed; with 4 or 5 how far any two differ.
    Verdict: 'narrowing' = towards zero from either side, 'widening' = away from zero, when the limits of b exclude
    zero. If the line crosses zero in the period, the size at the end is compared with the size at the start, and is a
    change only if the gap midway also differs from zero. Under 4 usable points: 'cannot tell', and no slope; with 4 or 5
    'cannot tell' in place of 'no clear change'.
    Errors: ValueError for shapes that do not broadcast, infinite numbers, negative standard errors.
    Example: gaps [10, 9, 8, 7] with standard errors 0.2 over 4 years: slope -1 (-1.24 to -0.76), narrowing.
    """
    fit = straight_line(gap, standard_error, time_years, confidence)
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
    named.append((fit.too_few, "cannot tell"))
    verdict = np.select([holds for holds, _ in named], [name for _, name in named], default="no clear change")
    known = fit.reason == ""
    explanation = explain(
        verdict.shape,
        *((fit.reason == words, words) for words in set(fit.reason.ravel()) - {""}),
        (crossed, "the gap changed direction during the period"),
        (known & (end < 0), "the gap is reversed: the disadvantaged group is better off"),
    )
    return GapTrend(
        slope=pace(fit, confidence),
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
    fit_worst = straight_line(sign * worst_off, se_worst_off, time_years, confidence)
    fit_best = straight_line(sign * best_off, se_best_off, time_years, confidence)
    worst, best = pace(fit_worst, confidence), pace(fit_best, confidence)
    best_moved = _moved(fit_best)
    gap = gap_trend(sign * (best_off - worst_off), together, time_years, confidence=confidence)
    with np.errstate(invalid="ignore"):
        down = (gap.verdict == "narrowing") & ~gap.reversed & (best_moved == "worsened")
        down = down & (-best.estimate > worst.estimate)
    return WhoMoved(worst, best, _moved(fit_worst), best_moved, gap, down)


def _moved(fit: Line) -> np.ndarray:
    """Whether a group's own line rises or falls beyond chance, in words."""
    with np.errstate(invalid="ignore"):
        named = [(fit.reason != "", "cannot tell"), (fit.slope > fit.half, "improved")]
        named += [(fit.slope < -fit.half, "worsened"), (fit.too_few, "cannot tell")]
    return np.select([holds for holds, _ in named], [name for _, name in named], default="no clear change")
