"""Open an Excel workbook: each sheet is a table of text."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path

import openpyxl
import pandas as pd

from data.files.errors import SourceError
from data.files.tables import SourceTable, one_line
from data.files.workbook import DAMAGED

_FIRST_ROWS = 12
# As many rows as a sheet of Excel has; cells of the widest published workbook several times over.
MOST_ROWS = 1_048_576
MOST_CELLS = 20_000_000


def open_workbook(path: Path, name: str) -> list[SourceTable]:
    """One table a sheet, in the workbook's order; empty sheets are passed over."""
    tables = []
    with _opened(path, name) as book:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = [tuple(map(_text, row)) for row in islice(sheet.iter_rows(values_only=True), _FIRST_ROWS)]
            if any(any(row) for row in rows):
                load, ragged = partial(_read, path, name, sheet.title), partial(_rows, path, name, sheet.title)
                tables.append(SourceTable(name, sheet.title, rows[0], tuple(rows), load, ragged))
    return tables


@contextmanager
def _opened(path: Path, name: str, sheet: str = "") -> Iterator[openpyxl.Workbook]:
    """The workbook for as long as it is read; SourceError where it, or what is read of it, is damaged."""
    book = None
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        yield book
    except SourceError:
        raise
    except DAMAGED as error:
        mend = "save it as .xlsx again"
        raise SourceError("not an Excel workbook, or a damaged one", file=name, sheet=sheet, mend=mend) from error
    finally:
        if book is not None:
            book.close()


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return one_line(cell)


def _rows(path: Path, name: str, sheet: str) -> list[tuple[str, ...]]:
    rows, width = [], 0
    with _opened(path, name, sheet) as book:
        # Some exports state a size of one cell; without it rows end where their last cell does, so they are filled up.
        book[sheet].reset_dimensions()
        for row in book[sheet].iter_rows(values_only=True):
            rows.append(tuple(map(_text, row)))
            width = max(width, len(row))
            # One cell far down and one far to the right would make a table that no machine holds.
            if len(rows) > MOST_ROWS or len(rows) * width > MOST_CELLS:
                raise _too_large(name, sheet)
    return [row + ("",) * (width - len(row)) for row in rows]


def _too_large(name: str, sheet: str) -> SourceError:
    return SourceError(
        "a sheet that is too large, or has cells filled far from its table",
        file=name,
        sheet=sheet,
        expected=f"at most {MOST_ROWS:,} rows, and {MOST_CELLS:,} cells up to the last row and column",
        mend="delete the rows below the table and the columns to its right, or save it as CSV",
    )


def _read(path: Path, name: str, sheet: str, headed: bool) -> pd.DataFrame:
    rows = _rows(path, name, sheet)
    if headed:
        return pd.DataFrame(rows[1:], columns=list(rows[0]), dtype=str)
    return pd.DataFrame(rows, columns=[str(number) for number in range(len(rows[0]))], dtype=str)
