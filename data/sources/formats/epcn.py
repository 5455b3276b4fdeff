"""ODS ePCN workbook, sheet of core partners: which practice belongs, or belonged, to which primary care network."""

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
    """Columns: practice_code, practice_name, pcn_code, pcn_name, sub_icb_ods, authority; current memberships only."""
    found = table.rows()
    named = found["Partner Organisation Code"] != ""
    current = named & (found[_ENDED] == "")
    tidy = found.loc[current, list(_COLUMNS)].rename(columns=_COLUMNS).reset_index(drop=True)
    dropped = {"memberships that have ended": int((named & ~current).sum()), "blank": int((~named).sum())}
    dropped = {reason: rows for reason, rows in dropped.items() if rows}
    return Reading(tidy.assign(authority=3), len(found), dropped=dropped)
