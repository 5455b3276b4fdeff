"""Every published series and its definition: each has the other, and says of itself what is true of no other."""

from collections import Counter

import pytest

from data.contract.published_indicators import attribute_of_series, indicator_of_series, indicators


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
