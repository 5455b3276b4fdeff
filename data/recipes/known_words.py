"""What a dataset knows that helps to guess: its areas by code and by name, and its indicators."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.contract.indicator import Indicator


@dataclass(frozen=True)
class KnownWords:
    """`levels` is the level of each area's code, `names` the code of each area's name; `indicators` are by id."""

    levels: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)


NOTHING_KNOWN = KnownWords()
