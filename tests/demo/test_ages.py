"""How old the demo's people are: the same people as elsewhere, younger where more deprived, and what that makes of gaps."""

import numpy as np
import pytest

from components.findings.age_words import age_effect
from components.measures.values.age_factor import age_factor
from data.contract.age_tables import AGE_COLUMNS
from data.contract.vocabulary import DIMENSIONS
from data.demo.generator.catalogue import CATALOGUE
from tests.findings.asking import ask

_BANDS = list(AGE_COLUMNS)
AGED = {"acs_admissions", "smoking", "overall_experience", "long_term_conditions"}


@pytest.fixture(scope="module")
def ages(drawn):
    return drawn.optional["age_structure"]


def test_four_indicators_have_ages(ages):
    assert set(ages["people_of"]) == AGED
    assert {indicator.id for indicator, behaviour in CATALOGUE if behaviour.younger_deprived} == AGED


def test_groups_and_areas_add_up_to_everyone(ages):
    whole = ages[(ages["level"] == "icb") & (ages["dimension"] == "total")].set_index("people_of")
    for level, dimension in (
        ("icb", "deprivation_quintile"),
        ("icb", "ethnic_group"),
        ("icb", "ethnic_group_18"),
        ("place", "total"),
        ("neighbourhood", "deprivation_quintile"),
    ):
        part = ages[(ages["level"] == level) & (ages["dimension"] == dimension)]
        sums = part.groupby("people_of")[_BANDS].sum()
        assert sums.equals(whole.loc[sums.index, _BANDS]), (level, dimension)


def test_they_are_the_people_whose_events_are_given_by_age(ages, drawn):
    newest = drawn.observations["period_end"].max()
    rows = drawn.observations[(drawn.observations["period_end"] == newest) & (drawn.observations["level"] == "icb")]
    for indicator in AGED:
        by_age = rows[(rows["indicator_id"] == indicator) & (rows["dimension"] == "age")].set_index("group")[
            "denominator"
        ]
        whole = ages[(ages["people_of"] == indicator) & (ages["level"] == "icb") & (ages["dimension"] == "total")]
        for column, band in AGE_COLUMNS.items():
            assert whole[column].iloc[0] == by_age.get(band, 0.0), (indicator, band)


def test_the_more_deprived_a_fifth_the_younger_its_people(ages):
    for indicator in AGED:
        here = (
            (ages["people_of"] == indicator) & (ages["level"] == "icb") & (ages["dimension"] == "deprivation_quintile")
        )
        fifths = ages[here].set_index("group").loc[list(DIMENSIONS["deprivation_quintile"].known_groups)]
        older = fifths[["aged_65_79", "aged_80_over"]].sum(axis=1) / fifths["people"]
        assert (np.diff(older) > 0.01).all(), indicator


def test_small_cells_lean_to_no_band(ages):
    """Were each cell's people rounded to its largest band, neighbourhoods' ethnic groups would be too middle-aged."""
    here = (ages["people_of"] == "smoking") & (ages["dimension"] == "ethnic_group") & (ages["group"] == "other")
    small = ages[here & (ages["level"] == "neighbourhood")]
    whole = ages[here & (ages["level"] == "icb")].iloc[0]
    assert small[_BANDS].sum().tolist() == whole[_BANDS].tolist()
    shares = whole[_BANDS].to_numpy(float) / whole["people"]
    np.testing.assert_allclose(shares[1:], [0.45, 0.40, 0.12, 0.04], atol=0.03)


def test_age_hides_part_of_one_gap_and_makes_most_of_another(demo):
    hidden, mostly = (age_effect(ask(demo, each)) for each in ("acs_admissions", "overall_experience"))
    assert hidden.before.verdict == hidden.after.verdict == "worse"
    assert hidden.after.size > 1.4 * hidden.before.size
    assert (mostly.before.verdict, mostly.after.verdict) == ("worse", "unclear")
    assert 0.6 < mostly.part < 0.85


def test_true_counts_and_published_ones_give_the_same_factors(ages, demo):
    published = demo.optional("age_structure").set_index(["people_of", "level", "area_code", "dimension", "group"])
    true = ages.set_index(["people_of", "level", "area_code", "dimension", "group"])
    rates = np.array([0.0088, 0.0062, 0.0144, 0.0343, 0.0735])
    standard = true.loc[("acs_admissions", "icb", demo.area_code, "total", "all"), _BANDS].to_numpy(float)
    shown = published.index[(published["status"] == "ok") & (published.index.get_level_values(0) == "acs_admissions")]
    ours, theirs = (age_factor(each.loc[shown, _BANDS].to_numpy(float), rates, standard) for each in (published, true))
    large = true.loc[shown, "people"].to_numpy() > 1_000
    assert large.sum() > 50
    np.testing.assert_allclose(ours[large], theirs[large], rtol=0.02)
