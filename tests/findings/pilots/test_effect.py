"""A pilot's effect: the demo's known truths, pilots that do nothing, real effects again and again, and the rules."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from components.findings.pilots import verdict as verdicts
from components.findings.pilots.case import (
    Expectation,
    expectations_of,
    gap_expectation,
    pilot_cases,
    primary_expectation,
)
from components.findings.pilots.effect import effect_of, judged
from components.findings.pilots.verdict import VERDICTS, EffectEvidence, verdict_of
from components.measures.gradient.slope_index import slope_index
from data.demo.generator.pilots import PILOTS
from tests.findings.pilots.figures import a_case, a_panel, expecting, figures

_TRUTH = {pilot.id: pilot for pilot in PILOTS}
_NULL = ("digital_confidence", "home_reviews")
_SIMULATED = 600


def _demo_effect(demo, pilot_id: str, **more):
    case = pilot_cases(demo)[pilot_id]
    return effect_of(demo, case, replace(primary_expectation(demo, case), **more))


def _people_by_fifth(demo, pilot_id: str) -> np.ndarray:
    """How many of the pilot's neighbourhood are counted in each fifth, as its own indicator counts them."""
    pilot = _TRUTH[pilot_id]
    rows = demo.observations(
        pilot.indicator_id, level="neighbourhood", areas=[pilot.area_code], dimension="deprivation_quintile"
    )
    people = rows.groupby("group")["denominator"].mean()
    return people.reindex(list("12345")).fillna(0).to_numpy(float)


def _true_level(demo, pilot_id: str) -> float:
    pilot = _TRUTH[pilot_id]
    return 100 * float(np.average(pilot.effect[:5], weights=_people_by_fifth(demo, pilot_id)))


@pytest.mark.parametrize("pilot_id", _TRUTH)
def test_the_interval_holds_the_true_effect_of_every_pilot(demo, pilot_id):
    effect, truth = _demo_effect(demo, pilot_id), _true_level(demo, pilot_id)
    assert effect.lower <= truth <= effect.upper
    assert effect.n_pilot == 1
    assert effect.n_comparators == len(pilot_cases(demo)[pilot_id].comparators)


def test_the_four_pilots_tell_their_four_stories(demo):
    told = {pilot_id: _demo_effect(demo, pilot_id).verdict for pilot_id in _TRUTH}
    assert told == {
        "digital_confidence": verdicts.NOT_AS_EXPECTED,
        "screening_hosts": verdicts.WORKED,
        "home_reviews": verdicts.CHANCE_HIGH,
        "case_finding": verdicts.WORKED,
    }


def test_a_pilot_that_does_nothing_would_have_been_called_a_success(demo):
    effect = _demo_effect(demo, "home_reviews")
    assert float(effect.naive.lower) > 0
    assert effect.lower < 0 < effect.upper
    assert float(effect.returned.lower) > 0
    case = pilot_cases(demo)["home_reviews"]
    naive = effect_of(demo, case, primary_expectation(demo, case), leave_out_picked=False)
    assert naive.estimate == pytest.approx(float(effect.naive.estimate))
    assert naive.n_before == effect.n_before + 3


@pytest.mark.parametrize("pilot_id", _NULL)
@pytest.mark.parametrize("expected", [None, 0.1, 5.0, 500.0])
def test_a_null_pilot_is_not_called_a_success_whatever_was_expected(demo, pilot_id, expected):
    assert _demo_effect(demo, pilot_id, expected=expected).verdict not in (verdicts.WORKED, verdicts.WORSE)


@pytest.mark.parametrize(("pilot_id", "verdict"), [("screening_hosts", verdicts.WORKED), ("case_finding", None)])
def test_the_gap_finds_its_true_change(demo, pilot_id, verdict):
    case = pilot_cases(demo)[pilot_id]
    effect = effect_of(demo, case, gap_expectation(demo, case))
    people = _people_by_fifth(demo, pilot_id)
    # Effects are of the level, so where they are larger in deprived fifths the gap narrows.
    truth = slope_index(100 * np.array(_TRUTH[pilot_id].effect[:5]), people, higher_is_better=True, interval="none")
    assert effect.lower <= -float(truth.estimate) <= effect.upper
    assert verdict is None or effect.verdict == verdict
    assert effect.verdict != verdicts.WORSE


