"""Comparing neighbourhoods: funnels, ranks, shrinkage and false discovery."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from components.measures.spread.false_discovery import adjusted_p_values, critical_p_value, flagged, two_sided_p
from components.measures.spread.funnel import (
    expected_at_limits,
    position,
    proportion_distance,
    proportion_limits,
    rate_distance,
    rate_limits,
    ratio_limits,
    ratio_position,
    widened_limits,
)
from components.measures.spread.rank import rank_intervals
from components.measures.spread.shrinkage import shrink_proportions, shrink_rates
from components.measures.values.proportion import proportion

# --- funnels ------------------------------------------------------------------------------------------------------------


def test_ratio_limits_against_phe():
    """PHEindicatormethods 2.1.0, calculate_funnel_limits, ratios per 100, at 1, 10 and 100 observed events."""
    limits = ratio_limits([1, 10, 100], multiplier=100)
    assert limits.lower_95 == pytest.approx([17.94802, 54.37632, 82.21871], rel=1e-5)
    assert limits.upper_95 == pytest.approx([3949.775, 208.5337, 122.9045], rel=1e-5)
    assert limits.lower_998[1:] == pytest.approx([41.43537, 74.11562], rel=1e-5)
    assert limits.upper_998[1:] == pytest.approx([337.7785, 139.0407], rel=1e-5)


def test_positions_against_phe():
    """PHEindicatormethods 2.1.0, assign_funnel_significance, observed and expected numbers."""
    found = ratio_position([0, 1, 3, 8, 25, 130], [3.1, 4.2, 9.5, 7.7, 41.2, 95])
    assert found.tolist() == ["within", "within", "below 95", "within", "below 95", "above 99.8"]


def test_a_value_on_a_proportion_limit_has_a_wilson_interval_that_just_touches_the_comparator():
    people = np.array([20.0, 100, 5000])
    limits = proportion_limits(0.2, people)
    inside = limits.lower_95 > 0
    for value, side in ((limits.lower_95, "upper"), (limits.upper_95, "lower")):
        touching = getattr(proportion(value * people, people), side)
        assert touching[inside] == pytest.approx(np.full(inside.sum(), 0.2), rel=1e-9)
    assert proportion_limits(0.2, 100, multiplier=100).upper_95 == pytest.approx(27.83985594, rel=1e-9)


@pytest.mark.parametrize("expected", [0.004, 0.05, 0.7, 3.0, 12.0, 400.0, 20_000.0])
def test_a_count_on_a_rate_limit_has_exactly_the_tail_beyond_it(expected):
    limits = rate_limits(expected, 1000, multiplier=1000)
    for upper, lower, tail in ((limits.upper_95, limits.lower_95, 0.025), (limits.upper_998, limits.lower_998, 0.001)):
        assert special.gammainc(upper, expected) == pytest.approx(tail, rel=1e-6)
        if np.exp(-expected) < tail:
            assert special.gammaincc(lower + 1, expected) == pytest.approx(tail, rel=1e-6)
        else:
            assert lower == pytest.approx(0, abs=1e-9)


def test_one_event_where_almost_none_are_expected_is_above():
    """One event when 0.01 are expected has a chance of 1 in 100."""
    assert position(1.0, rate_limits(0.01, 1, multiplier=1)) == "above 95"
    assert position(0.0, rate_limits(0.01, 1, multiplier=1)) == "within"


def test_positions_and_edges():
    limits = proportion_limits(0.2, 100)
    found = position([0.2, 0.30, 0.35, 0.10, 0.05, np.nan], limits)
    assert found.tolist() == ["within", "above 95", "above 99.8", "below 95", "below 99.8", "not known"]
    assert position(limits.upper_95, limits) == "within"
    assert position(limits.lower_95, limits) == "within"
    assert position(limits.upper_998, limits) == "above 95"
    assert position(limits.lower_998, limits) == "below 95"
    assert isinstance(position(0.2, limits), str)
    assert position(0.2, proportion_limits(0.2, 0)) == "not known"
    assert ratio_position([1, np.nan], [0, 1]).tolist() == ["not known", "not known"]
    everyone = proportion_limits(1.0, [5, 500])
    assert everyone.lower_95.tolist() == everyone.upper_95.tolist() == [1, 1]
    none = rate_limits(0, 1000)
    assert (float(none.lower_95), float(none.upper_95)) == (0, 0)
    assert np.isnan(expected_at_limits(0, 0.95)).all()
    with pytest.raises(ValueError, match="comparator"):
        proportion_limits(20, 100)
    with pytest.raises(ValueError, match="denominator"):
        proportion_limits(0.2, -1)


@given(st.floats(0.01, 0.99), st.integers(1, 100_000))
def test_funnels_narrow_with_size_and_hold_the_comparator(comparator, people):
    small, large = proportion_limits(comparator, people), proportion_limits(comparator, 4 * people)
    assert small.lower_998 <= small.lower_95 <= comparator <= small.upper_95 <= small.upper_998
    assert large.upper_95 <= small.upper_95
    few, many = rate_limits(comparator, people, multiplier=100), rate_limits(comparator, 4 * people, multiplier=100)
    assert few.lower_998 <= few.lower_95 <= comparator <= few.upper_95 <= few.upper_998
    assert many.upper_95 <= few.upper_95


def test_one_in_twenty_falls_outside_by_chance():
    source = np.random.default_rng(20)
    shares = source.binomial(500, 0.3, 20_000) / 500
    assert 0.04 <= np.mean(position(shares, proportion_limits(0.3, 500)) != "within") <= 0.06
    counts = source.poisson(40, 20_000)
    assert 0.03 <= np.mean(position(counts / 40, rate_limits(1, 40)) != "within") <= 0.055


# --- ranks --------------------------------------------------------------------------------------------------------------


def test_well_separated_groups_have_certain_ranks():
    found = rank_intervals([10, 20, 30], [0.1] * 3, higher_is_better=True)
    for part in (found.estimate, found.lower, found.upper):
        assert part.tolist() == [3, 2, 1]
    lower_better = rank_intervals([10, 20, 30], [0.1] * 3, higher_is_better=False)
    assert lower_better.estimate.tolist() == [1, 2, 3]


def test_ties_share_the_middle_rank():
    found = rank_intervals([10, 20, 20, 30], [0.0] * 4, higher_is_better=True)
    assert found.estimate.tolist() == found.lower.tolist() == found.upper.tolist() == [4, 2.5, 2.5, 1]


def test_ties_among_some_do_not_disturb_the_others():
    """The faster ranking without ties and the ranking with them give the same limits."""
    value, error = np.array([10.0, 20, 20, 30, 33]), np.array([2.0, 0, 0, 3, 3])
    tied = rank_intervals(value, error, higher_is_better=True)
    apart = rank_intervals(value + [0, 0, 1e-9, 0, 0], error, higher_is_better=True)
    others = [0, 3, 4]
    assert tied.lower[others].tolist() == apart.lower[others].tolist()
    assert tied.upper[others].tolist() == apart.upper[others].tolist()
    assert tied.estimate[[1, 2]].tolist() == [3.5, 3.5]


def test_groups_that_cannot_be_told_apart_could_have_any_rank():
    found = rank_intervals([10.0] * 10, [1.0] * 10, higher_is_better=True)
    assert found.estimate.tolist() == [5.5] * 10
    assert (found.lower == 1).all()
    assert (found.upper == 10).all()


def test_hidden_groups_are_not_ranked_and_take_no_place():
    found = rank_intervals([10, np.nan, 30, 40], [0.1, 0.1, np.nan, 0.1], higher_is_better=True)
    assert found.estimate[[0, 3]].tolist() == [2, 1]
    assert "hidden" in found.reason[1]
    assert "standard error" in found.reason[2]
    assert found.groups_used.tolist() == [2, 0, 0, 2]
    with pytest.raises(ValueError, match="draws"):
        rank_intervals([1, 2], [1, 1], higher_is_better=True, draws=10)


def test_rank_limits_against_the_exact_chance_for_two_groups():
    """Two groups 1.2 apart with error 1 each: the worse is best with chance Phi(-1.2/sqrt 2) = 0.198, so 1 to 2."""
    close = rank_intervals([1.2, 0.0], [1.0, 1.0], higher_is_better=True)
    assert close.lower.tolist() == [1, 1]
    far = rank_intervals([3.2, 0.0], [1.0, 1.0], higher_is_better=True)  # chance 0.012, under 0.025
    assert (far.lower.tolist(), far.upper.tolist()) == ([1, 2], [1, 2])


@pytest.mark.parametrize(("groups", "spread"), [(5, 0.25), (18, 0.25), (18, 1.0), (18, 4.0), (33, 0.25)])
def test_rank_intervals_hold_the_true_rank(groups, spread):
    """Drawn about what was seen, they held it in 83 to 85% where the true spread is a quarter of the error."""
    rng = np.random.default_rng(77)
    error = rng.uniform(0.7, 1.4, (150, groups))
    true = rng.normal(0, spread, error.shape)
    found = rank_intervals(true + error * rng.normal(size=error.shape), error, higher_is_better=False, draws=1_000)
    rank = stats.rankdata(true, axis=-1)
    assert np.mean((found.lower <= rank) & (rank <= found.upper)) >= 0.95
    # And still say something where places do differ.
    width = np.mean(found.upper - found.lower) / (groups - 1)
    assert width < 0.4 if spread == 4 else width > 0.7


def test_ranks_do_not_depend_on_the_order_of_the_rows():
    value, error = np.array([3.0, 9, 5, 7, 1]), np.array([0.4, 0.8, 0.6, 0.2, 0.9])
    order = np.array([4, 2, 0, 1, 3])
    straight = rank_intervals(value, error, higher_is_better=True, draws=40_000)
    mixed = rank_intervals(value[order], error[order], higher_is_better=True, draws=40_000, seed=3)
    assert mixed.estimate.tolist() == straight.estimate[order].tolist()
    assert np.abs(mixed.lower - straight.lower[order]).max() <= 1
    assert np.abs(mixed.upper - straight.upper[order]).max() <= 1


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.01, 10)), min_size=1, max_size=8))
def test_rank_intervals_hold_the_rank_and_stay_in_the_league(rows):
    value, error = np.array(rows).T
    found = rank_intervals(value, error, higher_is_better=False, draws=1000)
    assert ((found.lower >= 1) & (found.lower <= found.estimate)).all()
    assert ((found.estimate <= found.upper) & (found.upper <= value.size)).all()


# --- shrinkage ----------------------------------------------------------------------------------------------------------


def test_shrinkage_of_proportions_by_hand():
    """Four areas: moments give A = (S - 3m(1-m)) / (N - sum n^2/N - 3), and a beta prior of strength m(1-m)/A - 1."""
    events, people = np.array([2.0, 30, 55, 10]), np.array([20.0, 100, 110, 90])
    level = events.sum() / people.sum()
    scatter = (people * (events / people - level) ** 2).sum()
    spread = (scatter - 3 * level * (1 - level)) / (people.sum() - (people**2).sum() / people.sum() - 3)
    strength = level * (1 - level) / spread - 1
    found = shrink_proportions(events, people)
    assert found.estimate == pytest.approx((level * strength + events) / (strength + people), rel=1e-12)
    prior = stats.beta(level * strength + events, (1 - level) * strength + people - events)
    assert found.lower == pytest.approx(prior.ppf(0.025), rel=1e-9)
    assert found.upper == pytest.approx(prior.ppf(0.975), rel=1e-9)


def test_shrinkage_of_rates_by_hand():
    events, people = np.array([2.0, 30, 55, 10]), np.array([200.0, 1000, 1100, 900])
    level = events.sum() / people.sum()
    scatter = (people * (events / people - level) ** 2).sum()
    spread = (scatter - 3 * level) / (people.sum() - (people**2).sum() / people.sum())
    found = shrink_rates(events, people, multiplier=1000)
    assert found.estimate == pytest.approx(1000 * (level**2 / spread + events) / (level / spread + people), rel=1e-12)
    prior = stats.gamma(level**2 / spread + events, scale=1 / (level / spread + people))
    assert found.upper == pytest.approx(1000 * prior.ppf(0.975), rel=1e-9)


@pytest.mark.parametrize("function", [shrink_proportions, shrink_rates])
def test_small_areas_move_further(function):
    events, people = np.array([0.0, 40, 70, 0, 55]), np.array([5.0, 200, 200, 400, 200])
    found, raw = function(events, people), events / people
    overall = events.sum() / people.sum()
    moved = np.abs(found.estimate - raw) / np.abs(overall - raw)
    assert moved[0] > moved[3]
    assert ((found.estimate - overall) * (raw - overall) >= 0).all()
    assert found.estimate[0] > 0
    assert (found.lower <= found.estimate).all()
    assert (found.estimate <= found.upper).all()


@pytest.mark.parametrize("function", [shrink_proportions, shrink_rates])
def test_areas_that_differ_no_more_than_chance_get_the_overall_value(function):
    found = function([10, 20, 30], [100, 200, 300])
    assert found.estimate == pytest.approx([0.1] * 3, rel=1e-12)
    assert (found.lower < 0.1).all()
    assert (found.upper > 0.1).all()
    none = function([0, 0, 0], [100, 200, 300])
    assert none.estimate.tolist() == [0, 0, 0]
    assert (none.upper > 0).all()


@pytest.mark.parametrize("function", [shrink_proportions, shrink_rates])
def test_shrinkage_edges(function):
    found = function([np.nan, 3, 30, 9, 0], [10, 30, 60, 90, 0])
    assert found.defined.tolist() == [False, True, True, True, False]
    few = function([1, 2, np.nan], [10, 10, 10])
    assert "too few to borrow" in few.reason[0]
    assert "hidden" in few.reason[2]


def test_shrunk_intervals_cover_the_truth_on_average():
    source = np.random.default_rng(21)
    truth, people = source.beta(20, 60, (300, 40)), np.full(40, 120)
    found = shrink_proportions(source.binomial(people, truth), people)
    assert 0.93 <= np.mean((found.lower <= truth) & (found.upper >= truth)) <= 0.965


def test_distances_agree_with_the_limits():
    for share, people in ((0.2, 100), (0.5, 1_000)):
        limits = proportion_limits(share, people)
        assert proportion_distance(float(limits.upper_95), share, people) == pytest.approx(1.959964)
        assert proportion_distance(float(limits.lower_998), share, people) == pytest.approx(-3.090232)
    for rate, people in ((10.0, 1_000), (3.0, 500), (200.0, 4_000)):
        limits, expected = rate_limits(rate, people, multiplier=1_000), rate * people / 1_000
        counts = np.array([limits.upper_95, limits.upper_998, limits.lower_95]) * people / 1_000
        found = rate_distance(counts[counts > 0], expected)
        assert found == pytest.approx(np.array([1.959964, 3.090232, -1.959964])[counts > 0], abs=1e-5)
    assert rate_distance([10, 0, 10, np.nan], [10, 3, 0, 5])[0] == pytest.approx(0, abs=0.05)
    assert rate_distance([0], [3]) == pytest.approx([stats.norm.ppf(np.exp(-3))])
    assert np.isnan(rate_distance([10, np.nan], [0, 5])).all()
    assert np.isnan(proportion_distance([0.1, 0.1], 0.0, [100, 0])).all()


def test_limits_that_allow_for_areas_that_differ():
    limits = proportion_limits(0.2, 100)
    found = widened_limits(limits, 0.05, 11)
    half = stats.t.ppf(0.975, 10) * np.hypot(0.04, 0.05)
    assert (float(found.lower_95), float(found.upper_95)) == pytest.approx((0.2 - half, 0.2 + half), rel=1e-6)
    assert float(found.lower_998) == 0
    assert widened_limits(limits, 0.0, 11) is limits


# --- false discovery ----------------------------------------------------------------------------------------------------


def test_adjusted_p_values_against_scipy_and_by_hand():
    assert adjusted_p_values([0.01, 0.02, 0.03, 0.5]).tolist() == pytest.approx([0.04, 0.04, 0.04, 0.5])
    given_p = np.random.default_rng(22).random((6, 25)) ** 2
    assert adjusted_p_values(given_p) == pytest.approx(stats.false_discovery_control(given_p, axis=-1), rel=1e-12)


def test_cells_that_were_not_tested_do_not_count():
    found = adjusted_p_values([0.01, np.nan, 0.03, 0.5])
    assert found[[0, 2, 3]] == pytest.approx(adjusted_p_values([0.01, 0.03, 0.5]))
    assert np.isnan(found[1])
    assert flagged([0.001, np.nan, 0.03, 0.5]).tolist() == [True, False, True, False]
    assert np.isnan(adjusted_p_values([np.nan, np.nan])).all()
    with pytest.raises(ValueError, match="p_values"):
        adjusted_p_values([1.2])
    with pytest.raises(ValueError, match="rate"):
        flagged([0.1], rate=5)


@given(st.lists(st.one_of(st.floats(0, 1), st.just(float("nan"))), min_size=1, max_size=30))
def test_the_critical_value_tells_one_cell_what_is_flagged_among_all(p_values):
    level = float(critical_p_value(p_values))
    assert [each <= level for each in p_values] == flagged(p_values).tolist()


def test_the_critical_value_by_hand():
    # Three of four are declared: 3/4 of 5%. Where none is, one alone of three would have to be as rare as 1/3 of 5%.
    assert critical_p_value([0.01, 0.02, 0.03, 0.5]) == pytest.approx(0.0375)
    assert critical_p_value([0.9, 0.5, np.nan, 0.3]) == pytest.approx(0.05 / 3)
    assert critical_p_value([[0.04], [np.nan]]).tolist() == pytest.approx([0.05, 0.05])


def test_p_values():
    assert two_sided_p(1.959963984540054, 1.0) == pytest.approx(0.05, rel=1e-9)
    assert two_sided_p([0, 1, 1], [0, 0, np.nan]).tolist()[:2] == [1, 0]
    assert two_sided_p(5.0, 1.0, null=5.0) == 1
    with pytest.raises(ValueError, match="standard_error"):
        two_sided_p(1, -1)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.randoms())
def test_adjustment_keeps_the_order_and_never_helps(values, random):
    given_p = np.array(values)
    adjusted = adjusted_p_values(given_p)
    assert (adjusted >= given_p - 1e-15).all()
    assert (adjusted <= 1).all()
    order = list(range(given_p.size))
    random.shuffle(order)
    assert adjusted_p_values(given_p[order]) == pytest.approx(adjusted[order], rel=1e-12)
    ranked = adjusted[np.argsort(given_p, kind="stable")]
    assert (np.diff(ranked) >= -1e-15).all()


def test_false_discoveries_are_kept_to_the_rate():
    source = np.random.default_rng(23)
    z = source.standard_normal((1000, 40))
    z[:, :10] += 3.5
    declared = flagged(2 * special.ndtr(-np.abs(z)))
    false = declared[:, 10:].sum(axis=1) / np.maximum(declared.sum(axis=1), 1)
    assert false.mean() <= 0.05
    assert declared[:, :10].mean() > 0.6
