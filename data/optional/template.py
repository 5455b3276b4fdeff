"""The empty workbook (or text file) of one optional table, with a sheet that says what to write in each column."""

import openpyxl
import pandas as pd
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.files.spreadsheet_text import csv_for_excel
from data.files.workbook_bytes import workbook_bytes
from data.optional.columns import DAY, NUMBER, OptionalColumn, columns_of
from data.optional.reading import AS_A_DAY

EXPLANATIONS_SHEET, _LISTS_SHEET = "columns", "lists"
_ROWS_READY = 2_000
_FILL = PatternFill("solid", fgColor="E8EEF2")
_HOW = (
    "Keep the headings as they are, fill the first sheet from its second row on, and put the file into the folder of "
    "published files. Give true counts where you have them: the build hides small ones and rounds the rest by the rule it is "
    "given. Where small numbers are hidden already, leave the count blank: hidden is never 0."
)
_KINDS = {DAY: AS_A_DAY, NUMBER: "a number"}


def optional_csv(table: str) -> bytes:
    """The headings of an optional table as CSV (UTF-8 with a byte-order mark, so that Excel reads it)."""
    return csv_for_excel(pd.DataFrame(columns=[each.name for each in columns_of(table)]))


def optional_xlsx(table: str) -> bytes:
    """A workbook: an empty sheet named after the table, with its headings and drop-downs, and what each column means."""
    book = openpyxl.Workbook()
    _to_fill(book.active, book.create_sheet(EXPLANATIONS_SHEET), book.create_sheet(_LISTS_SHEET), table)
    return workbook_bytes(book)


def _to_fill(sheet: Worksheet, explained: Worksheet, lists: Worksheet, table: str) -> None:
    sheet.title = table
    sheet.freeze_panes = "A2"
    lists.sheet_state = "hidden"
    for position, column in enumerate(columns_of(table), start=1):
        letter = get_column_letter(position)
        cell = sheet.cell(1, position, column.name)
        cell.font, cell.fill = Font(bold=True), _FILL
        sheet.column_dimensions[letter].width = max(14, len(column.name) + 4)
        if column.kind == DAY:
            for row in range(2, 502):
                sheet[f"{letter}{row}"].number_format = "yyyy-mm-dd"
        if column.allowed:
            _drop_down(sheet, lists, letter, column)
    _explain(explained, table)


def _drop_down(sheet: Worksheet, lists: Worksheet, letter: str, column: OptionalColumn) -> None:
    for row, word in enumerate(column.allowed, start=1):
        lists[f"{letter}{row}"] = word
    formula = f"{_LISTS_SHEET}!${letter}$1:${letter}${len(column.allowed)}"
    rule = DataValidation(type="list", formula1=formula, allow_blank=column.may_be_blank)
    rule.showErrorMessage, rule.error = True, f"Choose one of the list for {column.name}."
    rule.add(f"{letter}2:{letter}{_ROWS_READY}")
    sheet.add_data_validation(rule)


def _explain(sheet: Worksheet, table: str) -> None:
    """What to write in each column: every line is of one column, under a heading of its own."""
    lines = [("Column", "What to write", "How", "May be blank")]
    for each in columns_of(table):
        how = f"one of: {', '.join(each.allowed)}" if each.allowed else _KINDS.get(each.kind, "words")
        lines.append((each.name, each.what, how, "yes" if each.may_be_blank else "no"))
    lines += [("", "", "", ""), ("", _HOW, "", "")]
    for row, cells in enumerate(lines, start=1):
        for position, text in enumerate(cells, start=1):
            cell = sheet.cell(row, position, text or None)
            cell.font = Font(bold=row == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", (22, 80, 60, 14), strict=True):
        sheet.column_dimensions[letter].width = width
