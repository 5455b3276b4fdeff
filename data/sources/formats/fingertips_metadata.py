"""OHID Fingertips indicator metadata: what each indicator is, its unit, and whether high or low is good."""

import pandas as pd

from data.files.tables import Reading, SourceTable, one_line
from data.sources.formats.fingertips import LICENCE, PUBLISHER, SERIES

__all__ = ["KIND", "LICENCE", "NAME", "PUBLISHER", "recognises", "read"]

NAME = "Fingertips indicator metadata"
KIND = "indicator_metadata"

_NEEDED = ("Indicator ID", "Definition", "Polarity", "Unit", "Value type")
_NAMES = ("Indicator", "Indicator Name", "Indicator full name")
# Columns that came and went with the years.
_WHERE_PUBLISHED = {
    "Simple Name": "simple_name",
    "Definition of numerator": "numerator",
    "Definition of denominator": "denominator",
    "Data source": "data_source",
    "Frequency": "frequency",
    "Caveats": "caveats",
}


def recognises(table: SourceTable) -> bool:
    """The metadata's own column names, and not those of the data beside it."""
    return table.has(*_NEEDED) and any(table.has(name) for name in _NAMES) and not table.has("Area Code")


def read(table: SourceTable) -> Reading:
    """Columns: source_id, name, definition, polarity, unit, value_type, and those published in some years only
    (simple_name, numerator, denominator, data_source, frequency, caveats; '' where not). A row an indicator."""
    found = table.rows()
    name = next(each for each in _NAMES if table.has(each))
    columns = {
        name: "name",
        "Definition": "definition",
        "Polarity": "polarity",
        "Unit": "unit",
        "Value type": "value_type",
    }
    tidy = pd.DataFrame({"source_id": SERIES + found["Indicator ID"].str.strip()})
    for column, short in (columns | _WHERE_PUBLISHED).items():
        tidy[short] = found[column].map(one_line) if table.has(column) else ""
    named = tidy[(tidy["source_id"] != SERIES) & (tidy["name"] != "")]
    once = named.drop_duplicates("source_id", ignore_index=True)
    dropped = {"without a number or a name": len(tidy) - len(named), "the same indicator again": len(named) - len(once)}
    return Reading(once, len(found), dropped={reason: rows for reason, rows in dropped.items() if rows})
