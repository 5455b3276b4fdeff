"""Small sheets as an analyst might have them, all figures invented."""

import csv
import io
from functools import partial

from data.files.sheets import Sheet
from data.files.tables import SourceTable
from data.recipes.guess import guess
from data.recipes.guessed import Guess, Said
from data.recipes.known_words import NOTHING_KNOWN, KnownWords
from data.recipes.reading import read

FOUR = {"N1": "Ashdown", "N2": "Birchwood", "N3": "Cedar Hill", "N4": "Dale End"}
KNOWN = KnownWords(dict.fromkeys(FOUR, "neighbourhood"), {name: code for code, name in FOUR.items()})


def sheet_of(text: str, *, file: str = "table.csv", title: str = "") -> Sheet:
    """A sheet of comma-separated text."""
    rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text.strip("\n"))))
    table = SourceTable(file, title, rows[0], rows[:12], _never, partial(list, rows))
    return Sheet(table, rows)


def _never(headed: bool) -> None:
    raise AssertionError(f"a recipe reads rows, and loads no frame (headed: {headed})")


def settled(sheet: Sheet, known: KnownWords = NOTHING_KNOWN, **answers: str) -> Guess:
    """The guess with every needed question answered: as said (`most_deprived="1"`), else as suggested."""
    given: dict[str, str] = {}
    for _ in range(6):
        found = guess(sheet, known, Said({}, given))
        new = {q.key: answers.get(q.key.split(":")[0], q.suggested) for q in found.questions if q.needed}
        if not new:
            return found
        given |= new
    raise AssertionError(f"still asked: {[each.key for each in found.questions if each.needed]}")


def roles(found: Guess) -> dict[str, str]:
    """What each column was taken for, by heading."""
    return {each.heading: each.role for each in found.columns}


def asked(found: Guess) -> set[str]:
    """The keys of the questions that must be answered."""
    return {each.key for each in found.questions if each.needed}


def rows_read(sheet: Sheet, found: Guess, *fields: str) -> list[tuple[str, ...]]:
    """What the recipe of a guess reads, in some fields of a row."""
    assert found.recipe is not None
    return list(read(sheet, found.recipe).frame[list(fields)].astype(str).itertuples(index=False, name=None))
