"""Need and resources: the scenario, its words held to its tables, and its numbers against a second way."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from components.findings.need.case import need_case, read_resource, readable
from components.findings.need.compare import need_compare_finding
from components.findings.need.equity import need_equity_finding
from components.findings.need.index import need_index_finding
from components.findings.need.move import need_move_finding
from components.findings.need.predictors import PREDICTORS, predictor_levels, registered_people
from components.findings.need.scenario import (
    PRESETS,
    Under,
    preset_of,
    preset_weights,
    saved_from_link,
    saved_to_link,
    scenario_from_code,
)
from components.findings.need.target import need_lead, need_target_finding
from components.style.numbers import with_unit
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.finding_faults import faults

EVERY = (need_lead, need_target_finding, need_index_finding, need_move_finding, need_equity_finding)
LOOSE = {"loss": 100, "gain": 100}


@pytest.fixture(scope="module")
def question(demo):
    return ask(demo, "smoking")


@pytest.fixture(scope="module")
def scenario(demo):
    return scenario_from_code(demo, "")


def test_the_default_uses_every_predictor_there_is_and_the_resource(demo, scenario):
    assert dict(scenario.weights) == dict.fromkeys(["all", "old", "dep", "ltc", "men", "lea"], 3)
    assert (scenario.basis, scenario.resource, scenario.cap) == ("mix", "community_nursing", 20)
    assert predictor_levels(demo).lacking == (
        "neurological disease",
        "palliative care",
        "living alone",
        "living in a care home",
    )


@pytest.mark.parametrize(
    "code",
    [
        "mix.all0.old3.dep10.cap30.to10.out5.in20.new2.by-community_nursing",
        "mix.dep1.cap0.to0.out100.in100.new10.by-community_nursing",
    ],
)
def test_a_scenario_survives_its_link(demo, code):
    found = scenario_from_code(demo, code)
    assert scenario_from_code(demo, found.to_code()) == found
    assert set(found.to_code().split(".")) == {each for each in code.split(".") if each != "all0"}


@pytest.mark.parametrize(
    "code", ["nonsense", "nhs.old99.cap7.to3.by-nothing", "mix.all0.old0", "....", "mix.old-5.new10.in2"]
)
def test_a_broken_link_gives_the_nearest_scenario(demo, code):
    found = scenario_from_code(demo, code)
    assert found.basis == "mix"
    assert found.resource == "community_nursing"
    assert all(0 <= weight <= 10 for _, weight in found.weights)
    assert any(weight for _, weight in found.weights)
    assert found.gain >= found.new
    assert faults(need_lead(ask(demo, "smoking"), found)) == []


def test_saved_scenarios_survive_the_link(demo, scenario):
    saved = {"Deprived first": replace(scenario, weights=preset_weights(demo, "deprived")), "As is ~ 2": scenario}
    assert saved_from_link(demo, saved_to_link({"Deprived first": saved["Deprived first"]})) == {
        "Deprived first": saved["Deprived first"]
    }
    assert saved_from_link(demo, ["~mix.old1", "", "x" * 90 + "~mix.old1"]).keys() == {"x" * 40}
    assert len(saved_from_link(demo, [f"{each}~mix.old1" for each in range(9)])) == 5


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_known_again(demo, scenario, preset):
    assert preset_of(demo, replace(scenario, weights=preset_weights(demo, preset))) == preset
    assert preset_of(demo, replace(scenario, weights=(("all", 9), ("old", 1)))) == ""


def test_a_question_under_a_scenario_is_equal_where_both_are(scenario):
    assert Under(need_lead, scenario) == Under(need_lead, replace(scenario))
    assert hash(Under(need_lead, scenario)) == hash(Under(need_lead, replace(scenario)))
    assert Under(need_lead, scenario) != Under(need_lead, replace(scenario, cap=0))


def test_predictors_are_what_the_tables_say(demo):
    levels, code = predictor_levels(demo), "XN012"
    rows = demo.observations("smi_health_check", level="neighbourhood", areas=[code]).iloc[-1]
    assert levels.level.at[code, "men"] == pytest.approx(rows["denominator"] / registered_people(demo)[0][code])
    ages = demo.observations("ethnicity_recorded", level="neighbourhood", areas=[code], dimension="age")
    ages = ages[ages["period_end"] == ages["period_end"].max()].set_index("group")["denominator"]
    assert levels.level.at[code, "old"] == pytest.approx((ages["65-79"] + ages["80+"]) / ages.sum())
    conditions = demo.observations("long_term_conditions", level="neighbourhood", areas=[code]).iloc[-1]
    assert levels.level.at[code, "ltc"] == pytest.approx(conditions["numerator"] / conditions["denominator"])
    share = demo.areas("neighbourhood").at[code, "share_most_deprived_fifth"]
    assert levels.level.at[code, "dep"] == pytest.approx(share)
    assert len({each.code for each in PREDICTORS}) == len(PREDICTORS) == 10


def test_staff_are_heads_and_not_rates(demo):
    found = read_resource(demo, "community_nursing")
    row = demo.observations("community_nursing", level="neighbourhood", areas=["XN012"]).iloc[-1]
    assert found.amount["XN012"] == pytest.approx(row["value"] * row["denominator"] / 10_000)
    assert found.unit.suffix == " full-time staff"


@pytest.mark.parametrize(
    ("amounts", "first"),
    [
        ([6_473_200, 2_617_000], "£6.47 million"),
        ([640_000, 700_000], "£640,000"),
        ([640, 700], "£640"),
        ([6.4, 7], "£6.4"),
    ],
)
def test_money_is_written_as_it_can_be_read_across_a_room(amounts, first):
    amount, unit = readable(pd.Series(amounts, dtype=float), "pounds")
    assert with_unit(amount.iloc[0], unit) == first


def test_shares_and_distances_add_up(demo, scenario):
    rows = need_case(demo, scenario).rows
    assert rows["need_share"].sum() == pytest.approx(100)
    assert rows["resource_share"].sum() == pytest.approx(100)
    assert rows["target"].sum() == pytest.approx(rows["amount"].sum())
    np.testing.assert_allclose(rows["distance"], 100 * (rows["resource_share"] / rows["need_share"] - 1))
    assert np.average(rows["index"], weights=rows["people"]) == pytest.approx(1)


def test_heads_only_makes_need_the_share_of_people(demo, scenario):
    rows = need_case(demo, replace(scenario, weights=preset_weights(demo, "heads"))).rows
    np.testing.assert_allclose(rows["index"], 1)
    np.testing.assert_allclose(rows["need_share"], 100 * rows["people"] / rows["people"].sum())


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("limits", [{}, LOOSE, {"within": 0, "new": 5}, {"loss": 0, "within": 20}])
def test_words_are_held_to_their_tables(question, demo, scenario, preset, limits):
    under = replace(scenario, weights=preset_weights(demo, preset), **limits)
    assert {ask_.__name__: faults(ask_(question, under)) for ask_ in EVERY} == {each.__name__: [] for each in EVERY}


def test_the_headline_counts_who_is_short(question, scenario):
    found = need_target_finding(question, scenario)
    distance = need_case(question.dataset, scenario).rows["distance"]
    assert found.headline.startswith(f"Community nursing staff: {int((distance < -5).sum())} of 18 neighbourhoods")
    assert need_case(question.dataset, scenario).rows.at[distance.idxmin(), "name"] in found.sentence
    assert need_lead(question, scenario).headline == found.headline


def test_a_loose_pace_meets_the_target_and_says_what_moves(question, scenario):
    found = need_move_finding(question, replace(scenario, **LOOSE))
    assert found.headline.startswith("Moving ")
    rows = found.table.frame.dropna(subset=["left"])
    assert rows["left"].abs().max() == pytest.approx(5, abs=1e-3)
    given_up = -rows.loc[rows["change"] < 0, "change"].sum()
    assert found.table.frame["size"].iloc[-3] == pytest.approx(given_up)
    assert rows["change"].sum() == pytest.approx(0, abs=1e-3)


def test_a_tight_pace_says_how_far_it_gets_and_how_long_it_takes(question, scenario):
    found = need_move_finding(question, scenario)
    assert found.headline.startswith("A year at this pace moves ")
    years = int(found.sentence.split("would take ")[1].split()[0])
    rows = need_case(question.dataset, scenario).rows
    # Whoever is furthest above falls by 3% a year: no sooner than that can all be within 5% of their shares.
    above = (rows["amount"] / rows["target"]).max()
    assert years >= np.ceil(np.log(1.05 / above) / np.log(0.97)) - 1e-9
    assert years <= 25


def test_a_pace_that_never_gets_there_says_so(question, scenario):
    found = need_move_finding(question, replace(scenario, loss=0))
    assert "25 years would not" in found.sentence
    assert "Nothing" not in found.headline


def test_the_curve_and_the_index_agree_on_the_lean(question, scenario):
    found = need_equity_finding(question, scenario)
    frame = found.table.frame
    index = frame["concentration"].dropna().iloc[0]
    rows = frame.dropna(subset=["so_far_need"])
    x = np.concatenate([[0], rows["so_far_need"]]) / 100
    y = np.concatenate([[0], rows["so_far_resource"]]) / 100
    # The index is twice the area between the line and the curve.
    area = 1 - 2 * np.sum(np.diff(x) * (y[1:] + y[:-1]) / 2)
    assert index == pytest.approx(area)
    assert index > 0
    assert "It favours areas with less need" in found.sentence


def test_scenarios_side_by_side(question, demo, scenario):
    named = (("On screen", scenario), ("Age", replace(scenario, weights=preset_weights(demo, "age"))))
    found = need_compare_finding(question, named)
    assert faults(found) == []
    assert list(found.table.text.columns[2:]) == ["On screen", "Age"]
    assert "mix.all5.old5" in found.table.csv
    same = need_compare_finding(question, (("One", scenario), ("Two", scenario)))
    assert same.headline == "18 of 18 neighbourhoods keep their rank in every scenario"


def test_a_dataset_without_resource_or_neighbourhoods_says_so(small, bare_folder):
    bare = Dataset.open(bare_folder)
    for dataset in (small, bare):
        question = ask(dataset, next(iter(dataset.indicators)))
        under = scenario_from_code(dataset, "")
        assert under.resource == ""
        lead = need_lead(question, under)
        assert lead.id == "need_index"
        assert faults(lead) == []
        for finding in (need_target_finding, need_move_finding, need_equity_finding):
            told = finding(question, under)
            assert told.verdict == "cannot tell"
            assert faults(told) == []


def test_need_by_hand_on_the_small_dataset(small):
    """Deprivation alone: each neighbourhood's share in the most deprived fifth over the mean of all, by people."""
    areas = small.areas("neighbourhood")
    rows = need_case(small, scenario_from_code(small, "mix.dep1.cap0")).rows
    mean = np.average(areas["share_most_deprived_fifth"], weights=areas["population"])
    expected = areas["share_most_deprived_fifth"] / mean
    pd.testing.assert_series_equal(rows["index"], expected, check_names=False)
    assert (
        "whether resource follows need cannot be told"
        in need_lead(ask(small, "smoking"), scenario_from_code(small, "")).sentence
    )


def test_heads_have_no_order_to_keep(question, demo, scenario):
    heads = replace(scenario, weights=preset_weights(demo, "heads"))
    for named in ((("One", heads), ("Two", heads)), (("One", scenario), ("Two", heads))):
        found = need_compare_finding(question, named)
        assert found.headline == "Fewer than two of these scenarios put neighbourhoods in order"
        assert faults(found) == []


def test_scenarios_of_a_dataset_without_neighbourhood_figures(bare_folder):
    bare = Dataset.open(bare_folder)
    under = scenario_from_code(bare, "")
    found = need_compare_finding(ask(bare, "screening"), (("One", under), ("Two", under)))
    assert faults(found) == []
