"""NHS England's registered and need-weighted population of each practice, behind allocations to boards."""

import pandas as pd

from data.files.dates import period_of
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, numbers

NAME = "Registered and need-weighted practice populations"
KIND = "counts"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

_POPULATION = r"pop \d{4}/\d{2}"
_WEIGHTED = "Final WP"
_COLUMNS = {
    "Practice_Code": "practice_code",
    "GP_Practice_Name": "practice_name",
    "Practice_Postcode": "postcode",
    "CCG21": "sub_icb_ods",
    "ICS22": "icb_ods",
}


def recognises(table: SourceTable) -> bool:
    """A practice's population of a stated year beside its final weighted population."""
    return table.has("Practice_Code", _WEIGHTED) and bool(table.column_like(_POPULATION))


def read(table: SourceTable) -> Reading:
    """Columns of `counts`: weighted over registered population. Also practices, with where they stand if given."""
    found = table.rows()
    population = table.column_like(_POPULATION)
    period = period_of(population.removeprefix("pop "))
    if period is None:
        raise SourceError(
            "not a financial year", file=table.file, row=1, column=population, expected="a year such as 'pop 2022/23'"
        )
    tidy = pd.DataFrame(
        {
            "source_id": "nhs_england:final_weighted_population",
            "area_type": "practice",
            "area_code": found["Practice_Code"],
            "area_name": found["GP_Practice_Name"],
            "period_start": period[0],
            "period_end": period[1],
            "dimension": "total",
            "group": "all",
            "numerator": numbers(table, found, _WEIGHTED),
            "denominator": numbers(table, found, population),
        }
    )
    blank = tidy["numerator"].isna() | tidy["denominator"].isna()
    tidy = tidy.assign(status=blank.map({True: "missing", False: "ok"}))
    return Reading(
        tidy, len(found), period=population.removeprefix("pop "), also={"practices": _practices(table, found)}
    )


def _practices(table: SourceTable, found: pd.DataFrame) -> pd.DataFrame:
    tidy = found[[name for name in _COLUMNS if table.has(name)]].rename(columns=_COLUMNS)
    if table.has("Latitude", "Longitude"):
        tidy["latitude"], tidy["longitude"] = numbers(table, found, "Latitude"), numbers(table, found, "Longitude")
    return tidy.assign(authority=5)
