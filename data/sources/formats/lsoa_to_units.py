"""ONS lookups of 2021 small areas to output areas, middle-layer areas or parishes, whichever of these a file holds."""

from data.files.small_area_changes import small_area_rows
from data.files.tables import Reading, SourceTable

NAME = "ONS lookup: 2021 small areas to output areas, middle-layer areas or parishes"
KIND = "lsoa_to_units"
PUBLISHER = "Office for National Statistics"
LICENCE = "Open Government Licence v3.0"

_UNITS = {"oa": r"OA\d\dCD", "msoa": r"MSOA\d\dCD", "parish": r"PARN?C?P?\d\dCD"}


def recognises(table: SourceTable) -> bool:
    """LSOA21CD beside the code of an output area, a middle-layer area or a parish, of any year."""
    return table.has("LSOA21CD") and any(table.column_like(pattern) for pattern in _UNITS.values())


def read(table: SourceTable) -> Reading:
    """Columns: lsoa and, for each unit that the file holds, its code and name (oa_code, oa_name, msoa_code, …)."""
    names = {"LSOA21CD": "lsoa"}
    for unit, pattern in _UNITS.items():
        code = table.column_like(pattern)
        if code:
            names[code] = f"{unit}_code"
            called = code.removesuffix("CD") + "NM"
            names |= {called: f"{unit}_name"} if table.has(called) else {}
    rows = table.rows_of(names)
    return Reading(small_area_rows(table, rows, "lsoa", "LSOA21CD"), len(rows))
