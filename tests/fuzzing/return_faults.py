"""Faults in a monthly return: odd counts, places and months, headings and metrics changed, doubled or gone."""

import datetime
from random import Random

from data.returns.blank_template import SUBMISSION
from data.returns.workbook_cells import with_cells
from tests.fuzzing.seeds import steady_zip
from tests.fuzzing.table_faults import CELLS

_SAVED = datetime.datetime(2026, 5, 20, 9)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NUMBERS = (-1.0, 0.5, 1e15, 1e300, 0.0, 45_000.0, 5.0)
# XML holds no characters that steer a machine; a sheet's cells hold 32,767 characters.
_WORDS = tuple(each for each in CELLS if each.isprintable() and len(each) < 30_000)


def _with(data: bytes, cells: dict) -> bytes:
    return steady_zip(with_cells(data, {SUBMISSION: cells}, saved=_SAVED))


def odd_counts(data: bytes, random: Random) -> bytes:
    """A few cells among the figures."""
    places = [f"{random.choice(_LETTERS[3:])}{random.randrange(7, 34)}" for _ in range(random.choice((1, 3, 40)))]
    return _with(data, {place: random.choice((*_NUMBERS, *_WORDS, None)) for place in places})


def odd_head(data: bytes, random: Random) -> bytes:
    """What stands above the figures: place, month, headings."""
    places = [f"{random.choice(_LETTERS[:20])}{random.randrange(1, 7)}" for _ in range(random.choice((1, 2, 6)))]
    return _with(data, {place: random.choice((*_NUMBERS, *_WORDS, None)) for place in places})


def odd_metrics(data: bytes, random: Random) -> bytes:
    """What stands at the side: which metric, which of its rows."""
    places = [f"{random.choice('ABC')}{random.randrange(6, 40)}" for _ in range(random.choice((1, 3, 10)))]
    return _with(data, {place: random.choice((*_WORDS, "nnhip_bed_days", "Count", None)) for place in places})


def whole_row(data: bytes, random: Random) -> bytes:
    """One row with the same in every cell."""
    number, content = random.randrange(1, 36), random.choice((*_NUMBERS, *_WORDS, None))
    return _with(data, {f"{letter}{number}": content for letter in _LETTERS})


def whole_column(data: bytes, random: Random) -> bytes:
    """One column with the same in every cell."""
    letter, content = random.choice(_LETTERS), random.choice((*_NUMBERS, *_WORDS, None))
    return _with(data, {f"{letter}{number}": content for number in range(6, 34)})


FAULTS = (odd_counts, odd_counts, odd_head, odd_metrics, whole_row, whole_column)
