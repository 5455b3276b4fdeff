"""Census 2021 table TS021, ethnic group, as a Nomis query: five groups, with lines above and below the table."""

import pandas as pd

from data.files.tables import Reading, SourceTable
from data.sources.nomis import CODE, counts_of, header_among, small_area_rows

NAME = "Census 2021 TS021 ethnic group (Nomis query)"
KIND = "census_ethnic_group"
PUBLISHER = "Office for National Statistics"
LICENCE = "Open Government Licence v3.0"
RULE = "Protected by the Office for National Statistics: some records swapped between areas, small counts changed a little."

_COLUMNS = {
    "Total: All usual residents": "residents",
    "Asian, Asian British or Asian Welsh": "resident_asian",
    "Black, Black British, Black Welsh, Caribbean or African": "resident_black",
    "Mixed or Multiple ethnic groups": "resident_mixed",
    "White": "resident_white",
    "Other ethnic group": "resident_other",
}


def recognises(table: SourceTable) -> bool:
    """A row of column names, among the first, with the area's code, the total and the five groups."""
    return bool(header_among(table, *_COLUMNS))


def read(table: SourceTable) -> Reading:
    """Columns: lsoa, residents, resident_<broad group>."""
    frame, around = small_area_rows(table, *_COLUMNS)
    tidy = {"lsoa": frame[CODE]} | {name: counts_of(table, frame, column) for column, name in _COLUMNS.items()}
    return Reading(
        pd.DataFrame(tidy).reset_index(drop=True),
        len(frame),
        period="2021",
        notes=(f"{around:,} lines of heading and footnotes around the table passed over",),
    )
