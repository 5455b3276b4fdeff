"""NHS England's map of practices used for appointments in general practice (GPAD)."""

from data.files.tables import Reading, SourceTable

NAME = "NHS England appointments map of practices to primary care networks"
KIND = "practices"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

_COLUMNS = {
    "GP_CODE": "practice_code",
    "GP_NAME": "practice_name",
    "PCN_CODE": "pcn_code",
    "PCN_NAME": "pcn_name",
    "SUB_ICB_LOCATION_CODE": "sub_icb_ods",
    "ICB_CODE": "icb_ods",
}


def recognises(table: SourceTable) -> bool:
    """Practice, network and board codes under the appointment publication's names."""
    return table.has(*_COLUMNS)


def read(table: SourceTable) -> Reading:
    """Columns: practice_code, practice_name, pcn_code, pcn_name, sub_icb_ods, icb_ods, authority."""
    found = table.rows()
    tidy = found[list(_COLUMNS)].rename(columns=_COLUMNS)
    in_network = tidy["pcn_code"].str.fullmatch(r"U\d{5}")
    tidy[["pcn_code", "pcn_name"]] = tidy[["pcn_code", "pcn_name"]].where(in_network, "")
    return Reading(tidy.assign(authority=2), len(found))
