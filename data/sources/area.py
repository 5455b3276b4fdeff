"""Choose the area a dataset is about: one integrated care board, by either of its codes."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.coding.labels import plain_board_name
from data.contract.boards import BOARD_ODS, formers_of, is_board_ods
from data.files.errors import SourceError
from data.sources.report import BuildReport

# A code's shape tells what it is of, but for boards made since 2026, whose ODS codes look like those of parts of boards.
_OTHER_KINDS = {
    r"E0[6-9]\d{6}": "a council",
    r"E38\d{6}|\d{2}[A-Z]|[A-Z]\d[A-Z]\d[A-Z]": "a part of a board (a sub-ICB location)",
    r"U\d{5}": "a primary care network",
    r"[A-HJ-NPV-Y]\d{5}": "a practice",
    r"E01\d{6}": "a small area",
    r"E02\d{6}": "a middle-layer area",
    r"E05\d{6}": "a ward",
    r"E12\d{6}|E40\d{6}|Y\d{2}": "a region",
    r"E92\d{6}": "England",
}
_ODS_IN_NAME = re.compile(rf"(?:-\s*|\()({BOARD_ODS})\)?\s*$")


@dataclass(frozen=True)
class Area:
    """An integrated care board: its codes, its name, its sub-ICB locations and its 2021 small areas."""

    code: str
    ods: str
    name: str
    sub_icb_codes: frozenset[str]
    small_areas: frozenset[str]


def fault_in_area(wanted: str) -> None:
    """SourceError, before any file is read, for a code that is plainly no board's: a council's, a network's, a practice's."""
    code = wanted.strip().upper()
    kind = next((name for pattern, name in _OTHER_KINDS.items() if re.fullmatch(pattern, code)), "")
    if kind and not is_board_ods(code):
        raise SourceError(
            f"a dataset is of one integrated care board, and this is the code of {kind}",
            found=wanted,
            expected="a board's ODS code, such as QMJ, or its ONS code, such as E54000028",
            mend=(
                "give the code of its board after --area; councils are places inside it, networks its neighbourhoods, "
                "and its other parts can be neighbourhoods by a lookup of small areas after --neighbourhoods"
            ),
        )


def former_codes(area: Area) -> frozenset[str]:
    """ONS codes a board had before its boundary was redrawn in small ways: figures under them are the same board's."""
    with (Path(__file__).parent / "board_codes.csv").open(encoding="utf-8", newline="") as stream:
        return frozenset(row["former"] for row in csv.DictReader(stream) if row["ods"] == area.ods)


def with_board_code(counts: pd.DataFrame, area: Area) -> pd.DataFrame:
    """Rows of boards with the area's own code where they are of it under another: a former one, or its ODS code.

    Boards that it was made of have their ONS code likewise. Publishers write a board's ODS code after its name ('NHS Sussex
    Integrated Care Board - QNX').
    """
    boards = counts["area_type"] == "icb"
    names = counts.loc[boards, "area_name"]
    named = {name: _ODS_IN_NAME.search(str(name)) for name in names.unique()}
    called = names.map({name: found[1] if found else "" for name, found in named.items()}).reindex(counts.index)
    codes = counts["area_code"]
    known = {area.code: {area.ods, *former_codes(area)}} | {each.code: {each.ods} for each in formers_of(area.ods)}
    for code, others in known.items():
        codes = codes.mask(boards & (codes.isin(others) | called.isin(others)), code)
    return counts.assign(area_code=codes)


def newest_with(lookup: pd.DataFrame, wanted: str, report: BuildReport) -> pd.DataFrame:
    """Of lookups of several years the newest that holds the area, by the year its headings name; all where none does."""
    code = wanted.strip().upper()
    ours = (lookup["icb_ods"] == code) | (lookup["icb_code"] == code)
    if "vintage" not in lookup or not ours.any() or lookup["vintage"].nunique() < 2:
        return lookup
    newest = lookup.loc[ours, "vintage"].max()
    return report.keep(lookup, lookup["vintage"] == newest, f"of another year: the lookup of 20{newest} is used")


def choose_area(lookup: pd.DataFrame, wanted: str) -> Area:
    """The board with this ODS code (QMJ) or ONS code (E54000028); SourceError lists the boards there are."""
    code = wanted.strip().upper()
    rows = lookup[(lookup["icb_ods"] == code) | (lookup["icb_code"] == code)]
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
