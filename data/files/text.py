"""Read delimited text row by row, within limits: no line, cell or row is held that is too long."""

import csv
import io
from collections.abc import Iterator

from data.files.cell_text import cell_text, without_blank_end
from data.files.counting import Counted
from data.files.errors import SourceError
from data.files.parting import parted_by

Row = tuple[str, ...]
# As much of a text as tells what parts its cells.
HEAD_CHARACTERS = 262_144


def read_text(data: bytes, file: str, counted: Counted) -> list[Row]:
    """Every row up to the last that is filled, each up to its last filled cell; SourceError names the row at fault."""
    lines = _Lines(data, file, counted.most.line_characters)
    rows: list[Row] = []
    # One text for all cells that hold it: labels repeat in every row.
    held: dict[str, str] = {}
    blank = 0
    for number, cells in enumerate(_records(lines, file), start=1):
        counted.row(number, cells, file)
        row = without_blank_end([held.setdefault(text, text) for text in map(cell_text, cells)])
        if not row:
            blank += 1
            continue
        counted.place(number, len(row), file)
        rows += [()] * blank
        blank = 0
        rows.append(row)
    lines.refuse_open_quote(len(rows) + blank)
    return rows


class _Lines:
    """The lines of a text, none of them too long; keeps those of the last record, to see whether it was closed."""

    def __init__(self, data: bytes, file: str, most: int):
        text = data.decode(encoding_of(data))
        self._text, self._file, self._most = io.StringIO(text, newline=""), file, most
        self.parted_by = parted_by(text[:HEAD_CHARACTERS])
        self.number = 0
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(self._most + 1):
            self.number += 1
            if len(line) > self._most:
                raise SourceError(
                    "a line that is too long",
                    file=self._file,
                    row=self.number,
                    found=f"more than {self._most:,} characters",
                    expected="a line for each row of the table",
                    mend="save the table again as CSV (UTF-8)",
                )
            self.record.append(line)
            yield line

    def refuse_open_quote(self, row: int) -> None:
        """SourceError where the text ends inside a quotation that its last record has opened."""
        try:
            list(csv.reader(self.record, delimiter=self.parted_by, strict=True))
        except csv.Error as error:
            # Other strictness is none of ours: only an end inside a quotation takes rows for text.
            if "unexpected end of data" in str(error):
                raise open_quote(self._file, row, "the end of the file inside it") from None


def _records(lines: _Lines, file: str) -> Iterator[list[str]]:
    records, number = csv.reader(lines, delimiter=lines.parted_by), 0
    while True:
        before, lines.record = lines.record, []
        number += 1
        try:
            cells = next(records)
        except StopIteration:
            lines.record = before
            return
        except csv.Error:
            # What is left of Python's own faults of a CSV: a quotation that goes on and on.
            raise open_quote(file, number, "no end of it") from None
        yield cells


def open_quote(file: str, row: int, found: str) -> SourceError:
    """The refusal of a text with a quotation mark that is never closed."""
    return SourceError(
        "a quotation mark that is opened and not closed",
        file=file,
        row=row,
        found=found,
        expected="quotation marks in pairs",
        mend="close or delete the quotation mark in this row",
    )


def encoding_of(data: bytes) -> str:
    """UTF-8, with or without its mark, or else the encoding of Windows."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
