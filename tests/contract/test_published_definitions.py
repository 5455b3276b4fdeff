"""The ready definitions of published series: enough of each domain, words complete, and no two that say the same."""

from collections import Counter
from dataclasses import asdict

import pytest

from data.contract.published_indicators import indicator_of_series, indicators

ALL = list(indicators().values())
# What every definition says of itself alone; the rest may be shared.
_OF_ITS_OWN = ("id", "name", "short_name", "question", "source")
_LONGEST = {"name": 100, "short_name": 40, "question": 75, "unit": 45, "population_noun": 75, "predicate": 75}


def test_there_are_enough_of_each_domain():
    found = Counter(each.domain for each in ALL)
    assert len(ALL) >= 120
    assert (found["access"] >= 25, found["outcome"] >= 40) == (True, True)
    assert found["continuity"] + found["experience"] >= 15


@pytest.mark.parametrize("field", _OF_ITS_OWN)
def test_no_two_definitions_say_the_same(field):
    again = [text for text, count in Counter(getattr(each, field).casefold() for each in ALL).items() if count > 1]
    assert again == []


def test_series_are_each_of_one_format_and_code():
    for series in indicator_of_series():
        form, code = series.split(":", 1)
        assert form in {"fingertips", "cvdprevent", "gpad", "gpps", "nhs_england", "qof", "qof_achievement",
                        "talking_therapies", "gp_workforce"}  # fmt: skip
        assert code.strip() == code != ""


def test_words_are_short_enough_for_a_page_and_end_as_they_should():
    for each in ALL:
        for field, longest in _LONGEST.items():
            assert len(getattr(each, field)) <= longest, (each.id, field)
        assert each.caveat.endswith("."), each.id
        assert each.refresh, each.id
        for name, text in asdict(each).items():
            assert not isinstance(text, str) or "  " not in text, (each.id, name)


def test_the_source_names_the_series():
    for series, code in indicator_of_series().items():
        form, number = series.split(":", 1)
        if form in ("cvdprevent", "gpps", "qof_achievement"):
            assert number in indicators()[code].source, series


def test_a_published_value_is_never_worked_out_again_and_has_a_unit_that_says_of_what():
    for each in ALL:
        if each.value_type in ("rate", "standardised_rate"):
            assert each.unit.startswith("per ") or each.unit == "%", each.id
        if each.value_type == "proportion":
            assert each.unit == "%", each.id
