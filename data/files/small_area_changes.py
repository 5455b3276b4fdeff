"""ONS lookup of 2011 small areas to 2021 small areas, in both of its published layouts."""

import pandas as pd

from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable

NAME = "ONS lookup: 2011 to 2021 small areas"
KIND = "lsoa_changes"
PUBLISHER = "Office for National Statistics"
LICENCE = "Open Government Licence v3.0"

_SMALL_AREA = r"[EWSN9]\w{8}"
CHANGES = {"U": "unchanged", "S": "split", "M": "merged", "X": "redrawn"}


def small_area_rows(table: SourceTable, rows: pd.DataFrame, name: str, column: str) -> pd.DataFrame:
    """The rows whose code, in the frame's column `name`, is a small area's; others are told by the table's `column`."""
    good = rows[name].str.fullmatch(_SMALL_AREA)
    if good.all():
        return rows
    wrong = rows[~good]
    table.odd.add(
        column,
        "not the code of a small area: its row is left out",
        [int(row) + 2 for row in wrong.index],
        wrong[name].tolist(),
        expected="a code such as E01000115",
        mend="take the lookup as its publisher gives it",
    )
    return rows[good].reset_index(drop=True)


def recognises(table: SourceTable) -> bool:
    """A 2011 code column (LSOA11CD or F_LSOA11CD) beside LSOA21CD."""
    return table.has("LSOA21CD") and bool(table.column_like(r"(F_)?LSOA11CD"))


def read(table: SourceTable) -> Reading:
    """Columns: lsoa11, lsoa21, change (unchanged, split, merged, redrawn; blank when the layout does not say)."""
    found = table.rows()
    tidy = found[[table.column_like(r"(F_)?LSOA11CD"), "LSOA21CD"]].set_axis(["lsoa11", "lsoa21"], axis=1)
    tidy["change"] = found["CHGIND"].map(CHANGES).fillna("") if table.has("CHGIND") else ""
    tidy = tidy[tidy["lsoa11"].str.startswith("E") & tidy["lsoa21"].str.startswith("E")]
    if tidy.empty:
        raise SourceError(
            "a lookup without a small area of England",
            file=table.file,
            sheet=table.sheet,
            column="LSOA21CD",
            expected="codes that begin with E on both sides",
            mend="take the lookup as its publisher gives it",
        )
    dropped = {"not in England": len(found) - len(tidy)} if len(tidy) < len(found) else {}
    notes = () if table.has("CHGIND") else ("this layout does not say which areas were split or merged",)
    return Reading(tidy.reset_index(drop=True), len(found), period="2011 to 2021", dropped=dropped, notes=notes)
