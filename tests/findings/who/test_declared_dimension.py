"""A dimension of the dataset's own on Who, Trend, Brief and Records: two known groups, a reference, and who is not known."""

from dataclasses import replace

import pandas as pd
import pytest

from components.findings.brief.brief import brief_finding
from components.findings.brief.plus_groups import plus_groups_finding
from components.findings.evidence.pattern import pattern_finding
from components.findings.gap_arrays import arrays_of, gaps_over_time
from components.findings.gaps import selected_gap
from components.findings.headline_gap import headline_gap
from components.findings.indicator_gaps import indicator_gaps
from components.findings.records.completing import gaps_to_settle
from components.findings.robustness import robustness
from components.findings.selection import changes, from_link
from components.findings.trend.trend import trend_finding
from components.findings.who.gradient import slope_finding
from components.findings.who.grid import grid_finding, grid_question
from components.findings.who.groups import groups_finding
from data.dataset.dataset import Dataset
from tests.declared_dataset import declared_observations, open_declared, write_declared
from tests.findings.asking import ask
from tests.findings.finding_faults import faults


@pytest.fixture(scope="module")
def declared(tmp_path_factory):
    return open_declared(tmp_path_factory.mktemp("declared") / "d")


def test_carers_are_held_against_the_reference_and_never_against_who_is_not_known(declared):
    question = ask(declared, "smoking", "carers")
    gap = headline_gap(question)
    assert question.selection.reference == "not_carer"
    assert (gap.disadvantaged, gap.reference) == ("carer", "not_carer")
    assert gap.plain == pytest.approx(20.0)
    assert (gap.verdict, gap.picked_of) == ("worse", 2)
    found = groups_finding(question)
    assert found.headline == "Smoking: 20.0 percentage points higher among unpaid carers"
    assert "against 10.0% among people who are not carers" in found.sentence
    # 700 of 7,700 people.
    assert found.unknown == (
        "9% of people are in the group ‘Not known whether a carer’: shown apart, and compared with nobody."
    )
    assert faults(found) == []


def test_the_group_beside_the_reference_can_be_the_better_off_one(declared):
    question = ask(declared, "smoking", "carers")
    groups = question.groups.assign(
        value=question.groups["group"].map({"carer": 5.0, "not_carer": 10.0, "unknown": 2.9})
    )
    gap = selected_gap(groups, question.dimension, higher_is_better=False, judged=False)
    assert (gap.disadvantaged, gap.reference, gap.size) == ("carer", "not_carer", -5.0)


def test_without_the_reference_there_is_no_gap_to_speak_of(tmp_path):
    rows = declared_observations()
    here = (rows["dimension"] == "carers") & (rows["group"] == "not_carer")
    rows.loc[here, "numerator"], rows.loc[here, "status"] = float("nan"), "suppressed"
    question = ask(Dataset.open(write_declared(tmp_path / "d", observations=rows)), "smoking", "carers")
    assert headline_gap(question).verdict == "cannot tell"
    arrays = arrays_of(question.values(areas=["I1"], by="carers", all_periods=True), question.dimension)
    gaps = gaps_over_time(arrays, question.dimension, pd.Series([False]).to_numpy())
    assert pd.isna(gaps.best_value).all()


def test_the_gap_is_followed_over_time_against_the_reference(declared):
    found = trend_finding(ask(declared, "smoking", "carers"))
    assert found.headline == "Smoking: the gap is widening, because unpaid carers got worse"
    assert "from 12.0 to 20.0 percentage points" in found.sentence
    assert faults(found) == []


def test_carers_and_deprivation_are_looked_at_at_once(declared):
    question = ask(declared, "smoking", "carers")
    found = grid_finding(question)
    assert grid_question(question) == "Who is left behind when deprivation and unpaid carers meet?"
    assert found.headline == "Smoking: furthest behind – Unpaid carers, most deprived fifth"
    cells = found.table.frame.set_index(["carers", "deprivation"])
    assert cells.loc[("Unpaid carers", "Most deprived fifth"), "value"] == pytest.approx(40.0)
    assert cells.loc[("Not carers", "Most deprived fifth"), "value"] == pytest.approx(13.0)
    assert len(cells) == 11
    assert faults(found) == []


def test_by_deprivation_the_grid_stays_that_of_ethnic_groups(declared):
    assert grid_question(ask(declared, "smoking")) == "Who is left behind when deprivation and ethnic group meet?"


def test_the_brief_says_who_is_worse_off_by_the_group_s_own_words(declared):
    found = brief_finding(ask(declared, "smoking", "carers"))
    assert found.sentence.startswith("On 1 of 1 indicators unpaid carers are clearly worse off.")


def test_an_indicator_that_is_not_given_by_conditions_is_not_judged_by_deprivation_instead(declared):
    found = indicator_gaps(ask(declared, "smoking", "conditions"))
    assert [(each.indicator.id, each.dimension.code) for each in found] == [("smoking", "conditions")]


def test_groups_in_an_order_have_a_slope_from_end_to_end_in_their_own_words(declared):
    question = ask(declared, "smoking", "conditions")
    found = slope_finding(question)
    assert found.headline == "Smoking: worse with every step down"
    assert "From the ‘3 or more’ to the ‘No condition’ end of the line the difference is 30.0" in found.sentence
    assert "deprived" not in f"{found.headline} {found.sentence} {found.how_to_read}"
    assert faults(found) == []
    # Rows come in the order of their codes, 'no_condition' before 'three': the slope must not.
    assert [each.verdict for each in robustness(question).looks if "slope" in each.way] == ["worse"]


def test_groups_without_an_order_point_to_no_pattern(declared):
    assert pattern_finding(ask(declared, "smoking", "carers")).headline.endswith(
        "groups by whether people are unpaid carers have no order, so no pattern can be read"
    )


def test_what_completing_the_record_could_change_is_judged_by_carers_too(declared):
    (found,) = gaps_to_settle(ask(declared, "smoking", "carers"), "carers")
    assert found.found.indicator.id == "smoking"
    assert found.unknown == pytest.approx(700 / 7_700)


def test_everyone_as_the_reference_in_a_link_gives_way_without_a_word(declared):
    link = {"indicator": ["smoking"], "by": ["carers"], "reference": ["overall"]}
    shown = from_link(declared, link)
    assert shown.reference == "not_carer"
    assert changes(link, shown) == []
    assert from_link(declared, link | {"by": ["ethnic_group"]}).reference == "overall"


def test_the_brief_names_plus_groups_that_can_be_seen_and_those_that_cannot(declared):
    found = plus_groups_finding(ask(declared, "smoking"))
    assert found.headline == "PLUS groups: 3 of 21 can be seen here"
    rows = found.table.frame.set_index("who")
    assert rows.loc["unpaid carers", ["by", "indicators", "worse"]].tolist() == ["Unpaid carers", 1, "1 of 1 indicator"]
    assert rows.loc["people of ethnic minority groups", "by"] == "Ethnic group"
    assert rows.loc["people by how many conditions people have", "indicators"] == 1
    # Nothing is given by the 18 detailed ethnic groups, of which they are one.
    assert rows.loc["Gypsy, Roma and Traveller people", "indicators"] == 0
    assert "No data here of people with a learning disability, autistic people" in found.sentence
    assert faults(found) == []


def test_another_group_can_be_chosen_to_hold_the_rest_against(declared):
    question = ask(declared, "smoking", "carers", reference="carer")
    assert replace(question).selection.reference == "carer"
    assert "Against unpaid carers, better: people who are not carers." in groups_finding(question).sentence
