"""Quality and Outcomes Framework mapping of practices to networks, commissioning groups and systems of its year."""

from data.files.tables import Reading, SourceTable

NAME = "QOF mapping of practices to NHS geographies"
KIND = "practices"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

_COLUMNS = {
    "PRACTICE_CODE": "practice_code",
    "PRACTICE_NAME": "practice_name",
    "PCN_ODS_CODE": "pcn_code",
    "PCN_NAME": "pcn_name",
}
# The name changed from 'sustainability and transformation partnership' to 'integrated care board' in 2022.
_BOARD = r"(STP|ICB)_ODS_CODE"
_PART = r"(CCG|SUB_ICB_LOC)_ODS_CODE"


def recognises(table: SourceTable) -> bool:
    """Practice and network codes beside a system's and a commissioning group's, as QOF names them."""
    return table.has(*_COLUMNS) and bool(table.column_like(_BOARD))


def read(table: SourceTable) -> Reading:
    """Columns: practice_code, practice_name, pcn_code, pcn_name, icb_ods, sub_icb_ods, authority."""
    found = table.rows()
    names = _COLUMNS | {table.column_like(_BOARD): "icb_ods"}
    if table.column_like(_PART):
        names[table.column_like(_PART)] = "sub_icb_ods"
    tidy = found[list(names)].rename(columns=names)
    in_network = tidy["pcn_code"].str.fullmatch(r"U\d{5}")
    tidy[["pcn_code", "pcn_name"]] = tidy[["pcn_code", "pcn_name"]].where(in_network, "")
    return Reading(tidy.assign(authority=6), len(found))
