"""What kind of area a code is of, by its shape."""

import re
from collections.abc import Iterable

from data.contract.boards import BOARD_ODS

# Level of the contract ('' for areas that no dataset has), how such areas are called, and the shape of their codes.
_SHAPES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("country", "country", re.compile(r"E92000001|W92000004|K\d{8}|ENG")),
    ("lsoa", "small area", re.compile(r"[EW]01\d{6}")),
    ("", "middle-layer area", re.compile(r"[EW]02\d{6}")),
    ("", "ward", re.compile(r"[EW]05\d{6}")),
    ("place", "council", re.compile(r"(?:E0[6-9]|W06|E10)\d{6}")),
    ("", "region", re.compile(r"E12\d{6}|E40\d{6}|Y\d{2}")),
    ("", "part of a board", re.compile(r"E38\d{6}")),
    ("icb", "board", re.compile(rf"E54\d{{6}}|{BOARD_ODS}")),
    ("neighbourhood", "primary care network", re.compile(r"U\d{5}")),
    ("practice", "practice", re.compile(r"[A-HJ-NPV-Y]\d{5}")),
    ("", "part of a board", re.compile(r"\d{2}[A-Z]|[A-Z]\d[A-Z](?:\d[A-Z])?")),
    ("", "trust", re.compile(r"R[A-Z0-9]{2}")),
)


def kind_of_code(text: str) -> tuple[str, str]:
    """Level and name of the kind of area that a code is of ('practice', 'practice'); two blanks for other words."""
    cell = text.strip()
    return next(((level, called) for level, called, shape in _SHAPES if shape.fullmatch(cell)), ("", ""))


def kinds_of_codes(texts: Iterable[str]) -> dict[str, int]:
    """How many of the texts are codes of each kind of area, by its name, the commonest first."""
    found: dict[str, int] = {}
    for text in texts:
        if called := kind_of_code(text)[1]:
            found[called] = found.get(called, 0) + 1
    return dict(sorted(found.items(), key=lambda each: -each[1]))
