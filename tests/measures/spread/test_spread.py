"""Spread across unordered groups, the Theil split, and the concentration indices."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.measures.gradient.concentration import aci, rci
from components.measures.spread.dispersion import bgsd, bgv, cov, idis, mdb, mdm, mdr, mld
from components.measures.spread.theil import theil, theil_split

TIES = ([62, 71, 71, 55, 55.0], [640, 410, 1180, 300, 520], [1.9, 2.2, 1.4, 2.8, 2.1])


def row(found):
    return [float(found.estimate), float(found.lower), float(found.upper)]


# --- known values -------------------------------------------------------------------------------------------------------


def test_two_groups_by_hand():
    """Values 1 and 3: equal populations unless said."""
    assert float(bgv([1, 3], [1, 1]).estimate) == 1
    assert float(bgsd([1, 3], [1, 1]).estimate) == 1
    assert float(cov([1, 3], [1, 1]).estimate) == 50
    assert float(mld([1, 3], [1, 1]).estimate) == pytest.approx(1000 * (np.log(2) - np.log(3) / 2), rel=1e-12)
    assert float(theil([1, 3], [1, 1]).estimate) == pytest.approx(130.81203594113694, rel=1e-12)
    pair = ([1, 3], [3, 1])
    assert [float(mdm(*pair, weighted=flag).estimate) for flag in (True, False)] == [0.75, 1]
    assert [float(mdb(*pair, weighted=flag, higher_is_better=True).estimate) for flag in (True, False)] == [1.5, 1]
    assert [float(mdr(*pair, weighted=flag, reference_index=0).estimate) for flag in (True, False)] == [0.5, 1]
    assert [float(idis(*pair, weighted=flag).estimate) for flag in (True, False)] == pytest.approx([50, 200 / 3])
    assert float(mdm(*pair, average=2.0, weighted=False).estimate) == 1


def test_mean_log_deviation_against_healthequal():
    """healthequal 1.0.1, mld, two groups tied for best and two for worst (its interval put right by 1000)."""
    assert row(mld(*TIES)) == pytest.approx([5.87042467446, 2.890073, 8.850776], rel=1e-6)


def test_simulated_limits_against_healthequal_at_200_000_draws():
    """healthequal's truncated normal simulation repeated at 200,000 draws, for the same five groups."""
    found = cov(*TIES, draws=60_000, bounds=(0, 100))
    width = 13.48754 - 8.292546
    assert row(found)[0] == pytest.approx(10.63477, rel=1e-6)
    assert row(found)[1:] == pytest.approx([8.292546, 13.48754], abs=0.01 * width)


def test_concentration_by_hand_and_against_healthequal():
    """healthequal 1.0.1, aci and rci, under-five mortality per 1,000 by wealth quintile."""
    value = [52.469970703125, 32.8558616638184, 28.9652118682861, 31.2767658233643, 23.9019889831543]
    people = [7119.732421875, 6859.921875, 6903.7255859375, 6992.58056640625, 6744.52392578125]
    keywords = {"interval": "residual"}
    assert row(aci(value, people, **keywords)) == pytest.approx([-4.744336, -8.038728, -1.449945], rel=1e-6)
    assert row(rci(value, people, **keywords)) == pytest.approx([-0.1393327, -0.2360832, -0.0425823], rel=1e-6)
    thirds = ([0.1, 0.2, 0.3], [1, 1, 1])
    plain, wagstaff, erreygers = (
        float(rci(*thirds, correction=name, interval="none").estimate) for name in (None, "wagstaff", "erreygers")
    )
    assert (plain, wagstaff, erreygers) == pytest.approx((2 / 9, 2 / 9 / 0.8, 4 * 0.2 * 2 / 9), rel=1e-12)
    assert float(aci([1, 2, 3], [1, 1, 1], interval="none").estimate) == pytest.approx(4 / 9)


def test_concentration_can_be_signed_like_a_gap():
    value, people, error = [30, 20, 10], [1, 1, 1], [1, 1, 1]
    assert float(aci(value, people, error).estimate) < 0
    worse = aci(value, people, error, higher_is_better=False)
    assert worse.estimate > 0
    assert worse.lower < worse.estimate < worse.upper


