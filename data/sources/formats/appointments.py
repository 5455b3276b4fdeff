"""Appointments in general practice (NHS England): counts by practice or sub-ICB location, and by how they went.

Each row counts appointments of one area, month (or day), status, staff, mode and time since booking. The practice
layout also names the practice's network and board, as the publication's map of practices does.
"""

import pandas as pd

from data.files.dates import day_of
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, numbers

NAME = "Appointments in general practice"
KIND = "counts"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

_COUNT, _WAIT, _STATUS = "COUNT_OF_APPOINTMENTS", "TIME_BETWEEN_BOOK_AND_APPT", "APPT_STATUS"
_AREAS = {"GP_CODE": "practice", "SUB_ICB_LOCATION_ONS_CODE": "sub_icb"}
_DATES = ("APPOINTMENT_MONTH_START_DATE", "Appointment_Month", "Appointment_Date")
_WITHIN_TWO_WEEKS = ("same day", "1 day", "2 to 7 days", "8 to 14 days")
_LATER = ("15 to 21 days", "22 to 28 days", "more than 28 days")
_NOT_KNOWN = r"^$|unknown|data (?:quality|issue)"


def recognises(table: SourceTable) -> bool:
    """A count of appointments by status and time since booking, an area's code and a date."""
    return (
        table.has(_COUNT, _WAIT, _STATUS)
        and any(table.has(code) for code in _AREAS)
        and any(table.has(date) for date in _DATES)
    )


def read(table: SourceTable) -> Reading:
    """Columns of `counts`, a row an area, month and series: within two weeks of booking, and not attended."""
    found = table.rows()
    code = next(each for each in _AREAS if table.has(each))
    wait = found[_WAIT].str.lower().str.replace(r"\s+", " ", regex=True)
    known = wait.isin((*_WITHIN_TWO_WEEKS, *_LATER))
    _tell_strange_waits(table, found, ~known & ~wait.str.contains(_NOT_KNOWN))
    status = found[_STATUS].str.lower()
    rows = pd.DataFrame(
        {"area_code": found[code], "month": _months(table, found), "count": numbers(table, found, _COUNT)}
    )
    # A row without a month or a number is told, and left out of every sum.
    usable = rows["month"].notna() & rows["count"].notna()
    if not usable.any():
        raise SourceError("no row of it has both a month and a count", file=table.file, expected="a count a row")
    dropped = {"without a month or a count that can be read": int((~usable).sum())} if not usable.all() else {}
    rows, wait, status, known = (each[usable] for each in (rows, wait, status, known))
    within = wait.isin(_WITHIN_TWO_WEEKS)
    parts = [
        _series(rows, "gpad:within_two_weeks", within, within | wait.isin(_LATER)),
        _series(rows, "gpad:not_attended", status == "dna", status.isin(("dna", "attended"))),
    ]
    tidy = pd.concat(parts, ignore_index=True).assign(
        area_type=_AREAS[code], area_name="", dimension="total", group="all"
    )
    months = rows["month"].drop_duplicates().sort_values()
    first, last = months.iloc[0], months.iloc[-1]
    unknown = rows["count"][~known].sum() / rows["count"].sum()
    return Reading(
        tidy.assign(status="ok"),
        len(tidy),
        period=f"{first:%B %Y}" if first == last else f"{first:%B %Y} to {last:%B %Y}",
        dropped=dropped,
        notes=(
            f"{len(found):,} rows of {rows['count'].sum():,.0f} appointments added up by area and month",
            f"time since booking not known for {unknown:.1%} of them: left out of the share within two weeks",
        ),
    )


def _tell_strange_waits(table: SourceTable, found: pd.DataFrame, strange: pd.Series) -> None:
    for words, rows in found[strange].groupby(_WAIT):
        table.odd.add(
            _WAIT,
            "a time since booking that is not known: taken as unknown",
            [int(row) + 2 for row in rows.index],
            [str(words)] * len(rows),
            expected="words such as 'Same Day', '8 to 14 Days' or 'More than 28 Days'",
            mend="download the file again as NHS England publishes it",
        )


def _months(table: SourceTable, found: pd.DataFrame) -> pd.Series:
    """The first day of each row's month, from days such as 01JUL2025 or 2025-07-01."""
    column = next(each for each in _DATES if table.has(each))
    days = found[column].map({each: day_of(each) for each in found[column].unique()})
    days = pd.to_datetime(days).astype("datetime64[ns]")
    wrong = found[days.isna()]
    table.odd.add(
        column,
        "not a date: its row is left out",
        [int(row) + 2 for row in wrong.index],
        wrong[column].tolist(),
        expected="a day such as 01JUL2025",
        mend="keep the dates as published: a spreadsheet may have changed them",
    )
    return days.dt.to_period("M").dt.to_timestamp()


def _series(rows: pd.DataFrame, source_id: str, counted: pd.Series, known: pd.Series) -> pd.DataFrame:
    """One series of counts, the counted out of the known, for areas and months that have any."""
    parts = rows.assign(numerator=rows["count"].where(counted, 0.0), denominator=rows["count"].where(known, 0.0))
    sums = parts.groupby(["area_code", "month"], as_index=False)[["numerator", "denominator"]].sum()
    sums = sums[sums["denominator"] > 0].rename(columns={"month": "period_start"})
    return sums.assign(source_id=source_id, period_end=sums["period_start"] + pd.offsets.MonthEnd(0))
