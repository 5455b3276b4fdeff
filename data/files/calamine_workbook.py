"""Read OpenDocument spreadsheets (.ods) and binary Excel workbooks (.xlsb) as rows, once they have been looked through."""

import io
from collections.abc import Iterator

from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from data.files.cell_text import cell_text, without_blank_end
from data.files.counting import Counted, too_many
from data.files.errors import SourceError
from data.files.ods_cells import OddOfSheet, look_through
from data.files.old_workbook import locked
from data.files.row_table import SheetRows
from data.files.text import Row
from data.files.xlsb_cells import look_through_binary

_CALLED = {".ods": "an OpenDocument spreadsheet (.ods)", ".xlsb": "a binary Excel workbook (.xlsb)"}
# What the library raises where it did not expect what it met; it derives from no usual error, and only its name tells it.
_PANIC = "PanicException"


def read_spreadsheet(data: bytes, suffix: str, file: str, counted: Counted) -> Iterator[SheetRows | SourceError]:
    """Each sheet that holds something, or why it is refused; SourceError for what is damaged, locked or too much.

    An Excel error of an .xlsb is a blank cell, which the library makes of it; in an .ods its text stands.
    """
    odd: list[OddOfSheet] = []
    if suffix == ".ods":
        odd = look_through(data, file, counted.most)
    else:
        look_through_binary(data, file, counted.most)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
    except PasswordError:
        raise locked(file) from None
    except BaseException as error:  # noqa: BLE001 - the library's panics are no Exception
        raise _refused(error, suffix, file) from None
    if len(names) > counted.most.sheets:
        raise too_many("sheets", f"{len(names):,}", counted.most.sheets, file)
    for number, name in enumerate(names):
        try:
            rows = _rows(
                book.get_sheet_by_index(number), odd[number] if number < len(odd) else OddOfSheet(), file, counted
            )
        except SourceError as error:
            yield error
            continue
        except BaseException as error:  # noqa: BLE001 - as above
            yield _refused(error, suffix, file, name)
            continue
        if rows:
            yield SheetRows(name, rows, frozenset(odd[number].uncalculated if number < len(odd) else ()))


def _rows(sheet: CalamineSheet, odd: OddOfSheet, file: str, counted: Counted) -> list[Row]:
    rows: list[Row] = []
    held: dict[str, str] = {}
    if sheet.start is None:
        return rows
    # Rows above the first filled one come along blank, the columns before it do not.
    before = [""] * sheet.start[1]
    errors = {} if not odd.errors else odd.errors
    for number, found in enumerate(sheet.iter_rows(), start=1):
        cells = [*before, *(held.setdefault(text, text) for text in map(cell_text, found))]
        if errors:
            cells = _with_errors(cells, number, errors)
        row = without_blank_end(cells)
        if not row:
            continue
        counted.place(number, len(row), file, sheet.name)
        counted.row(number, row, file, sheet.name)
        rows += [()] * (number - 1 - len(rows))
        rows.append(row)
    return rows


def _with_errors(cells: list[str], number: int, errors: dict[str, str]) -> list[str]:
    return [cell or errors.get(f"{get_column_letter(at)}{number}", "") for at, cell in enumerate(cells, start=1)]


def _refused(error: BaseException, suffix: str, file: str, sheet: str = "") -> SourceError:
    """The refusal of a file that the library cannot read; whatever is not the library's own is raised again."""
    if not isinstance(error, (CalamineError, ValueError, OSError, OverflowError)) and type(error).__name__ != _PANIC:
        raise error
    return SourceError(
        f"not {_CALLED[suffix]}, or a damaged one",
        file=file,
        sheet=sheet,
        found="a broken file",
        expected="a workbook as Excel or LibreOffice saves it",
        mend="open it and save it as .xlsx",
    )
