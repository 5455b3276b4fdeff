"""The marked-up copy: its list of problems takes as long as it has lines, and not the square of that."""

import io

import openpyxl
import pandas as pd
from openpyxl.worksheet.worksheet import Worksheet

from data.contract.tables import OBSERVATION_COLUMNS
from data.files.problems import ERROR, Problem
from data.your_data.annotated_copy import marked_up
from data.your_data.intake import Intake
from data.your_data.resolve_codes import NO_MAPPING


def _intake(many: int) -> Intake:
    problems = tuple(
        Problem("t.csv", "", row, "numerator", f"E{row}", ERROR, "not a number", "x", "a number", "mend it")
        for row in range(2, many + 2)
    )
    return Intake(pd.DataFrame(columns=list(OBSERVATION_COLUMNS)), (), NO_MAPPING, problems)


def test_the_sheet_is_not_asked_for_its_last_row_once_a_problem(monkeypatch):
    asked = []
    last_row = Worksheet.max_row.fget

    def counting(sheet: Worksheet) -> int:
        asked.append(sheet)
        return last_row(sheet)

    monkeypatch.setattr(Worksheet, "max_row", property(counting))
    times = []
    for many in (3, 300):
        asked.clear()
        book = openpyxl.load_workbook(io.BytesIO(marked_up(_intake(many))))
        times.append(len(asked))
        rows = list(book["problems"].iter_rows(min_row=2, values_only=True))
        assert [row[3] for row in rows] == list(range(2, many + 2))
    assert times[0] == times[1]
