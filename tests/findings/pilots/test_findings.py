"""A pilot's findings: words held to tables on the demo, and what is said where figures are few, hidden, yearly or absent."""

import numpy as np
import pandas as pd
import pytest

from components.findings.pilots import verdict as verdicts
from components.findings.pilots.case import expectations_of, gap_expectation, pilot_cases, primary_expectation
from components.findings.pilots.control import control_finding
from components.findings.pilots.effect import effect_of
from components.findings.pilots.event_study import event_study_finding
from components.findings.pilots.outcome import effect_finding, gap_effect_finding
from components.findings.pilots.panel import pilot_panel
from components.findings.pilots.picked import picked_finding
from components.findings.pilots.power import power_finding
from components.measures.pilots.event_study import event_study
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.findings.pilots.figures import expectations_table, pilot_dataset, pilots_table, quarterly

MADE = (effect_finding, gap_effect_finding, event_study_finding, control_finding, picked_finding, power_finding)
PILOTS = ("digital_confidence", "screening_hosts", "home_reviews", "case_finding")


def _all(dataset, pilot_id: str = "calls") -> dict:
    question = ask(dataset, "smoking")
    return {make.__name__: make(pilot_id)(question) for make in MADE}


def _effect(dataset, measure: str = "level"):
    case = pilot_cases(dataset)["calls"]
    expectation = (primary_expectation if measure == "level" else gap_expectation)(dataset, case)
    return effect_of(dataset, case, expectation)


@pytest.mark.parametrize("pilot_id", PILOTS)
def test_words_keep_to_their_tables(demo, pilot_id):
    assert {name: wrong for name, each in _all(demo, pilot_id).items() if (wrong := faults(each))} == {}


def test_the_same_question_is_the_same_function():
    assert all(make("home_reviews") is make("home_reviews") for make in MADE)


def test_what_the_demo_is_told(demo):
    null = effect_finding("digital_confidence")(ask(demo, "smoking"))
    assert null.headline.endswith("no effect beyond chance, and the 3.0 percentage points expected are ruled out")
    reviews = _all(demo, "home_reviews")
    assert reviews["effect_finding"].headline.endswith("what fell is what would have come back by itself")
    assert "With those left out" in reviews["effect_finding"].sentence
    assert reviews["picked_finding"].verdict == "none"
    assert reviews["power_finding"].headline.startswith("This pilot cannot show 60 per 100,000 people a year by")
    assert reviews["gap_effect_finding"].verdict == "cannot tell"
    assert "in Sallowmouth Quays, fewer than three groups are shown" in reviews["gap_effect_finding"].sentence
    hosts = _all(demo, "screening_hosts")
    assert "was not picked because figures were extreme" in hosts["picked_finding"].headline
    assert hosts["event_study_finding"].verdict == ""
    assert hosts["control_finding"].verdict == "better"


def test_the_event_study_in_the_table_is_the_measure(demo):
    case = pilot_cases(demo)["home_reviews"]
    panel = pilot_panel(demo, case, primary_expectation(demo, case))
    found = event_study(panel.values, panel.is_pilot, panel.quiet, higher_is_better=False)
    frame = event_study_finding("home_reviews")(ask(demo, "smoking")).table.frame
    assert frame["value"].to_numpy()[: len(panel.periods)] == pytest.approx(found.estimate)
    assert (frame["kind"] == "picked for this").sum() == 3


def test_the_control_limits_are_those_of_the_time_before_the_window(demo):
    case = pilot_cases(demo)["home_reviews"]
    panel = pilot_panel(demo, case, primary_expectation(demo, case))
    before = panel.values[panel.is_pilot][0][panel.quiet]
    frame = control_finding("home_reviews")(ask(demo, "smoking")).table.frame.set_index("label")["value"]
    half = 2.66 * np.abs(np.diff(before)).mean()
    assert frame["Upper limit"] == pytest.approx(before.mean() + half)
    assert frame["Lower limit"] == pytest.approx(before.mean() - half)


@pytest.mark.parametrize("pilot_id", PILOTS)
def test_the_control_chart_marks_nothing_before_the_start(demo, pilot_id):
    frame = control_finding(pilot_id)(ask(demo, "smoking")).table.frame
    assert set(frame.loc[~frame["when"].isin(["since the start"]), "rule"].dropna()) <= {""}


def test_without_pilots_every_finding_says_what_it_would_take(small):
    assert pilot_cases(small) == {}
    assert expectations_of(small, "calls") == ()
    for each in _all(small).values():
        assert faults(each) == []
        assert each.verdict == "cannot tell"
        assert "It would take the tables of pilots" in each.sentence


def test_an_unknown_pilot_is_told_as_not_declared(demo):
    assert "No such pilot" in effect_finding("nonsense")(ask(demo, "smoking")).sentence


def test_figures_by_quarter_can_be_judged(tmp_path):
    dataset = pilot_dataset(tmp_path / "set", quarterly("screening"))
    found = _all(dataset)
    assert {name: faults(each) for name, each in found.items() if faults(each)} == {}
    effect = _effect(dataset)
    assert (effect.n_comparators, effect.n_before, effect.n_after, effect.n_by_date) == (5, 8, 2, 4)
    assert np.isfinite(effect.estimate)


