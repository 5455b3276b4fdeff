"""NHS England's registered and need-weighted population of each practice, behind allocations to boards."""

import pandas as pd

from data.files.dates import period_of
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, figures, numbers, status_of_pair

NAME = "Registered and need-weighted practice populations"
KIND = "counts"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

_POPULATION = r"pop \d{4}/\d{2}"
_WEIGHTED = "Final WP"
# What is weighted, and the series it gives. General practice is paid by the second, which not every release has.
_SERIES = {
    _WEIGHTED: "nhs_england:final_weighted_population",
    "Final PMC WP": "nhs_england:final_primary_care_weighted_population",
}
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
    """Columns of `counts`: weighted over registered population, for all care and for general practice where given.

    Also practices, with where they stand if given.
    """
    found = table.rows()
    population = table.column_like(_POPULATION)
    period = period_of(population.removeprefix("pop "))
    if period is None:
        raise SourceError(
            "not a financial year", file=table.file, row=1, column=population, expected="a year such as 'pop 2022/23'"
        )
    parts = [_tidy(table, found, column, population, period) for column in _SERIES if table.has(column)]
    tidy = pd.concat(parts, ignore_index=True)
    return Reading(
        tidy,
        # A row of the file is a figure of each series, and every figure is accounted for.
        len(tidy),
        period=population.removeprefix("pop "),
        also={"practices": _practices(table, found)},
    )


def _tidy(
    table: SourceTable, found: pd.DataFrame, weighted: str, population: str, period: tuple[pd.Timestamp, pd.Timestamp]
) -> pd.DataFrame:
    need, people = figures(table, found, weighted), figures(table, found, population)
    tidy = pd.DataFrame(
        {
            "source_id": _SERIES[weighted],
            "area_type": "practice",
            "area_code": found["Practice_Code"],
            "area_name": found["GP_Practice_Name"],
            "period_start": period[0],
            "period_end": period[1],
            "dimension": "total",
            "group": "all",
            "numerator": need.numbers,
            "denominator": people.numbers,
        }
    )
    return tidy.assign(status=status_of_pair(need, people))


def _practices(table: SourceTable, found: pd.DataFrame) -> pd.DataFrame:
    tidy = found[[name for name in _COLUMNS if table.has(name)]].rename(columns=_COLUMNS)
    if table.has("Latitude", "Longitude"):
        tidy["latitude"], tidy["longitude"] = numbers(table, found, "Latitude"), numbers(table, found, "Longitude")
    return tidy.assign(authority=5)
