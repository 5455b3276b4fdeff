"""Patients registered at a practice by the small area they live in (NHS England), plain or as the zip it comes in."""

import pandas as pd

from data.files.dates import day_of
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, numbers

NAME = "Patients registered at a practice by small area"
KIND = "registrations"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

_SEXES = {
    "all": "all",
    "persons": "all",
    "total": "all",
    "male": "male",
    "m": "male",
    "female": "female",
    "f": "female",
}


def recognises(table: SourceTable) -> bool:
    """One row a practice, small area and sex."""
    return table.has("EXTRACT_DATE", "PRACTICE_CODE", "LSOA_CODE", "SEX", "NUMBER_OF_PATIENTS")


def read(table: SourceTable) -> Reading:
    """Columns: practice_code, lsoa (as published: may be NO2011, CLOSED or Welsh), sex (all, male, female), patients, day."""
    found = table.rows()
    days = found["EXTRACT_DATE"].map({each: day_of(each) for each in found["EXTRACT_DATE"].unique()})
    days = pd.to_datetime(days).astype("datetime64[ns]")
    sex = found["SEX"].str.casefold().map(_SEXES).fillna("")
    patients = numbers(table, found, "NUMBER_OF_PATIENTS")
    for column, wrong, expected in (
        ("EXTRACT_DATE", days.isna(), "a day such as 01JUL2022"),
        ("SEX", sex == "", "ALL, MALE or FEMALE"),
    ):
        at = found[wrong]
        table.odd.add(
            column,
            "not what the column holds: its row is left out",
            [int(row) + 2 for row in at.index],
            at[column].tolist(),
            expected=expected,
            mend="keep the file as published: a spreadsheet may have changed it",
        )
    usable = days.notna() & (sex != "") & patients.notna()
    if not usable.any():
        raise SourceError(
            "no row of it has a date, a sex and a number of patients",
            file=table.file,
            sheet=table.sheet,
            found=f"{found['EXTRACT_DATE'].iloc[0]!r} in the first row" if len(found) else "no row",
            expected="a day such as 01JUL2022, ALL or MALE or FEMALE, and a count",
        )
    tidy = pd.DataFrame(
        {
            "practice_code": found["PRACTICE_CODE"],
            "lsoa": found["LSOA_CODE"],
            "sex": sex,
            "patients": patients,
            "day": days,
        }
    )
    dropped = {"without a date, a sex or a number that can be read": int((~usable).sum())} if not usable.all() else {}
    tidy = tidy[usable].reset_index(drop=True) if dropped else tidy
    first, last = tidy["day"].min(), tidy["day"].max()
    period = f"{last:%B %Y}" if first == last else f"{first:%B %Y} to {last:%B %Y}"
    return Reading(tidy, len(found), period=period, dropped=dropped)
