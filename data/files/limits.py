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

    def for_bytes(self, size: int) -> "Limits":
        """Less time for what is small: a file of some kilobytes that takes a minute was made to do so."""
        seconds = min(self.seconds, _LEAST_SECONDS + _SECONDS_A_MEGABYTE * size / _MEGA)
        return replace(self, seconds=seconds, processor_seconds=min(self.processor_seconds, int(seconds)))


USUAL = Limits()
