"""Rows that a guess leaves out by itself: by the deprivation of whole councils; and columns that are no choice of rows."""

from data.recipes.guess import guess
from data.recipes.recipe import Rows
from data.recipes.understood import understood
from tests.recipes.made_sheets import sheet_of

# The layout in which figures are put into FingertipsNext.
_HEADINGS = (
    "area_code,date_from,date_to,period_type,sex,age_from_years_inclusive,age_to_years_inclusive,deprivation_decile,"
    "deprivation_category,count,value,denominator,lower_ci_95,upper_ci_95,lower_ci_99_8,upper_ci_99_8"
)


def _line(area: str, sex: str, decile: object, category: str, count: int) -> str:
    value = count / 10
    return (
        f"{area},2024-01-01,2024-12-31,calendar_year,{sex},,,{decile},{category},{count},{value},1000,"
        f"{value - 2},{value + 2},{value - 3},{value + 3}"
    )


def _sheet(category: str):
    lines = [_HEADINGS]
    for number, area in enumerate(("U33392", "U15103", "U38004")):
        lines += [_line(area, sex, "", "", 300 + number + n) for n, sex in enumerate(("persons", "male", "female"))]
        lines += [_line(area, "persons", decile, category, 250 + number + decile) for decile in range(1, 11)]
    return sheet_of("\n".join(lines), file="smoking.csv")


def test_two_questions_are_left_of_the_upload_layout_of_fingertips_next():
    found = guess(_sheet("lsoa_apr_2021_geography"))
    assert sorted(each.key for each in found.questions if each.needed) == [
        "most_deprived",
        "words:deprivation_quintile:",
    ]
    roles = {each.heading: each.role for each in found.columns}
    assert [roles[name] for name in ("count", "denominator", "value", "lower_ci_95", "upper_ci_95")] == [
        "numerator", "denominator", "value", "lower", "upper",
    ]  # fmt: skip
    assert {roles[name] for name in ("lower_ci_99_8", "upper_ci_99_8", "period_type", "deprivation_category")} == {
        "unused"
    }
    assert found.recipe.leave_out == ()


def test_tenths_of_whole_councils_are_left_out_and_said_to_be():
    sheet = _sheet("district_and_unitary_authorities_apr_2021_geography")
    found = guess(sheet)
    assert found.recipe.leave_out == (
        Rows(heading="deprivation_category", words="district_and_unitary_authorities_apr_2021_geography"),
    )
    assert any("by the deprivation of councils, not of people" in each for each in understood(sheet, found.recipe))


def test_limits_of_another_level_are_no_choice_of_rows():
    lines = [
        "area_code,period,count,denominator,value,lower_ci_99_8",
        "U33392,2024/25,30,100,30,21",
        "U33392,2024/25,30,100,30,22",
    ]
    assert not [each.key for each in guess(sheet_of("\n".join(lines))).questions if each.key.startswith("only:")]
