"""FingertipsNext's own extract of figures: Fingertips' rows under shorter headings, with a year alone for each period.

A year may be a calendar, a financial or an academic one: its list of indicators says which (`fingertips_next_list`).
"""

from dataclasses import replace

import pandas as pd

from data.files.odd_cells import OddCells
from data.files.tables import Reading, SourceTable
from data.sources.formats import fingertips
from data.sources.formats.fingertips import LICENCE, PUBLISHER, RULE

__all__ = ["KIND", "LICENCE", "NAME", "PUBLISHER", "RULE", "recognises", "read"]

NAME = "FingertipsNext extract of figures"
KIND = "counts_by_year"

# Fingertips' own heading of each column.
_HEADINGS = {
    "IndicatorId": "Indicator ID",
    "AreaCode": "Area Code",
    "Sex": "Sex",
    "Age": "Age",
    "Category": "Category",
    "CategoryType": "Category Type",
    "Year": "Time period",
    "Value": "Value",
    "Count": "Count",
    "Denominator": "Denominator",
    "LowerCI": "Lower CI 95.0 limit",
    "UpperCI": "Upper CI 95.0 limit",
}
# Columns that Fingertips has and this extract has not. A series is called by its number.
_NOT_THERE = ("Area Name", "Area Type", "Value note")


def recognises(table: SourceTable) -> bool:
    """The extract's own headings, which are written as one word."""
    return table.has(*_HEADINGS)


def read(table: SourceTable) -> Reading:
    """Columns of `counts`, as of calendar years, and `year`: which days are meant is settled beside other files."""
    rows = table.rows()[list(_HEADINGS)].rename(columns=_HEADINGS)
    rows["Category Type"] = rows["Category Type"].str.strip('" ')
    whole = rows["Time period"].str.fullmatch(r"\d{4}")
    _tell_other_years(table, rows.loc[~whole, "Time period"])
    rows = rows.assign(**dict.fromkeys(_NOT_THERE, ""), **{"Indicator Name": rows["Indicator ID"]})
    kept = rows[whole]
    odd = OddCells()
    reading = fingertips.read(replace(table, header=tuple(rows), load=lambda _: kept.copy(), odd=odd))
    table.odd.take(odd, {theirs: ours for ours, theirs in _HEADINGS.items()})
    return replace(
        reading,
        frame=reading.frame.assign(year=reading.frame["period_end"].dt.year),
        rows=len(rows),
        dropped=reading.dropped | ({"of a year that cannot be read": int((~whole).sum())} if not whole.all() else {}),
    )


def _tell_other_years(table: SourceTable, texts: pd.Series) -> None:
    table.odd.add(
        "Year", "not a year", [int(row) + 2 for row in texts.index], texts.tolist(), expected="a year such as 2022",
        mend="give the year in which the period begins, as the extract does",
    )  # fmt: skip