# --- edges --------------------------------------------------------------------------------------------------------------


def test_zero_events_in_a_group():
    assert "zero" in str(mld([0, 1, 2], [1, 1, 1]).reason)
    assert theil([0, 1, 2], [1, 1, 1]).defined
    assert bgv([0, 1, 2], [1, 1, 1], [0, 0.1, 0.1]).has_interval
    for function in (cov, theil, idis):
        assert "every group is at zero" in str(function([0, 0], [1, 1]).reason) or "mean is not above zero" in str(
            function([0, 0], [1, 1]).reason
        )


def test_equal_groups_have_no_spread():
    same = ([5, 5, 5], [10, 20, 30])
    for function in (bgv, bgsd, cov, mld, theil, mdm, idis):
        assert float(function(*same).estimate) == pytest.approx(0, abs=1e-12)
    assert float(mdb(*same, higher_is_better=True).estimate) == 0


def test_hidden_groups_are_left_out_and_counted():
    hidden = ([62, np.nan, 71, 55], [640, 9999, 1180, 300])
    rest = ([62, 71, 55], [640, 1180, 300])
    for function in (bgv, bgsd, cov, mld, theil, mdm, idis):
        found = function(*hidden)
        assert float(found.estimate) == pytest.approx(float(function(*rest).estimate), rel=1e-12)
        assert int(found.groups_used) == 3
        unweighted = {"weighted": False} if function in (mdm, idis) else {}
        assert function(*hidden, **unweighted).defined
    assert float(mdm(*hidden, weighted=False).estimate) == pytest.approx(
        float(mdm(*rest, weighted=False).estimate), rel=1e-12
    )
    assert "reference group" in str(mdr(*hidden, reference_index=1).reason)
    assert "fewer than 2" in str(bgv([1, np.nan], [1, 1]).reason)
    assert "standard error" in str(bgv([1, 2], [1, 1], [0.1, np.nan]).reason)


def test_wrong_arguments_are_refused():
    with pytest.raises(ValueError, match="draws"):
        cov(*TIES, draws=100)
    with pytest.raises(ValueError, match="reference_index"):
        mdr(*TIES, reference_index=5)
    with pytest.raises(ValueError, match="bounds"):
        mdm(*TIES, bounds=(0, 60))
    with pytest.raises(ValueError, match="below zero"):
        theil([-1, 2], [1, 1])
    with pytest.raises(ValueError, match="below zero"):
        mld([-1, 2], [1, 1])
    with pytest.raises(ValueError, match="correction"):
        rci([0.1, 0.2, 0.3], [1, 1, 1], correction="other", interval="none")
    with pytest.raises(ValueError, match="standard_error"):
        aci([0.1, 0.2, 0.3], [1, 1, 1])
    with pytest.raises(ValueError, match="bounds"):
        rci([10, 20, 30], [1, 1, 1], correction="wagstaff", interval="none")
    with pytest.raises(ValueError, match="rank"):
        aci([0.1, 0.2, 0.3], [1, 1, 1], rank=[1, 2], interval="none")
    with pytest.raises(ValueError, match="parent_index"):
        theil_split([1, 2, 3], [1, 1, 1], [0, 1])
    with pytest.raises(ValueError, match="parent_index"):
        theil_split([1, 2, 3], [1, 1, 1], [0.5, 1, 1])


def test_concentration_edges():
    keywords = {"interval": "none"}
    assert "fewer than 3" in str(aci([1, np.nan, 2], [1, 1, 1], **keywords).reason)
    assert "edge of its range" in str(rci([0, 0, 0], [1, 1, 1], **keywords).reason)
    assert "edge of its range" in str(rci([1, 1, 1], [1, 1, 1], correction="wagstaff", **keywords).reason)


