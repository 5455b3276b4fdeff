"""A table in no known format as it is understood: its first rows, what is asked of it, and what its columns may be."""

import pandas as pd

from components.findings.wording import of
from data.contract.manifest import Disclosure
from data.files.marks import number_of
from data.files.sheets import NUMBERS
from data.recipes.guessed import Guess, Option, Question
from data.your_data.strangers import GuessedTable

MASK = "*"
# The answers to this question are those of the dataset's indicators; '' keeps the table's own.
OWN_INDICATOR = Option("", "a new one, defined here")


def table_name(table: GuessedTable) -> str:
    """What the table is called: its file and sheet, and how many more sheets are alike."""
    more = f" and {of(len(table.alike), 'more like it', 'more like it')}" if table.alike else ""
    return f"‘{table.label}’{more}"


def state_words(guess: Guess) -> str:
    """Whether the guess can be used as it stands, in a sentence."""
    if guess.recipe is None:
        return f"What this table is cannot be guessed: {guess.why_not}. Say below what its columns are."
    needed = sum(each.needed for each in guess.questions)
    if needed:
        return f"{of(needed, 'thing', 'things')} the table does not say: please answer, then use it."
    return "Nothing is left to ask. If this is right, use it; if not, correct it below."


def first_rows(table: GuessedTable, rule: Disclosure) -> pd.DataFrame:
    """The first rows under their headings, with * for a number that the rule hides."""
    columns = table.guess.columns
    numbers = [each.role in (*NUMBERS, "unused") for each in columns]
    width = max((len(row) for row in table.rows), default=0)
    names = [f"{each.letter} {each.heading}".strip() for each in columns][:width]
    positions = [_position(each.letter) for each in columns][:width]
    rows = [
        [
            _shown(row[position] if position < len(row) else "", rule, hide=hide)
            for position, hide in zip(positions, numbers, strict=False)
        ]
        for row in table.rows
    ]
    return pd.DataFrame(rows, columns=names, dtype=str)


def _position(letter: str) -> int:
    """The index of a column by its letters."""
    found = 0
    for each in letter:
        found = found * 26 + ord(each) - ord("A") + 1
    return found - 1


def _shown(cell: str, rule: Disclosure, *, hide: bool) -> str:
    found = number_of(cell) if hide else None
    small = found is not None and found == int(found) and rule.hidden_from <= found <= rule.hidden_to
    return MASK if small else cell


def questions_in_order(guess: Guess) -> list[Question]:
    """The questions, those that must be answered first."""
    return sorted(guess.questions, key=lambda each: not each.needed)


def question_label(question: Question) -> str:
    """A question as the label of its field: one that must be answered says so in words."""
    return question.text if question.needed else f"{question.text} (may be left)"


def suggestion(question: Question) -> str:
    """What is likely to be answered in free text; a name begins with a capital letter, as it stands on every page."""
    text = question.suggested
    return text[:1].upper() + text[1:] if indicator_of_name(question) else text


def indicator_of_name(question: Question) -> str:
    """The id of the indicator whose name a question asks for; '' for any other question."""
    return question.key.removeprefix("name:") if question.key.startswith("name:") else ""


def read_words(tables: int) -> str:
    """How many tables a recipe has read."""
    return f"{of(tables, 'table is', 'tables are')} read by a recipe: how they are understood"
