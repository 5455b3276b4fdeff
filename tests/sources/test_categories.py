"""Fingertips rows by category: deprivation of where people live in any wording, ethnic groups, and what is left out."""

import pytest

from data.coding.categories import dimension_of_type
from tests.sources.published_folder import FINGERTIPS, rows

LSOA = "LSOA21 deprivation deciles in England (IMD trend)"
TENTHS = [
    "Most deprived decile (IMD2019)", "Second most deprived decile (IMD2019)", "Third more deprived decile (IMD2019)",
    "Fourth more deprived decile (IMD2019)", "Fifth more deprived decile (IMD2019)",
    "Fifth less deprived decile (IMD2019)", "Fourth less deprived decile  (IMD2019)",
    "Third less deprived decile (IMD2019)", "Second least deprived decile (IMD2019)", "Least deprived decile ",
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "dimension", "why"),
    [
        ("Sex", "sex", ""),
        ("Sexuality", "", "by sexual orientation, which no indicator here is shown by"),
        ("Sexual orientation - 4 categories", "", "by sexual orientation, which no indicator here is shown by"),
    ],
)
def test_sexuality_is_not_taken_for_sex(words, dimension, why):
    assert dimension_of_type(words) == (dimension, why)


def _row(category: str, count: object, people: object, *, kind: str = LSOA, period: str = "2022/23", note: str = "",
         area: str = "E92000001") -> tuple:  # fmt: skip
    value = 100 * count / people if count != "" and people != "" else ("" if note else 12.5)
    return ("91547", "Smoking", "", "", area, "England", "England", "Persons", "15+ yrs",
            f'"{kind}"', category, period, value, "", "", count, people, note, "")  # fmt: skip


@pytest.fixture
def by_group(open_text_file, read):
    """The rows by dimension and group that some lines of an extract give, and what was left out."""

    def reading(*lines: tuple):
        found = read(open_text_file(rows(FINGERTIPS, list(lines))))
        return found.frame.set_index(["dimension", "group"]).sort_index(), found.dropped, found

    return reading


@pytest.mark.parametrize(
    ("words", "dimension"),
    [
        ("LSOA21 deprivation deciles in England (IMD trend)", "deprivation_quintile"),
        ("LSOA11 deprivation quintiles in England (IMD2015)", "deprivation_quintile"),
        ("LSOA11 deprivation deciles within area (IMD2015)", ""),
        ("County & UA deprivation deciles in England (IMD2019, 4/21 geography)", ""),
        ("District & UA deprivation deciles in England (IMD2019, 4/19 geog.)", ""),
        ("CCG deprivation deciles in England (IMD2019, 2021 CCGs)", ""),
        ("Ethnic groups", "ethnic_group"),
        ("Something else", ""),
    ],
)
def test_which_kinds_of_category_are_of_people(words, dimension):
    found, why = dimension_of_type(words)
    assert found == dimension
    assert (why == "") is (dimension != "")


def test_tenths_of_any_wording_add_up_to_fifths_with_the_most_deprived_first(by_group):
    lines = [_row(label, 10 + n, 100) for n, label in enumerate(TENTHS)]
    found, dropped, reading = by_group(*lines)
    fifths = found.loc["deprivation_quintile"]
    assert fifths["numerator"].to_dict() == {"1": 21, "2": 25, "3": 29, "4": 33, "5": 37}
    assert set(fifths["denominator"]) == {200}
    assert dropped == {"tenths joined to fifths": 5}
    assert len(reading.frame) + sum(dropped.values()) == reading.rows


def test_a_fifth_with_a_hidden_tenth_is_hidden_and_tenths_without_counts_are_left_out(by_group):
    hidden = "Value suppressed for disclosure control reasons"
    found, dropped, _ = by_group(
        _row(TENTHS[0], "", "", note=hidden),
        _row(TENTHS[1], 10, 100),
        _row(TENTHS[2], "", ""),
        _row(TENTHS[3], 10, 100),
    )
    fifths = found.loc["deprivation_quintile"]
    assert fifths["status"].to_dict() == {"1": "suppressed"}
    assert fifths["numerator"].isna().all()
    assert dropped["tenths without counts or without their pair, so not to be joined to fifths"] == 2


def test_quintiles_stand_as_they_are_even_the_one_with_an_odd_name(by_group):
    labels = ["Most deprived quintile", "Second most deprived quintile", "Average deprived quintile",
              "Second least deprived quintile", "Least deprived quintile "]  # fmt: skip
    kind = "LSOA11 deprivation quintiles in England (IMD2015)"
    found, dropped, _ = by_group(*(_row(label, n + 1, 50, kind=kind) for n, label in enumerate(labels)))
    assert found.loc["deprivation_quintile", "numerator"].to_dict() == {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
    assert dropped == {}


def test_ethnic_groups_become_the_broad_groups(by_group):
    labels = {"White": 5, "Asian": 6, "Black": 7, "Mixed": 8, "Other": 9, "Unknown": 1}
    found, _, _ = by_group(*(_row(label, count, 50, kind="Ethnic groups") for label, count in labels.items()))
    assert found.loc["ethnic_group", "numerator"].to_dict() == {
        "white": 5, "asian": 6, "black": 7, "mixed": 8, "other": 9, "unknown": 1
    }  # fmt: skip


def test_everything_else_is_left_out_with_its_reason_and_every_row_is_accounted_for(by_group):
    county = "County & UA deprivation deciles in England (IMD2019, 4/21 geography)"
    _, dropped, reading = by_group(
        _row(TENTHS[0], 1, 10, kind=county),
        _row("Purple", 1, 10, kind="Ethnic groups"),
        _row("x", 1, 10, kind="Star signs"),
        _row("White", 1, 10, kind="Ethnic groups", area="A10001"),
        _row("White", 1, 10, kind="Ethnic groups"),
        _row("White", 1, 10, kind="Ethnic groups"),
    )
    assert dropped == {
        "by councils or boards by their average deprivation, not people by theirs": 1,
        "in ‘Purple’, which stands for no one group known here": 1,
        "by ‘Star signs’, a kind of category that is not used here": 1,
        "by a category of one practice's patients": 1,
        "the same area, period and category again": 1,
    }
    assert len(reading.frame) + sum(dropped.values()) == reading.rows == 6


def test_of_two_indices_the_newer_is_kept(by_group):
    kind = "LSOA11 deprivation quintiles in England (IMD{})"
    found, dropped, _ = by_group(
        _row("Most deprived quintile", 1, 10, kind=kind.format(2015)),
        _row("Most deprived quintile", 2, 10, kind=kind.format(2019)),
    )
    assert found["numerator"].tolist() == [2]
    assert dropped == {"the same area and period by an older index": 1}


def test_categories_of_a_plus_group_are_read_and_those_of_one_group_added_up(by_group):
    found, _, _ = by_group(
        _row("Disabled", 30, 100, kind="Disability"),
        _row("Not disabled", 90, 900, kind="Disability"),
        _row("Local Authority", 20, 50, kind="Tenure"),
        _row("Housing Association", 10, 50, kind="Tenure"),
        _row("Owner occupied", 40, 400, kind="Tenure"),
    )
    assert found.loc[("disability", "disabled"), "numerator"] == 30
    assert found.loc[("disability", "not_disabled"), "denominator"] == 900
    assert found.loc[("housing_tenure", "social_rent"), ["numerator", "denominator"]].tolist() == [30, 100]
    assert found.loc[("housing_tenure", "owned"), "numerator"] == 40
