"""The furthest two of several shares, judged as picked."""

import numpy as np
import pytest
from scipy import stats

from components.measures.spread.apart_in_share import apart_in_share


def test_worked_by_hand():
    # Together one half; 20 of 40 apart by 0.5 over sqrt(0.25 * 2 / 40): 4.472 standard errors, of three groups.
    away = 0.5 / np.sqrt(0.25 * 2 / 40)
    assert apart_in_share([10, 20, 30], [40] * 3) == pytest.approx(
        stats.studentized_range.sf(away * np.sqrt(2), 3, np.inf), abs=1e-7
    )
    assert apart_in_share([19, 20, 21], [40] * 3) == pytest.approx(0.8956, abs=1e-4)


def test_two_groups_are_the_usual_test_of_two_proportions():
    away = (0.6 - 0.4) / np.sqrt(0.25 * (1 / 50 + 1 / 50))
    assert apart_in_share([30, 20], [50, 50]) == pytest.approx(2 * stats.norm.sf(away), abs=1e-12)


def test_what_is_hidden_is_passed_over_and_order_does_not_matter():
    shown = apart_in_share([10, 20, 30], [40, 50, 60])
    assert apart_in_share([30, np.nan, 20, 10, 0], [60, 40, 50, 40, 0]) == pytest.approx(shown)
    assert np.isnan(apart_in_share([10, np.nan], [40, 40]))
    assert apart_in_share([12, 15], [12, 15]) == 1.0
    with pytest.raises(ValueError, match="more than the denominator"):
        apart_in_share([13, 1], [12, 12])


def test_teams_that_are_alike_are_said_to_differ_one_time_in_twenty():
    rng, people = np.random.default_rng(63), np.array([52, 20, 55, 40, 33, 47, 29, 31, 38, 25])
    chances = [apart_in_share(rng.binomial(people, 0.7), people) for _ in range(600)]
    assert 0.03 < np.mean(np.array(chances) <= 0.05) < 0.07
