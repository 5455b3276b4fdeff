"""NHS England's map of practices to primary care networks, sub-ICB locations and boards (with patient list sizes)."""

import pandas as pd

from data.files.dates import day_of
from data.files.tables import Reading, SourceTable

NAME = "NHS England map of practices to primary care networks"
KIND = "practices"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

_COLUMNS = {
    "PRACTICE_CODE": "practice_code",
    "PRACTICE_NAME": "practice_name",
    "PRACTICE_POSTCODE": "postcode",
    "PCN_CODE": "pcn_code",
    "PCN_NAME": "pcn_name",
    "SUB_ICB_LOCATION_CODE": "sub_icb_ods",
    "ICB_CODE": "icb_ods",
}


def recognises(table: SourceTable) -> bool:
    """Practice, network and board codes of one extract date."""
    return table.has("EXTRACT_DATE", *_COLUMNS)


def read(table: SourceTable) -> Reading:
    """Columns: practice_code, practice_name, postcode, pcn_code, pcn_name, sub_icb_ods, icb_ods, authority, listed_on."""
    found = table.rows()
    tidy = found[list(_COLUMNS)].rename(columns=_COLUMNS)
    # 'U' alone stands for a practice in no network.
    in_network = tidy["pcn_code"].str.fullmatch(r"U\d{5}")
    tidy[["pcn_code", "pcn_name"]] = tidy[["pcn_code", "pcn_name"]].where(in_network, "")
    tidy["authority"] = 1
    day = day_of(found["EXTRACT_DATE"].iloc[0])
    tidy["listed_on"] = day if day is not None else pd.NaT
    return Reading(tidy, len(found), period=f"{day:%B %Y}" if day is not None else "")
