"""Every published series and its definition: each has the other, and says of itself what is true of no other."""

from collections import Counter
from dataclasses import asdict

import pytest

from data.contract.published_indicators import attribute_of_series, indicator_of_series, indicators

_ALL = list(indicators().values())
_LONGEST = {"name": 100, "short_name": 33, "question": 85, "unit": 65, "population_noun": 75, "predicate": 75}


def test_every_series_has_a_definition_and_every_definition_a_series():
    assert set(indicator_of_series().values()) == set(indicators())
    assert not set(indicator_of_series()) & set(attribute_of_series())


@pytest.mark.parametrize("name", ["name", "short_name", "question", "numerator", "source"])
def test_no_definition_repeats_what_another_says_of_itself(name):
    said = Counter(getattr(each, name) for each in indicators().values())
    assert [words for words, times in said.items() if times > 1] == [], "copied from another, and not changed"


def test_definitions_make_sentences():
    for indicator in indicators().values():
        assert indicator.question.endswith("?")
        assert all((indicator.numerator, indicator.denominator, indicator.source, indicator.caveat))
        assert not indicator.population_noun[0].isupper()
        if indicator.value_type == "proportion":
            assert not indicator.predicate.endswith(".")
        else:
            assert indicator.unit


def test_there_are_enough_of_each_domain():
    found = Counter(each.domain for each in _ALL)
    assert len(_ALL) >= 120
    assert (found["access"] >= 25, found["outcome"] >= 40) == (True, True)
    assert found["continuity"] + found["experience"] >= 15


def test_series_are_each_of_one_format_and_code():
    for series in indicator_of_series():
        form, code = series.split(":", 1)
        assert form in {"fingertips", "cvdprevent", "gpad", "gpps", "nhs_england", "qof", "qof_achievement",
                        "talking_therapies", "gp_workforce", "census", "cover", "heec", "rtt", "maternity",
                        "claimants", "income", "ldhc"}  # fmt: skip
        assert code.strip() == code != ""


def test_words_are_short_enough_for_a_page_and_end_as_they_should():
    for each in _ALL:
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
    for each in _ALL:
        if each.value_type in ("rate", "standardised_rate"):
            # Years of life are worked out from death rates at every age, so they are standardised too.
            assert each.unit.startswith("per ") or each.unit in ("%", "years"), each.id
        if each.value_type == "proportion":
            assert each.unit == "%", each.id
