"""Where the columns that a recipe names stand in a sheet, and what is told of those that are not there."""

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from openpyxl.utils import get_column_letter

from data.coding.labels import plain
from data.files.problems import Problem
from data.files.sheets import Sheet
from data.files.written_periods import period_in_words, pooled_years
from data.recipes.recipe import PERIOD, Group, NumberColumn, Recipe

_SHOWN = 160


@dataclass(frozen=True)
class Block:
    """The columns of one indicator, period, area and groups: the position of each kind of number."""

    indicator: str
    period: str
    area: str
    groups: tuple[Group, ...]
    positions: dict[str, int]

    @property
    def main(self) -> int:
        """The column that stands for the block: that of the value, else that of the count."""
        return next(
            self.positions[kind]
            for kind in ("value", "numerator", "denominator", "lower", "upper")
            if kind in self.positions
        )


@dataclass(frozen=True)
class RecipeColumns:
    """The headings of a sheet and the position of each by its plain words."""

    sheet: Sheet
    at: int
    headings: tuple[str, ...]

    def position(self, heading: str) -> int | None:
        """The position of a heading, compared exactly and else plainly; None where it is not there."""
        if heading in self.headings:
            return self.headings.index(heading)
        wanted = plain(heading)
        return next((n for n, each in enumerate(self.headings) if wanted and plain(each) == wanted), None)

    def place(self, position: int) -> tuple[str, str]:
        """Letter and heading of a column."""
        return get_column_letter(position + 1), self.headings[position]

    def missing(self, recipe: Recipe) -> list[Problem]:
        """A problem for each column that the recipe names and the sheet does not have."""
        wanted = [heading for heading in astuple(recipe.columns) if heading]
        wanted += [each.heading for each in recipe.groups]
        wanted += [each.heading for each in (*recipe.leave_out, *recipe.only)]
        wanted += [each.heading for each in recipe.numbers]
        absent = [heading for heading in dict.fromkeys(wanted) if not self.matching(heading)]
        found = ", ".join(each for each in self.headings)[:_SHOWN]
        return [
            self.sheet.problem(
                f"the column ‘{heading}’ of the recipe ‘{recipe.name}’ is missing", row=self.at + 1, column=heading,
                found=found,
                expected=f"a heading called {heading}",
                mend="give the column this heading, or make the recipe again with python -m data understand",
            )
            for heading in absent
        ]  # fmt: skip

    def matching(self, heading: str) -> list[tuple[int, str]]:
        """Position and period of each column that a heading of a recipe means; '' where the heading holds no PERIOD."""
        if PERIOD not in heading:
            position = self.position(heading)
            return [] if position is None else [(position, "")]
        before, after = (re.escape(part) for part in heading.split(PERIOD, 1))
        pattern = re.compile(f"{before}(.+?){after}", re.I)
        found = ((position, pattern.fullmatch(each)) for position, each in enumerate(self.headings))
        return [(n, match[1]) for n, match in found if match and _is_period(match[1])]

    def blocks(self, numbers: Sequence[NumberColumn]) -> list[Block]:
        """The columns of numbers that are there, those of one indicator, period, area and groups together."""
        found: dict[tuple[str, str, str, tuple[Group, ...]], Block] = {}
        for each in numbers:
            for position, period in self.matching(each.heading):
                key = (each.indicator, period or each.period, each.area, each.groups)
                found.setdefault(key, Block(*key, {})).positions[each.kind] = position
        return list(found.values())


def _is_period(text: str) -> bool:
    return period_in_words(text.replace("_", " ")) is not None or pooled_years(text) is not None
