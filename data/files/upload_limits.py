"""How much is taken in at once: what is larger is refused by name, before it is unpacked or while it is read."""

import time

from data.files.limits import Limits, TableLimits

_USUAL, _TABLES = Limits(), TableLimits()
MOST_BYTES = 50_000_000
# Of all files given at once.
MOST_BYTES_TOGETHER = 100_000_000
MOST_FILES = 200
MOST_SHEETS = _TABLES.sheets
MOST_ROWS = _TABLES.rows
MOST_COLUMNS = _TABLES.columns
MOST_SECONDS = _USUAL.seconds
# How many problems of one kind in one table are told apart; the rest are counted.
MOST_TOLD = 100


class OutOfTimeError(Exception):
    """Reading and checking took longer than MOST_SECONDS."""


class Deadline:
    """Raises OutOfTimeError once more than `seconds` have passed since it was made."""

    def __init__(self, seconds: float | None = None):
        self._ends = time.perf_counter() + (MOST_SECONDS if seconds is None else seconds)

    def check(self) -> None:
        """Raise OutOfTimeError when the time is up."""
        if time.perf_counter() > self._ends:
            raise OutOfTimeError


def table_limits() -> TableLimits:
    """How large a table may be."""
    return TableLimits(sheets=MOST_SHEETS, rows=MOST_ROWS, columns=MOST_COLUMNS)


def settings() -> dict[str, float]:
    """The bounds as they stand, to be kept by a process that reads in place of this one."""
    return {name: value for name, value in globals().items() if name.startswith("MOST_")}


def keep(given: dict[str, float]) -> None:
    """Keep the bounds of the process that this one reads for."""
    globals().update(given)
