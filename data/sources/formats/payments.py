"""NHS payments to general practice: what each practice was paid in a year, and for how many patients."""

import re

import pandas as pd

from data.files.dates import period_of
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, numbers

NAME = "NHS payments to general practice"
KIND = "counts"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

_PAID = "Total NHS Payments to General Practice"
_PATIENTS = "Number of Registered Patients (Last Known Figure)"
_YEARS = re.compile(r"(?<!\d)(?:20)?(\d\d)[-_/]?(\d\d)(?!\d)")


def recognises(table: SourceTable) -> bool:
    """A practice's total of payments beside its patients."""
    return table.has("Practice Code", _PAID, _PATIENTS)


def read(table: SourceTable) -> Reading:
    """Columns of `counts`: pounds paid over registered patients, a row a practice."""
    found = table.rows()
    year, start, end = _year(table)
    tidy = pd.DataFrame(
        {
            "source_id": "nhs_england:payments",
            "area_type": "practice",
            "area_code": found["Practice Code"].str.strip(),
            "area_name": found["Practice Name"] if table.has("Practice Name") else "",
            "period_start": start,
            "period_end": end,
            "dimension": "total",
            "group": "all",
            "numerator": numbers(table, found, _PAID),
            "denominator": numbers(table, found, _PATIENTS),
        }
    )
    # A practice that opened or closed in the year may be paid for no patients, or owe something back.
    usable = (tidy["denominator"] > 0) & (tidy["numerator"] >= 0)
    tidy[["numerator", "denominator"]] = tidy[["numerator", "denominator"]].where(usable)
    tidy["status"] = usable.map({True: "ok", False: "missing"})
    return Reading(tidy, len(found), period=year, notes=("its year is in its name only",))


def _year(table: SourceTable) -> tuple[str, pd.Timestamp, pd.Timestamp]:
    """The year in words, its first and its last day."""
    for first, second in _YEARS.findall(table.file.rsplit("/", 1)[-1]):
        words = f"20{first}/{second}"
        period = period_of(words)
        if period is not None:
            start, end = period
            return words, start, end
    raise SourceError(
        "its rows do not say which year they are of, nor does its name",
        file=table.file,
        expected="the two years in the name as NHS England writes them, for example 22-23",
        mend="give the file its published name again",
    )
