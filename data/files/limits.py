"""How much one job of reading may use: time, memory and what it gives back. What is beyond is ended, and told."""

import os
from dataclasses import dataclass, replace

_MEGA = 1_000_000
# Jobs at once: each may use a processor and its memory to the full.
MOST_AT_ONCE = max(1, min(4, os.cpu_count() or 1))
# How long a person waits for a place among them before being told that the server is busy.
MOST_WAITING_SECONDS = 30.0
_LEAST_SECONDS, _SECONDS_A_MEGABYTE = 20.0, 5.0


@dataclass(frozen=True)
class Limits:
    """What a job may use at most. `memory` is what it may take beyond what the process holds before it begins."""

    seconds: float = 60.0
    processor_seconds: int = 60
    memory: int = 1_500 * _MEGA
    answer: int = 250 * _MEGA
    waiting: float = MOST_WAITING_SECONDS

    def for_bytes(self, size: int, files: int = 1) -> "Limits":
        """Less time for what is small: a file of some kilobytes that takes a minute was made to do so."""
        seconds = min(self.seconds, _LEAST_SECONDS + files + _SECONDS_A_MEGABYTE * size / _MEGA)
        return replace(self, seconds=seconds, processor_seconds=min(self.processor_seconds, int(seconds)))


USUAL = Limits()


@dataclass(frozen=True)
class TableLimits:
    """How large a table may be: counted while it is read, so that nothing larger is ever held."""

    sheets: int = 40
    rows: int = 200_000
    columns: int = 1_500
    # Of all tables read in one job. A row counts up to its last filled cell, blank ones before it included.
    cells: int = 5_000_000
    characters: int = 150_000_000
    # Excel's own limit of a cell; a line of text holds a row.
    cell_characters: int = 32_767
    line_characters: int = 2_000_000
    # What a compressed file may unpack to: in all, and as a multiple of its own size.
    unpacked: int = 500 * _MEGA
    times_unpacked: int = 200
    members: int = 1_000
