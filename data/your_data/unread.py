"""What is told of files of which nothing was read: published ones, tables to be understood, and nothing but companions."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from data.files.opening_sheets import problem_of
from data.files.problems import ERROR, WARNING, Problem
from data.files.sheets import Sheet
from data.files.tables import Shapes, SourceTable
from data.files.unsuited import unsuited
from data.recipes.recipe_file import ENDING
from data.your_data.readers import FORMATS
from data.your_data.strangers import GuessedTable

# What a published file of which datasets are built is called; '' for any other table.
PublishedName = Callable[[SourceTable | Shapes], str]
#: The problem of a published file that is not read here.
PUBLISHED = "a published file of which datasets are built, not a table to join to one"
#: The problem of a table that is understood and waits for somebody to agree.
TO_BE_AGREED = "a table in no known format: this is how it is understood, to be checked and used"


def never_published(table: SourceTable | Shapes) -> str:
    """For a caller who knows no published formats: '' whatever the table."""
    return ""


def unread_problems(
    sheets: Sequence[Sheet], taken_for: Mapping[str, str], guesses: Collection[GuessedTable], published: PublishedName,
    *, read: bool, told: bool,
) -> list[Problem]:  # fmt: skip
    """Files of which no sheet was read: an error where nothing else was read either, else a warning.

    A table that is understood is never an error: it waits for somebody to agree.
    """
    used = {sheet.file for sheet in sheets if taken_for[sheet.table.label]}
    problems = []
    for sheet in _first_of_each_file(sheets):
        here = [each for each in guesses if each.guess.file == sheet.file]
        understood = [each for each in here if each.guess.recipe is not None]
        problems += [_to_be_agreed(sheet, each) for each in understood]
        if sheet.file not in used and not understood:
            found = _not_recognised(sheet, published(sheet.table), here)
            problems.append(replace(found, severity=WARNING) if read else found)
    if read or told or problems:
        return problems
    return [_nothing_but(taken_for)]


def _first_of_each_file(sheets: Sequence[Sheet]) -> list[Sheet]:
    first: dict[str, Sheet] = {}
    for sheet in sheets:
        first.setdefault(sheet.file, sheet)
    return list(first.values())


def _to_be_agreed(sheet: Sheet, table: GuessedTable) -> Problem:
    left = sum(each.needed for each in table.guess.questions)
    asked = f" {left} {'question is' if left == 1 else 'questions are'} left" if left else ""
    name = PurePath(sheet.file).stem
    return Problem(
        sheet.file, table.guess.sheet, 0, "", "", WARNING, TO_BE_AGREED, " ".join(table.guess.sentences[:1])[:200] + asked,
        "somebody to say that it is so",
        f"check it on the page Your data, or with python -m data understand FILE --write {name}{ENDING}, and give the recipe "
        "with the table",
    )  # fmt: skip


def _not_recognised(sheet: Sheet, published: str, guesses: Sequence[GuessedTable]) -> Problem:
    if published:
        return sheet.problem(
            PUBLISHED, row=1, found=published,
            expected="a table of figures", mend="give it to whoever builds the dataset: it says what areas and practices are",
        )  # fmt: skip
    refusal = unsuited(sheet.table)
    if refusal is not None:
        return problem_of(refusal)
    header = ", ".join(cell for cell in sheet.rows[0] if cell)[:160]
    why = f" ({guesses[0].guess.why_not})" if guesses else ""
    return sheet.problem(
        f"a table in no format that is known here, and what it is cannot be guessed{why}", row=1,
        found=header or "a blank first row", expected="one of: " + ", ".join(each.NAME for each in FORMATS),
        mend="give it one row of headings above its figures, or copy the figures into the tidy template",
    )  # fmt: skip


def _nothing_but(taken_for: Mapping[str, str]) -> Problem:
    """Only lookups and definitions were given, or nothing at all."""
    found = ", ".join(sorted({name for name in taken_for.values() if name})) or "no file"
    file = next((label.split(" [")[0] for label in taken_for), "")
    mend = "give the table of observations too"
    return Problem(file, "", 0, "", "", ERROR, "there is no table of observations", found, "one or more", mend)
