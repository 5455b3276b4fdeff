"""The timetable's rule, against the dates that the real template's own formulas gave."""

import datetime
import io

import openpyxl
import pandas as pd
import pytest

from data.returns.coverage import coverage_of
from data.returns.rule_timing import find_together, stray_months
from data.returns.timetable import due
from tests.returns.made_returns import BLANK, sound
from tests.your_data.made_tables import real


@pytest.mark.parametrize(
    ("month", "first"),
    [
        # Eight weeks after 31 January is Saturday 28 March: Friday before it.
        ("2026-01-01", "2026-03-27"),
        ("2026-02-01", "2026-04-24"),
        ("2026-03-01", "2026-05-26"),
        # Eight weeks after 31 May is Sunday 26 July: Friday before it.
        ("2026-05-01", "2026-07-24"),
    ],
)
def test_the_first_date_is_eight_weeks_on_and_never_at_a_weekend(month, first):
    found = due(pd.Timestamp(month))
    assert found.first == datetime.date.fromisoformat(first)
    assert (found.second - found.first).days == 7
    assert (found.final_report - found.second).days == 7
    assert found.first.weekday() < 5


def test_every_month_agrees_with_the_templates_own_dates():
    sheet = openpyxl.load_workbook(io.BytesIO(real(BLANK)), data_only=True)["SubmissionTimetable"]
    rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] is not None]
    assert len(rows) >= 15
    for month, _, _, first, first_report, second, final, *_ in rows:
        found = due(pd.Timestamp(month))
        told = (found.first, found.first_report, found.second, found.final_report)
        assert told == tuple(each.date() for each in (first, first_report, second, final))


def test_one_month_far_from_all_others_is_set_apart_and_named():
    months = [*pd.date_range("2025-11-01", periods=5, freq="MS"), pd.Timestamp("2020-03-01")]
    returns = [sound(month=month) for month in months]
    coverage = coverage_of(returns)
    assert coverage["month"].min() == pd.Timestamp("2025-11-01")
    assert coverage["month"].nunique() == 5
    issues = find_together(returns)
    assert [(each.kind, each.month) for each in issues] == [("place", "March 2020")]
    assert "set apart, and in no month's figures" in issues[0].problem


def test_two_returns_years_apart_are_both_kept():
    returns = [sound(month=pd.Timestamp(f"{year}-03-01")) for year in (2024, 2026)]
    assert stray_months(returns) == set()
