"""ONS lookup of 2021 small areas to wards and local authority districts."""

from data.files.small_area_changes import small_area_rows
from data.files.tables import Reading, SourceTable

NAME = "ONS lookup: 2021 small areas to wards and local authorities"
KIND = "lsoa_to_place"
PUBLISHER = "Office for National Statistics"
LICENCE = "Open Government Licence v3.0"


def recognises(table: SourceTable) -> bool:
    """LSOA21CD with a ward's and a local authority's code, of any year, and no 2011 small areas."""
    return table.has("LSOA21CD") and bool(table.column_like(r"WD\d\dCD")) and bool(table.column_like(r"LAD\d\dCD"))


def read(table: SourceTable) -> Reading:
    """Columns: lsoa, ward_code, ward_name, place_code, place_name, vintage (24 for 2024)."""
    ward, place = table.column_like(r"WD\d\dCD"), table.column_like(r"LAD\d\dCD")
    names = {
        "LSOA21CD": "lsoa",
        ward: "ward_code",
        ward.removesuffix("CD") + "NM": "ward_name",
        place: "place_code",
        place.removesuffix("CD") + "NM": "place_name",
    }
    period = "20" + place.removeprefix("LAD").removesuffix("CD")
    rows = table.rows_of(names)
    found = small_area_rows(table, rows, "lsoa", "LSOA21CD").assign(vintage=int(period[2:]))
    return Reading(found, len(rows), period=period)
