"""A sheet is read by the headings that it was recognised by, wherever they stand."""

import pytest

from data.files.opening_sheets import open_sheets
from data.files.upload_limits import Deadline
from data.your_data.assumptions import Declared
from data.your_data.readers import recognised_sheet
from tests.your_data.made_tables import heat, nnhip, tidy


def _sheets(given):
    sheets, problems = open_sheets(given, Deadline())
    assert problems == []
    return sheets


@pytest.mark.parametrize(
    ("given", "name", "at"),
    [
        (tidy, "tidy template", 0),
        (lambda: {"t.csv": b"Our own figures\n" + tidy()["t.csv"].removeprefix(b"\xef\xbb\xbf")}, "tidy template", 1),
        (heat, "WHO HEAT Plus template", 0),
        (nnhip, "NNHIP monthly template", 3),
    ],
    ids=["tidy", "tidy-below-a-title", "heat", "nnhip"],
)
def test_what_is_recognised_says_where_its_headings_are_and_is_read_from_there(given, name, at):
    found = next(each for sheet in _sheets(given()) if (each := recognised_sheet(sheet)) is not None)
    assert (found.format.NAME, found.at) == (name, at)
    rows = found.read(Declared()).frame["row"]
    assert len(rows)
    assert rows.min() > at + 1


def test_a_sheet_of_definitions_or_of_anything_else_is_in_no_format_of_observations():
    definitions = {"indicators.csv": tidy()["indicators.csv"]}
    assert [recognised_sheet(sheet) for sheet in _sheets(definitions | {"o.csv": b"a,b\n1,2\n"})] == [None, None]


def _extract(*rows: tuple[str, str, str, str]) -> dict[str, bytes]:
    """A Fingertips extract: indicator, sex, category type and category of each row, 40 of 100 in one area and year."""
    heading = "Indicator ID,Indicator Name,Area Code,Area Type,Sex,Category Type,Category,Time period,"
    heading += "Value,Count,Denominator,Value note"
    lines = [
        f"{code},Name {code},E54000028,ICBs,{sex},{kind},{group},2022/23,40,40,100," for code, sex, kind, group in rows
    ]
    return {"e.csv": "\n".join([heading, *lines]).encode()}


def test_the_only_sex_of_an_extract_is_everyone_eligible_and_two_sexes_are_groups():
    deprived = "LSOA11 deprivation quintiles in England (IMD2019)"
    given = _extract(
        ("94063", "Female", "", ""), ("94063", "Female", deprived, "Most deprived quintile"),
        ("91547", "Persons", "", ""), ("91547", "Male", "", ""), ("91547", "Female", "", ""),
        ("91547", "Male", deprived, "Most deprived quintile"),
    )  # fmt: skip
    (found,) = [recognised_sheet(sheet) for sheet in _sheets(given)]
    reading = found.read(Declared())
    rows = reading.frame[["indicator", "dimension", "group"]].to_numpy().tolist()
    assert rows == [
        ["breast_screening", "total", "all"],
        ["breast_screening", "deprivation_quintile", "Most deprived quintile"],
        ["smoking", "total", "all"], ["smoking", "sex", "Male"], ["smoking", "sex", "Female"],
    ]  # fmt: skip
    assert "breast_screening is published for one sex only: they are everyone eligible." in reading.notes
    assert "rows by sex and another group at once were left out: 1." in reading.notes
