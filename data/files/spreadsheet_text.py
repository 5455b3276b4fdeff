"""Text in the files that people open in a spreadsheet: never a formula there, and the same again when it is read back.

Everything that the product writes as CSV for people, and every text it puts into a workbook's cells that did not come from
its own code, leaves through here.
"""

import re
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    # Every finding has its table as CSV and few pages make a workbook: what that takes is not loaded for a server to start.
    import openpyxl.cell

# What a browser is told a workbook is.
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What makes a spreadsheet work a cell out: these signs, their wide forms, and what it passes over to find one.
_STARTS = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r\n]")
# A number may begin with its sign, and a dash alone is no formula.
_HARMLESS = re.compile(r"[+-]?(?:\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?%?)?|-+")
_QUOTE = "'"


def as_cell(text: str) -> str:
    """The text as a spreadsheet will show it, with an apostrophe before what it would take for a formula.

    Examples: '=1+1' gives "'=1+1"; '-5.2' and 'Asthma' stay as they are. `from_cell` undoes it.
    """
    return _QUOTE + text if _STARTS.match(text) and not _HARMLESS.fullmatch(text) else text


def from_cell(cell: str) -> str:
    """The text that `as_cell` made a cell of."""
    return cell[1:] if cell.startswith(_QUOTE) and as_cell(cell[1:]) == cell else cell


def csv_text(table: pd.DataFrame) -> str:
    """A table as CSV, headings and texts as cells that are no formulas; numbers and days as they are."""
    safe = table.map(lambda cell: as_cell(cell) if isinstance(cell, str) else cell)
    return str(safe.rename(columns=lambda name: as_cell(str(name))).to_csv(index=False))


def csv_for_excel(table: pd.DataFrame) -> bytes:
    """The same with a byte-order mark, without which Excel misreads letters beyond the English ones."""
    return csv_text(table).encode("utf-8-sig")


def put_text(cell: "openpyxl.cell.Cell", text: str) -> None:
    """Write a text into a workbook's cell: it stays text, and characters that no workbook may hold are left out."""
    cell.value = printable(text)
    cell.data_type = "s"


def printable(text: str) -> str:
    """The text without the characters that no workbook may hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("", text))
