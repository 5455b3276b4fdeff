"""Tables in no format known here: read by a recipe that fits, else guessed, so that a person can say whether it is so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data.files import upload_limits as bounds
from data.files.errors import SourceError
from data.files.opening_sheets import open_sheets, problem_of
from data.files.problems import Problem
from data.files.sheets import Sheet, SheetReading
from data.files.upload_limits import Deadline
from data.recipes.guess import guess
from data.recipes.guessed import NOTHING_SAID, Guess
from data.recipes.known_words import KnownWords
from data.recipes.reading import fits, read
from data.recipes.recipe import Recipe
from data.recipes.recipe_file import ENDING, recipe_from_toml
from data.recipes.understood import understood
from data.your_data.assumptions import Declared
from data.your_data.formats import tidy
from data.your_data.readers import recognised_sheet

_FIRST_ROWS = 5
# A workbook of a hundred layouts is no table of figures, and each guess takes time.
_MOST_GUESSED = 12


@dataclass(frozen=True)
class GuessedTable:
    """A table that nothing here reads, with what it is taken for. `rows` are its first below the headings, as they stand.

    `alike` are the labels of other tables of the same layout, which one answer settles too.
    """

    label: str
    guess: Guess
    rows: tuple[tuple[str, ...], ...] = ()
    alike: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecipeTable:
    """A table that was read by a recipe, and what the recipe makes of it, in sentences."""

    label: str
    recipe: Recipe
    sentences: tuple[str, ...] = ()


class Strangers:
    """The tables of one intake that no format knows: each is read by the first recipe that fits, or guessed.

    A guess that somebody has agreed to (`declared.agreed`) and that leaves nothing to ask is a recipe from there on.
    """

    def __init__(self, declared: Declared, known: KnownWords):
        self._declared, self._known = declared, known
        self._recipes = [each for each in declared.recipes if each.fingerprint not in declared.anew]
        self.guesses: list[GuessedTable] = []
        self.read: list[RecipeTable] = []

    def reading(self, sheet: Sheet, *, guessing: bool = True) -> SheetReading | None:
        """What a recipe makes of a sheet; None where there is none, and the sheet is guessed instead, where `guessing`."""
        recipe = next((each for each in self._recipes if fits(sheet, each)), None)
        if recipe is None and guessing:
            recipe = self._agreed(sheet)
        if recipe is None:
            return None
        self.read.append(RecipeTable(sheet.table.label, recipe, understood(sheet, recipe)))
        return read(sheet, recipe)

    def _agreed(self, sheet: Sheet) -> Recipe | None:
        """The recipe of a guess that somebody agreed to; else None, with the guess kept for somebody to look at."""
        label = sheet.table.label
        same = next((n for n, each in enumerate(self.guesses) if _is_alike(sheet, each.guess)), None)
        if same is not None:
            self.guesses[same] = replace(self.guesses[same], alike=(*self.guesses[same].alike, label))
            return None
        if len(self.guesses) >= _MOST_GUESSED:
            return None
        found = guess(sheet, self._known, self._declared.said.get(label, NOTHING_SAID))
        if label in self._declared.agreed and found.settled and found.recipe is not None:
            self._recipes.append(found.recipe)
            return found.recipe
        start = max(found.first_row - 1, 0)
        self.guesses.append(GuessedTable(label, found, sheet.rows[start : start + _FIRST_ROWS]))
        return None


def _is_alike(sheet: Sheet, found: Guess) -> bool:
    return found.recipe is not None and found.file == sheet.file and fits(sheet, found.recipe)


def parted(given: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Recipe], list[Problem]]:
    """What was given without its recipes, the recipes, and a problem for each that cannot be read."""
    rest = {name: data for name, data in given.items() if not name.lower().endswith(ENDING)}
    recipes, problems = [], []
    for name in given.keys() - rest.keys():
        try:
            recipes.append(recipe_of_bytes(given[name], name))
        except SourceError as error:
            problems.append(problem_of(error))
    return rest, recipes, problems


def recipe_of_bytes(data: bytes, file: str) -> Recipe:
    """The recipe in the bytes of a file; SourceError names the file and what is wrong with it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            "a recipe in the wrong encoding", file=file, found=f"a byte that is no UTF-8, at {error.start:,}",
            expected="text in UTF-8", mend="save it again as UTF-8",
        ) from None  # fmt: skip
    return recipe_from_toml(text, file)


def files_that_fit(given: Mapping[str, bytes], recipes: tuple[Recipe, ...], settings: dict[str, float]) -> list[str]:
    """The names of files of which a sheet is an own table of a known format, or of a recipe's layout, or defines indicators.

    Done in a process of its own (see data.files.several).
    """
    bounds.keep(settings)
    sheets, _ = open_sheets(given, Deadline())
    wanted = (sheet for sheet in sheets if _is_own(sheet) or any(fits(sheet, each) for each in recipes))
    return list(dict.fromkeys(sheet.file.split(" › ")[0] for sheet in wanted))


def _is_own(sheet: Sheet) -> bool:
    return recognised_sheet(sheet) is not None or tidy.definitions_row(sheet) is not None
