"""Look through an OpenDocument spreadsheet before it is read: how many cells it would become, and which of them are odd.

A cell, and a row, may say that it stands there a million times, so a text of a few lines can be a table that no machine
holds. The text is gone through piece by piece and nothing of it is kept.
"""

import io
import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl.utils import get_column_letter

from data.files.archive import DAMAGED
from data.files.counting import too_many
from data.files.errors import SourceError
from data.files.limits import TableLimits
from data.files.old_workbook import locked

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_PIECE = 1 << 16
_LONGEST_ERROR = 10


@dataclass
class OddOfSheet:
    """The odd cells of one sheet: those whose formula has no value ('D6'), and the text of those that hold an error."""

    uncalculated: set[str] = field(default_factory=set)
    errors: dict[str, str] = field(default_factory=dict)


def look_through(data: bytes, file: str, most: TableLimits) -> list[OddOfSheet]:
    """The odd cells of each sheet, in order; SourceError for what is damaged, locked or would become too much."""
    seen = _Seen(file, most)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST):
                raise locked(file)
            with archive.open(_CONTENT) as stream:
                while piece := stream.read(_PIECE):
                    seen.parser.Parse(piece, False)
            seen.parser.Parse(b"", True)
    except (*DAMAGED, KeyError, expat.ExpatError) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(
            "not an OpenDocument spreadsheet (.ods), or a damaged one",
            file=file,
            found="a broken file",
            expected="a spreadsheet as LibreOffice or Excel saves it",
            mend="open it and save it as .xlsx",
        ) from None
    return seen.sheets


class _Seen:
    """What has been gone through so far: the place in the sheet, and what is counted."""

    def __init__(self, file: str, most: TableLimits):
        self.sheets: list[OddOfSheet] = []
        self._file, self._most = file, most
        self._row = self._column = self._cells = self._characters = self._widest = 0
        self._rows_like_it = self._like_it = 1
        # Up to which column the row is filled.
        self._width = 0
        self._characters_of_cell = 0
        self._error: list[str] | None = None
        self._in_text = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _refuse_doctype(self, *_about: object) -> None:
        raise SourceError(
            "a spreadsheet with a document type of its own, which no program writes",
            file=self._file,
            found="<!DOCTYPE",
            expected="a spreadsheet as LibreOffice or Excel saves it",
            mend="open it and save it as .xlsx",
        )

    def _start(self, name: str, about: dict[str, str]) -> None:
        if name == f"{_TABLE}table":
            self.sheets.append(OddOfSheet())
            self._row = self._widest = self._cells = 0
            if len(self.sheets) > self._most.sheets:
                raise too_many("sheets", f"{len(self.sheets):,}", self._most.sheets, self._file)
        elif name == f"{_TABLE}table-row":
            self._column, self._width, self._rows_like_it = 0, 0, _times(about, "number-rows-repeated")
        elif name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell") and self.sheets:
            self._start_cell(about)
        elif name == f"{_TEXT}p":
            self._in_text += 1

    def _start_cell(self, about: dict[str, str]) -> None:
        self._like_it = _times(about, "number-columns-repeated")
        self._characters_of_cell, self._error = 0, None
        kind = about.get(f"{_OFFICE}value-type", "")
        place = f"{get_column_letter(min(self._column, 18_000) + 1)}{self._row + 1}"
        if f"{_TABLE}formula" in about and not kind:
            self.sheets[-1].uncalculated.add(place)
        if about.get(f"{_CALCEXT}value-type") == "error":
            self._error = []
        if kind:
            self._width = self._column + self._like_it

    def _end(self, name: str) -> None:
        if name == f"{_TEXT}p":
            self._in_text -= 1
        elif name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell") and self.sheets:
            if self._error is not None:
                place = f"{get_column_letter(min(self._column, 18_000) + 1)}{self._row + 1}"
                self.sheets[-1].errors[place] = "".join(self._error)[:_LONGEST_ERROR] or "#ERROR!"
            self._characters += self._characters_of_cell * self._like_it * min(self._rows_like_it, self._most.rows)
            self._column += self._like_it
        elif name == f"{_TABLE}table-row" and self.sheets:
            self._end_row()

    def _end_row(self) -> None:
        """Blank rows and cells after the last filled one take no place; those before it do, and so do those it repeats."""
        if self._width:
            last_column, last_row = self._width, self._row + self._rows_like_it
            if last_row > self._most.rows:
                raise too_many("rows", f"a filled row {last_row:,}", self._most.rows, self._file)
            if last_column > self._most.columns:
                raise too_many("columns", f"{last_column:,} in row {last_row:,}", self._most.columns, self._file)
            self._widest = max(self._widest, last_column)
            self._cells = self._widest * last_row
        if self._cells > self._most.cells:
            raise too_many("cells", f"more, from row {self._row + 1:,} on", self._most.cells, self._file)
        if self._characters > self._most.characters:
            raise too_many("characters", f"more, from row {self._row + 1:,} on", self._most.characters, self._file)
        self._row += self._rows_like_it

    def _text(self, text: str) -> None:
        if self._in_text and self.sheets:
            self._characters_of_cell += len(text)
            if self._error is not None:
                self._error.append(text)


def _times(about: dict[str, str], name: str) -> int:
    """How many times a row or a cell says it stands there; once where it says nothing that is a number."""
    text = about.get(f"{_TABLE}{name}", "1")
    return max(1, int(text[:12])) if text[:12].isdecimal() else 1
