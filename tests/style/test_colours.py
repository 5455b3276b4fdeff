"""Colours can be told apart and read: contrast as WCAG measures it, and a ramp that only ever darkens."""

import itertools

import pytest

from components.style import colours
from data.contract.vocabulary import DIMENSIONS
from tests.style.seen_colours import GRAPHICS, TEXT, contrast, luminance


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", [colours.INK, colours.QUIET_INK, colours.ACCENT])
def test_text_can_be_read_on_paper(colour):
    assert contrast(colour, colours.PAPER) >= TEXT


@pytest.mark.parametrize("colour", [*colours.ETHNIC_GROUPS.values(), colours.UNKNOWN, colours.PLAIN])
def test_marks_of_groups_can_be_seen_on_paper(colour):
    assert contrast(colour, colours.PAPER) >= GRAPHICS


@pytest.mark.parametrize("cell", [*colours.COMPARISON.values(), colours.SUPPRESSED, colours.MISSING])
def test_words_can_be_read_on_a_cell_of_every_colour(cell):
    assert contrast(colours.text_on(cell), cell) >= TEXT


@pytest.mark.parametrize("ramp", [list(colours.DEPRIVATION.values())[::-1], list(colours.VALUE_CLASSES)])
def test_a_ramp_only_darkens(ramp):
    found = [luminance(each) for each in ramp]
    assert found == sorted(found, reverse=True)
    assert all(contrast(one, other) > 1.3 for one, other in itertools.pairwise(ramp))


def test_both_at_once_is_the_darkest_of_nine():
    cells = [each for line in colours.BIVARIATE for each in line]
    assert min(cells, key=luminance) == colours.BIVARIATE[2][2]
    assert max(cells, key=luminance) == colours.BIVARIATE[0][0]
    assert len(set(cells)) == 9


def test_each_standing_has_a_mark_of_its_own():
    assert set(colours.COMPARISON_MARKS) == set(colours.COMPARISON)
    assert len(set(colours.COMPARISON_MARKS.values())) == len(colours.COMPARISON)


def test_hidden_and_missing_are_two_colours_that_no_standing_has():
    assert colours.SUPPRESSED != colours.MISSING
    assert not {colours.SUPPRESSED, colours.MISSING} & set(colours.COMPARISON.values())


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_a_group_has_one_colour_everywhere(dimension):
    groups = DIMENSIONS[dimension].groups
    found = {group: colours.group_colour(dimension, group) for group in groups}
    assert found.get("unknown", colours.UNKNOWN) == colours.UNKNOWN
    if dimension in ("deprivation_quintile", "practice_deprivation_quintile", "ethnic_group"):
        assert len(set(found.values())) == len(groups)
    if "deprivation" in dimension:
        assert min(found.values(), key=luminance) == found[DIMENSIONS[dimension].known_groups[0]]


def test_a_colour_becomes_numbers():
    assert colours.rgb("#0B5563") == [11, 85, 99, 255]
    assert colours.rgb("#FFFFFF", 60) == [255, 255, 255, 60]


def test_two_fifths_published_as_one_have_the_colour_of_the_first():
    assert colours.group_colour("practice_deprivation_england_4", "1_2") == colours.DEPRIVATION["1"]
    assert colours.group_colour("practice_deprivation_england_4", "5") == colours.DEPRIVATION["5"]
