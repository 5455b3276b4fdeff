"""Where each field of what a recipe reads stands in its sheet, so that a problem is told at the cell it is about."""

from collections.abc import Mapping, Sequence

from data.files.sheets import Place, Sheet
from data.recipes.recipe_columns import Block, RecipeColumns

# The field that each column of a recipe fills; of several that fill one, the first that is there is told.
_FIELDS = (
    ("area", "area"), ("area_name", "area"), ("indicator", "indicator"), ("dimension", "dimension"), ("group", "group"),
    ("note", "note"), ("period", "period"), ("year", "period"), ("period_start", "period"),
)  # fmt: skip


def place_of_fields(
    sheet: Sheet,
    columns: RecipeColumns,
    at: Mapping[str, int | None],
    groups: Sequence[tuple[int | None, str]],
    blocks: Sequence[Block],
) -> Place:
    """The place of every field: `at` has the position of each column of the recipe by name, `groups` those of groups."""
    fields: dict[str, tuple[str, str]] = {}
    for name, field in _FIELDS:
        if (position := at.get(name)) is not None:
            fields.setdefault(field, columns.place(position))
    for suffix, (position, _) in zip(("", "_2"), groups, strict=False):
        if position is not None:
            fields[f"group{suffix}"] = fields[f"dimension{suffix}"] = columns.place(position)
    numbers = [{kind: columns.place(position) for kind, position in block.positions.items()} for block in blocks]
    if len(blocks) == 1:
        return Place(sheet.file, sheet.name, fields | numbers[0])
    mains = [columns.place(block.main)[0] for block in blocks]
    return Place(sheet.file, sheet.name, fields, beside=dict(zip(mains, numbers, strict=True)))