def test_one_pilot_sends_demand_to_general_practice_and_it_is_told_as_a_rise(demo):
    pilot, case = _TRUTH["case_finding"], pilot_cases(demo)["case_finding"]
    demand = next(each for each in expectations_of(demo, case.id) if each.is_demand)
    effect = effect_of(demo, case, demand)
    assert effect.verdict == verdicts.DEMAND_ROSE
    assert effect.lower <= 1000 * pilot.demand <= effect.upper
    for other in ("digital_confidence", "screening_hosts", "home_reviews"):
        case = pilot_cases(demo)[other]
        demand = next(each for each in expectations_of(demo, other) if each.is_demand)
        assert effect_of(demo, case, demand).verdict != verdicts.DEMAND_ROSE


def _told(seeds: range, *, picked: bool = False, effect: float = 0.0, pick=None) -> list:
    case, found = a_case(picked=picked), []
    for seed in seeds:
        values = figures(seed, effect=effect)
        panel = a_panel(values if pick is None else pick(values), picked=picked)
        found.append(judged(panel, case, expecting(2.0)))
    return found


def test_of_many_pilots_that_do_nothing_few_are_called_a_success():
    told = _told(range(_SIMULATED))
    assert np.mean([each.verdict == verdicts.WORKED for each in told]) <= 0.05
    assert np.mean([each.lower <= 0 <= each.upper for each in told]) == pytest.approx(0.95, abs=0.025)


def test_nor_of_those_picked_because_their_figures_were_worst():
    """The place with the worst quarters before the start gets the pilot, which does nothing."""

    def worst_first(values):
        flat = values - values.mean(axis=0)
        worst = (flat[:, 7:10].mean(axis=1) - flat[:, :7].mean(axis=1)).argmin()
        return np.roll(values, -worst, axis=0)

    told = _told(range(_SIMULATED), picked=True, pick=worst_first)
    assert np.mean([each.verdict == verdicts.WORKED for each in told]) <= 0.05
    naive = np.mean([float(each.naive.lower) > 0 for each in told])
    honest = np.mean([each.lower > 0 for each in told])
    assert honest <= 0.05
    assert naive > 3 * honest
    back = [float(each.returned.estimate) for each in told]
    moved = [float(each.naive.estimate) - each.estimate for each in told]
    assert np.mean(back) > 0
    assert np.mean(moved) > 0


def test_the_limits_hold_real_effects_about_as_often_as_they_say():
    told = _told(range(_SIMULATED), effect=3.0)
    assert np.mean([each.lower <= 3.0 <= each.upper for each in told]) == pytest.approx(0.95, abs=0.025)
    assert np.mean([each.verdict == verdicts.WORKED for each in told]) > 0.85


def test_lower_is_better_turns_the_effect_and_nothing_else():
    values = figures(5, effect=4.0)
    plain = judged(a_panel(values), a_case(), expecting())
    turned = judged(a_panel(values, higher_is_better=False), a_case(), expecting())
    assert turned.estimate == pytest.approx(-plain.estimate)
    assert (turned.lower, turned.upper) == (pytest.approx(-plain.upper), pytest.approx(-plain.lower))
    assert turned.change_pilot == pytest.approx(plain.change_pilot)
    assert plain.estimate == pytest.approx(plain.change_pilot - plain.change_comparators)
    assert (plain.verdict, turned.verdict) == (verdicts.WORKED, verdicts.WORSE)


def test_earlier_trends_that_differ_stop_the_verdict():
    values = figures(3)
    values[0] += 1.5 * np.arange(18)
    found = judged(a_panel(values), a_case(), expecting())
    assert found.lower > 0
    assert found.verdict == verdicts.TRENDS_DIFFERED
    demand = judged(a_panel(values), a_case(), expecting(domain="demand", role="balancing"))
    assert demand.verdict == verdicts.CANNOT_TELL
    assert "moving apart" in demand.reason


