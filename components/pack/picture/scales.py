"""Axes of a picture: where a value stands in pixels, and where ticks stand and what they say, as plotly sets them out."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from components.style.numbers import number

_DAY = 86_400_000.0
# How far apart ticks stand at least, in pixels, and how many there are, as plotly chooses.
_APART = {"x": 80.0, "y": 40.0}
_FEWEST, _MOST = 4.0, 9.0
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True)
class Tick:
    """A tick: its place in the axis' own numbers, and its label as plotly marks it."""

    at: float
    words: str


@dataclass(frozen=True)
class Scale:
    """One axis. `low` and `high` are its range as numbers, `start` and `end` the pixels they stand at; `dated`: in
    milliseconds; `names` are the categories of an axis of names, by place."""

    name: str
    low: float
    high: float
    start: float
    end: float
    dated: bool = False
    names: tuple[str, ...] = ()

    def pixel(self, value: Any) -> float:
        """Where a value of the axis stands; NaN for none."""
        at = self.place(value)
        return self.start + (at - self.low) / (self.high - self.low) * (self.end - self.start)

    def place(self, value: Any) -> float:
        """A value as the axis' own number; NaN for none."""
        if value is None:
            return math.nan
        if self.names and isinstance(value, str):
            return float(self.names.index(value))
        return as_number(value)

    def holds(self, value: Any) -> bool:
        """Whether a value stands within the range, its ends included."""
        at = self.place(value)
        return min(self.low, self.high) - 1e-9 <= at <= max(self.low, self.high) + 1e-9


def as_number(value: Any) -> float:
    """A position as a number: days and times in milliseconds since 1970."""
    if isinstance(value, str | date | datetime | np.datetime64 | pd.Timestamp):
        return float(pd.Timestamp(value).value) / 1e6
    return float(value)


def is_dated(values: Sequence[Any]) -> bool:
    """Whether positions are days: plotly takes text that reads as a day for one."""
    known = [each for each in values if each is not None]
    first = known[0] if known else None
    if isinstance(first, str):
        return len(first) >= 7 and first[:4].isdigit() and first[4] == "-"
    return isinstance(first, date | datetime | np.datetime64 | pd.Timestamp)


def ticks(axis: Mapping[str, Any], scale: Scale) -> list[Tick]:
    """The ticks within an axis' range, each with its words."""
    if axis.get("showticklabels") is False and not axis.get("showgrid"):
        return []
    if (values := axis.get("tickvals")) is not None:
        words = axis.get("ticktext") or [_words(axis, each, 1.0) for each in values]
        given = [(each, str(told)) for each, told in zip(values, words, strict=True) if scale.holds(each)]
        return [Tick(scale.place(each), told) for each, told in given]
    if scale.names:
        return [Tick(float(place), name) for place, name in enumerate(scale.names) if scale.holds(float(place))]
    return _month_ticks(axis, scale) if scale.dated else _number_ticks(axis, scale)


def _how_many(axis: Mapping[str, Any], scale: Scale) -> float:
    if axis.get("nticks"):
        return float(axis["nticks"])
    fits = abs(scale.end - scale.start) / _APART[scale.name[0]]
    return min(max(fits, _FEWEST), _MOST) + 1


def _number_ticks(axis: Mapping[str, Any], scale: Scale) -> list[Tick]:
    low, high = sorted((scale.low, scale.high))
    step = float(axis.get("dtick") or _step((high - low) / _how_many(axis, scale)))
    first = math.ceil(low / step - 1e-9)
    return [
        Tick(place * step, _words(axis, place * step, step))
        for place in range(first, math.floor(high / step + 1e-9) + 1)
    ]


def _step(rough: float) -> float:
    base = 10.0 ** math.floor(math.log10(rough))
    return next(size for size in (2.0, 5.0, 10.0) if size * base >= rough - 1e-12 * base) * base


def _words(axis: Mapping[str, Any], value: float, step: float) -> str:
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return number(value, decimals) + str(axis.get("ticksuffix") or "")


def _month_ticks(axis: Mapping[str, Any], scale: Scale) -> list[Tick]:
    months = (scale.high - scale.low) / (_DAY * 365.25 / 12)
    rough = months / _how_many(axis, scale)
    step = next((each for each in _MONTHS if each >= rough), _MONTHS[-1])
    first = pd.Timestamp(scale.low, unit="ms")
    at = pd.Timestamp(year=first.year, month=1, day=1)
    found = []
    while (place := as_number(at)) <= scale.high:
        if place >= scale.low:
            found.append(Tick(place, f"{at:%Y}" if step % 12 == 0 else f"{at:%b %Y}"))
        at += pd.DateOffset(months=step)
    return found
