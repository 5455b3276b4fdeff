"""The columns of numbers of a recipe, made of what a table measures."""

from collections.abc import Mapping, Sequence

from data.contract.vocabulary import TOTAL
from data.recipes.draft import Draft
from data.recipes.number_slots import Slot, SlotKey
from data.recipes.pairing import Measured, Pairing
from data.recipes.recipe import PERIOD, Kind, NumberColumn

_KINDS: tuple[Kind, ...] = ("numerator", "denominator", "value", "lower", "upper")


def number_columns(measures: Sequence[Measured], ids: Sequence[str]) -> tuple[NumberColumn, ...]:
    """A line for each column and kind of number; `ids` has the indicator of each measure, '' where rows name it."""
    found = [
        _column(slot, key, kind, code)
        for measured, code in zip(measures, ids, strict=True)
        for kind in _KINDS
        if (slot := measured.slots.get(kind)) is not None
        for key in slot.columns
        if kind != "denominator" or measured.numerator is None or key in measured.numerator.columns
    ]
    return tuple(dict.fromkeys(found))


def take_numbers(draft: Draft, measures: Sequence[Measured], pairing: Pairing) -> None:
    """Say of each column of numbers what it was taken for, and of those left over why they are not used."""
    for measured in measures:
        for kind, slot in measured.slots.items():
            for content in slot.columns.values():
                draft.take(content, kind, measured.sure, measured.why)
    for slot in pairing.slots:
        for content in slot.columns.values():
            if not draft.role(content):
                draft.take(content, "unused", "likely", "numbers that nothing in the table says the meaning of")


def said_of_measures(measures: Sequence[Measured]) -> Mapping[SlotKey, None]:
    """Every group, period and area that headings name, once."""
    return dict.fromkeys(key for measured in measures for slot in measured.slots.values() for key in slot.columns)


def _column(slot: Slot, key: SlotKey, kind: Kind, code: str) -> NumberColumn:
    groups, period, area = key
    words = slot.words[key]
    heading = words.pattern if period and PERIOD in words.pattern else slot.columns[key].heading
    return NumberColumn(
        heading=heading, kind=kind, indicator=code, period="" if PERIOD in heading else period, area=area,
        groups=tuple(each for each in groups if each.dimension != TOTAL),
    )  # fmt: skip
