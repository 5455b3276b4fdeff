"""The period of each row, from whatever the recipe says that it stands in."""

from pathlib import PurePath

from data.files.sheets import Sheet
from data.files.written_periods import day_in_words, period_in_words
from data.recipes.combined_periods import between_days, combined_period, period_around, quarter_of
from data.recipes.period_words import period_within, speaks_of_the_file
from data.recipes.recipe import Recipe


class RowPeriods:
    """How rows of one sheet say when they are of; a heading's own period comes before the rest."""

    def __init__(self, sheet: Sheet, recipe: Recipe, at: int):
        self._recipe = recipe
        around = {
            "": recipe.period,
            "sheet title": period_within(sheet.name),
            "file name": period_within(PurePath(sheet.file).stem),
            "lines above": next(
                (
                    found
                    for row in sheet.rows[:at]
                    if not speaks_of_the_file(" ".join(row)) and (found := period_within(" ".join(row)))
                ),
                "",
            ),
        }
        self.constant = recipe.period or around[recipe.period_from]

    def period(self, said: dict[str, str], of_heading: str) -> str:
        """The period as text, for the checks to read; `said` are the row's cells by name, blank where there are none."""
        if of_heading:
            # 'Q1' in a heading is of the row's year, or of the one that the sheet says.
            year = said.get("year") or said.get("period") or self.constant
            return (
                combined_period(year, of_heading) if quarter_of(of_heading) and year else of_heading.replace("_", " ")
            )
        if said.get("period_start") and said.get("period_end"):
            return between_days(said["period_start"], said["period_end"])
        if "year" in said:
            return combined_period(said["year"], said.get("part", ""))
        period = said.get("period", "") or self.constant
        if self._recipe.days and day_in_words(period) is not None and period_in_words(period) is None:
            return period_around(period, self._recipe.days)
        return period
