"""ODS ePCN workbook, sheet of core partners: which practice belongs, or belonged, to which primary care network."""

import pandas as pd

from data.files.dates import day_of
from data.files.tables import Reading, SourceTable

NAME = "ODS membership of primary care networks (ePCN)"
KIND = "practices"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

_ENDED = "Practice to PCN Relationship End Date"
_COLUMNS = {
    "Partner Organisation Code": "practice_code",
    "Partner Name": "practice_name",
    "PCN Code": "pcn_code",
    "PCN Name": "pcn_name",
    "Practice Parent Sub ICB Loc Code": "sub_icb_ods",
}


def recognises(table: SourceTable) -> bool:
    """The sheet of memberships, not the sheet of networks."""
    return table.has(_ENDED, *_COLUMNS)


def read(table: SourceTable) -> Reading:
    """Columns: practice_code, practice_name, pcn_code, pcn_name, sub_icb_ods, authority, ended, last_pcn_code.

    A membership that has ended has its day in `ended` and its network in `last_pcn_code`, and no other network.
    """
    found = table.rows()
    named = found["Partner Organisation Code"] != ""
    tidy = found.loc[named, list(_COLUMNS)].rename(columns=_COLUMNS)
    ended = found.loc[named, _ENDED]
    day = pd.to_datetime(ended.map({each: day_of(each) for each in ended.unique()})).astype("datetime64[ns]")
    over = ended != ""
    tidy = tidy.assign(ended=day, last_pcn_code=tidy["pcn_code"].where(over, ""))
    tidy[["pcn_code", "pcn_name"]] = tidy[["pcn_code", "pcn_name"]].mask(over, "")
    notes = (f"{int(over.sum()):,} memberships have ended",) if over.any() else ()
    dropped = {"blank": int((~named).sum())} if not named.all() else {}
    return Reading(tidy.assign(authority=3).reset_index(drop=True), len(found), dropped=dropped, notes=notes)
