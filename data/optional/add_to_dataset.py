"""Put together what several files hold of the optional tables, and leave out, by row and reason, what cannot stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pandas as pd

from data.contract.tables import OPTIONAL_TABLES
from data.files.errors import SourceError
from data.optional.checks import Doubt, Known, against_contract, against_known
from data.optional.reading import OptionalReading

# Others refer to these, so they are settled first.
_FIRST = ("services", "pilots")


@dataclass
class OptionalTables:
    """The tables that can be written, and what became of each file: faults in words, and rows used and left out by label.

    A table all of whose rows have a fault is not among `tables`.
    """

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    faults: dict[str, list[SourceError]] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    repeated: dict[str, int] = field(default_factory=dict)

    @property
    def faulty(self) -> dict[str, int]:
        """How many rows of each table have a fault."""
        return {
            table: len({(each.file, each.sheet, each.row) for each in faults}) for table, faults in self.faults.items()
        }


def joined(readings: Iterable[OptionalReading], known: Known | None) -> OptionalTables:
    """The readings of every file as tables of the dataset; rows with a fault are left out and told.

    Without `known` what the rows refer to is not looked up.
    """
    readings = list(readings)
    found = OptionalTables()
    for table in sorted({each.table for each in readings}, key=lambda each: (each not in _FIRST, each)):
        parts = [each for each in readings if each.table == table]
        frame, faults = _settled(table, parts, known, found)
        if faults:
            found.faults[table] = faults
        if len(frame):
            found.tables[table] = frame
        if known is None:
            continue
        if table == "pilots":
            known = replace(known, pilots=set(frame["pilot_id"]))
        elif table == "services":
            known = replace(known, sites={*known.sites, *frame["site_code"]})
    return found


def _settled(
    table: str, parts: list[OptionalReading], known: Known | None, found: OptionalTables
) -> tuple[pd.DataFrame, list[SourceError]]:
    """The sound rows of one table from all its files, and every fault."""
    frame = pd.concat([each.frame for each in parts], ignore_index=True)
    labels = pd.Series([each.label for each in parts for _ in range(len(each.frame))], dtype=object)
    places = pd.concat([each.places for each in parts], ignore_index=True)
    again = frame.duplicated()
    for label, rows in labels[again].value_counts().items():
        found.repeated[label] = int(rows)
    frame = frame[~again]
    doubts = against_contract(table, frame)
    if known is not None:
        doubts += against_known(table, frame.drop(index=list({each.index for each in doubts})), known)
    frame = frame.drop(index=list({each.index for each in doubts}))
    for each in parts:
        found.used[each.label] = int((labels[frame.index] == each.label).sum())
    faults = [fault for each in parts for fault in each.faults] + [_told(each, places) for each in doubts]
    return frame[list(OPTIONAL_TABLES[table].columns)].reset_index(drop=True), faults


def _told(doubt: Doubt, places: pd.DataFrame) -> SourceError:
    """A doubt with the place of its row in the file it came from."""
    place = places.loc[doubt.index]
    return SourceError(
        doubt.problem,
        file=str(place["file"]),
        sheet=str(place["sheet"]),
        row=int(place["row"]),
        column=doubt.column,
        found=doubt.found,
        expected=doubt.expected,
        mend=doubt.mend,
    )


def in_few_lines(faults: Iterable[SourceError]) -> list[str]:
    """The faults as lines of text, in their order: rows that are wrong alike are told by the first and counted."""
    alike: dict[tuple[object, ...], list[SourceError]] = {}
    for each in faults:
        alike.setdefault((each.file, each.sheet, each.column, each.problem, each.found, each.expected), []).append(each)
    return [
        str(first) + (f" (and {len(more):,} more {'row' if len(more) == 1 else 'rows'} like it)" if more else "")
        for first, *more in alike.values()
    ]
