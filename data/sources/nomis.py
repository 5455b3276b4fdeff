"""Nomis query downloads: a table of areas among lines of heading and footnotes."""

import pandas as pd

from data.files.errors import SourceError
from data.files.tables import SourceTable

CODE = "mnemonic"


def header_among(table: SourceTable, *columns: str) -> tuple[str, ...]:
    """The first row, among the first, that names the area's code and all these columns; () when there is none."""
    return next((row for row in table.first_rows if {CODE, *columns} <= set(row)), ())


def small_area_rows(table: SourceTable, *columns: str) -> tuple[pd.DataFrame, int]:
    """Rows of small areas in England below the header that names `columns`, and how many other lines hold text.

    The frame is indexed by the line of the file, so that a fault is named where it stands.
    """
    lines = table.ragged()
    top = next(number for number, line in enumerate(lines) if {CODE, *columns} <= set(line))
    header = list(lines[top])
    code = header.index(CODE)
    inside = [
        (number, line)
        for number, line in enumerate(lines[top + 1 :], start=top + 2)
        if len(line) == len(header) and line[code].startswith("E01")
    ]
    frame = pd.DataFrame([line for _, line in inside], columns=header, index=[number for number, _ in inside])
    return frame, sum(1 for line in lines if any(line)) - len(inside) - 1


def counts_of(table: SourceTable, frame: pd.DataFrame, column: str) -> pd.Series:
    """A column of counts; SourceError names the line of the first cell that is none."""
    figures = pd.to_numeric(frame[column].str.replace(",", "", regex=False), errors="coerce").astype(float)
    if figures.isna().any():
        row = int(figures.isna().idxmax())
        raise SourceError(
            "not a number",
            file=table.file,
            row=row,
            column=column,
            found=frame[column][row],
            expected="a count",
            mend="download the query again",
        )
    return figures
