"""Rows that each hold one kind of number of the same thing, put together as one row."""

from collections.abc import Iterable, Mapping

from data.files.sheets import NUMBERS
from data.recipes.recipe import LEFT_OUT

_APART = ("row", "letter", "heading", "note", "kind", *NUMBERS)


def joined_by_kind(rows: Iterable[dict[str, object]], kinds: Mapping[str, str]) -> list[dict[str, object]]:
    """One row for each thing counted, with the number of each row in the field that its `kind` stands for.

    `row` is that of its count, else the first of its rows, and `row_denominator` that of the denominator. A kind that stands
    a second time for the same thing begins a row anew, so that the checks tell it as given twice. A word that is not among
    `kinds` is left out.
    """
    found: list[dict[str, object]] = []
    at: dict[tuple[object, ...], dict[str, object]] = {}
    for row in rows:
        kind = kinds.get(str(row["kind"]), LEFT_OUT)
        if kind == LEFT_OUT:
            continue
        about = tuple(value for name, value in row.items() if name not in _APART)
        number = row["value"]
        held = at.get(about)
        if held is None or held[kind]:
            held = row | dict.fromkeys(NUMBERS, "") | {"row_denominator": 0}
            found.append(held)
            at[about] = held
        held[kind] = number
        if kind == "numerator":
            held["row"] = row["row"]
        if kind == "denominator":
            held["row_denominator"] = row["row"]
    return found
