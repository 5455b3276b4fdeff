"""Maternity Services monthly statistics, on the layout of the publisher's own code."""

import pandas as pd
import pytest

from data.sources.formats import maternity
from data.sources.readers import reader_of

HEADER = (
    "ReportingPeriodStartDate,ReportingPeriodEndDate,Dimension,Org_Level,Org_Code,Org_Name,Measure,Count_Of,Final_value"
)
BOOKED, SMOKES, MISSING = (
    "GestAgeFormalAntenatalBookingGroup", "SmokingStatusGroupBooking", "Missing Value / Value outside reporting parameters",
)  # fmt: skip
COUNCIL = "Local Authority of Residence,E06000901,ALPHA"
EVERYONE = "National,ALL,ALL SUBMITTERS"


@pytest.fixture
def month(open_text_file):
    def opened(*lines: tuple[str, str, str, str], days: str = "2026-05-01,2026-05-31"):
        rows = [f"{days},{asked},{area},{answer},Women,{n}" for asked, area, answer, n in lines]
        return open_text_file("\n".join([HEADER, *rows]) + "\n", "msds-may2026-exp-data.csv")

    return opened


def test_each_figure_is_of_those_whose_answer_is_known(month, read):
    table = month(
        (BOOKED, COUNCIL, "0 to 70 days", "120"),
        (BOOKED, COUNCIL, "71 to 90 days", "60"),
        (BOOKED, COUNCIL, "141+ days", "5"),
        (BOOKED, COUNCIL, MISSING, "40"),
        (SMOKES, COUNCIL, "Non-Smoker / Ex-Smoker", "180"),
        (SMOKES, EVERYONE, "Smoker", "4000"),
        (SMOKES, EVERYONE, "Non-Smoker / Ex-Smoker", "36000"),
        ("TotalBookings", COUNCIL, "TotalBookings", "225"),
        (BOOKED, "Provider,RAA,A TRUST", "0 to 70 days", "120"),
    )
    assert reader_of(table) is maternity
    reading = read(table)
    found = reading.frame.set_index(["source_id", "area_code"])
    assert found.loc[("maternity:booked_by_10_weeks", "E06000901"), ["numerator", "denominator"]].tolist() == [120, 185]
    # Nobody smokes where no row says so.
    assert found.loc[("maternity:smoking_at_booking", "E06000901"), ["numerator", "denominator"]].tolist() == [0, 180]
    assert found.loc[("maternity:smoking_at_booking", "E92000001"), ["numerator", "denominator"]].tolist() == [
        4000,
        40000,
    ]
    assert (set(found["period_start"]), set(found["period_end"])) == (
        {pd.Timestamp(2026, 5, 1)}, {pd.Timestamp(2026, 5, 31)}
    )  # fmt: skip
    assert (reading.period, len(reading.frame) + sum(reading.dropped.values())) == ("May 2026", 9)
    assert reading.dropped["of providers, regions or other organisations"] == 1


def test_a_mark_hides_the_figure_and_a_month_that_cannot_be_read_is_told(month, read):
    hidden = read(month((SMOKES, COUNCIL, "Smoker", "*"), (SMOKES, COUNCIL, "Non-Smoker", "90"))).frame.iloc[0]
    assert hidden["status"] == "suppressed"
    assert pd.isna(hidden["denominator"])
    table = month((SMOKES, COUNCIL, "Smoker", "10"), days="May,May")
    assert read(table).dropped == {"of a month that cannot be read": 1}
    assert "row 2" in " ".join(table.odd.lines(table.file, table.sheet))