def test_what_could_be_shown_by_a_date_counts_the_periods_due_by_then():
    values = figures(4)
    found = judged(a_panel(values), a_case(), expecting(by_date=pd.Timestamp("2027-09-30")))
    assert (found.n_after, found.n_by_date) == (8, 12)
    assert found.smallest_detectable_by < found.smallest_detectable
    assert judged(a_panel(values), a_case(), expecting(by_date=pd.Timestamp("2027-09-29"))).n_by_date == 11
    stops = a_case(end=pd.Timestamp("2027-03-31"))
    assert judged(a_panel(values), stops, expecting(by_date=pd.Timestamp("2027-09-30"))).n_by_date == 10
    past = judged(a_panel(values), a_case(), expecting(by_date=pd.Timestamp("2025-01-31")))
    assert past.n_by_date == 8
    assert past.smallest_detectable_by == pytest.approx(past.smallest_detectable)
    assert judged(a_panel(values), a_case(), expecting()).smallest_detectable_by is None


def test_a_pilot_too_small_to_show_is_told_so():
    found = judged(a_panel(figures(2, noise=4.0)), a_case(), expecting(1.0))
    assert found.smallest_detectable > 1.0
    assert found.lower < 0 < found.upper
    assert found.verdict == verdicts.CANNOT_SHOW


@pytest.mark.parametrize(
    ("evidence", "verdict"),
    [
        (EffectEvidence(1, 5, False, None, 4, 3), verdicts.WORKED),
        (EffectEvidence(1, 5, True, None, 4, 3), verdicts.TRENDS_DIFFERED),
        (EffectEvidence(1, 5, None, None, 4, 3), verdicts.CANNOT_TELL),
        (EffectEvidence(-5, -1, False, None, 4, 3), verdicts.WORSE),
        (EffectEvidence(-5, -1, None, None, 4, 3), verdicts.CANNOT_TELL),
        (EffectEvidence(-1, 2, False, 0.5, 4, 3), verdicts.CHANCE_HIGH),
        (EffectEvidence(-1, 2, False, -0.5, 4, 3), verdicts.NOT_AS_EXPECTED),
        (EffectEvidence(-1, 2, None, None, 4, 3), verdicts.NOT_AS_EXPECTED),
        (EffectEvidence(-1, 6, False, None, 4, 5), verdicts.CANNOT_SHOW),
        (EffectEvidence(-1, 6, False, None, 4, 3), verdicts.NO_CLEAR_EFFECT),
        (EffectEvidence(-1, 6, False, None, None, 3), verdicts.NO_CLEAR_EFFECT),
    ],
)
def test_the_rules_of_a_verdict(evidence, verdict):
    assert verdict_of(evidence) == verdict


@pytest.mark.parametrize(
    ("evidence", "verdict"),
    [
        (EffectEvidence(1, 5, False, None, 4, 3), verdicts.DEMAND_ROSE),
        (EffectEvidence(1, 5, True, None, 4, 3), verdicts.CANNOT_TELL),
        (EffectEvidence(1, 5, None, None, 4, 3), verdicts.CANNOT_TELL),
        (EffectEvidence(-1, 3, False, None, 4, 3), verdicts.DEMAND_HELD),
        (EffectEvidence(-1, 5, False, None, 4, 3), verdicts.CANNOT_TELL),
        (EffectEvidence(-5, -1, False, None, None, 3), verdicts.DEMAND_HELD),
        (EffectEvidence(-1, 1, False, None, None, 3), verdicts.CANNOT_TELL),
    ],
)
def test_the_rules_of_demand(evidence, verdict):
    assert verdict_of(evidence, demand=True) == verdict


def test_every_verdict_has_a_symbol_of_its_own():
    assert len({each.symbol for each in VERDICTS.values()}) == len(VERDICTS) == 10
    assert all(each.phrase and each.meaning and code == each.code for code, each in VERDICTS.items())
    assert isinstance(expecting(), Expectation)
