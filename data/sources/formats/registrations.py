"""Patients registered at a practice by the small area they live in (NHS England), plain or as the zip it comes in."""

import pandas as pd

from data.files.dates import day_of
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, numbers

NAME = "Patients registered at a practice by small area"
KIND = "registrations"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"


def recognises(table: SourceTable) -> bool:
    """One row a practice, small area and sex."""
    return table.has("EXTRACT_DATE", "PRACTICE_CODE", "LSOA_CODE", "SEX", "NUMBER_OF_PATIENTS")


def read(table: SourceTable) -> Reading:
    """Columns: practice_code, lsoa (as published: may be NO2011, CLOSED or Welsh), patients, day."""
    found = table.rows()
    day = day_of(found["EXTRACT_DATE"].iloc[0])
    if day is None:
        raise SourceError(
            "not a date",
            file=table.file,
            row=2,
            column="EXTRACT_DATE",
            found=found["EXTRACT_DATE"].iloc[0],
            expected="a day such as 01JUL2022",
        )
    found["patients"] = numbers(table, found, "NUMBER_OF_PATIENTS")
    # Files give everyone together, or each sex, or all three: adding all three would count everyone twice.
    both = found["SEX"].str.upper().eq("ALL")
    kept = found[both] if both.any() else found
    dropped = {"one sex, already in the row for all": len(found) - len(kept)} if len(kept) < len(found) else {}
    tidy = kept[["PRACTICE_CODE", "LSOA_CODE", "patients"]].set_axis(["practice_code", "lsoa", "patients"], axis=1)
    if not both.any():
        tidy = tidy.groupby(["practice_code", "lsoa"], as_index=False)["patients"].sum()
    tidy = pd.DataFrame(tidy).reset_index(drop=True)
    tidy["day"] = day
    return Reading(tidy, len(found), period=f"{day:%B %Y}", dropped=dropped)
