"""FingertipsNext's extract and its list of indicators: which year is meant is said by the list, and by nothing else."""

import pytest

from data.sources.definitions import SECTION, definitions_of
from data.sources.formats import fingertips_next, fingertips_next_list
from data.sources.read_folder import gather
from data.sources.readers import reader_of
from data.sources.report import BuildReport

_EXTRACT = (
    "IndicatorId,Category,CategoryType,Age,Sex,Trend,Denominator,CategoryTypeId,UpperCI,Value,Count,AreaCode,SexID,AgeID,"
    "Year,LowerCI,CategoryId"
)
_LIST = (
    "IndicatorID,Polarity,BenchmarkComparisonMethod,ValueType,IndicatorName,PeriodType,Frequency,RequiresGeoAggregation"
)
_DISTRICTS = '"""County & UA deprivation deciles in England (IMD2019, 4/23 geography)"""'


def _row(
    indicator: int, year: object, *, category: str = "", of: str = "", value: object = 25, area="E54000028"
) -> str:
    return f"{indicator},{category},{of},All ages,Persons,,200,,31,{value},50,{area},4,1,{year},19,"


def _listed(indicator: int, period: str, often: str = "annually") -> str:
    return f'{indicator},Low is good,x,Proportion,"What {indicator} counts",{period},{often},False'


def _text(header: str, *lines: str) -> str:
    return "\n".join([header, *lines]) + "\n"


@pytest.fixture
def gathered(tmp_path):
    """Both files in a folder, read; and the report of it."""

    def read(rows: list[str], listed: list[str]):
        folder = tmp_path / "folder"
        folder.mkdir()
        (folder / "a.csv").write_text(_text(_EXTRACT, *rows), encoding="utf-8")
        if listed:
            (folder / "b.csv").write_text(_text(_LIST, *listed), encoding="utf-8")
        report = BuildReport()
        return gather(folder, report), report

    return read


def test_rows_are_those_of_fingertips_under_shorter_headings(open_text_file, read):
    deprived = _row(
        352, 2018, category="Most deprived quintile", of="LSOA11 deprivation quintiles in England (IMD2019)"
    )
    districts = _row(352, 2018, category="Most deprived decile", of=_DISTRICTS)
    table = open_text_file(_text(_EXTRACT, _row(352, 2018), deprived, districts))
    assert reader_of(table) is fingertips_next
    reading = read(table)
    found = reading.frame.set_index(["dimension", "group"])
    columns = ["source_id", "area_type", "area_code", "numerator", "denominator", "value", "lower", "upper", "year"]
    assert found.loc[("total", "all"), columns].tolist() == [
        "fingertips:352", "icb", "E54000028", 50, 200, 25, 19, 31, 2018,
    ]  # fmt: skip
    assert found.loc[("deprivation_quintile", "1"), "numerator"] == 50
    assert reading.dropped == {"by councils or boards by their average deprivation, not people by theirs": 1}


def test_a_cell_at_fault_is_told_under_the_extracts_own_heading(open_text_file, read_with_faults):
    reading = read_with_faults(
        open_text_file(_text(_EXTRACT, _row(352, 2018), _row(352, "20x9"), _row(352, 2020, value="many")))
    )
    assert sorted(fault.split(":")[0] for fault in reading.faults) == [
        "file.csv, row 3, column 'Year'", "file.csv, row 4, column 'Value'",
    ]  # fmt: skip
    assert reading.dropped["of a year that cannot be read"] == 1


def test_the_list_says_what_each_indicator_is_called_and_of_which_year(open_text_file, read):
    table = open_text_file(_text(_LIST, _listed(352, "Financial")))
    assert reader_of(table) is fingertips_next_list
    row = read(table).frame.iloc[0]
    assert row[["source_id", "name", "polarity", "value_type", "period_type", "definition"]].tolist() == [
        "fingertips:352", "What 352 counts", "Low is good", "Proportion", "Financial", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        ("Financial", "2018-04-01", "2019-03-31"),
        ("Calendar", "2018-01-01", "2018-12-31"),
        ("Academic", "2018-09-01", "2019-08-31"),
    ],
)
def test_a_year_alone_is_the_kind_that_the_list_says(gathered, kind, start, end):
    found, _ = gathered([_row(352, 2018)], [_listed(352, kind)])
    (row,) = found.frame("counts").to_dict("records")
    assert (str(row["period_start"].date()), str(row["period_end"].date())) == (start, end)


@pytest.mark.parametrize(
    "listed", [[], [_listed(352, "Financial multi-year")], [_listed(352, "Financial", "quarterly")]]
)
def test_a_year_of_which_nothing_says_the_kind_is_left_out_and_told(gathered, listed):
    found, report = gathered([_row(352, 2018)], listed)
    assert len(found.frame("counts")) == 0
    assert "nothing says what kind of year it is: fingertips:352" in report.sections["Years"][0]
    assert report.files["a.csv"].left_out == {"of a year that may be a calendar, financial or academic one": 1}


def test_an_indicator_is_defined_by_the_list(gathered):
    found, report = gathered([_row(99999, 2018)], [_listed(99999, "Financial")])
    indicator = definitions_of(found, report).indicators["fingertips_99999"]
    assert (indicator.name, indicator.value_type, indicator.higher_is_better) == (
        "What 99999 counts",
        "proportion",
        False,
    )
    assert "low is good" in report.sections[SECTION][0]
