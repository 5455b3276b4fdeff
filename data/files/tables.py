"""What a reader is given (a table, opened no further than its first rows) and what it gives back (a reading)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd

from data.files.errors import SourceError

_SPACES = re.compile(r"\s+")


def one_line(text: object) -> str:
    """Text on one line: line breaks and runs of spaces become one space, the ends are trimmed."""
    return _SPACES.sub(" ", str(text).lstrip("\ufeff")).strip()


@dataclass(frozen=True)
class SourceTable:
    """One table of a source file.

    `header` is its first row, each name on one line; `first_rows` are the first rows as they stand, header included.
    `load` reads the whole: one text column for each name in the header (or, when not headed, '0', '1', …); `ragged`
    reads it line by line, for files whose table stands among other lines.
    """

    file: str
    sheet: str
    header: tuple[str, ...]
    first_rows: tuple[tuple[str, ...], ...]
    load: Callable[[bool], pd.DataFrame]
    ragged: Callable[[], list[tuple[str, ...]]]

    @property
    def label(self) -> str:
        """The file's name in messages and reports, with the sheet when it has sheets."""
        return f"{self.file} [{self.sheet}]" if self.sheet else self.file

    def has(self, *columns: str) -> bool:
        """Whether the header holds every one of these names."""
        return set(columns) <= set(self.header)

    def column_like(self, pattern: str) -> str:
        """The first column whose whole name matches a pattern; '' when there is none."""
        return next((name for name in self.header if re.fullmatch(pattern, name)), "")

    def rows(self) -> pd.DataFrame:
        """Every row below the header, as text, in the header's columns; SourceError where two columns have one name.

        A column that stands there twice with the same in every row is taken once.
        """
        found = self.load(True)
        again = found.columns.duplicated() & (found.columns != "")
        if not again.any():
            return found
        # Each name once: a line of thousands of the same would be compared with itself as often as it is long.
        for name in found.columns[again].unique():
            same = found[name]
            if not same.eq(same.iloc[:, 0], axis=0).all(axis=None):
                raise SourceError(
                    "two columns have one name and do not agree",
                    file=self.file,
                    sheet=self.sheet,
                    column=str(name),
                    expected="each heading once",
                    mend="rename one of them, or take it out",
                )
        return found.loc[:, ~again]

    def rows_of(self, names: Mapping[str, str]) -> pd.DataFrame:
        """The rows in the columns named here, under their new names; SourceError names a heading that is not there."""
        absent = [name for name in names if name not in self.header]
        if absent:
            raise SourceError(
                "a column is not there",
                file=self.file,
                sheet=self.sheet,
                column=absent[0],
                found=f"the headings {', '.join(self.header)[:160]}",
                expected=", ".join(names),
                mend="take the file as its publisher gives it, or put the heading back",
            )
        return self.rows()[list(names)].rename(columns=dict(names))

    def rows_without_header(self) -> pd.DataFrame:
        """Every row, the first included, as text, in columns '0', '1', …"""
        return self.load(False)


@dataclass(frozen=True)
class Shapes:
    """One layer of boundaries: its columns are known at once, its shapes are read when asked for."""

    file: str
    header: tuple[str, ...]
    load: Callable[[], gpd.GeoDataFrame]
    sheet: str = ""

    @property
    def label(self) -> str:
        """The file's name in messages and reports, with the layer when it has layers."""
        return f"{self.file} [{self.sheet}]" if self.sheet else self.file


@dataclass(frozen=True)
class Reading:
    """What a reader made of one table: a tidy frame, when it is of, how many rows it saw and which it left out.

    `also` holds frames of other kinds that the same table gives.
    """

    frame: pd.DataFrame
    rows: int
    period: str = ""
    dropped: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    also: dict[str, pd.DataFrame] = field(default_factory=dict)


def numbers(table: SourceTable, frame: pd.DataFrame, column: str) -> pd.Series:
    """A text column as numbers: blank becomes missing, thousands commas go; any other text is a SourceError."""
    text = frame[column].str.strip().str.replace(",", "", regex=False)
    found = pd.to_numeric(text, errors="coerce").astype(float)
    # Words such as 'nan' and 'inf' are numbers to a program, and to nobody else.
    wrong = ~np.isfinite(found) & (text != "")
    if wrong.any():
        position = int(wrong.to_numpy().argmax())
        raise SourceError(
            "not a number",
            file=table.file,
            sheet=table.sheet,
            row=int(frame.index[position]) + 2,
            column=column,
            found=frame[column].iloc[position],
            expected="a number or a blank cell",
            mend="correct the cell, or leave it blank if the figure is not published",
        )
    return found
