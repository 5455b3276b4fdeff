"""A gap over time, where figures have errors of their own and where they have none. Figures are made up."""

import numpy as np
import pytest

from components.findings.gap_arrays import GapsOverTime
from components.findings.gap_movement import gap_movement, gap_movements

YEARS = np.arange(8.0)
BEST = np.full(8, 80.0)
# Falls by a point a year, a little off the line.
WORST = 70 - YEARS + np.array([0.1, -0.1, 0.05, -0.05, 0.1, -0.1, 0.05, -0.05])
NONE = np.full(8, np.nan)


def _first(periods: int) -> tuple[np.ndarray, np.ndarray]:
    return tuple(np.where(np.arange(8) < periods, each, np.nan) for each in (WORST, BEST))


@pytest.mark.parametrize(
    ("periods", "verdict"), [(4, "cannot tell"), (5, "cannot tell"), (6, "widening"), (8, "widening")]
)
def test_without_errors_six_periods_are_needed_however_straight_the_line(periods, verdict):
    found = gap_movement(*_first(periods), (NONE, NONE), YEARS, higher_is_better=True)
    assert str(found.gap.verdict) == verdict


def test_with_errors_five_periods_that_move_by_more_than_chance_are_told():
    errors = np.full(8, 0.1), np.full(8, 0.1)
    assert str(gap_movement(*_first(5), errors, YEARS, higher_is_better=True).gap.verdict) == "widening"


def test_indicators_with_and_without_errors_are_judged_side_by_side_as_each_alone():
    worst, best = np.stack([WORST, WORST, _first(5)[0]]), np.stack([BEST, BEST, _first(5)[1]])
    error = np.stack([np.full(8, 0.1), NONE, NONE])
    gaps = GapsOverTime(worst, error, best, error, worst=np.zeros(3, int), best=np.ones(3, int))
    verdicts, down = gap_movements(gaps, np.ones((3, 8), dtype=bool), YEARS, np.array([True, True, True]))
    assert verdicts.tolist() == ["widening", "widening", "cannot tell"]
    assert down.tolist() == [False, False, False]


def test_periods_that_share_days_are_not_counted():
    gaps = GapsOverTime(WORST[None], NONE[None], BEST[None], NONE[None], worst=np.zeros(1, int), best=np.ones(1, int))
    separate = (np.arange(8) % 2 == 0)[None]
    verdicts, _ = gap_movements(gaps, separate, YEARS, np.array([True]))
    assert verdicts.tolist() == ["cannot tell"]


def test_levelling_down_without_errors_is_told_too():
    best = 80 - 2 * YEARS + np.array([0.1, -0.1, 0.05, -0.05, 0.1, -0.1, 0.05, -0.05])
    gaps = GapsOverTime(
        np.full((1, 8), 60.0), NONE[None], best[None], NONE[None], worst=np.zeros(1, int), best=np.ones(1, int)
    )
    verdicts, down = gap_movements(gaps, np.ones((1, 8), dtype=bool), YEARS, np.array([True]))
    assert (verdicts.tolist(), down.tolist()) == (["narrowing"], [True])
