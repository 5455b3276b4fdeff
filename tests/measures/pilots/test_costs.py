"""What an effect and a person reached cost: by hand, properties, and how often a cost is told of no effect."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.measures.pilots.cost_of_effect import NO_COST, NO_EFFECT, NOT_BEYOND_CHANCE, cost_of_effect
from components.measures.pilots.cost_ranges import cost_each, cost_elsewhere, in_two_figures, rounded_outward

POUNDS = st.floats(1, 1e7)
EFFECTS = st.tuples(st.floats(-50, 50), st.floats(0, 40), st.floats(0, 40))
SHARES = st.floats(0.01, 1)


def test_cost_of_effect_by_hand():
    found = cost_of_effect(12_000, 4, 2, 6)
    assert (float(found.estimate), float(found.lower), float(found.upper)) == (3_000, 2_000, 6_000)
    # From the least cost over the most effect to the most cost over the least.
    found = cost_of_effect(12_000, 4, 2, 6, cost_range=(9_000, 14_000))
    assert (float(found.estimate), float(found.lower), float(found.upper)) == (3_000, 1_500, 7_000)


@pytest.mark.parametrize(
    ("effect", "lower", "upper"),
    [(4, -1, 9), (4, 0, 8), (-4, -6, -2), (0, 0, 0)],
    ids=["holds 0", "from 0", "worse", "0"],
)
def test_an_effect_that_may_be_nought_has_no_cost(effect, lower, upper):
    found = cost_of_effect(12_000, effect, lower, upper)
    assert str(found.reason) == NOT_BEYOND_CHANCE
    assert np.isnan([found.estimate, found.lower, found.upper]).all()


def test_what_is_not_known_is_said():
    assert str(cost_of_effect(np.nan, 4, 2, 6).reason) == NO_COST
    assert str(cost_of_effect(100, np.nan, np.nan, np.nan).reason) == NO_EFFECT
    assert str(cost_of_effect(100, 4, 2, 6, cost_range=(np.nan, 100)).reason) == NO_COST
    assert str(cost_each(100, 100, np.nan).reason) == "nobody is known to have been reached"
    assert str(cost_each(100, 100, 0).reason) == "nobody is known to have been reached"


@pytest.mark.parametrize(
    ("numbers", "more"),
    [((-1, 4, 2, 6), {}), ((1, 4, 5, 6), {}), ((1, 4, 2, 3), {}), ((10, 4, 2, 6), {"cost_range": (11, 12)})],
)
def test_numbers_that_contradict_are_refused(numbers, more):
    with pytest.raises(ValueError, match="expected"):
        cost_of_effect(*numbers, **more)


@given(POUNDS, EFFECTS, st.floats(0.5, 20))
def test_limits_are_those_of_fieller_and_follow_the_scale(cost, ends, times):
    effect, below, above = ends
    found = cost_of_effect(cost, effect, effect - below, effect + above)
    assert bool(found.defined) == (effect - below > 0)
    if bool(found.defined):
        # Fieller: the limits are the costs of a unit at which cost − c × effect touches nought.
        assert cost - float(found.upper) * (effect - below) == pytest.approx(0, abs=1e-6 * cost)
        assert cost - float(found.lower) * (effect + above) == pytest.approx(0, abs=1e-6 * cost)
        larger = cost_of_effect(times * cost, effect, effect - below, effect + above)
        assert float(larger.estimate) == pytest.approx(times * float(found.estimate))
        finer = cost_of_effect(cost, times * effect, times * (effect - below), times * (effect + above))
        assert float(finer.upper) == pytest.approx(float(found.upper) / times)


def test_many_at_once_are_each_by_itself():
    effect, lower, upper = np.array([4.0, 4.0, np.nan]), np.array([2.0, -1.0, np.nan]), np.array([6.0, 9.0, np.nan])
    whole = cost_of_effect(12_000, effect, lower, upper)
    for place in range(3):
        alone = cost_of_effect(12_000, effect[place], lower[place], upper[place])
        assert float(whole.estimate[place]) == pytest.approx(float(alone.estimate), nan_ok=True)
        assert whole.reason[place] == str(alone.reason)


def test_by_simulation_no_effect_has_a_cost_in_one_of_forty_and_a_large_one_is_held():
    draws = np.random.default_rng(58).normal(0, 1, 20_000)
    told = cost_of_effect(1_000, draws, draws - 1.96, draws + 1.96).defined.mean()
    # Only better is given a cost: half of the one in twenty that chance takes beyond its limits.
    assert told == pytest.approx(0.025, abs=0.004)
    seen = 8 + draws
    found = cost_of_effect(1_000, seen, seen - 1.96, seen + 1.96)
    assert found.defined.all()
    assert ((found.lower <= 125) & (found.upper >= 125)).mean() == pytest.approx(0.95, abs=0.006)


def test_by_simulation_an_effect_seen_half_the_time_looks_cheaper_than_it_is_and_its_upper_end_holds():
    seen = 2 + np.random.default_rng(59).normal(0, 1, 20_000)
    found = cost_of_effect(1_000, seen, seen - 1.96, seen + 1.96)
    assert found.defined.mean() == pytest.approx(0.516, abs=0.01)
    # Truly 500 pounds: what is told is on average cheaper, since only large effects are told of. The upper end holds it.
    assert np.nanmean(found.estimate) < 400
    assert (found.upper[found.defined] >= 500).mean() == pytest.approx(0.952, abs=0.008)


def test_cost_of_each_by_hand():
    found = cost_each(9_000, 10_000, 100)
    assert (float(found.lower), float(found.upper)) == (90, 100)
    found = cost_each(9_000, 10_000, 100, once=(1_000, 2_000))
    assert (float(found.lower), float(found.upper)) == (70, 90)
    # What is paid once cannot be more than all: never below nought.
    assert float(cost_each(100, 400, 10, once=(200, 300)).lower) == 0


def test_cost_elsewhere_by_hand_one_a_neighbourhood():
    found = cost_elsewhere(np.array([1_000.0, np.nan]), (0.25, 0.5), (40, 50))
    assert (float(found.lower[0]), float(found.upper[0])) == (10_000, 25_000)
    assert found.defined.tolist() == [True, False]
    for wrong in ((-1, (0.1, 0.2), (1, 2)), (10, (0.1, 1.2), (1, 2))):
        with pytest.raises(ValueError, match="expected"):
            cost_elsewhere(*wrong)


def test_ranges_are_rounded_outward_and_numbers_to_the_nearest():
    low, high = rounded_outward([15_104, 0, 7.4, 100, np.nan], [23_304, 0, 7.4, 100, np.nan])
    assert low.tolist()[:4] == [15_000, 0, 7, 100]
    assert high.tolist()[:4] == [24_000, 0, 8, 100]
    assert np.isnan([low[4], high[4]]).all()
    assert in_two_figures([33_698, 814, 7.6, 0]).tolist() == [34_000, 810, 8, 0]


@given(POUNDS, POUNDS)
def test_a_rounded_range_holds_the_range_and_changes_no_more(first, second):
    low, high = rounded_outward(*sorted((first, second)))
    assert float(low) <= min(first, second) * (1 + 1e-9)
    assert max(first, second) * (1 - 1e-9) <= float(high)
    assert rounded_outward(low, high) == (pytest.approx(float(low)), pytest.approx(float(high)))


@given(POUNDS, POUNDS, st.floats(1, 1e5), SHARES, SHARES)
def test_a_wider_assumption_never_makes_a_narrower_range(first, second, people, one, other):
    least, most = sorted((first, second))
    low, high = sorted((one, other))
    each = cost_each(least, most, people)
    found = cost_elsewhere(people, (low, high), (each.lower, each.upper))
    assert float(found.lower) <= float(found.upper)
    narrower = cost_elsewhere(people, (low, low), (each.lower, each.lower))
    assert float(found.lower) <= float(narrower.lower) * (1 + 1e-12)
    assert float(narrower.upper) <= float(found.upper) * (1 + 1e-12)
    # The same people reached as often, for what each cost, cost as much as here.
    again = cost_elsewhere(people, (1.0, 1.0), (each.lower, each.upper))
    assert float(again.upper) == pytest.approx(most)
