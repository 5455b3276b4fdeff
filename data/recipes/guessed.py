"""What a guess is made of: the recipe, how sure each of its parts is and why, and the questions only a person can answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from data.contract.ready_dimensions import READY
from data.recipes.recipe import Recipe

Sure = Literal["sure", "likely", "not sure"]

# What a column can be, and how it is called on a page. 'group:…' are labels of a dimension of the contract.
ROLES: Mapping[str, str] = {
    "area": "code of an area",
    "area_name": "name of an area",
    "area_level": "kind of area",
    "indicator": "which indicator",
    "period": "period",
    "period_start": "first day of the period",
    "period_end": "last day of the period",
    "year": "year",
    "part": "quarter or month",
    "dimension": "how people are divided",
    "group": "group, of whatever division its row names",
    "group:deprivation_quintile": "deprivation of where people live",
    "group:practice_deprivation_quintile": "deprivation of the practice",
    "group:ethnic_group": "ethnic group",
    "group:ethnic_group_18": "ethnic group (detailed)",
    "group:sex": "sex",
    "group:age": "age",
    "kind": "which kind of number a row holds",
    "numerator": "number counted",
    "denominator": "out of how many",
    "value": "value (share, rate or mean)",
    "lower": "lower 95% limit",
    "upper": "upper 95% limit",
    "note": "mark or note",
    "unused": "not used",
    **{f"group:{code}": each.phrase for code, each in READY.items()},
}
# Roles of columns that say which figure a row holds, beside those of its groups.
SAYING_WHICH = (
    "area", "area_name", "indicator", "period", "period_start", "period_end", "year", "part", "dimension", "group",
)  # fmt: skip


@dataclass(frozen=True)
class Option:
    """One possible answer: what is kept, and how it is called."""

    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """Something that the table does not say. `key` is what its answer is kept under in `Said.answers`.

    `options` are the answers to choose from; none where the answer is free text. `suggested` is the likeliest, '' where
    none is likelier. `needed` says that nothing can be read until it is answered; others are left as `suggested`.
    `about` is what it is asked of: a heading, a word or an indicator.
    """

    key: str
    text: str
    why: str
    options: tuple[Option, ...] = ()
    suggested: str = ""
    needed: bool = True
    about: str = ""


@dataclass(frozen=True)
class ColumnGuess:
    """One column of the table: its letter and heading, what it is taken for (a key of ROLES), how sure and why.

    `examples` are some of its cells, for the eyes of whoever gave the table only.
    """

    letter: str
    heading: str
    role: str
    sure: Sure
    why: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """What a person has said of a table: the roles of columns by letter, and the answers to questions by key."""

    roles: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


NOTHING_SAID = Said()


@dataclass(frozen=True)
class Guess:
    """What a sheet is taken for. `recipe` is None where it holds no table of figures, and `why_not` says why.

    `questions` are those left: with a needed one among them the recipe is not to be used. `sentences` say what was
    understood. `first_row` and `last_row` (from 1) are those of the table below its headings.
    """

    file: str
    sheet: str
    recipe: Recipe | None
    columns: tuple[ColumnGuess, ...] = ()
    questions: tuple[Question, ...] = ()
    sentences: tuple[str, ...] = ()
    first_row: int = 0
    last_row: int = 0
    why_not: str = ""

    @property
    def settled(self) -> bool:
        """Whether it can be used as it stands."""
        return self.recipe is not None and not any(each.needed for each in self.questions)
