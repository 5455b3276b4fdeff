"""What each optional table would show, and on which page: for those who wonder what more they could bring."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd


@dataclass(frozen=True)
class Subject:
    """One optional table: its name in the contract, what people call it, the page it opens and what that then shows."""

    table: str
    label: str
    page: str
    shows: str


@cache
def subjects() -> tuple[Subject, ...]:
    """Every optional table, by page."""
    rows = pd.read_csv(Path(__file__).with_name("shows.csv"), dtype=str, keep_default_na=False)
    return tuple(Subject(**row) for row in rows.to_dict("records"))
