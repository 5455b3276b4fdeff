"""The board a fetch is for: both its codes and its small areas, as the ONS lookup gives them."""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.contract.boards import is_board_ods
from data.fetching.errors import FetchError

_ONS = re.compile(r"E54\d{6}")


@dataclass(frozen=True)
class Board:
    """An integrated care board; `small_areas` are codes of 2021 small areas, in order."""

    ods: str
    ons: str
    name: str
    small_areas: tuple[str, ...]


def board_code(wanted: str) -> str:
    """The code as services write it; FetchError unless it is an ODS code (QMJ) or an ONS code (E54000028)."""
    code = wanted.strip().upper()
    if not (is_board_ods(code) or _ONS.fullmatch(code)):
        raise FetchError("--area", f"{wanted!r} is not the code of a board", mend="give one such as QMJ or E54000028")
    return code


def is_ons(code: str) -> bool:
    """Whether a board's code is the ONS one."""
    return bool(_ONS.fullmatch(code))


def board_of(lookup: Path) -> Board:
    """The one board in a fetched lookup of small areas to boards (columns LSOA21CD, ICBnnCD, ICBnnCDH, ICBnnNM)."""
    found = pd.read_csv(lookup, dtype=str)
    columns = {}
    for name, pattern in (("ons", r"ICB\d\dCD"), ("ods", r"ICB\d\dCDH"), ("name", r"ICB\d\dNM")):
        columns[name] = next((each for each in found if re.fullmatch(pattern, each)), "")
    if "LSOA21CD" not in found or not all(columns.values()) or found.empty:
        raise FetchError(lookup.name, "does not say which small areas a board has", mend="remove it and fetch it again")
    first = found.iloc[0]
    areas = tuple(sorted(found["LSOA21CD"].unique()))
    return Board(first[columns["ods"]], first[columns["ons"]], first[columns["name"]], areas)
