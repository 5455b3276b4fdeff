"""Read a table that a team wrote into the columns of the contract, cell by cell; every fault is told by its place."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.files.errors import SourceError
from data.files.tables import SourceTable
from data.optional.columns import DAY, NUMBER, OptionalColumn, columns_of

AS_A_DAY = "a day as 2026-03-31 or 31/03/2026"


@dataclass(frozen=True)
class OptionalReading:
    """What was read for one optional table from one file: its rows without a fault in any cell, and the faults.

    `frame` has the contract's columns; `places` has a row for each of its rows: file, sheet and row as a spreadsheet
    counts. `rows` is how many rows were written there.
    """

    table: str
    label: str
    frame: pd.DataFrame
    places: pd.DataFrame
    rows: int
    faults: tuple[SourceError, ...]


def read_optional(table: SourceTable, name: str) -> OptionalReading:
    """Read a table whose headings are those of the optional table `name`; rows that are blank throughout are no rows."""
    written = table.rows()
    lacking = [each.name for each in columns_of(name) if each.may_lack and each.name not in written]
    written = written.assign(**dict.fromkeys(lacking, ""))
    written = written[[each.name for each in columns_of(name)]].apply(lambda column: column.str.strip())
    written = written[(written != "").any(axis=1)]
    cells, wrong = {}, pd.Series(False, index=written.index)
    faults = []
    for column in columns_of(name):
        cells[column.name], bad = _cells(written[column.name], column)
        wrong |= bad
        faults += [_fault(table, column, row, text) for row, text in written.loc[bad, column.name].items()]
    places = pd.DataFrame({"file": table.file, "sheet": table.sheet, "row": written.index + 2}, index=written.index)
    kept = pd.DataFrame(cells, index=written.index)[~wrong]
    faults.sort(key=lambda fault: fault.row or 0)
    return OptionalReading(name, table.label, kept, places[~wrong], len(written), tuple(faults))


def _cells(written: pd.Series, column: OptionalColumn) -> tuple[pd.Series, pd.Series]:
    """The cells of a column as what they stand for, and which cannot be."""
    blank = written == ""
    unwanted = blank & (not column.may_be_blank)
    if column.kind == NUMBER:
        found = pd.to_numeric(written.str.replace(",", "", regex=False), errors="coerce").astype(float)
        found = found.where(np.isfinite(found))
    elif column.kind == DAY:
        # The British order is asked for by name: a day must never be guessed.
        slashed = pd.to_datetime(written, format="%d/%m/%Y", errors="coerce")
        found = pd.to_datetime(written, format="%Y-%m-%d", errors="coerce").fillna(slashed).astype("datetime64[ns]")
    else:
        strange = ~written.isin(column.allowed) & ~blank if column.allowed else pd.Series(False, index=written.index)
        return written.astype(object), unwanted | strange
    return found, unwanted | (found.isna() & ~blank)


def _fault(table: SourceTable, column: OptionalColumn, row: int, text: str) -> SourceError:
    """What is wrong with one cell. `row` counts from 0, below the headings."""
    if column.kind == NUMBER:
        problem, expected = "not a number", "a number" + (" or a blank cell" if column.may_be_blank else "")
        hidden = "where it is hidden or was not collected, leave it blank and say so in 'status'"
        with_status = column.may_be_blank and table.has("status")
        mend = f"correct it; {hidden}" if with_status else "correct it"
    elif column.kind == DAY:
        problem, expected, mend = "not a day", AS_A_DAY, "write the day in full"
    else:
        problem, expected = "not one of the words that the column allows", f"one of: {', '.join(column.allowed)}"
        mend = "use one of them as it stands"
    if text == "":
        problem, mend = "a blank cell", "fill the cell"
        expected = expected if column.kind != "text" or column.allowed else "text"
    return SourceError(
        problem,
        file=table.file,
        sheet=table.sheet,
        row=row + 2,
        column=column.name,
        found=text,
        expected=expected,
        mend=mend,
    )
