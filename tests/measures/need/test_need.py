"""Need with open weights, and moving a resource towards it: by hand, by a naive second way, and by trying everything."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.measures.gradient.concentration_curve import concentration_curve
from components.measures.need.composite_need import composite_need, need_rank_ranges
from components.measures.need.reallocation import least_disruptive, years_needed

LEVEL = np.array([[0.1, 0.3, 0.2], [0.5, 0.1, 0.3]])
PEOPLE = np.array([100.0, 100.0, 200.0])


def test_one_predictor_by_hand():
    # The whole: (10 + 30 + 40) / 400 = 0.2.
    found = composite_need(LEVEL[:1], PEOPLE, [3.0])
    np.testing.assert_allclose(found.index, [0.5, 1.5, 1.0])
    np.testing.assert_allclose(found.weighted, [50, 150, 200])
    np.testing.assert_allclose(found.contribution, [[-0.5, 0.5, 0.0]], atol=1e-12)


def test_two_predictors_by_hand():
    # The second over its whole, 0.3: 5/3, 1/3, 1. Weights 1 to 3.
    found = composite_need(LEVEL, PEOPLE, [1.0, 3.0])
    np.testing.assert_allclose(found.index, [(0.5 + 5) / 4, (1.5 + 1) / 4, 1.0])
    np.testing.assert_allclose(found.contribution[:, 0], [-0.125, 0.5])


def test_a_cap_limits_what_one_predictor_can_add():
    # 1.5 becomes 1.2, so the whole becomes (0.5·100 + 1.2·100 + 1·200) / 400 = 0.925.
    found = composite_need(LEVEL[:1], PEOPLE, [1.0], cap=1.2)
    np.testing.assert_allclose(found.index, np.array([0.5, 1.2, 1.0]) / 0.925)
    np.testing.assert_allclose(found.contribution.sum(axis=0), found.index - 1)


def test_a_neighbourhood_without_a_weighted_predictor_is_left_out_of_the_whole():
    level = np.array([[0.1, 0.3, np.nan], [np.nan, 0.1, 0.1]])
    found = composite_need(level, PEOPLE, [1.0, 0.0])
    np.testing.assert_allclose(found.index[:2], [0.5, 1.5])
    assert np.isnan(found.index[2])
    assert np.isnan(found.weighted[2])


def test_a_predictor_that_nobody_has_counts_as_level():
    np.testing.assert_allclose(composite_need([[0.0, 0, 0]], PEOPLE, [1.0]).index, 1)


@pytest.mark.parametrize(
    ("level", "weight", "cap", "words"),
    [
        (LEVEL, [0.0, 0.0], 2, "some weight above 0"),
        (LEVEL, [1.0, -1.0], 2, "weight: found a negative"),
        (LEVEL, [1.0, 1.0], 0.5, "a cap of 1 or more"),
        (LEVEL, [1.0], 2, "found shapes"),
        (-LEVEL, [1.0, 1.0], 2, "level: found a negative"),
    ],
)
def test_what_cannot_be_weighed_is_refused(level, weight, cap, words):
    with pytest.raises(ValueError, match=words):
        composite_need(level, PEOPLE, weight, cap=cap)


@given(st.integers(0, 10_000), st.sampled_from([1.0, 1.5, 3.0, np.inf]))
def test_contributions_sum_to_the_index_and_the_index_averages_one(seed, cap):
    source = np.random.default_rng(seed)
    level, people, weight = source.uniform(0, 1, (4, 7)), source.uniform(1, 100, 7), source.uniform(0.1, 5, 4)
    found = composite_need(level, people, weight, cap=cap)
    np.testing.assert_allclose(found.contribution.sum(axis=0), found.index - 1, atol=1e-12)
    assert np.average(found.index, weights=people) == pytest.approx(1)
    np.testing.assert_allclose(composite_need(level, people, 7 * weight, cap=cap).index, found.index)


def test_many_weights_at_once_are_the_same_as_one_by_one():
    weights = np.array([[1.0, 3.0], [2.0, 0.0], [0.5, 0.5]])
    both = composite_need(LEVEL, PEOPLE, weights)
    for place, weight in enumerate(weights):
        alone = composite_need(LEVEL, PEOPLE, weight)
        np.testing.assert_allclose(both.index[place], alone.index)
        np.testing.assert_allclose(both.contribution[place], alone.contribution)


def test_rank_ranges_hold_the_rank_and_widen_with_doubt():
    # Neighbourhoods 0 and 1 change places as the weights do; 2 is always between or at an end.
    narrow = need_rank_ranges(LEVEL, PEOPLE, [1.0, 1.0], factor=1.0)
    wide = need_rank_ranges(LEVEL, PEOPLE, [1.0, 1.0], factor=3.0)
    np.testing.assert_array_equal(narrow.estimate, [1, 3, 2])
    np.testing.assert_array_equal(narrow.lower, narrow.upper)
    assert (wide.lower[0], wide.upper[0]) == (1, 3)
    assert (wide.lower <= wide.estimate).all()
    assert (wide.estimate <= wide.upper).all()


def test_one_weight_leaves_the_order_as_it_is():
    found = need_rank_ranges(LEVEL, PEOPLE, [0.0, 2.0])
    np.testing.assert_array_equal(found.lower, found.upper)
    np.testing.assert_array_equal(found.estimate, [1, 3, 2])


def test_a_rank_that_cannot_be_known_says_why():
    found = need_rank_ranges([[0.1, np.nan, 0.3]], PEOPLE, [1.0])
    assert found.reason[1] == "a predictor with weight is hidden or missing here"
    np.testing.assert_array_equal(found.estimate[[0, 2]], [2, 1])
    with pytest.raises(ValueError, match="draws"):
        need_rank_ranges(LEVEL, PEOPLE, [1, 1], draws=10)


def test_the_curve_by_hand():
    across, up = concentration_curve([10, 60, 30], [1, 1, 2], [2, 3, 1])
    np.testing.assert_allclose(across, [0, 0.5, 0.75, 1])
    np.testing.assert_allclose(up, [0, 0.3, 0.4, 1])
    with pytest.raises(ValueError, match="resource"):
        concentration_curve([0, 0], [1, 1], [1, 2])


def test_the_least_move_by_hand():
    found = least_disruptive([60, 40], [50, 50], within=0.1, loss=1, gain=1)
    np.testing.assert_allclose(found.amount, [55, 45], atol=1e-3)
    assert (found.moved, found.met) == (pytest.approx(5, abs=1e-3), True)
    assert found.within == pytest.approx(0.1, abs=1e-5)


def test_those_who_give_share_the_loss_evenly():
    # The third must rise from 20 to 27; the first two can give, each at most to its own share: 5.25 of 60 and 1.75 of 20 are
    # both 8.75%.
    found = least_disruptive([60, 20, 20], [52, 18, 30], within=0.1, loss=1, gain=1)
    np.testing.assert_allclose(found.amount, [54.75, 18.25, 27], atol=1e-3)
    assert found.moved == pytest.approx(7, abs=1e-3)


def test_nobody_is_taken_below_its_share():
    found = least_disruptive([60, 20, 20], [50, 20, 30], within=0.1, loss=1, gain=1)
    np.testing.assert_allclose(found.amount, [53, 20, 27], atol=1e-3)


def test_nothing_moves_where_all_are_near_enough():
    found = least_disruptive([52, 48], [50, 50], within=0.05, loss=0.03, gain=0.1)
    np.testing.assert_array_equal(found.amount, [52, 48])
    assert found.moved == 0
    assert found.met


def test_pace_stops_short_and_says_so():
    found = least_disruptive([60, 40], [50, 50], within=0.0, loss=0.05, gain=1)
    np.testing.assert_allclose(found.amount, [57, 43], atol=1e-3)
    assert not found.met
    assert found.within == pytest.approx(0.14, abs=1e-5)


def test_everyone_outside_the_band_moves_at_the_pace_allowed():
    # Shares by need are 40, 40, 60, 60. The first two may give 3 each; the others are 20 short each and take them up.
    found = least_disruptive([60, 60, 40, 40], [40, 40, 60, 60], within=0.0, loss=0.05, gain=0.1)
    np.testing.assert_allclose(found.amount[:2], 57, atol=1e-3)
    # Which of two that are equally short gets it would not change the sum: both rise alike.
    np.testing.assert_allclose(found.amount[2:], 43, atol=1e-3)
    assert (found.outside, found.moved) == (pytest.approx(68, abs=1e-2), pytest.approx(6, abs=1e-2))


def test_whoever_is_furthest_below_is_filled_first():
    # Shares by need are 100 each. At 5% a year the first gives 7.1: all of it to the one who is 22 short.
    found = least_disruptive([142, 78, 88, 92], [1, 1, 1, 1], within=0, loss=0.05, gain=0.1)
    np.testing.assert_allclose(found.amount, [134.9, 85.1, 88, 92], atol=1e-3)
    # At 10% it gives 14.2: that one reaches its own limit of 85.8, and the other two rise to one level.
    found = least_disruptive([142, 78, 88, 92], [1, 1, 1, 1], within=0, loss=0.1, gain=0.1)
    np.testing.assert_allclose(found.amount, [127.8, 85.8, 93.2, 93.2], atol=1e-3)


@given(
    st.lists(st.floats(1, 20), min_size=3, max_size=8),
    st.sampled_from([0.0, 0.05]),
    st.sampled_from([0.01, 0.03, 0.1]),
    st.sampled_from([0.03, 0.1, 1.0]),
)
def test_nobody_gains_while_one_further_below_could_still_take_more(actual, within, loss, gain):
    actual = np.array(actual)
    found = least_disruptive(actual, np.ones(len(actual)), within=within, loss=loss, gain=gain)
    level = found.amount / actual.mean()
    gained = found.amount > actual * (1 + 1e-4)
    could_rise = found.amount < actual * (1 + gain) * (1 - 1e-4)
    if gained.any() and could_rise.any():
        assert level[could_rise].min() >= level[gained].max() - 1e-3
    assert found.amount.sum() == pytest.approx(actual.sum(), rel=1e-5)


def test_new_money_goes_where_it_is_short():
    found = least_disruptive([60, 40], [50, 50], within=0.0, loss=0, gain=0.5, new=0.2)
    np.testing.assert_allclose(found.amount, [60, 60], atol=1e-3)
    assert found.moved == pytest.approx(0, abs=1e-3)


def test_years_to_target_by_hand():
    # 60 → 52.5 at 3% a year: 0.97^5 = 0.859 is the first at or under 0.875; 40 → 47.5 at 10% needs 2 years only.
    assert years_needed([60, 40], [50, 50], within=0.05, loss=0.03, gain=0.1) == 5
    assert years_needed([50, 50], [50, 50], within=0.05, loss=0.03, gain=0.1) == 0
    assert years_needed([60, 40], [50, 50], within=0.0, loss=0.0, gain=0.1) is None


@pytest.mark.parametrize(
    ("actual", "limits", "words"),
    [
        ([0, 1], {}, "actual: found"),
        ([1, 1, 1], {}, "found shapes"),
        ([1, 1], {"loss": 1.2}, "expected shares"),
        ([1, 1], {"new": 0.5, "gain": 0.1}, "the caps to take it up"),
    ],
)
def test_what_cannot_be_moved_is_refused(actual, limits, words):
    with pytest.raises(ValueError, match=words):
        least_disruptive(actual, [1, 1], **({"within": 0.1, "loss": 0.1, "gain": 0.1} | limits))


def _by_trying(actual, target, within, loss, gain):
    """(outside, moved) of the best of every allocation in whole numbers that the limits allow: least outside, then moved."""
    total = sum(actual)
    ranges = [
        [
            each
            for each in range(total + 1)
            if max(have * (1 - loss), min(have, want)) - 1e-9 <= each <= have * (1 + gain) + 1e-9
        ]
        for have, want in zip(actual, target, strict=True)
    ]
    tried = []
    for some in product(*ranges[:-1]):
        each = (*some, total - sum(some))
        if each[-1] in ranges[-1]:
            beyond = [max(abs(now - want) - within * want, 0) for now, want in zip(each, target, strict=True)]
            given_up = [max(have - now, 0) for have, now in zip(actual, each, strict=True)]
            tried.append((round(sum(beyond), 6), sum(given_up)))
    return min(tried)


@given(
    st.lists(st.integers(1, 3), min_size=2, max_size=3),
    st.lists(st.integers(1, 3), min_size=3, max_size=3),
    st.sampled_from([0.0, 0.2, 0.5]),
    st.sampled_from([0.0, 0.2, 0.5, 1.0]),
    st.sampled_from([0.2, 0.5, 3.0]),
)
def test_the_optimum_is_the_best_of_everything_that_could_be_tried(targets, actuals, within, loss, gain):
    # All bounds fall on whole numbers (tens), where a linear programme of this shape has a whole-number optimum.
    target = [10 * each for each in targets]
    actual = [10 * each for each in actuals[: len(target)]]
    actual[-1] = sum(target) - sum(actual[:-1])
    if actual[-1] <= 0:
        return
    outside, moved = _by_trying(actual, target, within, loss, gain)
    found = least_disruptive(actual, target, within=within, loss=loss, gain=gain)
    assert found.outside == pytest.approx(outside, abs=1e-2)
    assert found.moved == pytest.approx(moved, abs=1e-2)
    assert found.met == (outside == 0)
    assert (years_needed(actual, target, within=within, loss=loss, gain=gain) in (0, 1)) == found.met


@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.05]), st.sampled_from([0.02, 0.1, 0.5]))
def test_no_limit_is_broken_and_nothing_is_lost(seed, new, within):
    source = np.random.default_rng(seed)
    actual, weighted = source.uniform(5, 50, 12), source.uniform(5, 50, 12)
    found = least_disruptive(actual, weighted, within=within, loss=0.1, gain=0.2, new=new)
    assert found.amount.sum() == pytest.approx(actual.sum() * (1 + new), rel=1e-5)
    assert (found.amount >= actual * 0.9 - 1e-3).all()
    assert (found.amount <= actual * 1.2 + 1e-3).all()
    assert found.met == (found.within <= within + 1e-4)
    assert found.met == (years_needed(actual, weighted, within=within, loss=0.1, gain=0.2, new=new) in (0, 1))
