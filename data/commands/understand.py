"""`python -m data understand`: say what a table in no known format is taken for, and write the recipe to read it by."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from data.commands.output import ERRORS, FINE, WARNINGS, Commands, Said, Tell, section
from data.dataset.dataset import Dataset
from data.files.errors import SourceError
from data.files.sheet_rows import KINDS
from data.recipes.apart import GuessedSheet, guess_apart, read_apart
from data.recipes.guessed import ROLES, Guess, Question
from data.recipes.guessed import Said as Answers
from data.recipes.recipe_file import ENDING, recipe_from_toml, recipe_toml
from data.your_data.known import known_of, known_words

_HELP = "say what a table in no known format is taken for, and write the recipe to read it by"
_SHOWN_ROWS, _SHOWN_CELLS, _SHOWN_LETTERS = 5, 12, 24


def add(commands: Commands) -> None:
    """Add the command's words."""
    about = (
        f"{_HELP.capitalize()}. What is not certain is asked: answer with --say, and correct a column with --column. "
        "Exit code: 0 when nothing is left to ask, 1 when questions are left, 2 when there is an error."
    )
    parser = commands.add_parser("understand", help=_HELP, description=about)
    parser.add_argument("path", type=Path, metavar="FILE", help=f"a table: {', '.join(KINDS)}")
    parser.add_argument("--dataset", type=Path, help="a dataset whose areas and indicators are known")
    parser.add_argument(
        "--recipe", type=Path, metavar=f"F{ENDING}", help="say what this recipe makes of the table instead"
    )
    parser.add_argument("--say", nargs="+", default=[], metavar="KEY=ANSWER", help="answer questions by their keys")
    roles = ", ".join(ROLES)
    parser.add_argument("--column", nargs="+", default=[], metavar="LETTER=ROLE", help=f"say what columns are: {roles}")
    parser.add_argument("--sheet", default="", help="the sheet to take; without it, the first that holds a table")
    parser.add_argument("--write", type=Path, metavar=f"F{ENDING}", help="write the recipe")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, tell: Tell) -> Said:
    """Guess, or read by the recipe given, and print what came of it."""
    path = chosen.path
    if not path.is_file():
        raise SourceError("no such file", file=str(path), mend="give the path of a table")
    given = {path.name: path.read_bytes()}
    if chosen.recipe is not None:
        return _by_recipe(given, chosen.recipe)
    said = Answers(_pairs(chosen.column, "LETTER=ROLE"), _pairs(chosen.say, "KEY=ANSWER"))
    for letter, role in said.roles.items():
        if role not in ROLES:
            raise SourceError("a column cannot be that", column=letter, found=role, expected=", ".join(ROLES))
    found, problems = guess_apart(
        given, known_words(known_of(Dataset.open(chosen.dataset) if chosen.dataset else None)), said
    )
    if problems:
        return Said("\n".join(each.sentence for each in problems), ERRORS)
    sheet = _chosen(found, chosen.sheet, path.name)
    guess = sheet.guess
    if chosen.write is not None and guess.recipe is not None and guess.settled:
        chosen.write.write_text(recipe_toml(guess.recipe), encoding="utf-8")
        tell(f"wrote {chosen.write}")
    elif chosen.write is not None:
        tell(f"{chosen.write} is not written: questions are left, and an answer is not assumed")
    return Said(_text(sheet, len(found)), FINE if guess.settled else WARNINGS)


def _pairs(texts: list[str], expected: str) -> Mapping[str, str]:
    found = {}
    for text in texts:
        key, equals, answer = text.rpartition("=")
        if not equals:
            raise SourceError("what is said has no '='", found=text, expected=expected)
        found[key] = answer
    return found


def _chosen(found: tuple[GuessedSheet, ...], wanted: str, file: str) -> GuessedSheet:
    """The sheet of a title, or the first that holds a table of figures, or the first."""
    named = [each for each in found if each.guess.sheet == wanted] if wanted else list(found)
    if not named:
        sheets = ", ".join(each.guess.sheet for each in found)
        raise SourceError("no such sheet", file=file, sheet=wanted, expected=f"one of: {sheets}")
    return next((each for each in named if each.guess.recipe is not None), named[0])


def _text(sheet: GuessedSheet, sheets: int) -> str:
    guess = sheet.guess
    label = f"{guess.file} [{guess.sheet}]" if guess.sheet else guess.file
    lines = [f"# {label}", ""]
    if guess.recipe is None:
        lines += [f"No table that can be read: {guess.why_not}.", ""]
    lines += section("Understood", list(guess.sentences))
    used = [each for each in guess.columns if each.role != "unused"]
    lines += section("Columns", [f"{c.letter} ‘{c.heading}’: {ROLES[c.role]} ({c.sure}: {c.why})" for c in used])
    unused = [each for each in guess.columns if each.role == "unused"]
    lines += section("Not used", [f"{each.letter} ‘{each.heading}’: {each.why}" for each in unused])
    lines += section("First rows", [_row(row) for row in sheet.rows[:_SHOWN_ROWS]])
    lines += section("To be answered", [_question(each) for each in guess.questions if each.needed])
    lines += section("May be said", [_question(each) for each in guess.questions if not each.needed])
    lines.append(_end(guess, sheets))
    return "\n".join(lines)


def _end(guess: Guess, sheets: int) -> str:
    more = f" The file has {sheets} sheets; choose one with --sheet." if sheets > 1 else ""
    if guess.settled:
        return f"Nothing is left to ask. Write the recipe with --write NAME{ENDING}, beside the table.{more}"
    if guess.recipe is None:
        return f"Say what its columns are with --column LETTER=ROLE.{more}"
    return f"Answer with --say KEY=ANSWER; correct a column with --column LETTER=ROLE.{more}"


def _row(row: tuple[str, ...]) -> str:
    cells = [cell if len(cell) <= _SHOWN_LETTERS else f"{cell[:_SHOWN_LETTERS]}…" for cell in row[:_SHOWN_CELLS]]
    return " | ".join(cells) + (" | …" if len(row) > _SHOWN_CELLS else "")


def _question(question: Question) -> str:
    options = "; ".join(f"{each.value}: {each.label}" for each in question.options)
    suggested = f" Perhaps {question.suggested}." if question.suggested and question.needed else ""
    return f"{question.key}: {question.text} ({question.why}){suggested}" + (f" [{options}]" if options else "")


def _by_recipe(given: Mapping[str, bytes], path: Path) -> Said:
    recipe = recipe_from_toml(path.read_text(encoding="utf-8"), path.name)
    found, problems = read_apart(given, recipe)
    lines = [each.sentence for each in problems]
    for sheet in found:
        lines += [f"# {sheet.sheet}", ""]
        if not sheet.fits:
            lines += [f"Not of the layout that {path.name} is for.", ""]
            continue
        lines += section("Understood", list(sheet.sentences))
        lines += section("Read", [f"{sheet.rows:,} rows of figures", *sheet.notes])
        lines += section("Errors", [each.sentence for each in sheet.problems])
    fine = any(sheet.fits and not sheet.problems for sheet in found) and not problems
    return Said("\n".join(lines).rstrip(), FINE if fine else ERRORS)
