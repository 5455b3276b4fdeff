"""ODS list of successions (succ, succarc): which organisation took over from one that closed. No header."""

import re

import pandas as pd

from data.files.dates import day_of
from data.files.tables import Reading, SourceTable

NAME = "ODS list of successors of closed organisations (succ)"
KIND = "successions"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

_CODE = re.compile(r"[A-Z][A-Z0-9]{2,7}|[0-9][A-Z0-9]{2,4}")
_DAY = re.compile(r"\d{8}")
_FIELDS = range(4, 8)
_PRACTICE = r"[A-Z]\d{5}"


def recognises(table: SourceTable) -> bool:
    """Two organisations' codes, a reason and a day, from the first row on."""
    first = table.header
    return (
        len(first) in _FIELDS
        and first[0] != first[1]
        and all(_CODE.fullmatch(cell) and any(map(str.isdigit, cell)) for cell in first[:2])
        and any(_DAY.fullmatch(cell) for cell in first[2:])
    )


def read(table: SourceTable) -> Reading:
    """Columns: practice_code (the one that closed), successor, day (of the succession; NaT where none is given)."""
    found = table.rows_without_header()
    day = next(name for name in found.columns[2:] if _DAY.fullmatch(found[name].iloc[0]))
    practices = found["0"].str.fullmatch(_PRACTICE) & found["1"].str.fullmatch(_PRACTICE) & (found["0"] != found["1"])
    kept = found[practices]
    tidy = pd.DataFrame(
        {"practice_code": kept["0"], "successor": kept["1"], "day": pd.to_datetime(kept[day].map(day_of))}
    ).reset_index(drop=True)
    dropped = {"not of two general practices": int((~practices).sum())} if not practices.all() else {}
    return Reading(tidy, len(found), dropped=dropped)
