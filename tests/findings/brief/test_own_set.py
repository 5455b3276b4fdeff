"""A board's own set: its order and targets, and that no verdict hangs on what was chosen."""

from dataclasses import replace
from datetime import date

import pytest

from components.findings.brief.own_set import gaps_of, own_set_finding, set_cards, set_lines
from components.findings.brief.set_targets import CANNOT_TELL, CLOSE, MISSED, REACHED, SHORT, set_targets
from components.findings.indicator_gaps import indicator_gaps
from components.findings.own_set import OwnSet, set_first
from components.findings.selection import areas_offered
from data.journal.entry import ChosenIndicator
from tests.findings.asking import ask
from tests.findings.finding_faults import faults

_LATER, _PASSED = date(2030, 3, 31), date(2026, 9, 30)


def _aim(code: str, target: float, by_when: date = _LATER) -> ChosenIndicator:
    return ChosenIndicator(indicator_id=code, target=target, by_when=by_when, owner_role="Lead")


def _set(*chosen: ChosenIndicator, by: tuple[str, ...] = ()) -> OwnSet:
    return OwnSet("Winter plan", chosen, by)


_TRUST, _ABSENT = ChosenIndicator(indicator_id="trust"), _aim("asthma_plans", 80.0)
_MIXED = _set(_TRUST, _aim("smoking", 10.0), ChosenIndicator(indicator_id="vaccinated"), _ABSENT)


def test_the_set_in_words(small):
    found = own_set_finding(ask(small, "smoking"), _MIXED)
    assert found.headline == "Our set: a clear gap on 2 of 2 indicators; none of 2 targets reached"
    assert found.sentence == (
        "‘Winter plan’ holds 4 indicators. The gap is narrowing on none of them. No data here of asthma_plans."
    )
    assert faults(found) == []


def test_the_set_in_numbers_in_the_order_chosen(small):
    text = own_set_finding(ask(small, "smoking"), _MIXED).table.text.set_index("Indicator")
    assert list(text.index) == ["Trust", "Smoking", "Vaccinated", "asthma_plans", "4 in the set, 1 with no data here"]
    assert list(text["Gap"][:4]) == [
        "20.0 percentage points", "16.0 percentage points", "not given by these groups", "no data here"
    ]  # fmt: skip
    # 920 of 7,700 smoke, 11.9%.
    assert text.loc["Smoking", "Everyone now"] == "11.9%, Jul–Sep 2026"
    assert text.loc["Smoking", "Our target"] == "10.0% by 31 March 2030 (Lead)"
    assert text.loc["Smoking", "How far"] == "1.9 percentage points to go"
    assert text["How far"].iloc[-1] == "0 of 2 reached"


def test_what_is_chosen_first_changes_no_verdict(demo):
    question = ask(demo, "smoking")
    usual = {each.indicator.id: (each.verdict, each.gap.level, each.trend) for each in indicator_gaps(question)}
    for codes in (("early_cancer",), ("smoking", "phone_access", "waits_over_18_weeks")):
        own = _set(*(ChosenIndicator(indicator_id=each) for each in codes))
        found = {line.code: (line.gap.verdict, line.gap.gap.level, line.gap.trend) for line in set_lines(question, own)}
        assert found == {each: usual[each] for each in codes}


@pytest.mark.parametrize(
    ("target", "by_when", "code", "words"),
    [
        (11.9, _LATER, REACHED, "reached"),
        (13.0, _LATER, REACHED, "reached"),
        (11.0, _LATER, SHORT, "0.9 percentage points to go"),
        (11.0, _PASSED, MISSED, "0.9 percentage points to go: missed"),
    ],
)
def test_a_target_where_lower_is_better(small, target, by_when, code, words):
    found = set_targets(ask(small, "smoking"), _set(_aim("smoking", target, by_when)))["smoking"]
    assert (found.code, found.distance_words) == (code, words)


def test_a_target_within_what_a_survey_can_tell_is_too_close(small):
    question = ask(small, "smoking")
    low, high = set_targets(question, _set(_aim("trust", 10.0)))["trust"].value.limits
    found = [
        set_targets(question, _set(_aim("trust", target)))["trust"].code
        for target in (low - 0.1, low + 0.1, high - 0.1, high + 0.1)
    ]
    assert found == [REACHED, CLOSE, CLOSE, SHORT]


def test_a_target_without_a_figure_cannot_be_told(small):
    found = set_targets(ask(small, "smoking"), _set(_ABSENT))["asthma_plans"]
    assert (found.code, found.to_go) == (CANNOT_TELL, None)
    assert found.words == ("Our target: 80.0 by 31 March 2030 (Lead); cannot tell: no judged figure of everyone here.")


def test_a_published_indicator_that_is_not_here_has_its_name(small):
    (line,) = set_lines(ask(small, "smoking"), _set(_aim("waits_within_18_weeks", 65.0)))
    assert (line.name, line.here) == ("Waiting up to 18 weeks", False)
    assert line.target.target_words == "65.0% by 31 March 2030 (Lead)"


def test_every_group_chosen_has_its_rows_and_one_not_known_is_said(demo):
    own = _set(
        ChosenIndicator(indicator_id="smoking"), _TRUST, by=("ethnic_group", "deprivation_quintile", "star_sign")
    )
    found = own_set_finding(ask(demo, "smoking"), own)
    assert list(found.table.text["Compared by"]) == ["Deprivation", "Deprivation", "Ethnic group", "Ethnic group", ""]
    assert found.caveats == ("The set also compares by star_sign, which this dataset does not know.",)


@pytest.mark.parametrize("by", ["deprivation_quintile", "ethnic_group", "sex"])
def test_it_is_sound_by_any_groups_and_in_any_area(demo, by):
    own = _set(*(_aim(each, 50.0) for each in demo.indicators), by=("deprivation_quintile",))
    for area in areas_offered(demo)[:3]:
        question = ask(demo, "smoking", area=area)
        asked = replace(question, selection=replace(question.selection, by=by))
        assert faults(own_set_finding(asked, own)) == [], (by, area)


def test_cards_show_everyone_where_there_is_no_gap(small):
    cards = set_cards(ask(small, "smoking"), _MIXED)
    assert [each.indicator.id for each in gaps_of(cards)] == ["trust", "smoking"]
    assert [each.everyone.value_words if each.everyone else "" for each in cards][2:] == ["45.0%", ""]


def test_those_of_the_set_come_first_in_its_order():
    own = _set(ChosenIndicator(indicator_id="c"), ChosenIndicator(indicator_id="a"))
    assert set_first("abcd", own, str) == ["c", "a", "b", "d"]
