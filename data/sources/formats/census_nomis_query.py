"""Census 2021 table TS021, ethnic group, as a Nomis query: five groups, with lines above and below the table."""

import pandas as pd

from data.sources.errors import SourceError
from data.sources.tables import Reading, Table

NAME = "Census 2021 TS021 ethnic group (Nomis query)"
KIND = "census_ethnic_group"
PUBLISHER = "Office for National Statistics"
LICENCE = "Open Government Licence v3.0"

_CODE = "mnemonic"
_COLUMNS = {
    "Total: All usual residents": "residents",
    "Asian, Asian British or Asian Welsh": "resident_asian",
    "Black, Black British, Black Welsh, Caribbean or African": "resident_black",
    "Mixed or Multiple ethnic groups": "resident_mixed",
    "White": "resident_white",
    "Other ethnic group": "resident_other",
}


def recognises(table: Table) -> bool:
    """A row of column names, among the first, with the area's code, the total and the five groups."""
    return any({_CODE, *_COLUMNS} <= set(row) for row in table.first_rows)


def read(table: Table) -> Reading:
    """Columns: lsoa, residents, resident_<broad group>."""
    lines = table.ragged()
    top = next(number for number, line in enumerate(lines) if {_CODE, *_COLUMNS} <= set(line))
    header = list(lines[top])
    code = header.index(_CODE)
    inside = [
        (number, line)
        for number, line in enumerate(lines[top + 1 :], start=top + 2)
        if len(line) == len(header) and line[code].startswith("E01")
    ]
    frame = pd.DataFrame([line for _, line in inside], columns=header, index=[number for number, _ in inside])
    tidy = {"lsoa": frame[_CODE]}
    for column, name in _COLUMNS.items():
        # Numbered by line of the file, not of the table, so that a fault is named where it stands.
        figures = pd.to_numeric(frame[column], errors="coerce").astype(float)
        if figures.isna().any():
            row = int(figures.isna().idxmax())
            raise SourceError(
                "not a number",
                file=table.file,
                row=row,
                column=column,
                found=frame[column][row],
                expected="a count",
                mend="download the query again",
            )
        tidy[name] = figures
    around = sum(1 for line in lines if any(line)) - len(inside) - 1
    return Reading(
        pd.DataFrame(tidy).reset_index(drop=True),
        len(inside),
        period="2021",
        notes=(f"{around:,} lines of heading and footnotes around the table passed over",),
    )
