"""General practice workforce, practice level: patients for each full-time member of staff at the end of a month."""

import re

import pandas as pd

from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, numbers

NAME = "General practice workforce by practice"
KIND = "counts"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

# What is given of each practice: full-time staff, and how that was come by. Published in capitals, kept by some in small.
_STAFF = {"gps": ("TOTAL_GP_EXTG_FTE", "GP_SOURCE"), "administrative": ("TOTAL_ADMIN_FTE", "ADMIN_SOURCE")}
_PRACTICE, _PATIENTS = "PRAC_CODE", "TOTAL_PATIENTS"
_NOT_GIVEN = ("ND", "NA", "N/A", "-", "*", "NULL")
_ESTIMATED = "fully estimated"
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_MONTH = re.compile(rf"(?<![a-z])({_MONTHS})[ _.\-]?(20\d\d)(?!\d)", re.I)


def recognises(table: SourceTable) -> bool:
    """A practice's patients beside its full-time staff, in capitals or not."""
    columns = {_PRACTICE, _PATIENTS, *(name for pair in _STAFF.values() for name in pair)}
    return columns <= {name.upper() for name in table.header}


def read(table: SourceTable) -> Reading:
    """Columns of `counts`: patients over full-time staff, a row a practice and kind of staff.

    Where a practice gave no data the publisher puts an estimate, which is missing here; so is a practice without any.
    """
    found = table.rows().rename(columns=str.upper)
    start, end = _month(table)
    patients = _figures(table, found, _PATIENTS)
    parts = []
    for code, (column, source) in _STAFF.items():
        staff = _figures(table, found, column)
        usable = (staff > 0) & (patients > 0) & ~found[source].str.casefold().str.startswith(_ESTIMATED)
        tidy = pd.DataFrame(
            {
                "source_id": f"gp_workforce:{code}",
                "area_type": "practice",
                "area_code": found[_PRACTICE].str.strip(),
                "area_name": found.get("PRAC_NAME", ""),
                "period_start": start,
                "period_end": end,
                "dimension": "total",
                "group": "all",
                "numerator": patients.where(usable),
                "denominator": staff.where(usable),
            }
        )
        parts.append(tidy.assign(status=usable.map({True: "ok", False: "missing"})))
    together = pd.concat(parts, ignore_index=True)
    notes = ("its month is in its name only", f"{len(found):,} practices, {len(_STAFF):,} figures of each")
    return Reading(together, len(together), period=f"{end:%B %Y}", notes=notes)


def _figures(table: SourceTable, found: pd.DataFrame, column: str) -> pd.Series:
    """A column as numbers, marks for what was not given as missing."""
    text = found[column].str.strip()
    return numbers(table, found.assign(**{column: text.mask(text.str.upper().isin(_NOT_GIVEN), "")}), column)


def _month(table: SourceTable) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of the month in the file's name."""
    name = table.file.rsplit("/", 1)[-1]
    for word, year in _MONTH.findall(name):
        first = pd.to_datetime(f"{word[:3]} {year}", format="%b %Y")
        return first, first + pd.offsets.MonthEnd(0)
    raise SourceError(
        "its rows do not say which month they are of, nor does its name",
        file=table.file,
        found=name,
        expected="the month and the year in the name as NHS England writes them, for example July 2025",
        mend="give the file its published name again",
    )
