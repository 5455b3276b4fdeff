"""A published optional table as cells, for whoever tries what a reader of it can work out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.contract.count_tables import COUNT_TABLES
from data.contract.manifest import Disclosure
from data.contract.tables import OPTIONAL_TABLES
from data.disclosure.cells import Cells
from data.disclosure.table_cells import NO_CELL, Counted, table_cells
from data.disclosure.table_protection import counted_rows


@dataclass(frozen=True)
class AuditedTable:
    """The cells of one series of a table as a reader sees them, and which count each cell is.

    `row` (cells,) is the row of the table, -1 for cells that stand between counts; `column` is what it counts, or ''.
    """

    table: str
    cells: Cells
    row: np.ndarray
    column: np.ndarray


def audit_table(
    name: str,
    published: pd.DataFrame,
    parent_of: Mapping[str, str],
    rule: Disclosure,
    *,
    figures: pd.DataFrame | None = None,
    others: Mapping[str, pd.DataFrame] | None = None,
    true: pd.DataFrame | None = None,
) -> Iterator[AuditedTable]:
    """The cells of each series of a published table, hidden as they are published: what can be attacked.

    Without `true` counts a shown cell has the count published, which may be off by its rounding: sums then hold within
    that. `true` is the same table before anything was hidden, its rows in the same order: then small differences between
    counts are cells to attack too, and every sum holds exactly.
    """
    declared, key = COUNT_TABLES[name], list(OPTIONAL_TABLES[name].unique)
    rows = published.reset_index(drop=True)
    counted = counted_rows(rows, declared, key, rule, figures, others or {})
    shown = ~np.isnan(rows[list(declared.counts)].to_numpy(float))
    if true is None:
        counted = Counted(
            counted.count, counted.there, counted.hidden, counted.elsewhere, rounded=True, off=rule.rounded_to / 2
        )
    else:
        count = true.reset_index(drop=True)[list(declared.counts)].to_numpy(float)
        counted = Counted(count, ~np.isnan(count), counted.hidden, counted.elsewhere)
    for here in rows.groupby(list(declared.series), sort=False, observed=True).indices.values():
        part = counted.only(here)
        # A small count is never shown as nought. So a column that shows noughts only is about nobody (an age that is not
        # counted), also where it went with a hidden row: no count of people stands there.
        part.there[:, ((part.count == 0) | np.isnan(part.count)).all(axis=0) & shown[here].any(axis=0)] = False
        made = table_cells(rows.iloc[here], declared, key, parent_of, rule, part)
        yield _audited(name, made.cells, made.number, here, shown[here])


def _audited(name: str, cells: Cells, number: np.ndarray, here: np.ndarray, shown: np.ndarray) -> AuditedTable:
    row, column = np.full(len(cells), -1), np.full(len(cells), "", dtype=object)
    is_shown = np.zeros(len(cells), dtype=bool)
    for at, name_of in enumerate(COUNT_TABLES[name].counts):
        there = number[:, at] != NO_CELL
        row[number[there, at]], column[number[there, at]] = here[there], name_of
        # One cell may stand in several rows: to show it in one is to show it.
        np.logical_or.at(is_shown, number[there, at], shown[there, at])
    # What another table shows costs without end to hide; a small difference is never published.
    hidden = np.where(row >= 0, ~is_shown & np.isfinite(cells.cost), cells.hidden)
    return AuditedTable(name, cells.hiding(hidden), row, column)
