"""Readers of what services did: achievement of the Quality and Outcomes Framework, workforce, Talking Therapies.

Every figure here is made up (synthetic), in the published layouts.
"""

from pathlib import Path

import pandas as pd
import pytest

from data.files.errors import SourceError
from data.files.opening import open_file
from data.sources.formats import gp_workforce, qof_achievement, talking_therapies
from data.sources.readers import reader_of

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
QOF = "REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE\n"
QOF_NAME = "ACHIEVEMENT_LONDON_2425.csv"


def _measures(practice: str, indicator: str, **values: object) -> str:
    return "".join(f"Y56,E40000003,LONDON,{practice},{indicator},{name},{value}\n" for name, value in values.items())


def test_everyone_an_indicator_concerns_is_counted_set_aside_or_not(open_text_file, read):
    text = _measures("E83003", "AST007", NUMERATOR=60, DENOMINATOR=80, PCAS=20, ACHIEVED_POINTS=12)
    text += _measures("E83005", "AST007", NUMERATOR=0, DENOMINATOR=0, PCAS=0)
    table = open_text_file(QOF + text, QOF_NAME)
    assert reader_of(table) is qof_achievement
    reading = read(table)
    found = reading.frame.set_index("area_code")
    assert found.loc["E83003", ["source_id", "numerator", "denominator"]].tolist() == [
        "qof_achievement:AST007",
        60,
        100,
    ]
    assert found.loc["E83005", "status"] == "missing"
    assert set(found["period_end"]) == {pd.Timestamp(2025, 3, 31)}
    assert reading.dropped == {"points, registers and other measures": 1, "measures joined to one figure": 4}
    assert len(reading.frame) + sum(reading.dropped.values()) == reading.rows == 7
    assert "those set aside are counted" in reading.notes


def test_a_file_that_does_not_say_who_was_set_aside_says_so(open_text_file, read):
    reading = read(open_text_file(QOF + _measures("E83003", "AST007", NUMERATOR=60, DENOMINATOR=80), QOF_NAME))
    assert reading.frame["denominator"].tolist() == [80]
    assert "it does not say who was set aside: they are not counted" in reading.notes


def test_a_value_that_is_no_number_and_a_name_without_a_year_are_named(open_text_file, read):
    table = open_text_file(QOF + _measures("E83003", "AST007", NUMERATOR=60, DENOMINATOR="many"), QOF_NAME)
    assert read(table).frame["status"].tolist() == ["missing"]
    assert any(
        "column 'VALUE'" in line and "many" in line and "row 3" in line
        for line in table.odd.lines(table.file, table.sheet)
    )
    with pytest.raises(SourceError, match="nor does its name"):
        read(open_text_file(QOF + _measures("E83003", "AST007", NUMERATOR=60)))


STAFF = "PRAC_CODE,PRAC_NAME,TOTAL_PATIENTS,GP_SOURCE,ADMIN_SOURCE,TOTAL_GP_EXTG_FTE,TOTAL_ADMIN_FTE\n"
STAFF_NAME = "1. General Practice – July 2025 Practice Level - Detailed.csv"


@pytest.mark.parametrize("header", [STAFF, STAFF.lower()])
def test_patients_for_each_full_time_member_of_staff_at_the_end_of_the_month(open_text_file, read, header):
    lines = (
        "A10001,One,4000,Fully provided,Fully estimated - no data provided,2,5\n"
        "A10002,Two,6000,Fully provided,Fully provided,0,ND\n"
    )
    table = open_text_file(header + lines, STAFF_NAME)
    assert reader_of(table) is gp_workforce
    reading = read(table)
    found = reading.frame.set_index(["source_id", "area_code"])
    assert found.loc[("gp_workforce:gps", "A10001"), ["numerator", "denominator"]].tolist() == [4000, 2]
    # Estimated for want of data, nobody at all, and not given.
    assert found["status"].tolist() == ["ok", "missing", "missing", "missing"]
    assert found["numerator"].notna().sum() == 1
    assert set(reading.frame["period_start"]) == {pd.Timestamp(2025, 7, 1)}
    assert (set(reading.frame["period_end"]), reading.period) == ({pd.Timestamp(2025, 7, 31)}, "July 2025")


@pytest.mark.parametrize("name", ["staff.csv", "workforce_marjoram2025.csv", "practices.072025.csv"])
def test_workforce_without_its_month_is_refused(open_text_file, read, name):
    with pytest.raises(SourceError, match="which month.*July 2025"):
        read(open_text_file(STAFF + "A10001,One,4000,x,x,2,5\n", name))