@pytest.mark.parametrize("function", [mdm, bgsd, cov, idis])
def test_a_series_has_the_same_simulated_limits_whatever_stands_beside_it(function):
    value = np.array([[12.0, 15, 11, 20, 9], [40, 42, 38, 60, 55], [3, 2, 4, 1, 2]])
    people = np.array([[100.0, 200, 150, 120, 90], [10, 20, 30, 40, 50], [500, 400, 300, 200, 100]])
    together = function(value, people, 0.05 * value, draws=2_000, bounds=(0, 100))
    for place in range(len(value)):
        alone = function(value[place], people[place], 0.05 * value[place], draws=2_000, bounds=(0, 100))
        assert float(together.lower[place]) == pytest.approx(float(alone.lower), rel=1e-12)
        assert float(together.upper[place]) == pytest.approx(float(alone.upper), rel=1e-12)
        assert alone.lower < alone.upper


def test_same_seed_same_limits_other_seed_other_limits():
    one, again, other = (row(mdm(*TIES, seed=seed)) for seed in (5, 5, 6))
    assert one == again
    assert one != other


# --- the split ----------------------------------------------------------------------------------------------------------


def test_all_between_or_all_within():
    between = theil_split([1, 1, 3, 3], [1] * 4, [0, 0, 1, 1])
    within = theil_split([1, 1, 3, 3], [1] * 4, [0, 1, 0, 1])
    assert float(between.within.estimate) == pytest.approx(0, abs=1e-12)
    assert float(within.between.estimate) == pytest.approx(0, abs=1e-12)
    assert float(between.share_between) == pytest.approx(1)
    assert np.isnan(theil_split([2, 2], [1, 1], [0, 1]).share_between)


unit = st.tuples(st.floats(0, 500), st.floats(1, 3000), st.integers(0, 4), st.floats(0, 10))
units = st.lists(unit, min_size=2, max_size=30).map(lambda rows: np.array(rows).T)


def within_by_definition(value, people, parents):
    """1000 sum P_k (M_k/mu) T_k, written out one neighbourhood at a time."""
    average, total = np.average(value, weights=people), 0.0
    for parent in np.unique(parents):
        own = parents == parent
        level = np.average(value[own], weights=people[own])
        if level > 0:
            relative = value[own] / level
            log = np.log(np.where(relative > 0, relative, 1))
            inside = np.average(relative * log, weights=people[own])
            total += people[own].sum() / people.sum() * level / average * inside
    return 1000 * total


@given(units)
def test_the_parts_add_up_exactly_and_each_is_what_it_is_said_to_be(parts):
    value, people, parents, error = parts
    value = value + 1e-3
    found = theil_split(value, people, parents.astype(int), error)
    total = float(found.total.estimate)
    assert float(found.between.estimate) + float(found.within.estimate) == pytest.approx(total, rel=1e-9, abs=1e-9)
    assert total == pytest.approx(float(theil(value, people).estimate), rel=1e-9, abs=1e-9)
    wanted = within_by_definition(value, people, parents)
    assert float(found.within.estimate) == pytest.approx(wanted, rel=1e-7, abs=1e-7)
    assert found.between.estimate >= -1e-9
    assert found.within.estimate >= -1e-7


def test_the_splits_intervals_are_what_a_simulation_gives():
    value, people = np.array([40, 45, 60, 52, 70, 66.0]), np.array([500, 300, 400, 600, 200, 350.0])
    error, parents = np.full(6, 1.5), np.array([0, 0, 0, 1, 1, 1])
    found = theil_split(value, people, parents, error)
    drawn = value + error * np.random.default_rng(12).standard_normal((60_000, 6))
    simulated = theil_split(drawn, people, parents)
    for name in ("total", "between", "within"):
        low, high = np.quantile(getattr(simulated, name).estimate, [0.025, 0.975])
        ours = getattr(found, name)
        assert float(ours.upper - ours.lower) == pytest.approx(high - low, rel=0.1)


def test_hidden_units_are_left_out_of_the_split():
    found = theil_split([1, np.nan, 3, 3], [1, 9, 1, 1], [0, 0, 1, 1])
    rest = theil_split([1, 3, 3], [1, 1, 1], [0, 1, 1])
    assert float(found.total.estimate) == pytest.approx(float(rest.total.estimate))
    assert int(found.total.groups_used) == 3


# --- properties ---------------------------------------------------------------------------------------------------------

group = st.tuples(st.floats(1, 95), st.floats(10, 5000), st.floats(0.05, 3))
series = st.lists(group, min_size=3, max_size=9).map(lambda rows: np.array(rows).T)
FORMULAS = (bgv, mld, theil)


