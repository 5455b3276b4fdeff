"""Waits from referral to treatment: the layout as its publisher describes it, every figure made up (synthetic)."""

import pandas as pd
import pytest

from data.sources.formats import referral_waits
from data.sources.readers import reader_of

BANDS = [f"Gt {week:02d} To {week + 1:02d} Weeks SUM 1" for week in range(104)] + ["Gt 104 Weeks SUM 1"]
HEADER = [
    "Period", "Provider Parent Org Code", "Provider Parent Name", "Provider Org Code", "Provider Org Name",
    "Commissioner Parent Org Code", "Commissioner Parent Name", "Commissioner Org Code", "Commissioner Org Name",
    "RTT Part Type", "RTT Part Description", "Treatment Function Code", "Treatment Function Name", *BANDS,
    "Total", "Patients with unknown clock start date", "Total All",
]  # fmt: skip


def _row(weeks: dict[int, int], board="QAA", part="Part_2", specialty="C_999", period="RTT-March-2026") -> str:
    bands = [str(weeks[week]) if week in weeks else "" for week in range(105)]
    total = str(sum(weeks.values()))
    payer = [board, f"NHS {board} ICB", "99X", "PART"]
    cells = [period, "R1", "P", "RAA", "TRUST", *payer, part, "Incomplete Pathways", specialty, "Total"]
    return ",".join([*cells, *bands, "", "", total])


@pytest.fixture
def extract(open_text_file):
    def opened(*lines: str):
        return open_text_file("\n".join([",".join(HEADER), *lines]) + "\n", "20260331-RTT-March-2026-full-extract.csv")

    return opened


def test_a_boards_providers_are_added_up_and_each_week_is_on_its_side(extract, read):
    table = extract(
        _row({0: 10, 17: 20, 18: 30, 51: 5, 52: 3, 104: 2}),
        _row({17: 10}),
        _row({17: 7}, specialty="C_100"),
        _row({3: 50}, part="Part_1A"),
        _row({3: 9}, board="Y62"),
    )
    assert reader_of(table) is referral_waits
    reading = read(table)
    found = reading.frame.set_index("source_id")
    assert found.loc["rtt:within_18_weeks", ["numerator", "denominator"]].tolist() == [40, 80]
    assert found.loc["rtt:over_52_weeks", ["numerator", "denominator"]].tolist() == [5, 80]
    assert set(found["area_code"]) == {"QAA"}, "of one board alone there is no England"
    assert set(found["period_start"]) == {pd.Timestamp(2026, 3, 1)}
    assert set(found["period_end"]) == {pd.Timestamp(2026, 3, 31)}
    assert sorted(reading.dropped.values()) == [1, 1, 1]


def test_england_is_its_boards_where_most_are_there(extract, read):
    boards = [f"Q{letter}{number}" for letter in "ABC" for number in range(10)]
    found = read(extract(*(_row({1: 8, 60: 2}, board=board) for board in boards))).frame
    england = found[found["area_type"] == "country"].set_index("source_id")
    assert england.loc["rtt:over_52_weeks", ["numerator", "denominator"]].tolist() == [60, 300]


def test_a_month_that_cannot_be_read_is_told_and_a_cell_that_is_no_number_too(extract, read):
    table = extract(_row({1: 8}, period="2026"), _row({1: 8}).replace(",8,", ",eight,", 1))
    reading = read(table)
    assert reading.dropped["of a month that cannot be read"] == 1
    told = " ".join(table.odd.lines(table.file, table.sheet))
    assert "row 2" in told
    assert "eight" in told
