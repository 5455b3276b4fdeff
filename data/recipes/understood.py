"""What a recipe makes of a table, in plain sentences: what a row is, what each figure is, what is left out or not claimed."""

from collections import Counter
from collections.abc import Collection, Sequence

from data.contract.ready_dimensions import USABLE
from data.files.sheets import Sheet
from data.recipes.area_codes import kinds_of_codes
from data.recipes.headings import headings_of
from data.recipes.recipe import LEFT_OUT, PERIOD, NumberColumn, Recipe
from data.recipes.recipe_columns import Block, RecipeColumns

_MOST_NAMED = 4
_FROM = {"sheet title": "the sheet’s title", "lines above": "a line above the table", "file name": "the file’s name"}
_LENGTHS = {"month": "the month that its day is in", "quarter": "the three months that its day begins or ends",
            "year": "the twelve months that its day begins or ends"}  # fmt: skip


def understood(sheet: Sheet, recipe: Recipe, asked: Collection[str] = ()) -> tuple[str, ...]:
    """A few plain sentences, the first of which says what a row is; for a sheet that the recipe is for.

    `asked` are the keys of questions that are still open: nothing is said of their answers.
    """
    columns = RecipeColumns(
        sheet, recipe.heading_row - 1, headings_of(sheet, recipe.heading_row - 1, recipe.heading_rows)
    )
    blocks = columns.blocks(recipe.numbers)
    sentences = [
        _row(columns, recipe),
        *_groups(recipe, blocks),
        *_figures(recipe, asked),
        *_period(recipe, blocks),
    ]
    sentences += [*_left_out(recipe), *_polarity(recipe)]
    return tuple(sentence for sentence in sentences if sentence)


def _row(columns: RecipeColumns, recipe: Recipe) -> str:
    """'Each row is a practice and a quarter.'"""
    about = [_area(columns, recipe)]
    said = recipe.columns
    if said.period or said.year or said.period_start:
        when = " and ".join(
            f"‘{each}’" for each in (said.period, said.period_start, said.period_end, said.year, said.part) if each
        )
        about.append(f"a period ({when})")
    if said.indicator:
        about.append(f"an indicator (‘{said.indicator}’)")
    about += [f"a group by {_called(each.dimension)} (‘{each.heading}’)" for each in recipe.groups]
    if said.dimension:
        about.append(f"a group (‘{said.group}’) of what ‘{said.dimension}’ names")
    about = [each for each in about if each]
    return f"Each row is {_list(about)}." if about else "No column says what a row is about."


def _area(columns: RecipeColumns, recipe: Recipe) -> str:
    heading = recipe.columns.area or recipe.columns.area_name
    if not heading:
        return ""
    position = columns.position(heading)
    body = columns.sheet.rows[columns.at + recipe.heading_rows :]
    cells = {row[position] for row in body if position is not None and position < len(row) and row[position]}
    kind = next(iter(kinds_of_codes(cells)), "") if recipe.columns.area else ""
    called = kind or "area"
    return f"{'an' if called[0] in 'aeiou' else 'a'} {called} (‘{heading}’)"


def _groups(recipe: Recipe, blocks: Sequence[Block]) -> list[str]:
    """Which columns are of which groups, and which end of deprivation is which."""
    found = []
    headings: dict[str, list[str]] = {}
    for column in recipe.numbers:
        for group in column.groups:
            headings.setdefault(group.dimension, []).append(column.heading)
    for dimension, named in headings.items():
        found.append(f"The columns {_some(named)} are of groups by {_called(dimension)}.")
    if any(block.area for block in blocks):
        found.append("Each column of figures is of an area of its own.")
    if recipe.most_deprived:
        found.append(f"Of the deprivation groups, {recipe.most_deprived} is taken as the most deprived.")
    for dimension, words in recipe.words.items():
        if dimension not in USABLE:
            continue
        said = [
            f"‘{word or 'a blank cell'}’ as {_meaning(dimension, code)}"
            for word, code in words.items()
            if code != LEFT_OUT
        ]
        if said:
            found.append(f"Taken as said: {_list(said[:_MOST_NAMED])}.")
    return found


def _figures(recipe: Recipe, asked: Collection[str]) -> list[str]:
    """What is counted out of what, one sentence an indicator for the first few."""
    by_indicator: dict[str, list[NumberColumn]] = {}
    for column in recipe.numbers:
        by_indicator.setdefault(column.indicator, []).append(column)
    found = [_figure(recipe, code, columns, asked) for code, columns in list(by_indicator.items())[:_MOST_NAMED]]
    if len(by_indicator) > _MOST_NAMED:
        found.append(f"So it is with {len(by_indicator) - _MOST_NAMED} more indicators.")
    if recipe.scale == "fraction":
        found.append("Shares are written as fractions: 0.25 is 25%.")
    return found


