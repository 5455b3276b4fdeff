"""One sheet of what was given, as text, and a reading of it in the fields of an observation with the place of each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd
from openpyxl.utils import get_column_letter

from data.coding.labels import plain
from data.contract.indicator import Indicator
from data.files.problems import ERROR, Problem
from data.files.tables import SourceTable

FIELDS = (
    "indicator", "area", "period", "dimension", "group", "dimension_2", "group_2", "numerator", "denominator", "value",
    "lower", "upper", "note",
)  # fmt: skip
NUMBERS = ("numerator", "denominator", "value", "lower", "upper")
_HEADING_ROWS = 20


@dataclass(frozen=True)
class Sheet:
    """One table of one file, every row as a tuple of text; `uncalculated` are cells whose formula has no value."""

    table: SourceTable
    rows: tuple[tuple[str, ...], ...]
    uncalculated: frozenset[str] = frozenset()

    @property
    def file(self) -> str:
        """The file's name."""
        return self.table.file

    @property
    def name(self) -> str:
        """The sheet's title; '' in a text file."""
        return self.table.sheet

    def heading_row(self, *needed: str, least: int | None = None) -> int | None:
        """Index of the first row (of the first 20) holding at least `least` of the headings, compared plainly."""
        wanted = {plain(each) for each in needed}
        least = len(wanted) if least is None else least
        for number, row in enumerate(self.rows[:_HEADING_ROWS]):
            if len(wanted & {plain(cell) for cell in row}) >= least:
                return number
        return None

    def problem(
        self, text: str, *, row: int = 0, column: str = "", letter: str = "", severity: str = ERROR, found: str = "",
        expected: str = "", mend: str = "", offer: str = "", count: int = 1,
    ) -> Problem:  # fmt: skip
        """A problem in this sheet; `row` counts from 1."""
        cell = f"{letter}{row}" if letter and row else ""
        return Problem(self.file, self.name, row, column, cell, severity, text, found, expected, mend, offer, count)


@dataclass(frozen=True)
class Place:
    """Where the fields of a reading stand: the letter and heading of each one's column, or one fixed cell.

    In a wide sheet a row's numbers stand in the column of its `letter`; `beside` has, by that letter, the columns of those
    that stand in others.
    """

    file: str
    sheet: str
    columns: dict[str, tuple[str, str]]
    fixed: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    beside: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetReading:
    """Rows of a sheet in FIELDS, as text, and `row`. Wide sheets add `letter` and `heading` (the column of the
    numbers) and `row_denominator`.

    `percent` says that shares are given as percentages. In a `published` file, areas and indicators that are not
    wanted are left out and counted; elsewhere they are errors. `most_deprived` is the number of the most deprived group
    where the format settles it, 0 where it does not.
    """

    frame: pd.DataFrame
    place: Place
    taken_for: str
    indicators: tuple[Indicator, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    percent: bool = True
    published: bool = False
    most_deprived: int = 0


def read_columns(sheet: Sheet, at: int, names: Mapping[str, tuple[str, ...]]) -> tuple[pd.DataFrame, Place]:
    """The rows below heading row `at` in the fields of `names` (field → its possible headings), and their places.

    A field without a column is blank in every row. Rows with nothing in them are passed over.
    """
    headings = [plain(each) for each in sheet.rows[at]]
    where = {name: _position(headings, spellings) for name, spellings in names.items()}
    body = [(number, row) for number, row in enumerate(sheet.rows[at + 1 :], start=at + 2) if any(row)]
    found: dict[str, list[int] | list[str]] = {"row": [number for number, _ in body]}
    for name, position in where.items():
        found[name] = [row[position] if position is not None and position < len(row) else "" for _, row in body]
    frame = pd.DataFrame(found)
    columns = {
        name: (get_column_letter(position + 1), sheet.rows[at][position])
        for name, position in where.items()
        if position is not None
    }
    return blank_fields(frame), Place(sheet.file, sheet.name, columns)


def blank_fields(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every one of FIELDS, blank where it had none, and the columns of wide sheets.

    `words` are how the dimension is called in the file, which may say whether deprivation is in fifths or tenths.
    """
    frame = frame.assign(**{name: "" for name in (*FIELDS, "letter", "heading") if name not in frame})
    frame = frame if "words" in frame else frame.assign(words=frame["dimension"])
    return frame if "row_denominator" in frame else frame.assign(row_denominator=0)


def _position(headings: list[str], spellings: tuple[str, ...]) -> int | None:
    return next((headings.index(plain(each)) for each in spellings if plain(each) in headings), None)


def missing_headings(sheet: Sheet, at: int, needed: Mapping[str, tuple[str, ...]]) -> list[Problem]:
    """A problem for each needed field without a column, naming the headings that were found."""
    headings = {plain(each) for each in sheet.rows[at]}
    found = ", ".join(each for each in sheet.rows[at] if each)
    return [
        sheet.problem(
            f"the column {spellings[0]} is missing",
            row=at + 1,
            column=spellings[0],
            found=found,
            expected=f"a heading called {spellings[0]}",
            mend=f"add the column {spellings[0]}, or give the column that holds it this heading",
        )
        for spellings in needed.values()
        if not headings & {plain(each) for each in spellings}
    ]


def heading_problems(sheet: Sheet, at: int) -> list[Problem]:
    """Headings that are blank above filled cells (merged headings) or that stand twice."""
    headings, told = sheet.rows[at], []
    width = max(len(row) for row in sheet.rows[at:])
    seen: dict[str, int] = {}
    below = {position for row in sheet.rows[at + 1 :] for position, cell in enumerate(row) if cell}
    for position in range(width):
        text = headings[position] if position < len(headings) else ""
        letter = get_column_letter(position + 1)
        if not text and position in below:
            told.append(
                sheet.problem(
                    "a column has values and no heading, as merged heading cells leave it",
                    row=at + 1,
                    column=f"column {letter}",
                    letter=letter,
                    found="a blank heading",
                    expected="one heading in each column, in one row",
                    mend="unmerge the heading cells and give the column its own heading, or delete it",
                )
            )
        if text and plain(text) in seen:
            told.append(
                sheet.problem(
                    "the same heading stands twice", row=at + 1, column=text, letter=letter, found=text,
                    expected="each heading once", mend="delete or rename one of the two columns",
                )
            )  # fmt: skip
        seen.setdefault(plain(text), position)
    return told


def as_id(words: str) -> str:
    """An indicator's id made of its name: 'Life_Expectancy (Female)' as 'life_expectancy_female'."""
    return re.sub(r"[^a-z0-9]+", "_", words.casefold()).strip("_")
