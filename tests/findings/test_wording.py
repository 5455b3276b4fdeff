"""Phrases shared by findings: where the figures are that the whole area has none of, and how their values are written."""

import pandas as pd
import pytest

from components.findings.brief.brief import brief_finding
from components.findings.gradient_pattern import pattern_of
from components.findings.trend.trend import trend_finding
from components.findings.who.gradient import slope_finding
from components.findings.who.groups import groups_finding
from components.findings.wording import given_for_parts, group_phrase
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.small_dataset import row, small_observations, write_small

FALLS = 1_982.76


@pytest.fixture(scope="module")
def by_place(tmp_path_factory):
    """The small dataset, with the wait given for its places only."""
    folder = tmp_path_factory.mktemp("places") / "small"
    told = small_observations()
    told = told[told["indicator_id"] != "wait"]
    rows = [
        row("wait", place, "place", dimension="sex", group=group, value=value, lower=value - 9, upper=value + 9)
        for place, add in (("P1", 0), ("P2", 300))
        for group, value in (("female", FALLS + add), ("male", 1_467.53 + add))
    ]
    rows += [row("wait", place, "place", value=FALLS, lower=1_900.0, upper=2_050.0) for place in ("P1", "P2")]
    table = pd.concat([told, pd.DataFrame(rows)], ignore_index=True)
    return Dataset.open(write_small(folder, observations=table))


def test_where_figures_are_is_said_when_the_whole_area_has_none(by_place):
    question = ask(by_place, "wait", "sex")
    assert given_for_parts(question) == " Figures are given for North and 1 other place: choose one under Area."
    assert groups_finding(question).sentence.endswith(
        "Figures are given for North and 1 other place: choose one under Area."
    )
    assert trend_finding(question).sentence.endswith("choose one under Area.")
    assert given_for_parts(ask(by_place, "wait", "sex", area="P1")) == ""
    assert given_for_parts(ask(by_place, "smoking")) == ""


def test_values_of_an_indicator_given_for_places_only_are_written_as_their_size_wants(by_place):
    assert ask(by_place, "wait", "sex", area="P1").unit.decimals == 0
    # Of everyone only, which is no way of comparing groups.
    assert ask(by_place, "screening", "total", area="P1").unit.decimals == 1
    alone = ask(by_place, "vaccinated", "total")
    assert (alone.given_level("total"), alone.given_level("sex")) == ("icb", "icb")


@pytest.fixture(scope="module")
def without_limits(tmp_path_factory):
    """The small dataset, with the wait by groups of England's practices: values without counts or limits."""
    folder = tmp_path_factory.mktemp("groups") / "small"
    told = small_observations()
    values = {"1_2": 21.0, "3": 18.0, "4": 17.0, "5": 15.0}
    rows = [
        row("wait", "I1", "icb", dimension="practice_deprivation_england_4", group=group, value=value)
        for group, value in values.items()
    ]
    table = pd.concat([told[told["indicator_id"] != "wait"], pd.DataFrame(rows)], ignore_index=True)
    return Dataset.open(write_small(folder, observations=table))


def test_no_gap_is_claimed_of_groups_published_without_limits_and_the_pair_is_called_a_pair(without_limits):
    question = ask(without_limits, "wait", "practice_deprivation_england_4")
    found = groups_finding(question)
    assert found.headline.endswith(": we cannot tell whether the gap is more than chance")
    assert "practices in England’s two most deprived fifths" in found.sentence[:60]
    assert "No interval was published, so we cannot tell whether this is more than chance." in found.sentence
    assert found.verdict == "no interval"
    assert group_phrase(question, "3") == "the middle fifth of practices"
    assert group_phrase(question, "5") == "practices in England’s least deprived fifth"


def test_a_slope_or_pattern_lacks_the_people_and_not_the_figures(without_limits):
    question = ask(without_limits, "wait", "practice_deprivation_england_4")
    assert slope_finding(question).sentence == (
        "Here figures are published without the number of people in each group; a slope weighs each group by them."
    )
    assert pattern_of(question).reason == "figures are published without the number of people in each group"


def test_the_brief_names_the_groups_whose_gaps_it_counts_whichever_were_chosen(without_limits):
    question = ask(without_limits, "wait", "practice_deprivation_england_4")
    found = brief_finding(question)
    assert found.sentence.startswith("On 3 of 5 indicators the most deprived fifth are clearly worse off. For 1 ")
    assert found.table.text.set_index("Indicator").loc["Wait", "Disadvantaged group is"] == "no interval"
