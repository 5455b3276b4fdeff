"""What allowing for age does, in words: every case said with its numbers in the table, and where it cannot be done, why."""

from dataclasses import replace

import pandas as pd
import pytest

from components.findings.age_words import (
    AgeEffect,
    age_effect,
    age_notice,
    areas_notice,
    can_be_adjusted,
    effect_words,
    some_area_can_be_adjusted,
)
from components.findings.brief.brief import brief_finding
from components.findings.brief.card_words import age_mark
from components.findings.compare.funnel import funnel_finding
from components.findings.compare.matrix import compare_finding
from components.findings.compare.split import split_finding
from components.findings.decisions.gap import decision_gap_finding
from components.findings.gaps import ShownGap
from components.findings.indicator_gaps import indicator_gaps
from components.findings.methods.age import age_example
from components.findings.robustness import robustness
from components.findings.trend.trend import trend_finding
from components.findings.who.gradient import slope_finding
from components.findings.who.grid import grid_finding
from components.findings.who.groups import groups_finding
from data.dataset.dataset import Dataset
from tests.findings.aged_dataset import age_structure, hidden_ages, write_aged
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.small_dataset import small_indicators, write_small

BY = "deprivation_quintile"


@pytest.fixture(scope="module")
def aged(tmp_path_factory):
    return Dataset.open(write_aged(tmp_path_factory.mktemp("aged") / "dataset"))


def _shown(size: float, verdict_interval: tuple[float, float]) -> ShownGap:
    return ShownGap("1", "5", 20.0, 20.0 - size, size, size, *verdict_interval, p_value=0.0001)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (8.0, 7.6, "after, 7.6: age changes it little."),
        (8.0, 7.1, "after, 7.1: a small part of it is that the groups differ in age."),
        (8.0, 6.0, "after, 6.0: about a quarter of it is that the groups differ in age."),
        (8.0, 5.2, "after, 5.2: about a third of it is that the groups differ in age."),
        (8.0, 4.0, "after, 4.0: about half of it is that the groups differ in age."),
        (8.0, 2.8, "after, 2.8: about two thirds of it is that the groups differ in age."),
        (8.0, 2.0, "after, 2.0: about three quarters of it is that the groups differ in age."),
        (8.0, 0.5, "after, 0.5: nearly all of it is that the groups differ in age."),
        (8.0, -0.5, "after, 0.5 the other way: nearly all of it is that the groups differ in age."),
        (8.0, 12.0, "after, 12.0: differences in age hide part of the gap."),
    ],
)
def test_each_effect_of_adjusting_is_said(aged, before, after, words):
    found = AgeEffect(_shown(before, (before - 1, before + 1)), _shown(after, (after - 1, after + 1)))
    told = effect_words(ask(aged, "smoking"), found)
    assert told == f"Before allowing for age the gap is 8.0 percentage points; {words}"


def test_no_part_is_said_of_a_gap_that_may_be_nothing(aged):
    found = AgeEffect(_shown(8.0, (-1.0, 17.0)), _shown(2.0, (-7.0, 11.0)))
    told = effect_words(ask(aged, "smoking"), found)
    assert told == "Before allowing for age the gap is 8.0 percentage points; after, 2.0."


def test_who_says_both_gaps_and_shows_both_values(aged):
    found = groups_finding(ask(aged, "smoking"))
    assert found.headline == "Smoking: 27.0 percentage points higher in the most deprived fifth"
    assert found.sentence.startswith(
        "Adjusted for age, in the most deprived fifth, 30.0% of adults smoke, against 3.0%"
    )
    assert (
        "Before allowing for age the gap is 16.0 percentage points; after, 27.0: differences in age hide"
        in found.sentence
    )
    assert found.notice.startswith("Adjusted for age. Each value is what it would be if the group had everyone's ages")
    assert faults(found) == []
    text = found.table.text.set_index("Deprivation")
    assert text.at["Most deprived fifth", "Value (%, adjusted for age)"] == "30.0"
    assert text.at["Most deprived fifth", "Value as counted (%)"] == "20.0"
    assert text.at["The same gap as counted", "Value (%, adjusted for age)"] == "16.0"


def test_as_counted_who_says_what_adjusting_would_do(aged):
    found = groups_finding(ask(aged, "smoking", adjusted="no"))
    assert found.headline == "Smoking: 16.0 percentage points higher in the most deprived fifth"
    assert found.sentence.startswith("In the most deprived fifth, 20.0% of adults smoke")
    assert "Before allowing for age the gap is 16.0 percentage points; after, 27.0" in found.sentence
    assert found.notice == "Not adjusted for age. Groups that differ in age differ for that alone."
    text = found.table.text.set_index("Deprivation")
    assert text.at["The same gap adjusted for age", "Value (%)"] == "27.0"
    assert "Value as counted (%)" not in text
    assert faults(found) == []


