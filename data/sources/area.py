"""Choose the area a dataset is about: one integrated care board, by either of its codes."""

from dataclasses import dataclass

import pandas as pd

from data.coding.labels import plain_board_name
from data.files.errors import SourceError


@dataclass(frozen=True)
class Area:
    """An integrated care board: its codes, its name, its sub-ICB locations and its 2021 small areas."""

    code: str
    ods: str
    name: str
    sub_icb_codes: frozenset[str]
    small_areas: frozenset[str]


def choose_area(lookup: pd.DataFrame, wanted: str) -> Area:
    """The board with this ODS code (QMJ) or ONS code (E54000028); SourceError lists the boards there are."""
    rows = lookup[(lookup["icb_ods"] == wanted.upper()) | (lookup["icb_code"] == wanted.upper())]
    if rows.empty:
        boards = lookup.drop_duplicates("icb_code").sort_values("icb_name")
        listed = "; ".join(boards["icb_ods"] + " or " + boards["icb_code"] + " (" + boards["icb_name"] + ")")
        raise SourceError(
            "no such area in the lookup of small areas to integrated care boards",
            file=lookup["source"].iloc[0],
            found=wanted,
            expected=f"one of: {listed}",
            mend="give one of these codes after --area, or add the lookup that holds the area",
        )
    first = rows.iloc[0]
    return Area(
        code=first["icb_code"],
        ods=first["icb_ods"],
        name=plain_board_name(first["icb_name"]),
        sub_icb_codes=frozenset(rows["sub_icb_code"]),
        small_areas=frozenset(rows["lsoa"]),
    )
