"""Every function answers for many series at once exactly as it does for each by itself, hidden groups and all."""

import dataclasses
import inspect

import numpy as np
import pytest

from components.measures import reference
from components.measures.change import control_chart, gap_trend, recent_trend
from components.measures.gradient import concentration, gradient_shape, slope_index, slope_simulation
from components.measures.people import attributable, continuity, levelling_up
from components.measures.spread import dispersion, funnel, rank, shrinkage, theil
from components.measures.values import gap, life_expectancy, mean, proportion, rate, standardised
from tests.measures.every_measure import MEASURES

SHAPE = (2, 3, 6)
SOURCE = np.random.default_rng(30)
PEOPLE = SOURCE.integers(200, 3000, SHAPE).astype(float)
EVENTS = np.floor(PEOPLE * SOURCE.uniform(0.1, 0.6, SHAPE))
VALUE = EVENTS / PEOPLE
ERROR = SOURCE.uniform(0.005, 0.03, SHAPE)
for _cell in ((0, 1, 2), (1, 0, 0), (1, 2, 5)):
    EVENTS[_cell] = VALUE[_cell] = np.nan
VALUE[1, 1, :4] = EVENTS[1, 1, :4] = np.nan
CONTACTS = SOURCE.integers(-1, 4, SHAPE).astype(float)
DEATHS, LIVES = SOURCE.integers(5, 60, (2, 3, 20)).astype(float), SOURCE.integers(800, 3000, (2, 3, 20)).astype(float)
BETTER, WORSE = {"higher_is_better": True}, {"higher_is_better": False}
GROUPS = (VALUE, PEOPLE, ERROR)
LOW, HIGH = VALUE - 2 * ERROR, VALUE + 3 * ERROR

#: name: (function, arrays, keywords, whether the answer keeps the group axis)
CALLS = {
    "slope": (slope_index.slope_index, GROUPS, BETTER),
    "slope, log": (slope_index.slope_index, GROUPS, {**WORSE, "scale": "log"}),
    "slope, binomial": (slope_index.slope_index, GROUPS, {**BETTER, "scale": "logit", "fit": "binomial"}),
    "relative": (slope_index.relative_index, GROUPS, {**WORSE, "scale": "logit"}),
    "relative, residual": (slope_index.relative_index, GROUPS, {**BETTER, "interval": "residual"}),
    "scotland": (slope_index.relative_index_scotland, GROUPS, BETTER),
    "line": (slope_index.slope_line, GROUPS[:2], {}),
    "shape": (gradient_shape.judge, GROUPS, BETTER),
    "levelling up": (levelling_up.levelling_up, GROUPS, BETTER),
    "levelling up by group": (levelling_up.levelling_up_by_group, GROUPS, {**WORSE, "reference": "best"}),
    "par": (attributable.par, GROUPS, WORSE),
    "paf": (attributable.paf, GROUPS, {**BETTER, "reference": "best", "interval": "two_by_two"}),
    "bgv": (dispersion.bgv, GROUPS, {}),
    "mld": (dispersion.mld, GROUPS, {}),
    "theil": (theil.theil, GROUPS, {}),
    "bgsd": (dispersion.bgsd, GROUPS[:2], {}),
    "cov": (dispersion.cov, GROUPS[:2], {}),
    "mdm": (dispersion.mdm, GROUPS[:2], {}),
    "mdb": (dispersion.mdb, GROUPS[:2], BETTER),
    "mdr": (dispersion.mdr, GROUPS[:2], {"reference_index": 1, "weighted": False}),
    "idis": (dispersion.idis, GROUPS[:2], {}),
    "aci": (concentration.aci, GROUPS, {}),
    "rci": (concentration.rci, GROUPS, {"correction": "wagstaff", "interval": "residual"}),
    "overall": (reference.against_overall, GROUPS, BETTER),
    "proportion": (proportion.proportion, (EVENTS, PEOPLE), {}),
    "rate": (rate.crude_rate, (EVENTS, PEOPLE), {"multiplier": 1000}),
    "mean": (mean.mean_of, (VALUE,), {}),
    "published": (mean.published, (VALUE, LOW, HIGH), {}),
    "difference": (
        gap.difference_from_intervals,
        (VALUE, LOW, HIGH, VALUE[..., ::-1], LOW[..., ::-1], HIGH[..., ::-1]),
        BETTER,
    ),
    "trend": (gap_trend.gap_trend, (VALUE, ERROR, np.broadcast_to(np.arange(6.0), SHAPE)), {}),
    "chart": (control_chart.control_chart, (VALUE,), {"rebase_at": (3,), "target": 0.3, **BETTER}),
    "recent": (recent_trend.recent_trend, (EVENTS, PEOPLE), BETTER),
    "funnel": (funnel.rate_limits, (VALUE, PEOPLE), {"multiplier": 10}),
    "shrunk": (shrinkage.shrink_proportions, (EVENTS, PEOPLE), {}),
    "shrunk rates": (shrinkage.shrink_rates, (EVENTS, PEOPLE), {}),
    "secon": (continuity.secon, (CONTACTS,), {}),
    "upc": (continuity.upc, (CONTACTS + 1,), {}),
    "life": (life_expectancy.life_expectancy, (DEATHS, LIVES), {}),
    "dsr": (standardised.directly_standardised_rate, (EVENTS, PEOPLE), {"weights": (1, 2, 3, 4, 5, 6)}),
    "isr": (standardised.indirectly_standardised_rate, (EVENTS, PEOPLE, PEOPLE[..., ::-1] / 9, PEOPLE), {}),
}
# Their very estimates are drawn; that of ranks is held below, within chance.
DRAWN = {rank.rank_intervals, slope_simulation.simulated_slope_index}