def test_one_comparator_is_too_few_and_areas_that_are_not_here_are_told(tmp_path):
    tables = {"pilots": pilots_table(comparators="N2;X9;N2")}
    dataset = pilot_dataset(tmp_path / "set", quarterly("screening"), **tables)
    case, effect = pilot_cases(dataset)["calls"], _effect(dataset)
    assert (case.comparators, case.missing_areas) == (("N2",), ("X9",))
    assert effect.verdict == verdicts.CANNOT_TELL
    assert "fewer than two comparators" in effect.reason
    assert "X9: not an area of this dataset" in effect.untold
    assert {name: faults(each) for name, each in _all(dataset).items() if faults(each)} == {}


def test_a_start_after_the_newest_figures_says_what_later_ones_could_show(tmp_path):
    tables = {"pilots": pilots_table(start=pd.Timestamp("2026-10-01"))}
    dataset = pilot_dataset(tmp_path / "set", quarterly("screening"), **tables)
    effect = _effect(dataset)
    assert np.isnan(effect.estimate)
    assert (effect.n_before, effect.n_after, effect.n_by_date) == (10, 0, 2)
    assert effect.reason == "it began after the newest figures"
    assert effect.smallest_detectable_by > 0
    found = _all(dataset)
    assert {name: faults(each) for name, each in found.items() if faults(each)} == {}
    assert "by 31 March 2027 an effect of" in found["effect_finding"].sentence
    undated = {"pilots": tables["pilots"], "pilot_expectations": expectations_table({"by_date": pd.NaT})}
    without = _all(pilot_dataset(tmp_path / "undated", quarterly("screening"), **undated))
    assert {name: faults(each) for name, each in without.items() if faults(each)} == {}
    assert "no date says by when" in without["power_finding"].sentence
    small = {"pilots": tables["pilots"], "pilot_expectations": expectations_table({"expected": 0.01})}
    assert _effect(pilot_dataset(tmp_path / "other", quarterly("screening"), **small)).verdict == verdicts.CANNOT_SHOW


def test_years_are_compared_as_years_and_the_one_it_began_in_is_left_out(tmp_path):
    rows = quarterly("screening", first="2020-07-01", number=6, months=12)
    tables = {"pilots": pilots_table(start=pd.Timestamp("2024-10-01"))}
    dataset = pilot_dataset(tmp_path / "set", rows, **tables)
    effect = _effect(dataset)
    assert (effect.n_before, effect.n_after) == (4, 1)
    assert any("partly before the start" in words for words in effect.untold)
    found = _all(dataset)
    assert {name: faults(each) for name, each in found.items() if faults(each)} == {}
    assert "4 years before and 1 since 1 October 2024" in found["effect_finding"].sentence
    assert found["control_finding"].verdict == "cannot tell"


def test_years_are_not_set_beside_the_quarters_they_are_made_of(tmp_path):
    rows = quarterly("screening") + quarterly("screening", first="2020-04-01", number=4, months=12)
    effect = _effect(pilot_dataset(tmp_path / "set", rows))
    assert (effect.n_before, effect.n_after) == (8, 2)
    assert any("longer periods are not used" in words for words in effect.untold)


def test_two_periods_before_cannot_bear_a_verdict(tmp_path):
    def lifted(place, when, share):
        return {"numerator": round(2_000 * (share + 0.3 * (place == 0 and when >= 2)))}

    rows = quarterly("screening", first="2025-10-01", number=4, cells=lifted)
    effect = _effect(pilot_dataset(tmp_path / "set", rows))
    assert effect.lower > 0
    assert effect.verdict == verdicts.CANNOT_TELL
    assert "too few periods before" in effect.reason


def test_hidden_figures_are_left_out_and_never_nought(tmp_path):
    def hidden(place, when, _share):
        gone = (place == 2 and when == 3) or place == 4
        return {"numerator": np.nan, "status": "suppressed"} if gone else {}

    dataset = pilot_dataset(tmp_path / "set", quarterly("screening", cells=hidden))
    case = pilot_cases(dataset)["calls"]
    panel = pilot_panel(dataset, case, primary_expectation(dataset, case))
    assert panel.codes == ("N1", "N2", "N3", "N4", "N6")
    assert np.isnan(panel.values).sum() == 1
    assert np.nanmin(panel.values) > 40
    effect = _effect(dataset)
    assert effect.n_comparators == 4
    assert "Elmfield: no figure is shown" in effect.untold


