"""About how much memory an answer takes: tables and arrays by their cells, all else by what it holds.

It is told in well under a millisecond, and rather too much than too little: what two answers share counts in both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

import numpy as np
import pandas as pd

# What an object takes beside what it holds; a table with its columns; a picture, whose parts are kept three times.
_OBJECT, _TABLE, _PICTURE = 100, 3_000, 90_000
_CELL = 8
_DEEPEST = 8


def size_of(answer: object) -> int:
    """Bytes that an answer takes, about."""
    return _size(answer, _DEEPEST)


def _size(held: object, deeper: int) -> int:
    if isinstance(held, str | bytes):
        return _OBJECT + len(held)
    if isinstance(held, pd.DataFrame | pd.Series):
        return _TABLE + _CELL * int(held.size)
    if isinstance(held, np.ndarray):
        return _OBJECT + int(held.nbytes)
    if hasattr(held, "to_plotly_json"):
        return _PICTURE
    if deeper == 0:
        return _OBJECT
    return _OBJECT + sum(_size(part, deeper - 1) for part in _parts(held))


def _parts(held: object) -> Iterable[object]:
    """What an object is made of; nothing of a dataset, which every question holds and none of them keeps alive longer."""
    if isinstance(held, Mapping):
        return (*held.keys(), *held.values())
    if isinstance(held, list | tuple | set | frozenset):
        return held
    if is_dataclass(held) and not isinstance(held, type):
        return [getattr(held, each.name) for each in fields(held)]
    return ()
