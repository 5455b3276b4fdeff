"""The team's own presentation whose look slides take, where whoever runs the server names one."""

import os
from functools import cache
from pathlib import Path

MASTER_VARIABLE = "NEIGHBOURHOOD_EQUITY_SLIDE_MASTER"


def slide_master() -> bytes | None:
    """The presentation that the environment names; None where it names none. Errors: OSError for one that is not there."""
    named = os.environ.get(MASTER_VARIABLE, "")
    return _read(Path(named)) if named else None


@cache
def _read(path: Path) -> bytes:
    return path.read_bytes()
