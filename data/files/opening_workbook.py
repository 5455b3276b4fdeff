"""Open an Excel workbook: each sheet is a table of text."""

import datetime
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import IO

import openpyxl
import pandas as pd
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from data.files.errors import SourceError
from data.files.tables import SourceTable, one_line
from data.files.workbook import DAMAGED

_FIRST_ROWS = 12
# As many rows as a sheet of Excel has; cells of the widest published workbook several times over.
MOST_ROWS = 1_048_576
MOST_CELLS = 20_000_000


def open_workbook(path: Path | IO[bytes], name: str) -> list[SourceTable]:
    """One table a sheet, in the workbook's order; empty sheets are passed over.

    The file stays open for as long as any of the tables is held.
    """
    book = _Book(path, name)
    tables = []
    for sheet in (_Sheet(book, each) for each in book.worksheets):
        first = tuple(islice(sheet.lines(), _FIRST_ROWS))
        if any(any(row) for row in first):
            tables.append(SourceTable(name, sheet.title, first[0], first, sheet.load, sheet.ragged))
    return tables


class _Book:
    """A workbook that is opened once for all its sheets: its texts, which they share, are read whole at the opening."""

    def __init__(self, path: Path | IO[bytes], name: str):
        self.name = name
        with _damage_named(name):
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            self.worksheets: list[ReadOnlyWorksheet] = book.worksheets
        # The library's workbook and sheets hold one another, so by themselves they would close the file at any later time.
        weakref.finalize(self, book.close)


class _Sheet:
    """One sheet, which holds its workbook open; parsed whole when it is first asked for, and no second time.

    Kept of it is one frame of text, whose memory is shared by what is loaded of it. Its rows are not kept: as tuples they
    take several times as much, and hardly a reader asks for both. The frame goes with the table, so whoever reads many
    tables lets each go once it is read.
    """

    def __init__(self, book: _Book, sheet: ReadOnlyWorksheet):
        self._book = book
        self._sheet = sheet
        self.title: str = sheet.title

    def load(self, headed: bool) -> pd.DataFrame:
        """Every row in columns '0', '1', …, or those below the first in columns called by it."""
        if not headed:
            return self._frame.copy(deep=False)
        return self._frame.iloc[1:].set_axis(self._frame.iloc[0].tolist(), axis=1).reset_index(drop=True)

    def ragged(self) -> list[tuple[str, ...]]:
        """Every row as a tuple of text, all as long as the longest."""
        return list(self._frame.itertuples(index=False, name=None))

    def lines(self) -> Iterator[tuple[str, ...]]:
        """The rows one by one as they are parsed, each up to its last cell."""
        with _damage_named(self._book.name, self.title):
            # Some exports state a size of one cell; without it rows end where their last cell does.
            self._sheet.reset_dimensions()
            for row in self._sheet.iter_rows(values_only=True):
                yield tuple(map(_text, row))

    @cached_property
    def _frame(self) -> pd.DataFrame:
        rows, width = [], 0
        for row in self.lines():
            rows.append(row)
            width = max(width, len(row))
            # One cell far down and one far to the right would make a table that no machine holds.
            if len(rows) > MOST_ROWS or len(rows) * width > MOST_CELLS:
                raise _too_large(self._book.name, self.title)
        filled = [row + ("",) * (width - len(row)) for row in rows]
        return pd.DataFrame(filled, columns=[str(number) for number in range(width)], dtype=str)


@contextmanager
def _damage_named(name: str, sheet: str = "") -> Iterator[None]:
    """SourceError where the workbook, or what is read of it, is damaged."""
    try:
        yield
    except SourceError:
        raise
    except DAMAGED as error:
        mend = "save it as .xlsx again"
        raise SourceError("not an Excel workbook, or a damaged one", file=name, sheet=sheet, mend=mend) from error


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return one_line(cell)


def _too_large(name: str, sheet: str) -> SourceError:
    return SourceError(
        "a sheet that is too large, or has cells filled far from its table",
        file=name,
        sheet=sheet,
        expected=f"at most {MOST_ROWS:,} rows, and {MOST_CELLS:,} cells up to the last row and column",
        mend="delete the rows below the table and the columns to its right, or save it as CSV",
    )
