"""COVER: each age's sheet gives children and how many of them are vaccinated, by council, under the quarter of its title."""

from pathlib import Path

import pandas as pd
import pytest

from data.files.errors import SourceError
from data.files.opening import open_file
from data.sources.formats import cover
from data.sources.readers import reader_of

TITLE = "Table 7. Completed primary immunisations at 5 years in England April to June 2024"
HEADINGS = [
    "ONS government office region code", "ONS government office region name", "ONS UTLA code", "ODS UTLA code", "UTLA name",
    "Caveat", "5y denominator", "5y MMR2%",
]  # fmt: skip
ROWS = [
    ["E92000001", "England", "[z]", "[z]", "England", "[z]", 2000, 80.0],
    ["E12000007", "London", "[z]", "[z]", "London", "[z]", 500, 70.0],
    ["E12000007", "London", "E09000001", 714, "Ashby", "[note 1]", "[note 1]", "[note 1]"],
    ["E12000007", "London", "E09000002", 716, "Birch", "[z]", 829, 100 * 600 / 829],
    ["E12000007", "London", "E10000003", 717, "Cray", "[z]", 400, "many"],
]
SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "01_cover_2024-25_Q1.ods"


def test_councils_and_england_have_counts_and_a_council_published_with_another_has_none(open_book):
    (table,) = open_book(A=[[TITLE], ["This worksheet contains one table."], HEADINGS, *ROWS])
    assert reader_of(table) is cover
    found = cover.read(table).frame.set_index("area_code")
    assert found["numerator"].dropna().to_dict() == {"E92000001": 1600, "E09000002": 600}
    assert found["status"].to_dict() == {
        "E92000001": "ok", "E09000001": "missing", "E09000002": "ok", "E10000003": "missing",
    }  # fmt: skip
    assert found["area_type"].to_dict()["E92000001"] == "country"
    assert set(found["source_id"]) == {"cover:mmr_two_by_5"}
    assert (found["period_start"].iloc[0], found["period_end"].iloc[0]) == (
        pd.Timestamp(2024, 4, 1),
        pd.Timestamp(2024, 6, 30),
    )
    (told,) = table.odd.lines(table.file, table.sheet)
    assert "row 8, column '5y MMR2%': not a number" in told


def test_a_sheet_whose_title_says_no_quarter_is_refused_by_name(open_book):
    (table,) = open_book(A=[["Table 7"], ["One table."], HEADINGS, *ROWS])
    with pytest.raises(SourceError, match="sheet 'A', row 1: its title does not say which quarter"):
        cover.read(table)


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the published sample is not here")
def test_a_published_file_is_read_to_whole_children():
    tables = {table.sheet: table for table in open_file(SAMPLE, SAMPLE.name)}
    known = [sheet for sheet, table in tables.items() if reader_of(table) is cover]
    assert known == ["12m_UTLA_GOR", "24m_UTLA_GOR", "5y_UTLA_GOR"]
    found = cover.read(tables["5y_UTLA_GOR"]).frame
    barking = found[(found["area_code"] == "E09000002") & (found["source_id"] == "cover:mmr_two_by_5")]
    assert barking[["numerator", "denominator"]].to_numpy().tolist() == [[700, 1009]]
