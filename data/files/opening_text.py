"""Open delimited text: byte-order mark, line ends and line breaks inside quoted cells are dealt with here, once."""

import csv
import io
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

import pandas as pd
import pyarrow as pa
from pyarrow import compute as pc
from pyarrow import csv as arrow_csv

from data.files.errors import SourceError
from data.files.parting import parted_by
from data.files.tables import SourceTable, one_line

HEAD_BYTES = 262_144
_FIRST_ROWS = 20
# How the parser begins to say that a row has more or fewer cells than the first.
_ANOTHER_WIDTH = "CSV parse error: Expected"
# Marks of text direction and the like, which copying from a web page leaves behind.
_UNSEEN = "\ufeff\u200b\u200e\u200f "


def open_text(head: bytes, load: Callable[[], bytes], name: str) -> SourceTable:
    """A table on delimited text; `head` is its first bytes, `load` reads them all."""
    text = head.decode(_encoding(head, whole=len(head) < HEAD_BYTES), errors="replace")
    mark = parted_by(text)
    rows = tuple(islice(_lines(text, mark), _FIRST_ROWS))
    header = rows[0] if rows else ()
    return SourceTable(
        name, "", header, rows, load=partial(_read, load, name, mark), ragged=partial(_read_lines, load, mark)
    )


def _lines(text: str, mark: str) -> Iterator[tuple[str, ...]]:
    return (tuple(one_line(cell) for cell in row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark))


def _read_lines(load: Callable[[], bytes], mark: str) -> list[tuple[str, ...]]:
    data = load()
    return list(_lines(data.decode(_encoding(data, whole=True)), mark))


def _encoding(data: bytes, *, whole: bool) -> str:
    # The cut at the end of a head may fall inside a character, so the last few bytes of one are not judged.
    try:
        (data if whole else data[:-4]).decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _read(load: Callable[[], bytes], name: str, mark: str, headed: bool) -> pd.DataFrame:
    data = load()
    encoding = _encoding(data, whole=True)
    head = io.StringIO(data[:HEAD_BYTES].decode(encoding, errors="replace"), newline="")
    names = next(csv.reader(head, delimiter=mark), [])
    if not names:
        raise SourceError("its first row is blank", file=name, expected="headings", mend="begin with the headings")
    # Cells are asked for by name, so every column needs a name of its own, whatever the file calls it.
    columns = [str(number) for number in range(len(names))]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(data if encoding == "utf-8-sig" else data.decode(encoding).encode()),
            read_options=arrow_csv.ReadOptions(column_names=columns),
            parse_options=arrow_csv.ParseOptions(delimiter=mark, newlines_in_values=True),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        if _ANOTHER_WIDTH not in str(error):
            raise _not_parsed(name) from None
        return _headed(_padded(data.decode(encoding), mark, len(names), name), names, headed)
    # Blanks around a cell are no part of it, the one that browsers and spreadsheets write as NBSP included.
    frame = _trimmed(table).to_pandas()
    # More line ends than rows: some are inside quoted cells, where a space stands for them.
    if data.count(b"\n") > len(frame):
        frame = frame.apply(lambda column: column.str.replace(r"\s*[\r\n]+\s*", " ", regex=True))
    return _headed(frame, names, headed)


def _headed(frame: pd.DataFrame, names: list[str], headed: bool) -> pd.DataFrame:
    if not headed:
        return frame
    frame = frame.iloc[1:].reset_index(drop=True)
    frame.columns = [one_line(each) for each in names]
    return frame


def _trimmed(table: pa.Table) -> pa.Table:
    columns = [pc.utf8_trim(pc.utf8_trim_whitespace(column), characters=_UNSEEN) for column in table.columns]
    return pa.table(columns, names=table.column_names)


def _not_parsed(name: str) -> SourceError:
    """The parser's own words hold the row at fault, so they are not told."""
    return SourceError(
        "it cannot be read as comma-separated text",
        file=name,
        mend="see that its quotation marks come in pairs, or save it again as CSV (UTF-8)",
    )


def _padded(text: str, mark: str, width: int, name: str) -> pd.DataFrame:
    """Rows with fewer cells than the first are filled up with blanks; SourceError names one with more that are not blank.

    Some publishers leave out the last cells of a row where they are blank, or end every row with a comma.
    """
    rows = []
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), start=1):
        row = [one_line(cell) for cell in cells]
        if any(row[width:]):
            raise _too_long(len(row), width, name, number)
        if any(row):
            rows.append((row + [""] * (width - len(row)))[:width])
    return pd.DataFrame(rows, columns=[str(number) for number in range(width)], dtype=str)


def _too_long(cells: int, width: int, name: str, number: int) -> SourceError:
    return SourceError(
        "its rows do not all have the same number of cells",
        file=name,
        row=number,
        found=f"{cells:,} in this one",
        expected=f"at most {width:,}, as in the first",
        mend="save it again as comma-separated text, with nothing above or below the table",
    )
