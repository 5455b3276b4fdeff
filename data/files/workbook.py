"""Read a workbook row by row, within limits: only filled cells are held, whatever size a sheet says it has."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import DATA_TAG, FORMULA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from data.files.cell_text import cell_text, without_blank_end
from data.files.counting import Counted, too_many
from data.files.errors import SourceError
from data.files.row_table import SheetRows
from data.files.text import Row

# What openpyxl raises for a workbook whose parts are missing, or hold what no program writes there.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ParseError, KeyError, ValueError, IndexError, AttributeError,
    TypeError, NotImplementedError, RuntimeError,
)  # fmt: skip


def read_workbook(data: bytes, file: str, counted: Counted) -> Iterator[SheetRows | SourceError]:
    """Each sheet that holds something, or why it is refused; SourceError for what is no workbook."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except DAMAGED:
        raise SourceError(
            "not an Excel workbook, or a damaged one",
            file=file,
            found="a broken file",
            expected="a workbook as Excel saves it",
            mend="save it as .xlsx again",
        ) from None
    if len(book.worksheets) > counted.most.sheets:
        raise too_many("sheets", f"{len(book.worksheets):,}", counted.most.sheets, file)
    for sheet in book.worksheets:
        try:
            found = _sheet(sheet, file, counted)
        except SourceError as error:
            yield error
            continue
        except DAMAGED:
            yield SourceError(
                "a sheet that is damaged",
                file=file,
                sheet=sheet.title,
                found="XML that cannot be read to its end",
                expected="a sheet as Excel saves it",
                mend="save it as .xlsx again",
            )
            continue
        if found.rows:
            yield found


def _sheet(sheet: ReadOnlyWorksheet, file: str, counted: Counted) -> SheetRows:
    rows: list[Row] = []
    held: dict[object, str] = {}
    with sheet._get_source() as source:
        cells = _Cells(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=sheet.parent.epoch,
            date_formats=sheet.parent._date_formats,
            timedelta_formats=sheet.parent._timedelta_formats,
        )
        for number, filled in cells.rows():
            # Rows that come out of order, or twice, are passed over, as Excel would not write them.
            if not filled or number <= len(rows):
                continue
            width = max(filled)
            counted.place(number, width, file, sheet.title)
            row = [""] * width
            for column, value in filled.items():
                row[column - 1] = _held(held, value)
            counted.row(number, row, file, sheet.title)
            rows += [()] * (number - 1 - len(rows))
            rows.append(without_blank_end(row))
    return SheetRows(sheet.title, rows, frozenset(cells.uncalculated))


def _held(held: dict[object, str], value: object) -> str:
    """The text of a value, made once: a workbook keeps a text once however many cells show it."""
    key = (type(value), value)
    if key not in held:
        held[key] = cell_text(value)
    return held[key]


class _Cells(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's reader of a sheet's cells, with nothing put between those that are there.

    `uncalculated` are the cells whose formula was never worked out: a program wrote them, Excel never opened them.
    """

    row_counter: int

    def __init__(self, *given: object, **more: object):
        super().__init__(*given, **more)
        self.uncalculated: set[str] = set()

    def rows(self) -> Iterator[tuple[int, dict[int, object]]]:
        """Number and filled cells of each row that is there, as far as the sheet's data go."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG and not len(element):
                # Rows that are only formatted may be a million: nothing is made of them but their number.
                self.row_counter = int(element.get("r", self.row_counter + 1))
                element.clear()
            elif element.tag == ROW_TAG:
                number, cells = self.parse_row(element)
                yield number, {each["column"]: each["value"] for each in cells if each["value"] is not None}
                element.clear()
            elif element.tag == DATA_TAG:
                return

    def parse_cell(self, element: Element) -> dict[str, object]:
        """A cell as openpyxl reads it; one with a formula and no value is remembered."""
        cell: dict[str, object] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            self.uncalculated.add(f"{get_column_letter(cell['column'])}{cell['row']}")
        return cell
