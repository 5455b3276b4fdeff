"""Guess what a table is by what its cells hold, say how sure that is, and ask what only a person can say."""

from openpyxl.utils import get_column_letter

from data.files.sheets import Sheet, as_id
from data.recipes.definition import Definition
from data.recipes.fingerprint import fingerprint
from data.recipes.guessed import NOTHING_SAID, ColumnGuess, Guess, Option, Question, Said
from data.recipes.headings import headings_of
from data.recipes.known_words import NOTHING_KNOWN, KnownWords
from data.recipes.recipe import Columns, NumberColumn, Recipe
from data.recipes.understood import understood


def guess(sheet: Sheet, known: KnownWords = NOTHING_KNOWN, said: Said = NOTHING_SAID) -> Guess:
    """What a sheet is taken for. What a person has `said` is taken as said, and the rest is guessed around it.

    Ask it again with each answer added to `said` until `settled`; it never raises for what a sheet holds.
    """
    headings = headings_of(sheet, 0)
    roles = {}
    for number, heading in enumerate(headings):
        letter = get_column_letter(number + 1)
        roles[letter] = said.roles.get(letter, _by_heading(heading))
    of = {role: headings[list(roles).index(letter)] for letter, role in roles.items()}
    numbers = tuple(
        NumberColumn(heading=of[kind], kind=kind, indicator="our_indicator")
        for kind in ("numerator", "denominator", "value")
        if kind in of
    )
    if not numbers:
        return Guess(sheet.file, sheet.name, None, why_not="no column of numbers was found")
    name = said.answers.get("name:our_indicator", "")
    better = said.answers.get("better:our_indicator", "not said")
    questions = (
        ()
        if "better:our_indicator" in said.answers
        else (
            Question(
                "better:our_indicator",
                "Which way is better for people?",
                "The table does not say.",
                (Option("higher", "a higher value"), Option("lower", "a lower value"), Option("not said", "neither")),
                "",
                True,
                "our_indicator",
            ),
        )
    )
    recipe = Recipe(
        name=sheet.file,
        fingerprint=fingerprint(headings),
        numbers=numbers,
        columns=Columns(**{role: of[role] for role in ("area", "period") if role in of}),
        definitions=(Definition(id="our_indicator", name=name or as_id(sheet.file), better=better),),
    )
    columns = tuple(
        ColumnGuess(letter, headings[n], role, "likely", "by its heading")
        for n, (letter, role) in enumerate(roles.items())
    )
    return Guess(sheet.file, sheet.name, recipe, columns, questions, understood(sheet, recipe), 2, len(sheet.rows))


def _by_heading(heading: str) -> str:
    words = heading.casefold()
    for role, likes in {
        "area": "code",
        "period": "period",
        "numerator": "num",
        "denominator": "den",
        "value": "value",
    }.items():
        if likes in words:
            return role
    return "unused"
