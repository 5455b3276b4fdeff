"""The closed vocabularies: every code has words, and groups keep their order."""

import pytest

from data.contract.vocabulary import (
    DIMENSIONS,
    DOMAIN_LABELS,
    DOMAINS,
    ETHNIC_GROUP_18,
    LEVEL_LABELS,
    LEVELS,
    UNKNOWN,
)


def test_every_code_has_words():
    assert set(DOMAIN_LABELS) == set(DOMAINS)
    assert set(LEVEL_LABELS) == set(LEVELS)


@pytest.mark.parametrize("dimension", DIMENSIONS.values(), ids=lambda each: each.code)
def test_a_dimension_is_whole(dimension):
    assert DIMENSIONS[dimension.code] is dimension
    assert set(dimension.short_groups) <= set(dimension.groups)
    assert len(set(dimension.groups.values())) == len(dimension.groups)
    if UNKNOWN in dimension.groups:
        assert list(dimension.groups)[-1] == UNKNOWN
        assert UNKNOWN not in dimension.known_groups
    for group in dimension.groups:
        assert dimension.short_of(group)
        assert dimension.label_of(group) == dimension.groups[group]


def test_ordered_dimensions_start_with_the_most_disadvantaged():
    ordered = {code: each.known_groups for code, each in DIMENSIONS.items() if each.ordered}
    four = ordered.pop("practice_deprivation_england_4")
    assert set(ordered) == {"deprivation_quintile", "practice_deprivation_quintile", "practice_deprivation_england"}
    for groups in ordered.values():
        assert groups == ("1", "2", "3", "4", "5")
    # Two fifths published as one are neither of them.
    assert four == ("1_2", "3", "4", "5")
    assert DIMENSIONS["practice_deprivation_england_4"].label_of("1_2") == "Two most deprived fifths of practices"
    assert DIMENSIONS["deprivation_quintile"].label_of("1") == "Most deprived fifth"


def test_the_eighteen_groups_fold_into_the_five():
    broad = {group for _, group in ETHNIC_GROUP_18.values()}
    assert broad == set(DIMENSIONS["ethnic_group"].known_groups)
    assert len(ETHNIC_GROUP_18) == 18
