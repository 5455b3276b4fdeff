"""Mid-year estimates by single year of age and sex: read in each year's layout, and the ages of residents in a build."""

from pathlib import Path

import pytest

from data.contract.age_tables import AGE_COLUMNS
from data.dataset.dataset import Dataset
from data.files.errors import SourceError
from data.files.opening import open_file
from data.sources.building import build
from data.sources.formats import estimates_by_age
from data.sources.neighbourhoods import PCN
from data.sources.readers import reader_of
from tests.opened_files import write_book
from tests.small_dataset import RULE
from tests.sources.published_folder import OUTSIDE, SMALL_AREAS

_BANDS = list(AGE_COLUMNS)
_SIDE_BY_SIDE = ["LAD 2023 Code", "LSOA 2021 Code", "LSOA 2021 Name", "Total"] + [
    f"{s}{n}" for s in "FM" for n in range(91)
]
_SAMPLE = Path(__file__).parents[2].parent / "shared" / "samples" / "05_sape_lsoa21_mid2024_westminster.xlsx"


def _side_by_side(*codes: str, women: int = 1, men: int = 2) -> list[list]:
    rows = [["E06000901", code, "Alpha", 91 * (women + men), *[women] * 91, *[men] * 91] for code in codes]
    return [["Estimates by single year of age"], ["This worksheet contains one table"], [], _SIDE_BY_SIDE, *rows]


def _one_sex(title: str, code_heading: str, *rows: list) -> list[list]:
    return [[title], [], [code_heading, "LSOA Name", "All Ages", *map(str, range(90)), "90+"], *rows]


def test_women_and_men_side_by_side_are_residents_by_band_and_sex(open_book, read):
    (table,) = open_book(**{"Mid-2024 LSOA 2021": _side_by_side("E01000001", "W01000001")})
    assert reader_of(table) is estimates_by_age
    reading = read(table)
    found = reading.frame.set_index("sex")
    assert found.loc["female", _BANDS].tolist() == [18, 22, 25, 15, 11]
    assert found.loc["male", _BANDS].tolist() == [36, 44, 50, 30, 22]
    assert found["lsoa"].unique().tolist() == ["E01000001"]
    assert (reading.period, str(found["day"].iloc[0].date())) == ("mid-2024", "2024-06-30")
    assert reading.dropped == {"not a small area in England": 1}


@pytest.mark.parametrize(
    ("title", "sex"), [("Mid-2019 Persons", "all"), ("Mid-2019 Males", "male"), ("Mid-2019 Females", "female")]
)
@pytest.mark.parametrize("code_heading", ["LSOA Code", "Area Codes", "LSOA21CD", "LSOA 2021 Code"])
def test_a_sheet_of_one_sex_is_told_by_its_title(open_book, read, title, sex, code_heading):
    sheet = _one_sex(title, code_heading, ["E01000001", "Alpha", 182, *[2] * 91], ["", "", "", *[""] * 91])
    (table,) = open_book(**{title: sheet})
    found = read(table).frame
    assert found[["sex", "lsoa", *_BANDS]].to_numpy().tolist() == [[sex, "E01000001", 36, 44, 50, 30, 22]]


def test_ages_that_do_not_add_up_or_that_no_year_is_said_of_are_refused(open_book, read):
    wrong = _one_sex("Mid-2019 Persons", "LSOA Code", ["E01000001", "Alpha", 300, *[2] * 91])
    with pytest.raises(SourceError, match="its ages do not add up to its total; found '182 in all years of age, 300"):
        read(open_book(Table=wrong)[0])
    undated = _one_sex("Persons", "LSOA Code", ["E01000001", "Alpha", 182, *[2] * 91])
    with pytest.raises(SourceError, match="nothing says which year its residents are of"):
        read(open_book(Table=undated)[0])


def test_a_cell_that_is_no_number_is_told_by_its_row_and_its_area_is_left_out(open_book, read_with_faults):
    sheet = _side_by_side("E01000001", "E01000002")
    sheet[5][4] = "many"
    reading = read_with_faults(open_book(**{"Mid-2024 LSOA 2021": sheet})[0])
    assert reading.frame[_BANDS].isna().any(axis=1).tolist() == [False, True, False, False]
    assert "row 6, column 'F0'" in reading.faults[0]


def test_a_table_that_stops_short_of_the_oldest_is_another(open_book):
    (table,) = open_book(Table=[["LSOA Code", *map(str, range(20))], ["E01000001", *[1] * 20]])
    assert reader_of(table) is not estimates_by_age


def _residents(folder, out, **sheets: list[list]) -> tuple[str, Dataset]:
    write_book(folder / "estimates.xlsx", sheets)
    report = build(folder, "QAA", PCN, out, rule=RULE)
    return report.text("x"), Dataset.open(out)


def test_the_newest_estimate_that_is_whole_is_how_old_residents_are(folder, tmp_path):
    sheets = {
        "Mid-2024 LSOA 2021": _side_by_side("E01000001", OUTSIDE),
        "Mid-2023 LSOA 2021": _side_by_side(*SMALL_AREAS),
        "Mid-2022 LSOA 2021": _side_by_side(*SMALL_AREAS, women=5),
    }
    told, dataset = _residents(folder, tmp_path / "out", **sheets)
    ages = dataset.optional("age_structure")
    whole = ages[(ages["level"] == "icb") & (ages["people_of"] == "resident")].set_index(["dimension", "group"])
    assert whole.loc[("total", "all"), _BANDS].tolist() == [325, 395, 450, 270, 200]
    assert whole.loc[("sex", "female"), "people"] == 545
    assert whole.loc[("sex", "male"), "people"] == 1090
    assert whole["period_end"].unique().tolist() == [whole["period_end"].iloc[0]]
    assert str(whole["period_end"].iloc[0].date()) == "2023-06-30"
    assert "estimates of mid-2024 reach 1 of 6 small areas" in told
    assert "residents of each deprivation fifth and sex, as estimated for mid-2023" in told


@pytest.mark.skipif(not _SAMPLE.exists(), reason="the published sample is not here")
def test_the_published_layout_is_read(read):
    tables = open_file(_SAMPLE, _SAMPLE.name)
    found = [read(table).frame for table in tables if reader_of(table) is estimates_by_age]
    assert len(found) == 1
    assert found[0]["lsoa"].nunique() == 123
    first = found[0][found[0]["lsoa"] == "E01004646"]
    assert first[_BANDS].sum().sum() == 1790
