"""One finding's table on a sheet: what it is, where it comes from, then one table with one row of headings."""

import math

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from components.findings.table import Column, Table
from components.pack.excel.shorthand import shortened
from components.pack.exhibit import Exhibit
from components.style.colours import MISSING
from components.style.numbers import number
from data.files.spreadsheet_text import put_text

HEADING = Font(size=16, bold=True)
_WORDS, _STRONG = Font(size=12), Font(size=12, bold=True)
_GROUND = PatternFill("solid", fgColor=MISSING.lstrip("#"))
_NARROWEST, _WIDEST = 12, 46


def add_table_sheet(sheet: Worksheet, name: str, exhibit: Exhibit) -> None:
    """Fill the sheet. `name` is that of its table, as the contents list it."""
    found = exhibit.finding
    above = (
        found.headline,
        exhibit.origin.mark,
        found.sentence,
        *exhibit.cautions,
        exhibit.source,
        exhibit.origin.words,
    )
    row = 0
    for words in above:
        if words:
            row += 1
            put_text(sheet.cell(row, 1), words)
            sheet.cell(row, 1).font = HEADING if row == 1 else _WORDS
    first = row + 1
    headings = _headings(found.table)
    for across, words in enumerate(headings, start=1):
        cell = sheet.cell(first, across)
        put_text(cell, words)
        cell.font, cell.fill = _STRONG, _GROUND
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for across, column in enumerate(found.table.columns, start=1):
        longest = _column(sheet, found.table, column, across, first)
        sheet.column_dimensions[sheet.cell(first, across).column_letter].width = min(
            max(longest + 2, _NARROWEST), _WIDEST
        )
    last = sheet.cell(first + len(found.table.frame), len(headings))
    if len(found.table.frame):
        listed = SheetTable(displayName=name, ref=f"A{first}:{last.coordinate}")
        listed.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        sheet.add_table(listed)
    sheet.freeze_panes = sheet.cell(first + 1, 1)


def _headings(table: Table) -> list[str]:
    """The headings as they are read; no two alike, for a table of a workbook may not have that."""
    seen: dict[str, int] = {}
    found = []
    for column in table.columns:
        seen[column.label] = seen.get(column.label, 0) + 1
        found.append(column.label if seen[column.label] == 1 else f"{column.label} ({seen[column.label]})")
    return found


def _column(sheet: Worksheet, table: Table, column: Column, across: int, first: int) -> int:
    """Write a column's cells; returns how long the longest is."""
    longest = 0
    told = table.text[column.label].tolist()
    for down, (value, words) in enumerate(zip(table.frame[column.key].tolist(), told, strict=True), start=first + 1):
        cell = sheet.cell(down, across)
        if column.unit is not None and words == _as_number(value, column.unit.decimals):
            _number(cell, float(value), column.unit.decimals)
        else:
            put_text(cell, shortened(words))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = _WORDS
        longest = max(longest, len(words))
    return longest


def _as_number(value: object, decimals: int) -> str:
    return number(value, decimals) if isinstance(value, int | float) and math.isfinite(value) else ""


def _number(cell: Cell, value: float, decimals: int) -> None:
    """A number no finer than the screen shows it."""
    cell.value = round(value, decimals) + 0.0
    cell.number_format = "#,##0" + ("." + "0" * decimals if decimals else "")
