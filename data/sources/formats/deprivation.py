"""English Indices of Deprivation, 2015, 2019 and 2025: rank and decile, and score where the file gives it."""

import re

from data.files.tables import Reading, SourceTable, numbers

NAME = "English Indices of Deprivation"
KIND = "deprivation"
PUBLISHER = "Ministry of Housing, Communities and Local Government"
LICENCE = "Open Government Licence v3.0"

_CODES = {"LSOA code (2021)": "2025", "LSOA code (2011)": "2019"}
# The index of 2015 is published with the councils of 2013, that of 2019 with those of 2019.
_FIRST_COUNCILS_OF_2019 = 2016
_RANK = r"Index of Multiple Deprivation \(IMD\) Rank.*"
_DECILE = r"Index of Multiple Deprivation \(IMD\) Decile.*"
_SCORE = "Index of Multiple Deprivation (IMD) Score"


def recognises(table: SourceTable) -> bool:
    """A small-area code of either vintage beside the index's rank; the wording after 'Rank' varies by file."""
    return any(table.has(code) for code in _CODES) and bool(table.column_like(_RANK))


def _is_2015(table: SourceTable) -> bool:
    """Whether it is the index of 2015, whose small areas are those of 2019: it names councils of 2013, or its own year."""
    councils = table.column_like(r"Local Authority District (?:code|name) \(20\d\d\)")
    if councils:
        return int(councils[-5:-1]) < _FIRST_COUNCILS_OF_2019
    return "LSOA code (2011)" in table.header and re.search(r"(?<!\d)2015(?!\d)", table.label) is not None


def read(table: SourceTable) -> Reading:
    """Columns: imd_version ('2015', '2019', '2025'), lsoa, rank, decile, score (missing when the file has none)."""
    found = table.rows()
    code = next(each for each in _CODES if table.has(each))
    tidy = found[[code]].set_axis(["lsoa"], axis=1)
    version = "2015" if _is_2015(table) else _CODES[code]
    tidy["imd_version"] = version
    tidy["rank"] = numbers(table, found, table.column_like(_RANK))
    decile = table.column_like(_DECILE)
    tidy["decile"] = numbers(table, found, decile) if decile else float("nan")
    tidy["score"] = numbers(table, found, _SCORE) if table.has(_SCORE) else float("nan")
    named = tidy["lsoa"] != ""
    dropped = {"blank row": int((~named).sum())} if not named.all() else {}
    return Reading(tidy[named].reset_index(drop=True), len(found), period=version, dropped=dropped)
