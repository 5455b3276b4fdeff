"""A card's words name the groups that its figures are of."""

from dataclasses import replace

import pytest

from components.findings.brief.brief import brief_finding
from components.findings.brief.card_words import afar_words, level_words, size_words, untold_words
from components.findings.indicator_gaps import indicator_gaps
from components.findings.question import Question
from data.contract.vocabulary import DIMENSIONS
from tests.findings.asking import ask


def _cards(dataset, by: str) -> dict:
    return {each.indicator.id: each for each in indicator_gaps(ask(dataset, "smoking", by))}


def test_fifths_of_where_people_live(small):
    card = _cards(small, "deprivation_quintile")["smoking"]
    assert size_words(card) == "16.0 percentage points higher in the most deprived fifth"
    assert (
        level_words(card)
        == "About 600 fewer people counted for smoking in Jul–Sep 2026 if all did as well as the least deprived "
        "fifth"
    )


def test_fifths_of_a_practices_patients_are_called_practices(small):
    card = replace(
        _cards(small, "deprivation_quintile")["smoking"], dimension=DIMENSIONS["practice_deprivation_quintile"]
    )
    assert size_words(card) == "16.0 percentage points higher in practices with the most deprived patients"
    assert level_words(card).endswith("if all did as well as practices with the least deprived patients")


def test_groups_without_an_order_are_people(small):
    card = _cards(small, "ethnic_group")["smoking"]
    assert size_words(card) == "20.0 percentage points higher among Asian or Asian British people"
    assert level_words(card) == ""


def test_only_a_gap_against_the_disadvantaged_beyond_chance_counts_people(small):
    cards = _cards(small, "deprivation_quintile")
    assert cards["screening"].verdict == "better"
    assert level_words(cards["screening"]) == ""


@pytest.mark.parametrize("by", ["deprivation_quintile", "practice_deprivation_quintile"])
def test_the_brief_says_whose_fifths_they_are_and_not_which_were_chosen(demo, by):
    """Every gap of the demo is by where people live; those of practices are in tests/sources/test_real_ncl.py."""
    selection = replace(ask(demo, "smoking").selection, by=by)
    assert "the most deprived fifth are clearly worse off" in brief_finding(Question(demo, selection)).sentence


def test_a_gap_that_nobody_can_tell_is_not_read_from_afar(small):
    card = _cards(small, "deprivation_quintile")["smoking"]
    assert afar_words(card) == size_words(card)
    assert untold_words(card) == ""
    untold = replace(card, gap=replace(card.gap, lower=None, upper=None))
    assert afar_words(untold) == "We cannot tell whether there is a gap"
    assert untold_words(untold) == (
        "As counted: 16.0 percentage points higher in the most deprived fifth; published without an interval, so this can "
        "be chance"
    )
