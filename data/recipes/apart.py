"""Guess and read tables that somebody gives in a process of their own, as everything is that opens their files."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.files import upload_limits as bounds
from data.files.opening_sheets import open_sheets
from data.files.problems import Problem
from data.files.sandbox import run
from data.files.upload_limits import Deadline
from data.recipes.guess import guess
from data.recipes.guessed import Guess, Said
from data.recipes.known_words import KnownWords
from data.recipes.reading import fits, read
from data.recipes.recipe import Recipe
from data.recipes.understood import understood

_SHOWN_ROWS = 12


@dataclass(frozen=True)
class GuessedSheet:
    """A sheet with what it is taken for; `rows` are its first rows below the headings, for whoever gave it only."""

    guess: Guess
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class RecipeSheet:
    """What a recipe makes of a sheet: how many rows, in which sentences, with which notes and problems."""

    sheet: str
    fits: bool
    rows: int = 0
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def guess_apart(
    given: Mapping[str, bytes], known: KnownWords, said: Said
) -> tuple[tuple[GuessedSheet, ...], tuple[Problem, ...]]:
    """What each sheet of the files is taken for, and a problem for each that cannot be opened.

    SourceError (RefusedError) where a file takes too long or too much.
    """
    return run(guess_sheets, dict(given), known, said, bounds.settings(), name=", ".join(given)[:200])


def guess_sheets(
    given: Mapping[str, bytes], known: KnownWords, said: Said, settings: dict[str, float]
) -> tuple[tuple[GuessedSheet, ...], tuple[Problem, ...]]:
    """All that is done of `guess_apart` in a process of its own."""
    bounds.keep(settings)
    sheets, problems = open_sheets(given, Deadline())
    found = []
    for sheet in sheets:
        guessed = guess(sheet, known, said)
        start = max(guessed.first_row - 1, 0)
        found.append(GuessedSheet(guessed, sheet.rows[start : start + _SHOWN_ROWS]))
    return tuple(found), tuple(problems)


def read_apart(given: Mapping[str, bytes], recipe: Recipe) -> tuple[tuple[RecipeSheet, ...], tuple[Problem, ...]]:
    """What a recipe makes of each sheet of the files; errors as of `guess_apart`."""
    return run(read_sheets, dict(given), recipe, bounds.settings(), name=", ".join(given)[:200])


def read_sheets(
    given: Mapping[str, bytes], recipe: Recipe, settings: dict[str, float]
) -> tuple[tuple[RecipeSheet, ...], tuple[Problem, ...]]:
    """All that is done of `read_apart` in a process of its own."""
    bounds.keep(settings)
    sheets, problems = open_sheets(given, Deadline())
    found = []
    for sheet in sheets:
        label = sheet.table.label
        if not fits(sheet, recipe):
            found.append(RecipeSheet(label, fits=False))
            continue
        reading = read(sheet, recipe)
        sentences = understood(sheet, recipe)
        found.append(RecipeSheet(label, True, len(reading.frame), sentences, reading.notes, reading.problems))
    return tuple(found), tuple(problems)
