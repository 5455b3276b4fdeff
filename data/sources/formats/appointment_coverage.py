"""Coverage of appointments in general practice: how many practices and patients each month's counts are of."""

import pandas as pd

from data.files.dates import day_of
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, numbers

NAME = "Appointments in general practice: practices and patients covered"
KIND = "appointment_coverage"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

_COLUMNS = {
    "Included Practices": "practices_included",
    "Open Practices": "practices_open",
    "Patients registered at included practices": "patients_included",
    "Patients registered at open practices": "patients_open",
}


def recognises(table: SourceTable) -> bool:
    """Practices and patients, included and open, of a sub-ICB location and month."""
    return table.has("SUB_ICB_LOCATION_CODE", "Appointment_Month", *_COLUMNS)


def read(table: SourceTable) -> Reading:
    """Columns: sub_icb_ods, month (its first day), practices and patients included and open."""
    found = table.rows()
    tidy = pd.DataFrame({"sub_icb_ods": found["SUB_ICB_LOCATION_CODE"].str.strip()})
    days = {words: day_of(words) for words in found["Appointment_Month"].unique()}
    wrong = next((words for words, day in days.items() if day is None), None)
    if wrong is not None:
        raise SourceError(
            "not a date",
            file=table.file,
            row=int((found["Appointment_Month"] == wrong).idxmax()) + 2,
            column="Appointment_Month",
            found=wrong,
            expected="a day such as 01JUL2025",
            mend="keep the dates as published: a spreadsheet may have changed them",
        )
    tidy["month"] = found["Appointment_Month"].map(days)
    for column, name in _COLUMNS.items():
        tidy[name] = numbers(table, found, column)
    first, last = tidy["month"].min(), tidy["month"].max()
    return Reading(tidy, len(found), period=f"{first:%B %Y} to {last:%B %Y}")
