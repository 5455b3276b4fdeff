"""Measures of a pilot over time: by hand, properties, and by simulation against what they claim."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from components.measures.pilots.difference_in_differences import difference_in_differences
from components.measures.pilots.effect_by_periods import ChangeVariance, change_variance, periods_needed, smallest_with
from components.measures.pilots.event_study import event_study
from components.measures.pilots.parallel_trends import earlier_slopes, parallel_trends
from components.measures.pilots.window_change import shared_pattern, window_change
from components.measures.pilots.window_reliability import window_reliability, windows_of
from components.measures.values.detectable_effect import minimum_detectable_effect

ONE = np.array([True, False, False])
LONE = np.arange(12) == 0


def test_the_shared_pattern_by_hand():
    values = np.array([[9.0, 9.0], [1.0, 3.0], [2.0, 6.0]])
    assert shared_pattern(values, ~ONE) == pytest.approx([-1.5, 1.5])
    assert shared_pattern(np.full((3, 2), np.nan), ~ONE) == pytest.approx([0, 0])


def test_window_change_by_hand_leaves_differences_as_plain_means_give_them():
    values = np.array([[1.0, 3.0, 9.0], [1.0, 3.0, 5.0], [2.0, 2.0, 2.0]])
    found = window_change(values, np.array([True, True, False]), np.array([False, False, True]), ~ONE)
    plain = values[:, 2] - values[:, :2].mean(axis=1)
    change = found.after - found.before
    assert change - change[1] == pytest.approx(plain - plain[1])
    # Two-way residuals of [[1, 3], [2, 2]]: ∓0.5, ±0.5, on one degree of freedom; the last window has none.
    assert found.noise == pytest.approx(4 * 0.25)
    assert found.freedom == 1


def test_a_missing_winter_does_not_look_like_a_change():
    season = np.array([0.0, 0, 0, 8, 0, 0, 0, 8])
    values = np.tile(season, (5, 1)) + np.arange(5)[:, None]
    values[0, 3] = np.nan
    before = np.arange(8) < 4
    found = window_change(values, before, ~before, np.arange(5) > 0)
    assert found.after - found.before == pytest.approx(np.zeros(5), abs=1e-9)
    assert abs(np.nanmean(values[0, ~before]) - np.nanmean(values[0, before])) == pytest.approx(2)


def test_noise_is_found_again_and_does_not_hold_what_lies_between():
    rng = np.random.default_rng(1)
    before = np.arange(14) < 8
    values = (
        rng.normal(0, 2, (400, 12, 14)) + 5 * rng.normal(size=(400, 12, 1)) * ~before + rng.normal(0, 9, (400, 1, 14))
    )
    found = window_change(values, before, ~before, ~LONE)
    assert found.noise.mean() == pytest.approx(4, rel=0.03)
    assert found.freedom[0] == 10 * (7 + 5)


@pytest.mark.parametrize("reference", [np.array([1, 0, 1]), np.array([True, False])])
def test_window_change_refuses_what_does_not_fit(reference):
    with pytest.raises(ValueError, match="reference"):
        window_change(np.zeros((3, 4)), np.zeros(4, bool), np.ones(4, bool), reference)
    with pytest.raises(ValueError, match="values"):
        shared_pattern(np.zeros(4), reference)


def test_event_study_by_hand():
    values = np.array([[1.0, 1, 5], [0, 0, 0], [0, 0, 2]])
    found = event_study(values, ONE, np.array([True, True, False]), higher_is_better=True)
    half = stats.t.ppf(0.975, 1) * np.sqrt(2) * np.sqrt(1.5)
    assert found.estimate == pytest.approx([0, 0, 3])
    assert (found.lower[2], found.upper[2]) == (pytest.approx(3 - half), pytest.approx(3 + half))
    turned = event_study(values, ONE, np.array([True, True, False]), higher_is_better=False)
    assert turned.estimate[2] == pytest.approx(-3)
    assert turned.lower[2] == pytest.approx(-3 - half)


def test_event_study_says_why_a_period_has_none():
    values = np.array([[1.0, np.nan, 5], [0, 0, np.nan], [0, 0, 2]])
    found = event_study(values, ONE, np.array([True, False, False]), higher_is_better=True)
    assert "the pilot has no figure" in str(found.reason[1])
    assert "fewer than two comparators" in str(found.reason[2])
    with pytest.raises(ValueError, match="is_pilot"):
        event_study(values, np.array([1, 0, 0]), np.array([True, False, False]), higher_is_better=True)
    with pytest.raises(ValueError, match="before"):
        event_study(values, ONE, np.array([True, False]), higher_is_better=True)


@given(st.integers(0, 10_000))
def test_event_study_averages_to_the_difference_in_differences(seed):
    rng = np.random.default_rng(seed)
    values, before = rng.normal(50, 5, (6, 10)), np.arange(10) < 6
    pilot = np.arange(6) < 2
    found = event_study(values, pilot, before, higher_is_better=False)
    whole = difference_in_differences(
        values[:, before].mean(1), values[:, ~before].mean(1), pilot, higher_is_better=False
    )
    assert found.estimate[~before].mean() == pytest.approx(float(whole.estimate))
    assert found.estimate[before].mean() == pytest.approx(0, abs=1e-9)


def test_event_study_limits_hold_before_and_after_about_as_often_as_they_say():
    rng = np.random.default_rng(2)
    before = np.arange(10) < 6
    values = rng.normal(50, 5, (3_000, 12, 1)) + rng.normal(0, 1, (3_000, 12, 10)) + 4.0 * LONE[:, None] * ~before
    found = event_study(values, LONE, before, higher_is_better=True)
    held = (found.lower <= 4.0 * ~before) & (found.upper >= 4.0 * ~before)
    assert held[:, before].mean() == pytest.approx(0.95, abs=0.012)
    assert held[:, ~before].mean() == pytest.approx(0.95, abs=0.012)


def test_earlier_slopes_by_hand_and_against_numpy():
    assert earlier_slopes([[1.0, 3, 5], [1, np.nan, 5]], [0, 1, 2]) == pytest.approx([2, np.nan], nan_ok=True)
    rng = np.random.default_rng(3)
    values, times = rng.normal(size=(4, 7)), np.cumsum(rng.uniform(0.1, 1, 7))
    assert earlier_slopes(values, times) == pytest.approx(np.polyfit(times, values.T, 1)[0])
    values[0, 2] = np.nan
    rest = np.arange(7) != 2
    assert earlier_slopes(values, times)[0] == pytest.approx(np.polyfit(times[rest], values[0, rest], 1)[0])


def test_parallel_trends_by_hand_in_both_directions():
    values = np.array([[0.0, 2, 4], [0, 1, 2], [0, 2, 4], [0, 0, 0]])
    pilot = np.arange(4) == 0
    found = parallel_trends(values, [0, 1, 2], pilot, higher_is_better=True)
    half = stats.t.ppf(0.975, 2) * np.sqrt(1 + 1 / 3)
    assert found.estimate == pytest.approx(1)
    assert found.upper == pytest.approx(1 + half)
    assert parallel_trends(values, [0, 1, 2], pilot, higher_is_better=False).estimate == pytest.approx(-1)


@pytest.mark.parametrize("shape", [(4, 2), (4, 0)])
def test_too_few_periods_cannot_be_compared(shape):
    found = parallel_trends(np.zeros(shape), np.arange(shape[1]), np.arange(4) == 0, higher_is_better=True)
    assert "fewer than three periods" in str(found.reason)


def test_parallel_trends_cry_wolf_as_often_as_they_say():
    rng = np.random.default_rng(4)
    values = rng.normal(0, 1, (4_000, 12, 8)) + np.arange(8) * rng.normal(2, 0.3, (4_000, 12, 1))
    found = parallel_trends(values, np.arange(8) / 4, LONE, higher_is_better=True)
    assert ((found.lower > 0) | (found.upper < 0)).mean() == pytest.approx(0.05, abs=0.012)


def test_windows_leave_the_oldest_periods_over_and_take_the_pattern_out():
    values = np.array([[7.0, 0, 0, 2, 2], [7, 2, 2, 0, 0]])
    assert windows_of(values, 2) == pytest.approx(np.array([[-1.0, 1], [1, -1]]))
    assert windows_of(np.array([[1.0, 1, 3, 3]]), 2) == pytest.approx(np.zeros((1, 2)))
    with pytest.raises(ValueError, match="length"):
        windows_of(values, 0)


def test_reliability_by_hand():
    values = np.array([[1.0, 0, -1], [-1, 0, 1]])
    assert window_reliability(values, 1).estimate == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (np.ones((3, 9)) * np.arange(3)[:, None], "do not vary"),
        (np.random.default_rng(0).normal(size=(1, 9)), "fewer than two comparators"),
        (np.random.default_rng(0).normal(size=(4, 5)), "fewer than 3 windows"),
    ],
)
def test_reliability_says_why_it_cannot_be_told(values, words):
    assert words in str(window_reliability(values, 2).reason)


@pytest.mark.parametrize(("lasting", "low", "high"), [(0.0, 0.0, 0.07), (0.6, 0.45, 0.6)])
def test_reliability_is_near_nought_for_chance_and_not_above_what_lasts(lasting, low, high):
    rng = np.random.default_rng(6)
    found = []
    for _ in range(300):
        values = rng.normal(size=(14, 16))
        for place in range(1, 16):
            values[:, place] = lasting * values[:, place - 1] + np.sqrt(1 - lasting**2) * values[:, place]
        found.append(float(window_reliability(values + 20 * rng.normal(size=(14, 1)), 1).estimate))
    assert low <= np.mean(found) <= high


def test_change_variance_by_hand():
    parts = change_variance([-2.0, 0.0, 2.0], 2.0, 4, 4)
    assert (parts.seen, parts.between) == (pytest.approx(4), pytest.approx(3))
    assert parts.with_periods(4) == pytest.approx(4)
    assert parts.with_periods(np.inf) == pytest.approx(3 + 2 / 4)
    assert parts.with_periods(1) == pytest.approx(3 + 2 * (1 / 4 + 1))
    assert parts.with_periods(4, before=1) == pytest.approx(3 + 2 * (1 + 1 / 4))
    assert change_variance([-2.0, 0.0, 2.0], np.nan, 4, 4).with_periods(400) == pytest.approx(4)
    with pytest.raises(ValueError, match="two changes"):
        change_variance([1.0, np.nan], 1.0, 4, 4)


def test_the_smallest_effect_by_periods_by_hand():
    noise = ChangeVariance(1.0, 0.0, 2.0, 4, 4)
    assert smallest_with(noise, 6.0, 4) == pytest.approx(6)
    assert smallest_with(noise, 6.0, 12) == pytest.approx(6 * np.sqrt((1 / 4 + 1 / 12) / (1 / 4 + 1 / 4)))
    assert smallest_with(noise, 6.0, 12, before=12) == pytest.approx(6 * np.sqrt((2 / 12) / (1 / 2)))
    assert periods_needed(noise, 6.0, 4.9) == 12
    assert periods_needed(noise, 6.0, 6 * np.sqrt(0.5)) is None
    between = ChangeVariance(3.0, 3.0, 0.0, 4, 4)
    assert smallest_with(between, 6.0, np.inf) == pytest.approx(6)
    assert (periods_needed(between, 6.0, 6.1), periods_needed(between, 6.0, 5.9)) == (1, None)
    assert smallest_with(ChangeVariance(0.0, 0.0, 0.0, 4, 4), 0.0, 9) == 0


@given(st.floats(0.1, 9), st.floats(0, 9), st.integers(1, 20), st.integers(1, 20))
def test_more_periods_never_make_less_show(between, noise, before, after):
    parts = ChangeVariance(between + noise * (1 / before + 1 / after), between, noise, before, after)
    sizes = [parts.with_periods(each) for each in (1, 2, 5, 50, np.inf)]
    assert sizes == sorted(sizes, reverse=True)
    assert parts.with_periods(after) == pytest.approx(parts.seen)


def test_the_variance_foreseen_is_the_one_that_comes():
    rng = np.random.default_rng(8)
    between, noise = rng.normal(0, 1, (500, 14, 1)), rng.normal(0, 2, (500, 14, 8 + 12))
    before = np.arange(20) < 8
    values = noise + between * ~before
    early = values[..., :12]
    foreseen = []
    moved = window_change(early, before[:12], ~before[:12], np.ones(14, bool))
    for change, sigma in zip(moved.after - moved.before, moved.noise, strict=True):
        foreseen.append(change_variance(change, float(sigma), 8, 4).with_periods(12))
    assert np.mean(foreseen) == pytest.approx(1 + 4 * (1 / 8 + 1 / 12), rel=0.06)


def test_a_small_pilot_does_not_borrow_the_sureness_of_large_comparators():
    after = np.array([5.0, 1, 2, 3])
    pilot = np.arange(4) == 0
    plain = difference_in_differences(np.zeros(4), after, pilot, higher_is_better=True)
    wider = difference_in_differences(
        np.zeros(4), after, pilot, higher_is_better=True, sampling=np.array([2.5, 0.5, 0.5, 0.5])
    )
    half = stats.t.ppf(0.975, 2) * np.sqrt(1 + 2 + 1 / 3)
    assert wider.upper - wider.estimate == pytest.approx(half)
    for sampling in ([0.1, 0.5, 0.5, 0.5], [np.nan, 0.5, 0.5, 0.5], None):
        same = difference_in_differences(np.zeros(4), after, pilot, higher_is_better=True, sampling=sampling)
        assert same.upper == pytest.approx(float(plain.upper))


def test_limits_of_a_small_pilot_hold_the_truth_only_when_widened():
    rng = np.random.default_rng(9)
    error = np.where(LONE, 3.0, 1.0)
    after = rng.normal(0, 0.5, (4_000, 12)) + rng.normal(0, error, (4_000, 12)) + 2 * LONE
    told = [
        difference_in_differences(np.zeros(12), after, LONE, higher_is_better=True, sampling=each)
        for each in (None, error**2)
    ]
    narrow, wide = (np.mean((found.lower <= 2) & (found.upper >= 2)) for found in told)
    assert narrow < 0.7
    assert wide > 0.94


def test_an_effect_of_the_size_foreseen_is_found_four_times_in_five():
    rng = np.random.default_rng(10)
    error = np.sqrt(1 + 1 / 11)
    effect = float(minimum_detectable_effect(error, degrees_of_freedom=10))
    after = rng.normal(0, 1, (6_000, 12)) + effect * LONE
    found = difference_in_differences(np.zeros(12), after, LONE, higher_is_better=True)
    assert (found.lower > 0).mean() == pytest.approx(0.8, abs=0.02)
