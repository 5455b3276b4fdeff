"""ONS lookup of 2021 small areas to sub-ICB locations and integrated care boards."""

from data.files.small_area_changes import small_area_rows
from data.files.tables import Reading, SourceTable

NAME = "ONS lookup: 2021 small areas to integrated care boards"
KIND = "lsoa_to_icb"
PUBLISHER = "Office for National Statistics"
LICENCE = "Open Government Licence v3.0"


def recognises(table: SourceTable) -> bool:
    """LSOA21CD beside an ICB's ONS code (ICB24CD) and ODS code (ICB24CDH), of any year."""
    return table.has("LSOA21CD") and bool(table.column_like(r"ICB\d\dCDH"))


def read(table: SourceTable) -> Reading:
    """Columns: lsoa, lsoa_name, sub_icb_code, sub_icb_ods, icb_code, icb_ods, icb_name, vintage (24 for 2024)."""
    vintage = table.column_like(r"ICB\d\dCDH").removesuffix("CDH").removeprefix("ICB")
    names = {
        "LSOA21CD": "lsoa",
        "LSOA21NM": "lsoa_name",
        f"SICBL{vintage}CD": "sub_icb_code",
        f"SICBL{vintage}CDH": "sub_icb_ods",
        f"ICB{vintage}CD": "icb_code",
        f"ICB{vintage}CDH": "icb_ods",
        f"ICB{vintage}NM": "icb_name",
    }
    rows = table.rows_of(names)
    found = small_area_rows(table, rows, "lsoa", "LSOA21CD").assign(vintage=int(vintage))
    return Reading(found, len(rows), period=f"20{vintage}")
