"""A marked-up copy of what was given: the same cells, those at fault coloured, each with what is wrong beside it."""

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from data.files.opening_sheets import open_sheets
from data.files.problems import ERROR, Problem
from data.files.sheets import Sheet
from data.files.spreadsheet_text import printable, put_text
from data.files.upload_limits import Deadline
from data.your_data.intake import Intake

_ERROR = PatternFill("solid", fgColor="F4B183")
_WARNING = PatternFill("solid", fgColor="FFF2CC")
_AUTHOR = "Neighbourhood Equity"
_REPORT = "problems"
_LONGEST_TITLE = 31


def marked_up(intake: Intake, shown: Callable[[Sheet], Sheet] = lambda sheet: sheet) -> bytes:
    """A workbook: a list of the problems first, then each sheet that was given, with faulty cells coloured and a comment.

    Errors are darker than warnings and the comment begins with the word, so that colour is not needed to tell them.
    `shown` gives the sheet to copy for each that was given, for a copy with small counts hidden.
    """
    book = openpyxl.Workbook()
    _report(book.active, intake)
    # A published file stays as its publisher gave it: its problems are in the list.
    sheets, _ = open_sheets(intake.own_files, Deadline())
    for sheet in sheets:
        _copy(book.create_sheet(_title(book, sheet)), shown(sheet), intake.problems)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _report(sheet: Worksheet, intake: Intake) -> None:
    sheet.title = _REPORT
    headings = ["severity", "file", "sheet", "row", "column", "problem", "found", "expected", "mend", "rows like it"]
    sheet.append(headings)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    # The number of a new row is counted here: to ask the sheet for its last takes as long as it has cells.
    for row, each in enumerate(intake.problems, start=2):
        place = [each.severity, each.file, each.sheet, each.row or "", each.column]
        _put_row(sheet, row, [*place, each.problem, each.found, each.expected, each.mend, each.count])
    for letter, width in zip("ABCDEFGHIJ", (10, 28, 18, 8, 20, 50, 30, 40, 50, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _put_row(sheet: Worksheet, row: int, cells: list[object]) -> None:
    """A row of plain cells: text that begins like a formula stays text."""
    for position, value in enumerate(cells, start=1):
        if isinstance(value, str):
            put_text(sheet.cell(row, position), value)
        else:
            sheet.cell(row, position, value)


def _title(book: openpyxl.Workbook, sheet: Sheet) -> str:
    words = (
        re.sub(r"[\[\]:*?/\\]", " ", sheet.name or sheet.file.rsplit("/", 1)[-1])[:_LONGEST_TITLE].strip() or "sheet"
    )
    title, number = words, 2
    while title.casefold() in {each.casefold() for each in book.sheetnames}:
        title = f"{words[: _LONGEST_TITLE - 4]} {number}"
        number += 1
    return title


def _copy(target: Worksheet, sheet: Sheet, problems: Iterable[Problem]) -> None:
    for number, row in enumerate(sheet.rows, start=1):
        for position, text in enumerate(row, start=1):
            if text:
                # Everything is shown as it was read: '=…' is not worked out anew.
                put_text(target.cell(number, position), text)
    by_cell = defaultdict(list)
    for each in problems:
        if (each.file, each.sheet) == (sheet.file, sheet.name) and each.row:
            by_cell[each.cell or f"A{each.row}"].append(each)
    for place, told in by_cell.items():
        cell = target[place]
        cell.fill = _ERROR if any(each.severity == ERROR for each in told) else _WARNING
        cell.comment = Comment(printable("\n\n".join(_words(each) for each in told)), _AUTHOR, height=160, width=360)


def _words(problem: Problem) -> str:
    text = f"{problem.severity.capitalize()}: {problem.problem}."
    if problem.expected:
        text += f"\nExpected: {problem.expected}."
    return text + (f"\nTo mend it: {problem.mend}." if problem.mend else "")