def _figure(recipe: Recipe, code: str, columns: Sequence[NumberColumn], asked: Collection[str]) -> str:
    of_kind: dict[str, list[str]] = {}
    for column in columns:
        of_kind.setdefault(column.kind, []).append(column.heading)
    definition = next((each for each in recipe.definitions if each.id == code or not code), None)
    unit = ""
    is_open = "unit" in asked or (definition is not None and f"unit:{definition.id}" in asked)
    if definition is not None and not is_open and (code or len(recipe.definitions) == 1):
        per = f"rate per {definition.per:,.0f}"
        unit = {"proportion": "share", "survey_share": "share", "mean": "mean"}.get(definition.value_type, per)
    name = f"‘{definition.name}’" if definition is not None and code else f"‘{code}’" if code else "The figures"
    counts = ""
    if "numerator" in of_kind:
        counts = f"{_some(of_kind['numerator'])} out of {_some(of_kind.get('denominator', ['what is not said']))}"
    value = f"the {unit or 'value'} in {_some(of_kind['value'])}" if "value" in of_kind else ""
    limits = (
        f", with its limits in {_some(of_kind['lower'] + of_kind['upper'])}"
        if {"lower", "upper"} <= set(of_kind)
        else ""
    )
    kind = f" (a {unit})" if unit and not value else ""
    verb = "are" if name == "The figures" else "is"
    return f"{name} {verb} {' and '.join(each for each in (counts, value) if each)}{limits}{kind}."


def _period(recipe: Recipe, blocks: Sequence[Block]) -> list[str]:
    found = []
    if any(PERIOD in column.heading or column.period for column in recipe.numbers):
        periods = list(dict.fromkeys(block.period for block in blocks if block.period))
        more = " …" if len(periods) > _MOST_NAMED else ""
        found.append(f"Each column of figures is of the period in its heading: {_list(periods[:_MOST_NAMED])}{more}.")
    if recipe.period_from:
        found.append(f"The period is the one in {_FROM[recipe.period_from]}.")
    if recipe.period:
        found.append(f"All figures are of {recipe.period}.")
    if recipe.days:
        found.append(f"A row is about {_LENGTHS[recipe.days]}.")
    if recipe.area:
        found.append(f"All figures are about the area {recipe.area}.")
    return found


def _left_out(recipe: Recipe) -> list[str]:
    found = []
    of_areas = [each for each in recipe.leave_out if each.heading in (recipe.columns.area, recipe.columns.area_name)]
    others = [each for each in recipe.leave_out if each not in of_areas]
    if of_areas:
        found.append(f"Rows of totals are left out: {_some([each.words for each in of_areas])}.")
    if others:
        found.append(
            f"Rows by the deprivation of councils, not of people, are left out: {_some([e.words for e in others])}."
        )
    found += [f"Only rows whose ‘{each.heading}’ is ‘{each.words}’ are read." for each in recipe.only]
    names = [
        word or "a blank cell" for words in recipe.words.values() for word, code in words.items() if code == LEFT_OUT
    ]
    if names:
        meant = "it" if len(names) == 1 else "them"
        found.append(f"Rows of {_some(names)} are left out: no group that is shown here is meant by {meant}.")
    if recipe.fill_down:
        found.append(f"A blank in {_some(list(recipe.fill_down))} means the cell above it.")
    if recipe.elsewhere:
        found.append("Rows of areas that this dataset does not have are left out.")
    return found


def _polarity(recipe: Recipe) -> list[str]:
    said = Counter(each.better for each in recipe.definitions)
    if not said["not said"]:
        return []
    which = "" if said["not said"] == len(recipe.definitions) else f" of {said['not said']} of its indicators"
    return [f"Nobody has said which way is better{which}, so figures are only called higher or lower."]


def _called(dimension: str) -> str:
    return USABLE[dimension].phrase if dimension in USABLE else "whatever each label names"


def _meaning(dimension: str, code: str) -> str:
    groups = USABLE[dimension].groups
    return groups.get(code, "everyone").lower() if code in groups else "everyone"


def _some(names: Sequence[str]) -> str:
    """Up to so many different names in quotation marks, and how many more there are."""
    different = list(dict.fromkeys(names))
    shown = [f"‘{name}’" for name in different[:_MOST_NAMED]]
    more = len(different) - len(shown)
    return ", ".join(shown) + f" and {more} more" if more else _list(shown)


def _list(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
