"""Cells that hold no number: which marks mean hidden, not given or does not apply. None of them is ever nought."""

import csv
import math
import re
from functools import cache
from pathlib import Path

import pandas as pd

_FEWER = re.compile(r"(?:n\s*)?(?:<|≤|<=|less than|under|fewer than)\s*\d{1,2}|[01]\s*(?:-|–|to)\s*\d{1,2}", re.I)
_HIDDEN_NOTE = re.compile(r"suppress|disclosure|small number|too (?:small|few)|confidential|redact|hidden", re.I)
_NOT_HIDDEN = re.compile(r"\b(?:not?|none|nothing|never|without|un)\b|un(?:suppress|redact)|non-", re.I)
# Digits come first, so that an area's code such as E83003 is never ten to a power.
_NUMBER = re.compile(r"[+-]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?", re.I)
# Spaces that part thousands, the plain one and those that do not break a line.
_SPACED = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:\.\d*)?")
_MINUS = "\u2212"
_FLAGGED = re.compile(r"(?P<number>.*\d)\s*(?:\[(?:u|low|p|r|e|b)\]|\((?:p|r|e|u)\))", re.I)


@cache
def _table() -> dict[str, tuple[str, str, str]]:
    with (Path(__file__).parent / "marks.csv").open(encoding="utf-8", newline="") as stream:
        return {row["mark"]: (row["status"], row["meaning"], row["doubt"]) for row in csv.DictReader(stream)}


def mark_of(text: str) -> tuple[str, str, str] | None:
    """Status, meaning and doubt of a cell that is a mark ('*', '<6', 'null', '-99'); None when it is not one."""
    cell = text.strip().casefold()
    if _FEWER.fullmatch(cell):
        return "suppressed", "a small number, hidden", ""
    found = _table().get(cell)
    if found is None and re.fullmatch(r"-9\d{1,3}\.0+", cell):
        found = _table().get(cell.split(".")[0])
    if found is None and not any(letter.isdigit() for letter in cell) and says_hidden(cell):
        return "suppressed", "said to be hidden", ""
    return found


def status_of_blank(note: str) -> str:
    """What a blank cell is, by the note beside it: 'suppressed' when the note says so, else 'missing'."""
    return "suppressed" if _HIDDEN_NOTE.search(note) else "missing"


def says_hidden(note: str) -> bool:
    """Whether a note says that a figure is hidden; not where it says that none is."""
    return _HIDDEN_NOTE.search(note) is not None and _NOT_HIDDEN.search(note) is None


def number_of(text: str, *, percent: bool = False) -> float | None:
    """The number in a cell: thousands commas and a flag such as '[low]' go, '%' only where `percent`; None if not one."""
    cell = text.strip()
    if found := _FLAGGED.fullmatch(cell):
        cell = found["number"].strip()
    if percent:
        cell = cell.removesuffix("%").strip()
    cell = cell.replace(_MINUS, "-")
    if _SPACED.fullmatch(cell):
        cell = "".join(cell.split())
    if not cell or not _NUMBER.fullmatch(cell):
        return None
    number = float(cell.replace(",", ""))
    # Digits without end are a number to nobody.
    return number if math.isfinite(number) else None


def read_numbers(texts: pd.Series, *, percent: bool = False) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Number, status ('ok', a mark's status, 'blank' or 'wrong') and doubt of each cell of a column."""
    different = pd.Series(texts.unique())
    numbers, statuses, doubts = {}, {}, {}
    for text in different:
        mark, number = mark_of(text), number_of(text, percent=percent)
        numbers[text] = float("nan") if mark or number is None else number
        statuses[text] = mark[0] if mark else "blank" if not text.strip() else "wrong" if number is None else "ok"
        doubts[text] = mark[2] if mark else ""
    return texts.map(numbers).astype(float), texts.map(statuses), texts.map(doubts)
