"""Open delimited text: byte-order mark, line ends and line breaks inside quoted cells are dealt with here, once."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from data.files.errors import SourceError
from data.files.tables import SourceTable, one_line

HEAD_BYTES = 262_144
_FIRST_ROWS = 20


def open_text(head: bytes, load: Callable[[], bytes], name: str) -> SourceTable:
    """A table on comma-separated text; `head` is its first bytes, `load` reads them all."""
    text = head.decode(_encoding(head, whole=len(head) < HEAD_BYTES), errors="replace")
    rows = tuple(islice(_lines(text), _FIRST_ROWS))
    header = rows[0] if rows else ()
    return SourceTable(name, "", header, rows, load=partial(_read, load, name), ragged=partial(_read_lines, load))


def _lines(text: str) -> Iterator[tuple[str, ...]]:
    return (tuple(one_line(cell) for cell in row) for row in csv.reader(io.StringIO(text, newline="")))


def _read_lines(load: Callable[[], bytes]) -> list[tuple[str, ...]]:
    data = load()
    return list(_lines(data.decode(_encoding(data, whole=True))))


def _encoding(data: bytes, *, whole: bool) -> str:
    # The cut at the end of a head may fall inside a character, so the last few bytes of one are not judged.
    try:
        (data if whole else data[:-4]).decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _read(load: Callable[[], bytes], name: str, headed: bool) -> pd.DataFrame:
    data = load()
    encoding = _encoding(data, whole=True)
    names = next(csv.reader(io.StringIO(data[:HEAD_BYTES].decode(encoding, errors="replace"), newline="")), [])
    if not names:
        raise SourceError("its first row is blank", file=name, expected="headings", mend="begin with the headings")
    # Cells are asked for by name, so every column needs a name of its own, whatever the file calls it.
    columns = [str(number) for number in range(len(names))]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(data if encoding == "utf-8-sig" else data.decode(encoding).encode()),
            read_options=arrow_csv.ReadOptions(column_names=columns),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise _ragged(str(error), len(names), name) from None
    frame = table.to_pandas()
    # More line ends than rows: some are inside quoted cells, where a space stands for them.
    if data.count(b"\n") > len(frame):
        frame = frame.apply(lambda column: column.str.replace(r"\s*[\r\n]+\s*", " ", regex=True))
    if not headed:
        return frame
    frame = frame.iloc[1:].reset_index(drop=True)
    frame.columns = [one_line(each) for each in names]
    return frame


def _ragged(words: str, width: int, name: str) -> SourceError:
    """The fault of a row with more or fewer cells. The words of the parser hold the row itself, so only numbers are kept."""
    got = re.search(r"got (\d+)", words)
    return SourceError(
        "its rows do not all have the same number of cells",
        file=name,
        found=f"{got[1]} in one" if got else None,
        expected=f"{width} in each",
        mend="save it again as comma-separated text, with nothing above or below the table",
    )
