"""Read a sheet as a recipe says: the same rows that every known format gives, each with its place."""

import pandas as pd
from openpyxl.utils import get_column_letter

from data.files.sheets import Place, Sheet, SheetReading, blank_fields
from data.recipes.definition import indicator_of
from data.recipes.fingerprint import fingerprint
from data.recipes.headings import headings_of
from data.recipes.recipe import Recipe

NAME = "table read by a recipe"


def fits(sheet: Sheet, recipe: Recipe) -> bool:
    """Whether a sheet has the layout that a recipe is for: the fingerprint of its headings, wherever they stand."""
    return heading_row(sheet, recipe) is not None


def heading_row(sheet: Sheet, recipe: Recipe) -> int | None:
    """Index of the first row of headings whose fingerprint is the recipe's; None where there is none."""
    for at in range(min(60, len(sheet.rows))):
        if any(sheet.rows[at]) and fingerprint(headings_of(sheet, at, recipe.heading_rows)) == recipe.fingerprint:
            return at
    return None


def read(sheet: Sheet, recipe: Recipe) -> SheetReading:
    """The rows of a sheet in the fields of an observation. A column of the recipe that is not there is a problem."""
    at = heading_row(sheet, recipe)
    at = recipe.heading_row - 1 if at is None else at
    headings = headings_of(sheet, at, recipe.heading_rows)
    rows = [
        (number, row)
        for number, row in enumerate(sheet.rows[at + recipe.heading_rows :], at + recipe.heading_rows + 1)
        if any(row)
    ]
    position = {heading: number for number, heading in enumerate(headings)}
    frame = pd.DataFrame({"row": [number for number, _ in rows]})
    places = {}
    fields = {
        "area": recipe.columns.area or recipe.columns.area_name,
        "period": recipe.columns.period,
        "indicator": recipe.columns.indicator,
    }
    fields |= {each.kind: each.heading for each in recipe.numbers}
    for field, heading in fields.items():
        if heading in position:
            found = position[heading]
            frame[field] = [row[found] if found < len(row) else "" for _, row in rows]
            places[field] = (get_column_letter(found + 1), heading)
    if "indicator" not in frame:
        frame["indicator"] = recipe.indicator or recipe.numbers[0].indicator
    if "period" not in frame:
        frame["period"] = recipe.period
    frame = frame.assign(dimension="total", group="all")
    return SheetReading(
        blank_fields(frame),
        Place(sheet.file, sheet.name, places),
        NAME,
        indicators=tuple(map(indicator_of, recipe.definitions)),
        percent=recipe.scale == "percent",
        published=recipe.elsewhere,
    )