def assert_same(whole, alone, place):
    """Compare field by field, going into dataclasses held inside dataclasses."""
    for field in dataclasses.fields(whole):
        big, small = getattr(whole, field.name), getattr(alone, field.name)
        if dataclasses.is_dataclass(big):
            assert_same(big, small, place)
        elif isinstance(big, np.ndarray) and big.dtype.kind == "f":
            assert big[place] == pytest.approx(small, rel=1e-9, abs=1e-12, nan_ok=True), field.name
        elif isinstance(big, np.ndarray):
            assert (big[place] == small).all(), field.name
        else:
            assert big == small, field.name


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_of_groups_is_called(name):
    of_groups = next(iter(inspect.signature(MEASURES[name]).parameters)) == "value"
    assert not of_groups or MEASURES[name] in {function for function, *_ in CALLS.values()} | DRAWN


@pytest.mark.parametrize("name", CALLS)
def test_many_series_at_once_equal_each_by_itself(name):
    function, arrays, keywords = CALLS[name]
    whole = function(*arrays, **keywords)
    for place in np.ndindex(2, 3):
        assert_same(whole, function(*(array[place] for array in arrays), **keywords), place)


def test_some_of_these_series_are_defined_and_some_are_not():
    """Otherwise the comparison above would say little."""
    found = slope_index.slope_index(*GROUPS, **BETTER)
    assert found.defined.any()
    assert not found.defined.all()


def test_simulated_limits_are_made_for_all_series_at_once_and_agree_within_chance():
    whole = dispersion.mdm(*GROUPS, draws=20_000)
    ranks = rank.rank_intervals(VALUE, ERROR, draws=20_000, **BETTER)
    for place in np.ndindex(2, 3):
        alone = dispersion.mdm(*(array[place] for array in GROUPS), draws=20_000)
        if alone.defined:
            width = float(alone.upper - alone.lower)
            assert abs(float(whole.lower[place] - alone.lower)) < 0.05 * width
            assert abs(float(whole.upper[place] - alone.upper)) < 0.05 * width
        league = rank.rank_intervals(VALUE[place], ERROR[place], draws=20_000, **BETTER)
        assert ranks.estimate[place] == pytest.approx(league.estimate, nan_ok=True)
        known = league.defined
        assert np.abs(ranks.lower[place] - league.lower)[known].max() <= 1


def test_blocks_of_draws_do_not_change_the_answer(monkeypatch):
    from components.measures import simulation

    one = dispersion.mdm(*GROUPS, draws=3000)
    monkeypatch.setattr(simulation, "CELLS_AT_ONCE", 700)
    other = dispersion.mdm(*GROUPS, draws=3000)
    assert one.lower == pytest.approx(other.lower, nan_ok=True)


def test_the_split_of_many_series_equals_each_by_itself():
    parents = np.array([0, 0, 1, 1, 2, 2])
    whole = theil.theil_split(VALUE, PEOPLE, parents, ERROR)
    for place in np.ndindex(2, 3):
        assert_same(whole, theil.theil_split(*(array[place] for array in GROUPS[:2]), parents, ERROR[place]), place)


def test_inputs_are_left_as_they_were():
    before = [array.copy() for array in (*GROUPS, EVENTS, CONTACTS)]
    for function, arrays, keywords in CALLS.values():
        function(*arrays, **keywords)
    for kept, now in zip(before, (*GROUPS, EVENTS, CONTACTS), strict=True):
        assert np.array_equal(kept, now, equal_nan=True)


def test_five_thousand_series_are_quick():
    """No loop over series: 5,000 slopes of ten groups in well under a second even on a slow machine."""
    from time import perf_counter

    value, people = SOURCE.random((5000, 10)), SOURCE.random((5000, 10)) + 1
    start = perf_counter()
    slope_index.slope_index(value, people, 0.01, higher_is_better=True)
    assert perf_counter() - start < 1.0
