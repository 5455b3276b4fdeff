"""How much is taken in at once: what is larger is refused by name, before it is unpacked or read."""

import time

MOST_BYTES = 50_000_000
MOST_FILES = 200
MOST_SHEETS = 40
MOST_ROWS = 200_000
MOST_COLUMNS = 1_500
MOST_SECONDS = 60.0
MOST_UNPACKED_BYTES = 500_000_000
# A workbook of zeros shrinks to a hundredth; beyond this a compressed file is made to swell.
MOST_TIMES_UNPACKED = 200
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
