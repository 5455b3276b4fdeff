"""Measures that judge pilots and share resource: by hand, against a naive second way, and by simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from components.measures.need.need_index import distance_from_target, need_index, target_share
from components.measures.pilots.difference_in_differences import difference_in_differences
from components.measures.pilots.regression_to_mean import expected_return
from components.measures.values.detectable_effect import minimum_detectable_effect

PILOT = np.array([True, True, False, False, False])


def test_difference_in_differences_by_hand():
    before = np.array([10.0, 20.0, 30.0, 40.0, 50.0])
    after = before + [5, 7, 1, 2, 3]
    found = difference_in_differences(before, after, PILOT, higher_is_better=True)
    assert found.estimate == pytest.approx(4)
    # Few of both, so one variance for all: (1 × 2 + 2 × 1) / 3; t on 3 degrees of freedom.
    half = stats.t.ppf(0.975, 3) * np.sqrt(4 / 3 * (1 / 2 + 1 / 3))
    assert (found.lower, found.upper) == (pytest.approx(4 - half), pytest.approx(4 + half))
    assert found.groups_used == 5


def test_lower_is_better_turns_the_sign():
    before, after = np.zeros(5), np.array([5.0, 7, 1, 2, 3])
    found = difference_in_differences(before, after, PILOT, higher_is_better=False)
    assert found.estimate == pytest.approx(-4)


def test_one_pilot_borrows_the_comparators_spread():
    pilot = np.array([True, False, False, False])
    found = difference_in_differences(np.zeros(4), np.array([5.0, 1, 2, 3]), pilot, higher_is_better=True)
    half = stats.t.ppf(0.975, 2) * np.sqrt(1 + 1 / 3)
    assert found.estimate == pytest.approx(3)
    assert found.upper - found.estimate == pytest.approx(half)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ([np.nan, np.nan, 1, 2, 3], "no pilot neighbourhood"),
        ([5, 7, 1, np.nan, np.nan], "fewer than two comparators"),
    ],
)
def test_too_little_to_compare_is_said_in_words(change, words):
    found = difference_in_differences(np.zeros(5), np.array(change, dtype=float), PILOT, higher_is_better=True)
    assert np.isnan(found.estimate)
    assert words in str(found.reason)


def test_weights_count_neighbourhoods_by_their_people():
    change = np.array([5.0, 7, 1, 2, 3])
    found = difference_in_differences(np.zeros(5), change, PILOT, higher_is_better=True, weight=[3, 1, 1, 1, 2])
    assert found.estimate == pytest.approx((3 * 5 + 7) / 4 - (1 + 2 + 2 * 3) / 4)


@given(st.floats(-50, 50), st.integers(0, 10_000))
def test_a_shift_shared_by_all_changes_nothing(shift, seed):
    rng = np.random.default_rng(seed)
    before, after = rng.normal(50, 5, (2, 5))
    plain = difference_in_differences(before, after, PILOT, higher_is_better=True)
    moved = difference_in_differences(before, after + shift, PILOT, higher_is_better=True)
    assert moved.estimate == pytest.approx(float(plain.estimate), abs=1e-9)
    assert moved.lower == pytest.approx(float(plain.lower), abs=1e-9)


def test_many_of_both_have_each_a_variance_of_their_own():
    rng = np.random.default_rng(2)
    pilots, others = rng.normal(1, 1, 6), rng.normal(0, 4, 9)
    found = difference_in_differences(
        np.zeros(15), np.concatenate([pilots, others]), np.arange(15) < 6, higher_is_better=True
    )
    welch = stats.ttest_ind(pilots, others, equal_var=False).confidence_interval(0.95)
    assert (float(found.lower), float(found.upper)) == pytest.approx((welch.low, welch.high))


@pytest.mark.parametrize("pilots", [1, 2, 3, 5])
@pytest.mark.parametrize("comparators", [6, 12])
def test_a_pilot_without_effect_is_found_to_have_one_no_more_often_than_said(pilots, comparators):
    """Eight quarters before and four since, each remembering the last (0.6): one in twenty, and not 10 to 16 in a hundred."""
    rng, size = np.random.default_rng(11), (4_000, pilots + comparators)
    noise, series = rng.normal(size=(*size, 12)), np.zeros((*size, 12))
    series[..., 0] = noise[..., 0] / np.sqrt(1 - 0.36)
    for quarter in range(1, 12):
        series[..., quarter] = 0.6 * series[..., quarter - 1] + noise[..., quarter]
    before, after = series[..., :8].mean(axis=-1), series[..., 8:].mean(axis=-1)
    found = difference_in_differences(before, after, np.arange(size[1]) < pilots, higher_is_better=True)
    assert np.mean((found.lower > 0) | (found.upper < 0)) == pytest.approx(0.05, abs=0.012)


def test_limits_hold_the_true_effect_about_as_often_as_they_say():
    rng = np.random.default_rng(7)
    pilot = np.arange(12) < 4
    before = rng.normal(50, 5, (4_000, 12))
    after = before + 2 + rng.normal(0, 1.5, (4_000, 12)) + 3 * pilot
    found = difference_in_differences(before, after, pilot, higher_is_better=True)
    assert np.mean((found.lower <= 3) & (found.upper >= 3)) == pytest.approx(0.95, abs=0.015)


def test_regression_to_the_mean_by_hand_and_by_simulation():
    assert expected_return(8.0, 2.0, 0.5).estimate == pytest.approx(-3)
    rng = np.random.default_rng(11)
    true = rng.normal(0, 1, 200_000)
    first, second = true + rng.normal(0, 1, (2, 200_000))
    picked = first > 2
    expected = expected_return(first[picked].mean(), first.mean(), 0.5)
    assert second[picked].mean() - first[picked].mean() == pytest.approx(float(expected.estimate), abs=0.03)


def test_regression_to_the_mean_interval_and_errors():
    found = expected_return(8.0, 2.0, 0.5, size=100, spread=2.0)
    assert found.upper - found.estimate == pytest.approx(stats.norm.ppf(0.975) * 2 * np.sqrt(1 / 100))
    assert not bool(expected_return(8.0, 2.0, 0.5).has_interval)
    with pytest.raises(ValueError, match="correlations from 0 to 1"):
        expected_return(8.0, 2.0, 1.2)


def test_detectable_effect_by_hand():
    assert minimum_detectable_effect(1.0) == pytest.approx(2.801585, abs=1e-6)
    assert minimum_detectable_effect(1.0, degrees_of_freedom=3) > minimum_detectable_effect(1.0, degrees_of_freedom=30)
    with pytest.raises(ValueError, match="power"):
        minimum_detectable_effect(1.0, power=1.0)


def test_an_effect_of_the_detectable_size_is_found_as_often_as_its_power():
    rng = np.random.default_rng(3)
    effect = minimum_detectable_effect(1.0, power=0.8)
    estimates = rng.normal(effect, 1, 100_000)
    assert np.mean(estimates > stats.norm.ppf(0.975)) == pytest.approx(0.8, abs=0.005)


def test_need_index_shares_and_distance_by_hand():
    assert need_index([110.0, 90.0], [100.0, 100.0]) == pytest.approx([1.1, 0.9])
    assert need_index([110.0, np.nan, 90.0], [100.0, 50.0, 100.0])[[0, 2]] == pytest.approx([1.1, 0.9])
    assert target_share([30.0, 10.0]) == pytest.approx([0.75, 0.25])
    assert distance_from_target([60.0, 40.0], [50.0, 50.0]) == pytest.approx([0.2, -0.2])
    with pytest.raises(ValueError, match="registered"):
        need_index([1.0], [-1.0])


@given(st.lists(st.tuples(st.floats(1, 1e5), st.floats(1, 1e5)), min_size=2, max_size=12), st.floats(0.1, 10))
def test_need_is_relative_to_the_whole_and_distances_cancel(pairs, scale):
    weighted, registered = np.array(pairs).T
    index = need_index(weighted, registered)
    assert np.average(index, weights=registered) == pytest.approx(1)
    assert need_index(weighted * scale, registered) == pytest.approx(index)
    distance = distance_from_target(registered, weighted)
    assert (distance * target_share(weighted)).sum() == pytest.approx(0, abs=1e-9)
