"""A blank template of our own in the layout of the official one, for when none is given."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.files.spreadsheet_text import put_text
from data.files.workbook_bytes import workbook_bytes
from data.returns.monthly_return import CASELOAD, OVER, TOTAL
from data.returns.timetable import due
from data.your_data.formats.nnhip_layout import TEMPLATE_GROUPS, metrics

COLUMNS = ((TOTAL, ""), *((dimension, label) for dimension, labels in TEMPLATE_GROUPS.items() for label in labels))
SUBMISSION, INSTRUCTIONS = "SubmissionTemplate", "Instructions"
_FIRST_COLUMN, _FIRST_ROW = 4, 6
_HEAD = PatternFill("solid", fgColor="E2EFF1")
_BOLD = Font(bold=True)


@lru_cache(maxsize=16)
def blank_template(columns: tuple[tuple[str, str], ...], places: tuple[str, ...], first: pd.Timestamp) -> bytes:
    """A workbook to fill in: a column for each (dimension, label), for any of the places and of 36 months from `first`."""
    book = openpyxl.Workbook()
    _instructions(book.active, len(places))
    _submission(book.create_sheet(SUBMISSION), columns)
    months = pd.date_range(first, periods=36, freq="MS")
    _timetable(book.create_sheet("SubmissionTimetable"), months)
    _lookups(book.create_sheet("Lookups"), places, months)
    return workbook_bytes(book)


def _instructions(sheet: Worksheet, places: int) -> None:
    sheet.title = INSTRUCTIONS
    lines = (
        "NNHIP data collection, in the layout of the programme's template v1.2",
        None,
        "Counts are of the neighbourhood cohort in one month, as the place defines it.",
        None,
        "Choose the place and the month:",
        "Project Name",
        "Submission Period",
        None,
        "Numbers below 6 are replaced with *, and enough others that none can be worked out. A 0 says that there was none.",
    )
    for number, words in enumerate(lines, start=1):
        sheet.cell(number, 1, words)
    sheet["A1"].font = sheet["A6"].font = sheet["A7"].font = _BOLD
    sheet["B7"].number_format = "mmm-yy"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 60
    for cell, column, last in (("B6", "A", places + 1), ("B7", "C", 37)):
        allowed = DataValidation(type="list", formula1=f"Lookups!${column}$2:${column}${last}", allow_blank=True)
        sheet.add_data_validation(allowed)
        allowed.add(cell)


def _submission(sheet: Worksheet, columns: Sequence[tuple[str, str]]) -> None:
    sheet["A1"], sheet["B1"] = "Project Name", f"={INSTRUCTIONS}!B6"
    sheet["A2"], sheet["B2"] = "Submission Period", f"={INSTRUCTIONS}!B7"
    sheet["B2"].number_format = "mmm-yy"
    sheet["B2"].alignment = Alignment(horizontal="left")
    for letter, words, width in (("A", "Metric Id", 18), ("B", "Metric Type", 14), ("C", "Metric Details", 70)):
        sheet[f"{letter}4"] = words
        sheet.column_dimensions[letter].width = width
    over = ""
    for position, (dimension, label) in enumerate(columns, start=_FIRST_COLUMN):
        above = "Total" if dimension == TOTAL else OVER[dimension]
        if above != over:
            sheet.cell(4, position, above)
        over = above
        sheet.cell(5, position, label or None)
        sheet.column_dimensions[get_column_letter(position)].width = 10
    for row in (4, 5):
        for position in range(1, _FIRST_COLUMN + len(columns)):
            sheet.cell(row, position).font, sheet.cell(row, position).fill = _BOLD, _HEAD
    for number, metric in enumerate(metrics()):
        _metric(sheet, _FIRST_ROW + 3 * number, metric, len(columns))
    sheet.row_dimensions[3].height = 16
    sheet.freeze_panes = f"D{_FIRST_ROW}"


def _metric(sheet: Worksheet, row: int, metric: dict[str, Any], width: int) -> None:
    kind = "Process" if metric["id"] == CASELOAD else "Outcome"
    sheet.cell(row, 1, metric["template_id"])
    sheet.cell(row, 2, kind)
    sheet.cell(row, 3, metric["details"]).font = _BOLD
    if metric["id"] == CASELOAD:
        return
    sheet.cell(row + 1, 3, "Number of patients in the cohort")
    rate = metric["details"].removesuffix(" for patients in the cohort")
    sheet.cell(row + 2, 3, f"{rate} per 1,000 patients in the cohort")
    for position in range(_FIRST_COLUMN, _FIRST_COLUMN + width):
        letter = get_column_letter(position)
        if row > _FIRST_ROW:
            sheet.cell(row + 1, position, f"={letter}{_FIRST_ROW + 1}")
        cell = sheet.cell(row + 2, position, f"=IFERROR({letter}{row}/{letter}{row + 1}*1000,0)")
        cell.number_format = "#,##0.0"
        cell.font = Font(italic=True)


def _timetable(sheet: Worksheet, months: pd.DatetimeIndex) -> None:
    headings = ("Month", "Reporting period start", "Reporting period end", "Initial submission date")
    sheet.append([*headings, "Initial report due", "Data second submission date", "Final report date"])
    for month in months:
        dates, start = due(month), month.date()
        end = (month + pd.offsets.MonthEnd(0)).date()
        sheet.append([start, start, end, dates.first, dates.first_report, dates.second, dates.final_report])
    for position, cell in enumerate(sheet[1], start=1):
        cell.font = _BOLD
        sheet.column_dimensions[get_column_letter(position)].width = 26
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.number_format = "mmm-yy" if cell.column == 1 else "dd/mm/yyyy"


def _lookups(sheet: Worksheet, places: Sequence[str], months: pd.DatetimeIndex) -> None:
    sheet["A1"], sheet["C1"] = "Project name", "Month"
    sheet["A1"].font = sheet["C1"].font = _BOLD
    for number, place in enumerate(places, start=2):
        put_text(sheet.cell(number, 1), place)
    for number, month in enumerate(months, start=2):
        sheet.cell(number, 3, month.date()).number_format = "mmm-yy"
    sheet.column_dimensions["A"].width = 60
