"""Slots of numbers being put together to what is measured."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from data.recipes.arithmetic import decimals_of, is_part_of, multiplier_of
from data.recipes.guessed import Sure
from data.recipes.number_slots import Slot, SlotKey


@dataclass(frozen=True, eq=False)
class Measured:
    """One thing measured. `multiplier` is that by which its value is its count over its denominator; 0 if not known.

    `part` says whether its count is at most its denominator in nearly every row. `why` says how its columns were told.
    """

    name: str
    numerator: Slot | None = None
    denominator: Slot | None = None
    value: Slot | None = None
    lower: Slot | None = None
    upper: Slot | None = None
    multiplier: float = 0.0
    part: bool = False
    sure: Sure = "likely"
    why: str = "by their headings"

    @property
    def denominator_heading(self) -> str:
        """The heading of what its count is out of; '' where there is none."""
        return self.denominator.first.heading if self.denominator is not None else ""

    @property
    def slots(self) -> dict[str, Slot]:
        """Its slots by kind of number."""
        named = {
            "numerator": self.numerator, "denominator": self.denominator, "value": self.value, "lower": self.lower,
            "upper": self.upper,
        }  # fmt: skip
        return {kind: slot for kind, slot in named.items() if slot is not None}


class Pairing:
    """The slots of a table, being put together; `left` are those that nothing has been made of."""

    def __init__(self, slots: Sequence[Slot]):
        self.keys: list[SlotKey] = list(dict.fromkeys(key for slot in slots for key in slot.columns))
        self.slots = list(slots)
        self.left = list(slots)
        self.whole = [slot for slot in slots if slot.whole]
        self._numbers = {id(slot): slot.numbers(self.keys) for slot in slots}

    def numbers(self, slot: Slot) -> np.ndarray:
        """The numbers of a slot over all keys of the table."""
        return self._numbers[id(slot)]

    def take(self, *slots: Slot | None, keep: Slot | None = None) -> None:
        """Slots that something has been made of; a shared denominator is kept for others."""
        taken = [slot for slot in slots if slot is not None and slot is not keep]
        self.left = [slot for slot in self.left if all(slot is not each for each in taken)]

    def by_rows(self, measured: Measured, rows: np.ndarray) -> Measured:
        """What is measured, with multiplier and part judged by some of the rows only; `rows` says of each whether."""
        if measured.numerator is None or measured.denominator is None:
            return measured
        above, below = self.numbers(measured.numerator)[rows], self.numbers(measured.denominator)[rows]
        multiplier = 0.0
        if measured.value is not None:
            multiplier = multiplier_of(above, below, self.numbers(measured.value)[rows], decimals_in(measured.value))
        return replace(measured, multiplier=multiplier, part=is_part_of(above, below))

    def of_kind(self, *kinds: str) -> list[Slot]:
        """Slots left of these kinds."""
        return [slot for slot in self.left if slot.kind in kinds]


def decimals_in(value: Slot) -> int:
    """The most decimals that the values of a slot are written with."""
    return decimals_of([text for content in value.columns.values() for text in content.texts[:60]])