@given(series, st.randoms())
def test_the_order_of_the_groups_does_not_matter(parts, random):
    order = list(range(parts.shape[1]))
    random.shuffle(order)
    for function in FORMULAS:
        assert row(function(*parts[:, order])) == pytest.approx(row(function(*parts)), rel=1e-9, abs=1e-9)
    for function in (bgsd, cov, mdm, idis):
        estimates = [float(function(*part[:2]).estimate) for part in (parts, parts[:, order])]
        assert estimates[0] == pytest.approx(estimates[1], rel=1e-9, abs=1e-9)
    ranks = np.arange(parts.shape[1])
    ranked = aci(*parts[:, order], rank=ranks[order])
    assert row(ranked) == pytest.approx(row(aci(*parts)), rel=1e-9, abs=1e-9)


@given(series, st.floats(0.1, 0.9))
def test_splitting_a_group_in_two_changes_no_weighted_measure(parts, share):
    value, people, _ = parts
    split = (
        np.concatenate([value[:1], value]),
        np.concatenate([people[:1] * share, people[:1] * (1 - share), people[1:]]),
    )
    for function in (bgv, bgsd, cov, mld, theil, mdm, idis):
        assert float(function(*split).estimate) == pytest.approx(
            float(function(value, people).estimate), rel=1e-8, abs=1e-8
        )
    whole, halves = (float(aci(*pair, interval="none").estimate) for pair in ((value, people), split))
    assert halves == pytest.approx(whole, rel=1e-8, abs=1e-8)


@given(series, st.floats(0.1, 100))
def test_relative_measures_ignore_units_and_absolute_ones_follow_them(parts, factor):
    value, people, error = parts
    for function, power in ((mld, 0), (theil, 0), (bgv, 2)):
        scaled = row(function(factor * value, people, factor * error))
        wanted = [factor**power * part for part in row(function(*parts))]
        assert scaled == pytest.approx(wanted, rel=1e-7, abs=1e-7)
    for function, power in ((bgsd, 1), (mdm, 1), (cov, 0), (idis, 0)):
        scaled, once = (float(function(*pair).estimate) for pair in ((factor * value, people), (value, people)))
        assert scaled == pytest.approx(factor**power * once, rel=1e-9, abs=1e-9)


@given(series)
def test_turning_an_indicator_round_turns_erreygers_round(parts):
    """Seen and not seen: only Erreygers' correction (and the absolute index) mirror each other exactly."""
    value, people, error = parts[0] / 100, parts[1], parts[2] / 100
    seen = rci(value, people, error, correction="erreygers")
    unseen = rci(1 - value, people, error, correction="erreygers")
    assert row(unseen) == pytest.approx([-seen.estimate, -seen.upper, -seen.lower], rel=1e-9, abs=1e-9)
    wagstaff = [float(rci(part, people, error, correction="wagstaff").estimate) for part in (value, 1 - value)]
    assert wagstaff[0] == pytest.approx(-wagstaff[1], rel=1e-9, abs=1e-9)


def test_propagated_intervals_of_concentration_are_what_a_simulation_gives():
    value, people, error = np.array([0.3, 0.35, 0.5, 0.55]), np.array([4, 3, 2, 3.0]), np.full(4, 0.02)
    drawn = value + error * np.random.default_rng(13).standard_normal((60_000, 4))
    for correction in (None, "wagstaff", "erreygers"):
        found = rci(value, people, error, correction=correction)
        simulated = rci(drawn, people, correction=correction, interval="none").estimate
        low, high = np.quantile(simulated, [0.025, 0.975])
        assert row(found)[1:] == pytest.approx([low, high], abs=0.03 * (high - low))


@pytest.mark.parametrize("function", [bgv, mld, theil])
def test_formula_intervals_are_as_wide_as_a_simulation(function):
    value, people, error = (np.array(part, dtype=float) for part in TIES)
    drawn = value + error * np.random.default_rng(14).standard_normal((60_000, 5))
    simulated = function(drawn, people).estimate
    found = function(value, people, error)
    assert float(found.upper - found.lower) / (2 * 1.959964) == pytest.approx(simulated.std(), rel=0.06)
