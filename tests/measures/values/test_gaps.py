"""Gaps between two groups: published values, the sign, ties, edges and coverage."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.measures.reference import against_overall, pick
from components.measures.values.gap import (
    against_reference,
    difference_from_intervals,
    difference_from_standard_errors,
    proportion_difference,
    ratio,
)
from components.measures.values.rate import crude_rate


def row(found):
    return [float(found.estimate), float(found.lower), float(found.upper)]


def rate_difference(first, second, *, higher_is_better):
    """MOVER on the Poisson intervals of two crude rates."""
    ends = [(rate.estimate, rate.lower, rate.upper) for rate in (first, second)]
    return difference_from_intervals(*ends[0], *ends[1], higher_is_better=higher_is_better)


@pytest.mark.parametrize(
    ("table", "lower", "upper"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0000),
    ],
)
def test_newcombe_against_his_own_table(table, lower, upper):
    """Newcombe, Stat Med 1998;17:873, table II, method 10 (printed to 4 decimals)."""
    found = proportion_difference(*table, higher_is_better=False)
    assert row(found)[1:] == pytest.approx([lower, upper], abs=6e-5)


def test_difference_and_ratio_against_healthequal():
    """healthequal 1.0.1 d and r, under-five mortality by wealth quintile (an adverse indicator, per 1,000)."""
    groups = (52.469970703125, 3.14040637016296, 23.9019889831543, 2.28273797035217)
    difference = difference_from_standard_errors(*groups, higher_is_better=False)
    assert row(difference) == pytest.approx([28.5679817, 20.9586132, 36.1773503], rel=1e-7)
    assert row(ratio(*groups, higher_is_better=False)) == pytest.approx([2.195214, 1.760107, 2.737881], rel=1e-6)


def test_mover_by_hand():
    found = difference_from_intervals(10, 8, 13, 6, 5, 7, higher_is_better=False)
    assert row(found) == pytest.approx([4, 4 - np.sqrt(4 + 1), 4 + np.sqrt(9 + 1)], rel=1e-12)
    higher = difference_from_intervals(10, 8, 13, 6, 5, 7, higher_is_better=True)
    assert row(higher) == pytest.approx([-4, -4 - np.sqrt(10), -4 + np.sqrt(5)], rel=1e-12)


def test_rate_difference_by_mover():
    found = rate_difference(
        crude_rate(30, 1000, multiplier=1000), crude_rate(20, 1000, multiplier=1000), higher_is_better=False
    )
    assert row(found) == pytest.approx([10, -4.62555478, 25.00763031], rel=1e-6)


def test_zero_events_in_both_groups_still_leave_doubt():
    found = proportion_difference(0, 40, 0, 60, higher_is_better=True)
    assert float(found.estimate) == 0
    assert found.lower < 0 < found.upper
    assert rate_difference(crude_rate(0, 40), crude_rate(0, 60), higher_is_better=True).upper > 0


def test_hidden_groups_are_named():
    found = proportion_difference([np.nan, 3, 3], [10, 10, 10], [3, np.nan, 0], [10, 10, 0], higher_is_better=True)
    assert found.reason[0].startswith("first group")
    assert found.reason[1].startswith("second group")
    assert "zero" in found.reason[2]
    assert found.groups_used.tolist() == [0, 0, 0]


def test_a_ratio_needs_two_groups_above_zero():
    found = ratio([0, 5, -2], [0, 1, 1], [5, 0, 4], 1, higher_is_better=True)
    assert not found.defined.any()
    assert all("above zero" in words for words in found.reason)


def test_an_estimate_without_an_interval_is_not_compared_as_if_exact():
    found = difference_from_intervals(10, np.nan, np.nan, 6, 5, 7, higher_is_better=False)
    assert "no interval" in str(found.reason)
    missing = difference_from_standard_errors(10, np.nan, 6, 1, higher_is_better=False)
    assert "standard error" in str(missing.reason)
    with pytest.raises(ValueError, match="se_dis"):
        difference_from_standard_errors(10, -1, 6, 1, higher_is_better=False)


def test_one_row_per_group_whatever_the_ties():
    """healthequal gives one row per tied group; here the tied groups change nothing."""
    value = np.array([62, 71, 71, 55, 55.0])
    found = against_reference(value, value - 3, value + 3, 1, True)
    assert found.shape == (5,)
    assert found.estimate.tolist() == [9, 0, 0, 16, 16]
    assert (found.lower[1], found.upper[1]) == (0, 0)
    assert found.lower[2] < 0 < found.upper[2]


def test_a_hidden_reference_leaves_no_comparison_and_a_wrong_index_is_an_error():
    value = np.array([[62, np.nan, 71], [62, 65, 71.0]])
    found = against_reference(value, value - 1, value + 1, [1, 1], True)
    assert not found.defined[0].any()
    assert found.defined[1].all()
    with pytest.raises(ValueError, match="reference_index"):
        against_reference(value, value - 1, value + 1, 3, True)


def test_the_reference_may_differ_by_row():
    value = np.array([[1.0, 2, 3], [1, 2, 3]])
    found = against_reference(value, value - 0.5, value + 0.5, [0, 2], False)
    assert found.estimate.tolist() == [[0, 1, 2], [-2, -1, 0]]


def test_direction_must_be_stated():
    for wrong in (None, 1, "higher"):
        with pytest.raises(ValueError, match="higher_is_better"):
            difference_from_standard_errors(1, 1, 2, 1, higher_is_better=wrong)


def test_directions_can_differ_by_indicator():
    found = difference_from_standard_errors([10, 10], 1, [8, 8], 1, higher_is_better=np.array([True, False]))
    assert found.estimate.tolist() == [-2, 2]


def test_each_group_against_the_average_allows_for_being_part_of_it():
    found = against_overall([10, 20], [100, 100], [1, 1], higher_is_better=True)
    assert found.estimate.tolist() == [5, -5]
    half = 1.959963984540054 * np.sqrt(0.25 + 0.25)
    assert found.upper - found.estimate == pytest.approx([half, half])
    alone = against_overall([10, np.nan], [100, 100], [1, 1], higher_is_better=True)
    assert "no other group" in alone.reason[0]
    assert "hidden" in alone.reason[1]


def test_picking_a_reference_takes_the_first_of_ties():
    value, people = [[4, 9, 9, np.nan], [np.nan] * 4], [5, 50, 5, 500]
    assert pick(value, people, which="best", higher_is_better=True).tolist() == [1, -1]
    assert pick(value, people, which="worst", higher_is_better=True).tolist() == [0, -1]
    assert pick(value, people, which="largest", higher_is_better=True).tolist() == [1, -1]
    with pytest.raises(ValueError, match="which"):
        pick(value, people, which="middling", higher_is_better=True)


table = st.tuples(st.integers(0, 60), st.integers(1, 60), st.integers(0, 60), st.integers(1, 60)).map(
    lambda t: (min(t[0], t[1]), t[1], min(t[2], t[3]), t[3])
)


@given(table)
def test_swapping_the_groups_or_the_direction_turns_the_sign(cells):
    a, b, c, d = cells
    forward = row(proportion_difference(a, b, c, d, higher_is_better=True))
    for other in (
        proportion_difference(c, d, a, b, higher_is_better=True),
        proportion_difference(a, b, c, d, higher_is_better=False),
    ):
        assert row(other) == pytest.approx([-forward[0], -forward[2], -forward[1]], abs=1e-12)


@given(table)
def test_counting_the_opposite_event_tells_the_same_story(cells):
    """Seen within a week, higher better = not seen within a week, lower better."""
    a, b, c, d = cells
    seen = proportion_difference(a, b, c, d, higher_is_better=True)
    unseen = proportion_difference(b - a, b, d - c, d, higher_is_better=False)
    assert row(seen) == pytest.approx(row(unseen), abs=1e-12)


@given(table)
def test_the_interval_holds_the_estimate_and_stays_possible(cells):
    found = proportion_difference(*cells, higher_is_better=False)
    assert -1 - 1e-12 <= found.lower <= found.estimate <= found.upper <= 1 + 1e-12


@given(st.floats(0.5, 90), st.floats(0.5, 90), st.floats(0.01, 5), st.floats(0.01, 5), st.floats(0.1, 1000))
def test_differences_scale_and_ratios_do_not(a, b, se_a, se_b, factor):
    once = difference_from_standard_errors(a, se_a, b, se_b, higher_is_better=True)
    scaled = difference_from_standard_errors(*(factor * part for part in (a, se_a, b, se_b)), higher_is_better=True)
    assert row(scaled) == pytest.approx([factor * part for part in row(once)], rel=1e-9, abs=1e-9 * factor)
    same = ratio(*(factor * part for part in (a, se_a, b, se_b)), higher_is_better=True)
    assert row(same) == pytest.approx(row(ratio(a, se_a, b, se_b, higher_is_better=True)), rel=1e-9)


@given(st.floats(0.5, 90), st.floats(0.5, 90))
def test_swapping_the_groups_inverts_the_ratio(a, b):
    forward, backward = (ratio(*pair, higher_is_better=True) for pair in ((a, 0.1, b, 0.2), (b, 0.2, a, 0.1)))
    assert float(forward.estimate) == pytest.approx(1 / float(backward.estimate), rel=1e-12)
    assert float(forward.lower) == pytest.approx(1 / float(backward.upper), rel=1e-12)


def test_newcombe_covers_the_true_difference():
    source = np.random.default_rng(4)
    first, second = source.binomial(60, 0.1, 20_000), source.binomial(90, 0.25, 20_000)
    found = proportion_difference(first, 60, second, 90, higher_is_better=True)
    assert 0.935 <= np.mean((found.lower <= 0.15) & (found.upper >= 0.15)) <= 0.975


def test_rate_difference_covers_the_true_difference():
    source = np.random.default_rng(5)
    first, second = source.poisson(12, 20_000), source.poisson(30, 20_000)
    found = rate_difference(crude_rate(first, 1), crude_rate(second, 2), higher_is_better=False)
    assert 0.94 <= np.mean((found.lower <= -3) & (found.upper >= -3)) <= 0.98
