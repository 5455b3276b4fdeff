"""Appointments in general practice. Every figure here is made up (synthetic), in the layouts NHS England publishes."""

import re

import pandas as pd
import pytest

from data.dataset.dataset import Dataset
from data.files.errors import SourceError
from data.sources.building import build
from data.sources.formats import appointment_coverage, appointments, gpad_map
from data.sources.neighbourhoods import PCN
from data.sources.readers import reader_of
from tests.small_dataset import RULE

PRACTICE = (
    "APPOINTMENT_MONTH_START_DATE,GP_CODE,GP_NAME,SUPPLIER,PCN_CODE,PCN_NAME,SUB_ICB_LOCATION_CODE,"
    "SUB_ICB_LOCATION_NAME,ICB_CODE,ICB_NAME,REGION_CODE,REGION_NAME,HCP_TYPE,APPT_MODE,NATIONAL_CATEGORY,"
    "TIME_BETWEEN_BOOK_AND_APPT,COUNT_OF_APPOINTMENTS,APPT_STATUS\n"
)
LOCATION = (
    "SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_ONS_CODE,SUB_ICB_LOCATION_NAME,ICB_ONS_CODE,REGION_ONS_CODE,"
    "Appointment_Date,APPT_STATUS,HCP_TYPE,APPT_MODE,TIME_BETWEEN_BOOK_AND_APPT,COUNT_OF_APPOINTMENTS\n"
)
COVERAGE = (
    "SUB_ICB_LOCATION_CODE,ICB_ONS_CODE,REGION_CODE,Appointment_Month,Included Practices,Open Practices,"
    "Patients registered at included practices,Patients registered at open practices\n"
)


def _practice(code: str, wait: str, count: object, status: str = "Attended", month: str = "01JUL2025") -> str:
    return f"{month},{code},NAME,EMIS,U00001,N,99X,P,QAA,B,Y56,R,GP,Face-to-Face,Planned,{wait},{count},{status}\n"


def _location(wait: str, count: int, status: str = "Attended", day: str = "02JUL2025") -> str:
    return f"99X,E38000990,Part,E54000090,E40000003,{day},{status},GP,Telephone,{wait},{count}\n"


SYNTHETIC = PRACTICE + "".join(
    [
        _practice("A10001", "Same Day", 50),
        _practice("A10001", "8  to 14 Days", 30, "DNA"),
        _practice("A10001", "22  to 28 Days", 20),
        _practice("A10001", "Unknown / Data Quality", 5, "Unknown"),
        _practice("A10002", "More than 28 Days", 10, "DNA"),
    ]
)


def test_practices_counts_become_two_shares_and_what_is_not_known_is_in_neither(open_text_file, read):
    table = open_text_file(SYNTHETIC)
    assert reader_of(table) is appointments
    reading = read(table)
    found = reading.frame.set_index(["source_id", "area_code"])
    assert found.loc[("gpad:within_two_weeks", "A10001"), ["numerator", "denominator"]].tolist() == [80, 100]
    assert found.loc[("gpad:not_attended", "A10001"), ["numerator", "denominator"]].tolist() == [30, 100]
    assert found.loc[("gpad:within_two_weeks", "A10002"), ["numerator", "denominator"]].tolist() == [0, 10]
    assert set(found["area_type"]) == {"practice"}
    assert set(found["period_end"]) == {pd.Timestamp(2025, 7, 31)}
    assert reading.period == "July 2025"
    assert "4.3% of them" in reading.notes[1]


def test_days_of_a_sub_icb_location_add_up_to_its_month(open_text_file, read):
    text = (
        LOCATION
        + _location("1 Day", 6)
        + _location("1 Day", 4, day="31JUL2025")
        + _location("1 Day", 1, day="01AUG2025")
    )
    table = open_text_file(text)
    assert reader_of(table) is appointments
    reading = read(table)
    found = reading.frame[reading.frame["source_id"] == "gpad:within_two_weeks"]
    assert found[["area_type", "area_code", "numerator"]].to_numpy().tolist() == [
        ["sub_icb", "E38000990", 10.0],
        ["sub_icb", "E38000990", 1.0],
    ]
    assert reading.period == "July 2025 to August 2025"


