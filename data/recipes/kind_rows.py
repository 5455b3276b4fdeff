"""Tables with a row for each kind of number: one says 'Numerator', the next 'Denominator', and one column holds both."""

from dataclasses import replace

from data.recipes.column_content import Content
from data.recipes.draft import Draft
from data.recipes.guessed import SAYING_WHICH
from data.recipes.heading_words import kind_of_words
from data.recipes.number_slots import is_free_figure
from data.recipes.pairing import Measured
from data.recipes.recipe import LEFT_OUT

KIND = "kind"
_ENOUGH, _MOST = 0.6, 12


def spread_kinds(draft: Draft) -> Content | None:
    """The column that says of which kind each row's number is, if there is one.

    The draft then has a row for each thing counted, and a column for each kind, called after its word.
    """
    figures = [content for content in draft.contents if is_free_figure(draft, content)]
    named = [content for content in figures if kind_of_words(content.heading) == "value"]
    number = figures[0] if len(figures) == 1 else named[0] if len(named) == 1 else None
    kinds = next(iter(draft.of_role(KIND)), None) or next((each for each in draft.free() if _are_kinds(each)), None)
    if number is None or kinds is None:
        return None
    draft.take(kinds, KIND, "sure", f"it says of which kind the number of a row is: {kinds.different[0]} …")
    draft.take(number, "value", "sure", f"numbers of the kinds in ‘{kinds.heading}’")
    _spread(draft, kinds, number)
    return kinds


def words_of_kinds(kinds: Content, measured: Measured) -> dict[str, str]:
    """What each word of the column stands for: a kind of number, or rows that are left out."""
    by_heading = {slot.first.heading: kind for kind, slot in measured.slots.items()}
    return {text: by_heading.get(text, LEFT_OUT) for text in kinds.different}


def _are_kinds(content: Content) -> bool:
    if content.numeric or not 1 < len(content.different) <= _MOST:
        return False
    found = {text: kind_of_words(text) for text in content.different}
    held = set(found.values())
    several = {"numerator", "denominator"} <= held or ("denominator" in held and held & {"value", "percent"})
    return bool(several) and sum(map(bool, found.values())) >= _ENOUGH * len(found)


def _spread(draft: Draft, kinds: Content, number: Content) -> None:
    groups = [each for each in draft.contents if draft.role(each).startswith("group:")]
    about = [*draft.of_role(*SAYING_WHICH), *groups]
    at: dict[tuple[str, ...], int] = {}
    firsts: list[int] = []
    cells: list[dict[str, str]] = []
    for row, word in enumerate(kinds.texts):
        key = tuple(each.texts[row] for each in about)
        if key not in at:
            at[key] = len(firsts)
            firsts.append(row)
            cells.append({})
        cells[at[key]].setdefault(word, number.texts[row])
    kept = [replace(each, texts=tuple(each.texts[row] for row in firsts)) for each in draft.contents]
    made = [
        Content(len(kept) + place, word, tuple(each.get(word, "") for each in cells))
        for place, word in enumerate(kinds.different)
    ]
    # The column of numbers itself has given way to those made of it.
    kept[number.position] = replace(kept[number.position], texts=("",) * len(firsts))
    draft.contents = (*kept, *made)
