"""ODS list of prescribing practices (epraccur): 27 fields and no header."""

import re

from data.files.tables import Reading, SourceTable

NAME = "ODS list of general practices (epraccur)"
KIND = "practices"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

_FIELDS = 27
_COLUMNS = {
    "0": "practice_code",
    "1": "practice_name",
    "3": "icb_ods",
    "9": "postcode",
    "12": "status",
    "14": "sub_icb_ods",
    "25": "setting",
}
_GENERAL_PRACTICE = "4"
_STATUSES = {"A": "active", "C": "closed", "D": "dormant", "P": "proposed"}


def recognises(table: SourceTable) -> bool:
    """27 fields, of which the first is an organisation's code and the thirteenth a status, from the first row on."""
    first = table.header
    return len(first) == _FIELDS and bool(re.fullmatch(r"[A-Z]\w{2,7}", first[0])) and first[12] in _STATUSES


def read(table: SourceTable) -> Reading:
    """Columns: practice_code, practice_name, icb_ods, postcode, status, sub_icb_ods, authority; general practices."""
    found = table.rows_without_header()[list(_COLUMNS)].rename(columns=_COLUMNS)
    general = found["setting"] == _GENERAL_PRACTICE
    tidy = found[general].drop(columns="setting").reset_index(drop=True)
    tidy["status"] = tidy["status"].map(_STATUSES).fillna("")
    dropped = {"not general practices (another prescribing setting)": int((~general).sum())}
    return Reading(tidy.assign(authority=4), len(found), dropped=dropped if not general.all() else {})