@pytest.mark.parametrize(("indicator", "centre"), [("trust", 0.6), ("wait", 25.0)])
def test_figures_published_without_counts_can_be_judged(tmp_path, indicator, centre):
    def published(_place, _when, share):
        return {"numerator": np.nan, "denominator": np.nan, "value": centre * (0.5 + share)}

    tables = {
        "pilots": pilots_table(indicator_id=indicator),
        "pilot_expectations": expectations_table({"indicator_id": indicator, "expected": 2.0}),
    }
    dataset = pilot_dataset(tmp_path / "set", quarterly(indicator, cells=published), **tables)
    effect = _effect(dataset)
    assert effect.lower < effect.estimate < effect.upper
    assert effect.n_comparators == 5
    assert {name: faults(each) for name, each in _all(dataset).items() if faults(each)} == {}


def _by_fifth(hide=lambda _place, _when, _group: False) -> list[dict]:
    """Five fifths in each neighbourhood: 60, 58, 56, 54 and 52% screened; in N1 the most deprived gains 10 points."""
    rows = []
    for group in range(5):
        noise = np.random.default_rng(group)

        def cells(place, when, _share, group=group, noise=noise):
            gain = 0.10 * (group == 0 and place == 0 and when >= 8)
            if hide(place, when, group):
                return {"numerator": np.nan, "status": "suppressed"}
            return {"numerator": round(2_000 * (0.6 - 0.02 * group + gain + noise.normal(0, 0.004)))}

        named = {"dimension": "deprivation_quintile", "group": str(group + 1)}
        rows += quarterly("screening", cells=cells, **named)
    return rows


_GAP = {"measure": "gap", "dimension": "deprivation_quintile", "domain": "inequality", "expected": 5.0}


def test_a_gap_is_a_slope_inside_each_neighbourhood(tmp_path):
    tables = {"pilot_expectations": expectations_table({}, _GAP)}
    dataset = pilot_dataset(tmp_path / "set", _by_fifth(), **tables)
    effect = _effect(dataset, "gap")
    # Equal fifths at ridits 0.1 to 0.9: the slope of a gain of 10 in the first alone is −10·0.4/0.4.
    assert effect.estimate == pytest.approx(10, abs=1)
    assert effect.lower <= 10 <= effect.upper
    assert effect.verdict == verdicts.WORKED
    assert "narrowed by" in gap_effect_finding("calls")(ask(dataset, "smoking")).headline


def test_hidden_fifths_leave_periods_or_neighbourhoods_out_and_are_told(tmp_path):
    def hide(place, when, group):
        return (place == 1 and group > 1) or (place == 2 and when == 0 and group == 4) or (place == 3 and group == 4)

    tables = {"pilot_expectations": expectations_table({}, _GAP)}
    dataset = pilot_dataset(tmp_path / "set", _by_fifth(hide), **tables)
    case = pilot_cases(dataset)["calls"]
    panel = pilot_panel(dataset, case, gap_expectation(dataset, case))
    assert panel.codes == ("N1", "N3", "N4", "N5", "N6")
    assert np.isnan(panel.values).sum() == 1
    assert np.isnan(panel.values[1, 0])
    # Higher is better and the deprived fare better: the gap is about −10 everywhere, and never far out from a hidden 0.
    assert np.nanmax(np.abs(panel.values + 10)) < 13
    effect = _effect(dataset, "gap")
    assert effect.untold == ("Birchwood: fewer than three groups are shown, too few for a slope",)
    assert effect.lower <= 10 <= effect.upper


def test_a_gap_between_groups_without_order_is_not_forced_into_a_slope(tmp_path):
    row = _GAP | {"dimension": "ethnic_group"}
    rows = quarterly("screening", dimension="ethnic_group", group="asian") + quarterly("screening")
    dataset = pilot_dataset(tmp_path / "set", rows, pilot_expectations=expectations_table({}, row))
    effect = _effect(dataset, "gap")
    assert effect.verdict == verdicts.CANNOT_TELL
    assert "no order" in effect.reason
    assert faults(gap_effect_finding("calls")(ask(dataset, "smoking"))) == []


def test_an_expectation_of_an_indicator_that_is_not_here_is_left_out(tmp_path):
    table = expectations_table({"indicator_id": "elsewhere", "role": "secondary"}, {})
    dataset = pilot_dataset(tmp_path / "set", quarterly("screening"), pilot_expectations=table)
    assert [each.indicator_id for each in expectations_of(dataset, "calls")] == ["screening"]


def test_a_pilot_without_expectations_is_judged_all_the_same(tmp_path):
    tables = {"pilot_expectations": expectations_table({"pilot_id": "another"})}
    dataset = pilot_dataset(tmp_path / "set", quarterly("screening"), **tables)
    effect = _effect(dataset)
    assert (effect.expected, effect.smallest_detectable_by) == (None, None)
    assert {name: faults(each) for name, each in _all(dataset).items() if faults(each)} == {}


def test_two_pilot_neighbourhoods_are_one_arm(tmp_path):
    tables = {"pilots": pilots_table(area_codes="N1;N2", comparators="N3;N4;N5;N6")}
    dataset = pilot_dataset(tmp_path / "set", quarterly("screening"), **tables)
    effect = _effect(dataset)
    assert (effect.n_pilot, effect.n_comparators) == (2, 4)
    assert {name: faults(each) for name, each in _all(dataset).items() if faults(each)} == {}
