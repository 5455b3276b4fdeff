"""Read an old Excel workbook (.xls) row by row, within limits: filled cells only, dates as days, errors as Excel has them."""

import io
import struct
from collections.abc import Iterator

import xlrd
from xlrd.compdoc import CompDocError
from xlrd.sheet import Cell, Sheet

from data.files.cell_text import cell_text, without_blank_end
from data.files.counting import Counted, too_many
from data.files.errors import SourceError
from data.files.row_table import SheetRows
from data.files.text import Row

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A newer workbook with a password is kept inside a file of the old kind, under this name.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
# What the library raises for a file whose parts are missing, or hold what no program writes there.
_DAMAGED = (
    xlrd.XLRDError, CompDocError, struct.error, AssertionError, ValueError, IndexError, KeyError, TypeError,
    AttributeError, NotImplementedError, OverflowError, EOFError, ZeroDivisionError, RecursionError, UnboundLocalError,
)  # fmt: skip


def read_old_workbook(data: bytes, file: str, counted: Counted) -> Iterator[SheetRows | SourceError]:
    """Each sheet that holds something, or why it is refused; SourceError for what is no workbook or is locked.

    A formula of such a file always has a value beside it, so no cell of it is without one.
    """
    if _LOCKED in data:
        raise locked(file)
    try:
        # What the library has to say of a file may quote a cell, so nobody is to read it.
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), ragged_rows=True, on_demand=True)
    except _DAMAGED as error:
        if "encrypted" in str(error).lower():
            raise locked(file) from None
        raise _damaged(file) from None
    if book.nsheets > counted.most.sheets:
        raise too_many("sheets", f"{book.nsheets:,}", counted.most.sheets, file)
    for number, title in enumerate(book.sheet_names()):
        try:
            sheet = book.sheet_by_index(number)
            rows = _rows(sheet, book.datemode, file, counted)
        except SourceError as error:
            yield error
            continue
        except _DAMAGED:
            yield _damaged(file, title)
            continue
        finally:
            book.unload_sheet(number)
        if rows:
            yield SheetRows(title, rows)


def _rows(sheet: Sheet, datemode: int, file: str, counted: Counted) -> list[Row]:
    rows: list[Row] = []
    for number in range(sheet.nrows):
        cells = [_text(cell, datemode) for cell in sheet.row(number)]
        row = without_blank_end(cells)
        if not row:
            continue
        counted.place(number + 1, len(row), file, sheet.name)
        counted.row(number + 1, row, file, sheet.name)
        rows += [()] * (number - len(rows))
        rows.append(row)
    return rows


def _text(cell: Cell, datemode: int) -> str:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            when = xlrd.xldate_as_datetime(cell.value, datemode)
        except (ValueError, OverflowError):
            return cell_text(cell.value)
        # Less than a day is a time of day, which has no date.
        return cell_text(when.time() if 0 <= cell.value < 1 else when)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return cell_text(bool(cell.value))
    return cell_text(cell.value)


def locked(file: str) -> SourceError:
    """The refusal of a workbook that only its password opens."""
    return SourceError(
        "a workbook with a password",
        file=file,
        found="an encrypted file",
        expected="a workbook that anybody can open",
        mend="open it, take off the password and save it again",
    )


def _damaged(file: str, sheet: str = "") -> SourceError:
    return SourceError(
        "not an old Excel workbook (.xls), or a damaged one",
        file=file,
        sheet=sheet,
        found="a broken file",
        expected="a workbook as Excel saves it",
        mend="open it in Excel and save it as .xlsx",
    )
