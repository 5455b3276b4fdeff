"""Pilot against comparators: the comparison itself, what it could show with more periods, and how they moved before."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.pilots.panel import PilotPanel
from components.measures.confidence import student_multiplier
from components.measures.pilots.difference_in_differences import difference_in_differences
from components.measures.pilots.effect_by_periods import ChangeVariance, change_variance, smallest_with
from components.measures.pilots.parallel_trends import parallel_trends
from components.measures.pilots.window_change import mean_of, window_change
from components.measures.result import Measure
from components.measures.values.detectable_effect import minimum_detectable_effect

CONFIDENCE = 0.95
_FEWEST_FORESEEN = 2


@dataclass(frozen=True, eq=False)
class Comparison:
    """Difference in differences of a panel; `smallest` is the smallest effect that it shows four times in five.

    Every neighbourhood counts once, whatever its number of people: what is asked is what would have happened in a
    neighbourhood without the pilot, and neighbourhoods (not people) are what chance is counted by.
    """

    measure: Measure
    change_pilot: float
    change_comparators: float
    n_pilot: int
    n_comparators: int
    smallest: float
    variance: ChangeVariance | None
    reason: str

    def smallest_with(self, after: float, *, before: int | None = None) -> float:
        """The smallest effect that would show with so many periods after (inf = without end). ValueError without one now."""
        if self.variance is None:
            raise ValueError(f"variance: found none ({self.reason}), expected a comparison that is defined")
        return smallest_with(self.variance, self.smallest, after, before=before)


def compared(panel: PilotPanel, early: np.ndarray, after: np.ndarray | None = None) -> Comparison | None:
    """The comparison over the periods `early` and `after` (those since the start unless told otherwise).

    None where there are no figures, or none in one of the two windows.
    """
    late = panel.after if after is None else after
    if not panel.values.size or not early.any() or not late.any():
        return None
    moved = window_change(panel.values, early, late, ~panel.is_pilot)
    found = difference_in_differences(
        moved.before,
        moved.after,
        panel.is_pilot,
        higher_is_better=panel.higher_is_better,
        sampling=_sampling(panel, early) + _sampling(panel, late),
        confidence=CONFIDENCE,
    )
    change = moved.after - moved.before
    used = ~np.isnan(change)
    pilots, others = int((used & panel.is_pilot).sum()), int((used & ~panel.is_pilot).sum())
    plain = mean_of(panel.values, late & ~np.isnan(panel.values)) - mean_of(
        panel.values, early & ~np.isnan(panel.values)
    )
    in_pilot, elsewhere = (float(mean_of(plain, used & arm)) for arm in (panel.is_pilot, ~panel.is_pilot))
    if not bool(found.defined):
        return Comparison(found, in_pilot, elsewhere, pilots, others, np.nan, None, str(found.reason))
    freedom = pilots + others - 2
    error = float(found.upper - found.lower) / 2 / float(student_multiplier(CONFIDENCE, freedom))
    smallest = float(minimum_detectable_effect(error, degrees_of_freedom=freedom))
    parts = change_variance(change[~panel.is_pilot], float(moved.noise), int(early.sum()), int(late.sum()))
    return Comparison(found, in_pilot, elsewhere, pilots, others, smallest, parts, "")


def _sampling(panel: PilotPanel, window: np.ndarray) -> np.ndarray:
    """Variance of each neighbourhood's mean over a window from counting few people alone; NaN where not known."""
    told = window & ~np.isnan(panel.errors)
    number = told.sum(axis=-1)
    return np.where(number > 0, mean_of(panel.errors**2, told) / np.maximum(number, 1), np.nan)


def earlier_trends(panel: PilotPanel, early: np.ndarray) -> Measure:
    """A year's difference between the earlier trends of pilot and comparators, positive = the pilot was improving faster."""
    return parallel_trends(
        panel.values[:, early].reshape(len(panel.codes), int(early.sum())),
        panel.years[early],
        panel.is_pilot,
        higher_is_better=panel.higher_is_better,
        confidence=CONFIDENCE,
    )


def foreseen(panel: PilotPanel, early: np.ndarray) -> Comparison | None:
    """What could be shown once figures come in, told by a start made up in the middle of the periods before; else None."""
    places = np.flatnonzero(early)
    if len(places) < 2 * _FEWEST_FORESEEN:
        return None
    late = np.zeros(len(early), dtype=bool)
    late[places[len(places) // 2 :]] = True
    found = compared(panel, early & ~late, late)
    return None if found is None or found.reason else found


def periods_due(panel: PilotPanel, by_date: pd.Timestamp, end: pd.Timestamp | None) -> int:
    """How many periods since the start will have ended by a date (and by the pilot's end), never fewer than there are."""
    if panel.periods.empty:
        return 0
    last, until = panel.periods["period_end"].iloc[-1], by_date if end is None else min(by_date, end)
    months = (until.year - last.year) * 12 + until.month - last.month + (1 if _month_end(until) else 0) - 1
    months += 0 if _month_end(last) else 1
    return int(panel.after.sum()) + max(0, int(months // panel.months))


def _month_end(when: pd.Timestamp) -> bool:
    return bool(when.is_month_end)
