"""Columns of a lookup that divide its rows: which of them could be the neighbourhoods, and which say the same twice."""

import re
from collections.abc import Sequence

import pandas as pd

_CODE, _NAME = re.compile(r"cod|cd$|_id$", re.I), re.compile(r"name|nm$", re.I)
# Parts of a heading may be joined by low lines, which are letters to a pattern.
_COUNTED = re.compile(
    r"(?<![a-z])(?:number|patients?|counts?|population|residents?|people|persons?|sum|total)(?![a-z])", re.I
)
_FEWEST_SHARED = 0.9


def divisions(rows: pd.DataFrame, columns: Sequence[str]) -> list[list[str]]:
    """Columns that put rows together, those that divide them alike (a code and its name) in one list, each list once.

    What is the same in every row, or different in nearly each, divides nothing; nor does a column of counts.
    """
    most = max(2, _FEWEST_SHARED * len(rows))
    dividing = [each for each in columns if 1 < rows[each].nunique() < most and not _counts(rows[each], each)]
    together = {tuple(one for one in dividing if divide_alike(rows, each, one)) for each in dividing}
    return [list(each) for each in sorted(together, key=lambda each: dividing.index(each[0]))]


def _counts(cells: pd.Series, heading: str) -> bool:
    """Whether a column counts people or things: its heading says so, and it holds numbers only."""
    return bool(_COUNTED.search(heading) and cells.str.fullmatch(r"[\d,.\s]*").all())


def divide_alike(rows: pd.DataFrame, one: str, other: str) -> bool:
    """Whether each cell of one column stands beside one cell of the other only, both ways."""
    pairs = len(rows[[one, other]].drop_duplicates())
    return bool(pairs == rows[one].nunique() == rows[other].nunique())


def code_and_name(columns: Sequence[str]) -> tuple[str, str]:
    """Of columns that divide alike, that of codes and that of names; one may stand for both."""
    codes = [each for each in columns if _CODE.search(each)]
    names = [each for each in columns if _NAME.search(each) and each not in codes]
    # Beside a column of codes, one that is called neither is the names.
    plain = [each for each in columns if each not in codes]
    return (codes or names or columns)[0], (names or plain or codes)[0]


def code_and_name_beside(rows: pd.DataFrame, chosen: str, columns: Sequence[str]) -> tuple[str, str]:
    """The column that somebody chose, and among `columns` the code or the name that goes with it; else itself for both."""
    alike = [each for each in columns if divide_alike(rows, chosen, each)]
    code, name = code_and_name([chosen, *(each for each in alike if each != chosen)])
    return (chosen, name) if _CODE.search(chosen) else (code if code in alike else chosen, chosen)