def test_the_map_of_practices_is_still_told_from_the_counts(open_text_file):
    table = open_text_file(
        "GP_CODE,GP_NAME,PCN_CODE,PCN_NAME,SUB_ICB_LOCATION_CODE,ICB_CODE\nA10001,N,U00001,P,99X,QAA\n"
    )
    assert reader_of(table) is gpad_map


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (_practice("A10001", "Soon", 5), "row 2, column 'TIME_BETWEEN_BOOK_AND_APPT'.*found 'Soon'"),
        (_practice("A10001", "1 Day", 5, month="July"), "row 2, column 'APPOINTMENT_MONTH_START_DATE': not a date"),
        (_practice("A10001", "1 Day", "many"), "column 'COUNT_OF_APPOINTMENTS': not a number"),
    ],
)
def test_cells_that_cannot_be_read_are_named_and_the_other_rows_stand(open_text_file, read_with_faults, line, words):
    reading = read_with_faults(open_text_file(PRACTICE + line + _practice("A10002", "1 Day", 7)))
    assert [re.search(words, each) is not None for each in reading.faults] == [True]
    assert "To mend it: " in reading.faults[0]
    within = reading.frame[reading.frame["source_id"] == "gpad:within_two_weeks"].set_index("area_code")
    assert within["denominator"].to_dict() == {"A10002": 7}


def test_a_table_without_one_row_to_use_is_refused(open_text_file, read):
    with pytest.raises(SourceError, match="no row of it has both a month and a count"):
        read(open_text_file(PRACTICE + _practice("A10001", "1 Day", 5, month="July")))


@pytest.mark.parametrize("words", ["Unknown / Data Quality", "Unknown / Data Issue", "UNKNOWN", ""])
def test_a_wait_that_its_publisher_does_not_know_is_unknown_and_no_fault(open_text_file, read_with_faults, words):
    text = PRACTICE + _practice("A10001", words, 5) + _practice("A10001", "More than 28 Days", 20)
    reading = read_with_faults(open_text_file(text))
    assert reading.faults == ()
    within = reading.frame[reading.frame["source_id"] == "gpad:within_two_weeks"]
    assert within[["numerator", "denominator"]].to_numpy().tolist() == [[0, 20]]
    assert "time since booking not known for 20.0% of them" in reading.notes[1]


def test_coverage_is_read_by_month_and_a_bad_month_is_named(open_text_file, read):
    table = open_text_file(COVERAGE + "99X,E54000090,E40000003,01JUL2025,9,10,90,100\n")
    assert reader_of(table) is appointment_coverage
    row = read(table).frame.iloc[0]
    assert (row["sub_icb_ods"], row["month"], row["patients_included"]) == ("99X", pd.Timestamp(2025, 7, 1), 90)
    with pytest.raises(SourceError, match="row 2, column 'Appointment_Month': not a date; found 'July'"):
        read(open_text_file(COVERAGE + "99X,E54000090,E40000003,July,9,10,90,100\n"))


def test_a_build_shows_them_at_every_level_once_and_tells_what_they_cover(folder, tmp_path):
    (folder / "one.csv").write_text(SYNTHETIC, encoding="utf-8")
    (folder / "again.csv").write_text(SYNTHETIC, encoding="utf-8")
    (folder / "cover.csv").write_text(COVERAGE + "99X,E54000090,E40000003,01JUL2025,9,10,90,100\n", encoding="utf-8")
    report = build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)
    dataset = Dataset.open(tmp_path / "out")
    whole = dataset.observations("appointments_within_two_weeks", level="icb").iloc[0]
    assert (whole["numerator"], whole["denominator"]) == (80, 110)
    networks = dataset.observations("appointments_not_attended", level="neighbourhood").set_index("area_code")
    assert networks.loc["U00001", ["numerator", "denominator"]].tolist() == [40, 110]
    assert report.sections["Appointments"] == [
        "July 2025: counts cover 9 of 10 practices and 90.0% of patients (lowest of 1 months 90.0%)"
    ]
    again = report.files["one.csv"].left_out + report.files["again.csv"].left_out
    assert again["the same area and period again, in another file or series"] == 4
