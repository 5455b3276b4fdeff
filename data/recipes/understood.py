"""What a recipe makes of a table, in plain sentences."""

from data.files.sheets import Sheet
from data.recipes.recipe import Recipe


def understood(sheet: Sheet, recipe: Recipe) -> tuple[str, ...]:
    """A few plain sentences: what a row is, what the columns are, what was left out."""
    columns = recipe.columns
    about = [each for each in (columns.area or columns.area_name, columns.period) if each]
    numbers = ", ".join(f"‘{each.heading}’" for each in recipe.numbers[:6])
    return (f"Each row is about {' and '.join(f'‘{each}’' for each in about)}; its figures are in {numbers}.",)
