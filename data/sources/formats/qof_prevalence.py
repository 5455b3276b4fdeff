"""Quality and Outcomes Framework prevalence: patients on each disease register of each practice, and its list."""

import re

import pandas as pd

from data.files.dates import is_plausible
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, figures, status_of_pair

NAME = "QOF prevalence by practice"
KIND = "counts"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

# A file with this many practices is the national release, so its sum is England's figure.
_PRACTICES_IN_ENGLAND = 6_000
_YEARS = re.compile(r"(?<!\d)(\d{2})(\d{2})(?!\d)")


def recognises(table: SourceTable) -> bool:
    """A practice, a group, its register and its list size."""
    return table.has("PRACTICE_CODE", "GROUP_CODE", "REGISTER", "PATIENT_LIST_TYPE", "PRACTICE_LIST_SIZE")


def read(table: SourceTable) -> Reading:
    """Columns of `counts`: the register over the list of the ages it is kept for. England too in a national file."""
    found = table.rows()
    start, end, year = financial_year(table)
    register, size = figures(table, found, "REGISTER"), figures(table, found, "PRACTICE_LIST_SIZE")
    tidy = pd.DataFrame(
        {
            "source_id": "qof:" + found["GROUP_CODE"],
            "area_type": "practice",
            "area_code": found["PRACTICE_CODE"],
            "area_name": "",
            "period_start": start,
            "period_end": end,
            "dimension": "total",
            "group": "all",
            "numerator": register.numbers,
            "denominator": size.numbers,
        }
    )
    tidy["status"] = status_of_pair(register, size)
    notes = ["its year is in its name only"]
    england = england_of(tidy)
    if england is not None:
        notes.append(f"every practice in England: {len(england):,} rows for England added up from it")
        tidy = pd.concat([tidy, england], ignore_index=True)
    return Reading(tidy, len(found), period=year, notes=tuple(notes))


def financial_year(table: SourceTable) -> tuple[pd.Timestamp, pd.Timestamp, str]:
    """The financial year, from digits such as 2021 (for 2020-21) in the file's name: its rows do not say."""
    for first, second in _YEARS.findall(table.file.rsplit("/", 1)[-1]):
        year = 2000 + int(first)
        if int(second) == (int(first) + 1) % 100 and is_plausible(pd.Timestamp(year, 4, 1)):
            return pd.Timestamp(year, 4, 1), pd.Timestamp(year + 1, 3, 31), f"{year}/{second}"
    raise SourceError(
        "its rows do not say which year they are of, nor does its name",
        file=table.file,
        expected="the two years in the name as NHS England writes them, for example 2021 for 2020/21",
        mend="give the file its published name again",
    )


def england_of(tidy: pd.DataFrame) -> pd.DataFrame | None:
    """England's figures, the sum of practices' rows of `counts`; None where the file is not the national release."""
    if tidy["area_code"].nunique() < _PRACTICES_IN_ENGLAND:
        return None
    counted = tidy[tidy["status"] == "ok"]
    keys = ["source_id", "period_start", "period_end", "dimension", "group"]
    sums = counted.groupby(keys, as_index=False)[["numerator", "denominator"]].sum()
    return sums.assign(area_type="country", area_code="E92000001", area_name="England", status="ok")
