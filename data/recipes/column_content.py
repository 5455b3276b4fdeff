"""What the cells of each column of a table hold: numbers, marks, percentages, different texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from openpyxl.utils import get_column_letter

from data.files.marks import mark_of, number_of
from data.files.sheets import Sheet
from data.recipes.headings import headings_of
from data.recipes.merged_cells import filled_down, merged_positions
from data.recipes.table_place import TablePlace

# Rows looked at, in runs from all over the table: enough to judge a column by.
_LOOKED_AT, _RUN = 3_000, 100
_EXAMPLES = 4
_MOSTLY = 0.7


@dataclass(frozen=True)
class Content:
    """One column: its cells in the rows looked at, blank ones included, in the order of the rows."""

    position: int
    heading: str
    texts: tuple[str, ...]

    @property
    def letter(self) -> str:
        """The column's letter, as a spreadsheet has it."""
        return str(get_column_letter(self.position + 1))

    @cached_property
    def different(self) -> tuple[str, ...]:
        """Every different text that is not blank, as met."""
        return tuple(dict.fromkeys(text for text in self.texts if text))

    @cached_property
    def filled(self) -> int:
        """How many cells are not blank."""
        return sum(map(bool, self.texts))

    @cached_property
    def numbers(self) -> np.ndarray:
        """The number of each cell, '%' taken away; NaN where there is none."""
        return np.array([_number(text) for text in self.texts], dtype=float)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The different marks that stand for no number ('*', '<5', 'n/a')."""
        return tuple(text for text in self.different if _number(text) != _number(text) and mark_of(text) is not None)

    @cached_property
    def numeric(self) -> bool:
        """Whether most filled cells are numbers or marks, and some are numbers."""
        held = int(np.isfinite(self.numbers).sum())
        marked = sum(text in self.marks for text in self.texts)
        return held > 0 and held + marked >= _MOSTLY * self.filled

    @cached_property
    def whole(self) -> bool:
        """Whether every number is a whole one."""
        held = self.numbers[np.isfinite(self.numbers)]
        return bool(len(held)) and bool((held % 1 == 0).all()) and not self.percent

    @cached_property
    def percent(self) -> bool:
        """Whether most of its numbers are written with '%'."""
        signs = sum(text.endswith("%") for text in self.texts)
        return signs > 0 and signs * 2 >= int(np.isfinite(self.numbers).sum())

    @property
    def examples(self) -> tuple[str, ...]:
        """Some of its different texts."""
        return self.different[:_EXAMPLES]


@lru_cache(maxsize=200_000)
def _number(text: str) -> float:
    number = number_of(text, percent=True) if text and mark_of(text) is None else None
    return float("nan") if number is None else number


def contents_of(sheet: Sheet, place: TablePlace) -> tuple[tuple[Content, ...], tuple[int, ...]]:
    """The columns of a table, and the positions of those whose cells are merged downwards, filled from above.

    Rows with one cell only are no rows of the table, where others have more.
    """
    headings = headings_of(sheet, place.at, place.rows)
    rows = [row for row in sheet.rows[place.body : place.last] if any(row)]
    rows = [row for row in rows if sum(map(bool, row)) > 1] or rows
    merged = merged_positions(rows)
    held = _spread(filled_down(rows, merged) if merged else rows)
    columns = [tuple(row[position] if position < len(row) else "" for row in held) for position in range(len(headings))]
    width = _first_gap(columns, sheet.rows[place.at : place.body])
    contents = tuple(Content(position, headings[position], columns[position]) for position in range(width))
    return contents, merged


def _first_gap(columns: Sequence[Sequence[str]], headings: Sequence[Sequence[str]]) -> int:
    """How many columns there are before one that is blank with its heading: beyond it another table may stand."""
    for position, cells in enumerate(columns):
        headed = any(position < len(row) and row[position] for row in headings)
        if not headed and not any(cells) and position > 1:
            return position
    return len(columns)


def _spread(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Runs of rows from all over the table: rows beside one another show what sets them apart."""
    if len(rows) <= _LOOKED_AT:
        return list(rows)
    apart = len(rows) * _RUN // _LOOKED_AT
    return [row for start in range(0, len(rows), apart) for row in rows[start : start + _RUN]]
