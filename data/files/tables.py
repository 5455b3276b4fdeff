"""What a reader is given (a table, opened no further than its first rows) and what it gives back (a reading)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd

from data.files.errors import SourceError
from data.files.marks import read_numbers
from data.files.odd_cells import OddCells

_SENTINELS = (-97.0, -98.0, -99.0, -999.0, -9999.0)
_SPACES = re.compile(r"\s+")
# A space, and marks of text direction and the like, which copying from a web page leaves behind.
_UNSEEN = " \ufeff\u200b\u200e\u200f"


def one_line(text: object) -> str:
    """Text on one line: line breaks and runs of spaces become one space, the ends are trimmed."""
    return _SPACES.sub(" ", str(text)).strip(_UNSEEN)


@dataclass(frozen=True)
class SourceTable:
    """One table of a source file.

    `header` is its first row, each name on one line; `first_rows` are the first rows as they stand, header included.
    `load` reads the whole: one text column for each name in the header (or, when not headed, '0', '1', …); `ragged`
    reads it line by line, for files whose table stands among other lines. `odd` gathers what its reader finds odd in it.
    """

    file: str
    sheet: str
    header: tuple[str, ...]
    first_rows: tuple[tuple[str, ...], ...]
    load: Callable[[bool], pd.DataFrame]
    ragged: Callable[[], list[tuple[str, ...]]]
    odd: OddCells = field(default_factory=OddCells, compare=False)

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

    `also` holds frames of other kinds that the same table gives. `faults` are cells and rows that could not be used, in
    a line a kind with file, sheet, row and column.
    """

    frame: pd.DataFrame
    rows: int
    period: str = ""
    dropped: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    also: dict[str, pd.DataFrame] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figures:
    """A column of numbers, and what each cell is: 'ok', 'suppressed', 'missing' or 'not_applicable' (never nought)."""

    numbers: pd.Series
    statuses: pd.Series


def figures(table: SourceTable, frame: pd.DataFrame, column: str, *, percent: bool = False) -> Figures:
    """A text column as numbers, with marks ('*', '[x]', 'NULL', '<5') as what they stand for; '%' goes where `percent`.

    A cell that is neither number nor mark is missing, and told with its row by `table.odd`: one odd cell stops no file.
    `frame` has the index of the table's rows.
    """
    text = frame[column]
    found = pd.to_numeric(text, errors="coerce").astype(float)
    # Words such as 'nan' and 'inf' are numbers to a program, and to nobody else.
    plain = np.isfinite(found.to_numpy())
    statuses = pd.Series(np.where(plain, "ok", "missing"), index=text.index)
    rest = text[~plain]
    if len(rest):
        number, status, doubt = read_numbers(rest, percent=percent)
        found = found.where(plain).fillna(number)
        statuses.loc[rest.index] = status.replace({"blank": "missing", "wrong": "missing"})
        _tell_odd(table, column, rest, status, doubt)
    # No count or share that is published here has these below nought: they are marks written as numbers.
    sentinel = found.isin(_SENTINELS)
    return Figures(found.mask(sentinel | (statuses != "ok")), statuses.mask(sentinel, "missing"))


def numbers(table: SourceTable, frame: pd.DataFrame, column: str, *, percent: bool = False) -> pd.Series:
    """The numbers of `figures`, for columns in which nothing is hidden: NaN where there is none."""
    return figures(table, frame, column, percent=percent).numbers


def status_of_pair(numerator: Figures, denominator: Figures) -> pd.Series:
    """What two counts are together: hidden where one of them is, else missing where one is not there."""
    both = pd.concat([numerator.statuses, denominator.statuses], axis=1)
    missing = (both != "ok").any(axis=1)
    hidden = (both == "suppressed").any(axis=1)
    return pd.Series("ok", index=both.index).mask(missing, "missing").mask(hidden, "suppressed")


def _tell_odd(table: SourceTable, column: str, rest: pd.Series, status: pd.Series, doubt: pd.Series) -> None:
    """Tell cells without a number: those that are wrong, and marks whose meaning is not certain."""
    wrong = rest[status == "wrong"]
    table.odd.add_no_numbers(column, [int(row) + 2 for row in wrong.index], wrong.tolist())
    for words in doubt[doubt != ""].unique():
        cells = rest[doubt == words]
        table.odd.add(
            column,
            f"{words}: taken as not given",
            [int(row) + 2 for row in cells.index],
            cells.tolist(),
            expected="* where a figure is hidden, 0 where there is none, a blank cell where it is not given",
            mend="see what its publisher means by it, and write one of these",
        )
