"""A table whose rows are in memory already, as a reader is given it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from data.files.tables import SourceTable
from data.files.text import Row

_FIRST_ROWS = 20


@dataclass(frozen=True)
class SheetRows:
    """One sheet: its rows up to the last filled one, and cells whose formula has no value ('D6')."""

    title: str
    rows: list[Row]
    uncalculated: frozenset[str] = frozenset()


def table_of(file: str, title: str, rows: Sequence[Row]) -> SourceTable:
    """The table of one sheet's rows, of which the first names its columns."""
    held = tuple(rows)
    return SourceTable(file, title, held[0], held[:_FIRST_ROWS], partial(_frame, held), partial(list, held))


def _frame(rows: tuple[Row, ...], headed: bool) -> pd.DataFrame:
    """Rows as a frame of text, as a table loads it: rows that are too short are filled up, blank ones passed over."""
    width = len(rows[0]) if headed else max(len(row) for row in rows)
    filled = [(*row, *[""] * (width - len(row)))[:width] for row in rows if any(row)]
    if headed:
        return pd.DataFrame(filled[1:], columns=list(rows[0]), dtype=str)
    return pd.DataFrame(filled, columns=[str(number) for number in range(width)], dtype=str)