@pytest.mark.parametrize("adjusted", ["", "no"])
@pytest.mark.parametrize("indicator", ["smoking", "screening", "attendances", "trust", "wait"])
def test_every_finding_holds_with_the_switch_either_way(aged, indicator, adjusted):
    question = ask(aged, indicator, adjusted=adjusted)
    makers = (
        groups_finding,
        slope_finding,
        grid_finding,
        compare_finding,
        funnel_finding,
        split_finding,
        brief_finding,
    )
    for make in (decision_gap_finding, age_example, trend_finding):
        assert make(question).unsupported_numbers() == [], make.__name__
    assert {make.__name__: faults(make(question)) for make in makers if faults(make(question))} == {}


def test_whether_it_holds_looks_the_other_way_too(aged):
    ways = {look.way: look.verdict for look in robustness(ask(aged, "smoking")).looks}
    assert ways["with values as counted"] == "worse"
    ways = {look.way: look.verdict for look in robustness(ask(aged, "smoking", adjusted="no")).looks}
    assert ways["with values adjusted for age"] == "worse"
    ways = {look.way for look in robustness(ask(aged, "screening")).looks}
    assert not any("age" in way or "counted" in way for way in ways)


def test_every_card_says_whether_it_allows_for_age(aged):
    marks = {each.indicator.id: age_mark(each) for each in indicator_gaps(ask(aged, "smoking"))}
    assert marks["smoking"] == "adjusted for age"
    assert set(marks.values()) == {"adjusted for age", "not adjusted for age"}
    notice = brief_finding(ask(aged, "smoking")).notice
    assert notice.startswith("1 of the gaps is adjusted for age; part of each other may be age.")
    assert "No gap here is adjusted for age" in brief_finding(ask(aged, "smoking", adjusted="no")).notice


def test_without_ages_the_page_says_so_and_offers_no_switch(aged, small):
    question = ask(small, "smoking")
    assert not can_be_adjusted(question)
    assert age_effect(question) is None
    assert age_notice(question) == (
        "Not adjusted for age. How old the groups are is not loaded, so part of a gap may be age: Methods says what to load."
    )
    assert areas_notice(question) == "Not adjusted for age. Part of how neighbourhoods differ may be age."
    assert not some_area_can_be_adjusted(question)
    assert some_area_can_be_adjusted(ask(aged, "screening"))


def test_ages_without_rates_by_age_are_told_with_how_many_are_older(tmp_path):
    ages = age_structure().assign(people_of="registered")
    # 300 of 1,500 in the most deprived fifth and 600 in the least are 65 or over.
    for group, older in (("1", 300.0), ("5", 600.0)):
        here = (ages["level"] == "icb") & (ages["group"] == group)
        ages.loc[here, ["aged_18_39", "aged_40_64", "aged_65_79"]] = [1_500 - older, 0.0, older]
    everyone = [replace(each, general_population=each.id == "smoking") for each in small_indicators()]
    folder = write_small(tmp_path / "dataset", indicators=everyone, optional={"age_structure": ages})
    question = ask(Dataset.open(folder), "smoking")
    assert age_notice(question) == (
        "Not adjusted for age. 20% of people in the most deprived fifth are 65 or over, 40% in the least. Part of a gap may "
        "be age: load this indicator by age to allow for it."
    )
    assert "load this indicator by age" in groups_finding(question).notice


def test_hidden_ages_of_one_group_are_said(tmp_path):
    ages = age_structure().to_dict("records")
    place = next(at for at, each in enumerate(ages) if (each["level"], each["group"]) == ("icb", "3"))
    ages[place] = hidden_ages(ages[place])
    question = ask(Dataset.open(write_aged(tmp_path / "dataset", ages=pd.DataFrame(ages))), "smoking")
    assert age_notice(question) == (
        "Not adjusted for age. The ages of some of these groups are hidden to protect confidentiality, so part of a gap may "
        "be age."
    )


def test_the_method_is_worked_on_the_groups_shown(aged):
    found = age_example(ask(aged, "smoking"))
    assert "0.667 times everyone's, so 20.0% as counted is 30.0% adjusted for age" in found.sentence
    assert found.table.text["Aged 18–39 (10.0%)"].tolist() == ["1,500", "750", "750", "750", "0"]
    assert found.table.text["f"].tolist() == ["0.667", "1.000", "1.000", "1.000", "1.333"]
    assert age_example(ask(aged, "screening")).headline.startswith("A made-up example")
