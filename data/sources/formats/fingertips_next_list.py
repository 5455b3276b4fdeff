"""FingertipsNext's list of indicators: what each is called, which way is good, and what kind of year its figures are of."""

import pandas as pd

from data.files.tables import Reading, SourceTable, one_line
from data.sources.formats.fingertips import LICENCE, PUBLISHER, SERIES

__all__ = ["KIND", "LICENCE", "NAME", "PUBLISHER", "recognises", "read"]

NAME = "FingertipsNext list of indicators"
KIND = "indicator_metadata"

_HEADINGS = {
    "IndicatorName": "name",
    "Polarity": "polarity",
    "ValueType": "value_type",
    "PeriodType": "period_type",
    "Frequency": "frequency",
}
# What Fingertips' own metadata says beside these, and this list does not.
_NOT_SAID = ("definition", "unit", "simple_name", "numerator", "denominator", "data_source", "caveats")


def recognises(table: SourceTable) -> bool:
    """The list's own headings."""
    return table.has("IndicatorID", *_HEADINGS)


def read(table: SourceTable) -> Reading:
    """Columns of `indicator_metadata` ('' for what the list does not say) and `period_type`. A row an indicator."""
    found = table.rows()
    tidy = pd.DataFrame({"source_id": SERIES + found["IndicatorID"].str.strip()}).assign(**dict.fromkeys(_NOT_SAID, ""))
    tidy = tidy.assign(**{short: found[heading].map(one_line) for heading, short in _HEADINGS.items()})
    named = tidy[(tidy["source_id"] != SERIES) & (tidy["name"] != "")]
    once = named.drop_duplicates("source_id", ignore_index=True)
    dropped = {"without a number or a name": len(tidy) - len(named), "the same indicator again": len(named) - len(once)}
    return Reading(once, len(found), dropped={reason: rows for reason, rows in dropped.items() if rows})