def test_the_sample_of_the_workforce_is_read_with_the_month_in_its_name():
    path = SAMPLES / "07_gp_workforce_practice_jul2025_lowercased.csv"
    if not path.is_file():
        pytest.skip("the samples are not here")
    (table,) = open_file(path, path.name)
    found = gp_workforce.read(table).frame
    first = found[(found["area_code"] == "A81005") & (found["source_id"] == "gp_workforce:gps")].iloc[0]
    assert first["numerator"] / first["denominator"] == pytest.approx(7598 / 3.306666667)
    assert set(found["period_end"]) == {pd.Timestamp(2025, 7, 31)}


COUNTS = ("Count_ReliableRecovery", "Count_Improvement", "Count_FinishedCourseTreatment", "Count_NotAtCaseness",
          "Count_EndedBeforeTreatment", "Count_EndedReferrals")  # fmt: skip
THERAPY = f"OrgType,OrgCode,OrgName,VariableType,VariableA,VariableB,{','.join(COUNTS)}\n"
THERAPY_NAME = "main_2024-25.csv"


def _group(kind: str, label: str, *counts: object, organisation: str = "STP,QAA,Board", detail: str = "NULL") -> str:
    return f"{organisation},{kind},{label},{detail},{','.join(map(str, counts))}\n"


@pytest.fixture
def therapy(open_text_file, read):
    """The figures of some lines of the report by series, dimension and group, and the reading."""

    def reading(*lines: str):
        table = open_text_file(THERAPY + "".join(lines), THERAPY_NAME)
        assert reader_of(table) is talking_therapies
        found = read(table)
        keyed = (
            found.frame
            if found.frame.empty
            else found.frame.set_index(["source_id", "dimension", "group"]).sort_index()
        )
        return keyed, found

    return reading


def test_recovery_is_out_of_those_who_were_a_clinical_case(therapy):
    found, reading = therapy(_group("Total", "All", 40, 60, 100, 20, 30, 120, organisation="England,All,England"))
    assert found.loc[
        ("talking_therapies:reliable_recovery", "total", "all"), ["numerator", "denominator"]
    ].tolist() == [40, 80]
    assert found.loc[("talking_therapies:improvement", "total", "all"), ["numerator", "denominator"]].tolist() == [
        60,
        100,
    ]
    ended = found.loc[("talking_therapies:ended_before_treatment", "total", "all")]
    assert ended[["numerator", "denominator", "area_type", "area_code"]].tolist() == [30, 120, "country", "E92000001"]
    assert reading.period == "2024/25"


def test_groups_are_coded_broad_and_detailed_apart_and_tenths_are_added_up(therapy):
    found, reading = therapy(
        _group("Ethnic Group", "Asian or Asian British", 10, 20, 50, 10, 5, 50),
        _group("Ethnic Group", "Asian or Asian British", 4, 9, 20, 4, 2, 20, detail="Indian"),
        _group("Gender", "Female", 30, 40, 60, 10, 10, 60),
        _group("Gender", "Indeterminate", 1, 1, 1, 0, 1, 1),
        *(_group("Indices of Deprivation Decile", f"{n:02d}", n, 20, 50, 0, 5, 50) for n in range(1, 11)),
        _group("Religion", "None", 1, 2, 3, 0, 1, 3),
    )
    series = "talking_therapies:reliable_recovery"
    assert found.loc[(series, "ethnic_group", "asian"), "denominator"] == 40
    assert found.loc[(series, "ethnic_group_18", "asian_indian"), "numerator"] == 4
    assert found.loc[(series, "sex", "female"), "numerator"] == 30
    fifths = found.loc[(series, "deprivation_quintile")]
    assert fifths["numerator"].to_dict() == {"1": 3, "2": 7, "3": 11, "4": 15, "5": 19}
    assert reading.dropped == {
        "of other organisations (regions, providers) or by other groups": 1,
        "of a group that is not known, or part of one": 1,
    }


def test_small_counts_are_hidden_and_counts_there_are_none_of_are_missing(therapy):
    found, _ = therapy(
        _group("Gender", "Female", "*", 40, 60, 10, 10, 60), _group("Gender", "Male", "-", 40, 60, 10, 10, 60)
    )
    assert found["status"].unstack("group").loc[("talking_therapies:reliable_recovery", "sex")].to_dict() == {
        "female": "suppressed", "male": "missing"
    }  # fmt: skip


def test_the_header_of_the_report_is_known_and_a_name_without_years_is_refused(open_text_file, read):
    with pytest.raises(SourceError, match="nor does its name"):
        read(open_text_file(THERAPY + _group("Total", "All", 1, 2, 3, 0, 1, 3)))
    path = SAMPLES / "10_talking_therapies_annual_main_2024-25_HEADER.csv"
    if not path.is_file():
        pytest.skip("the samples are not here")
    (table,) = open_file(path, path.name)
    assert reader_of(table) is talking_therapies
    # Its own figures are a test's, of kinds of group that are not used.
    reading = talking_therapies.read(table)
    assert (len(reading.frame), reading.rows) == (0, sum(reading.dropped.values()))
