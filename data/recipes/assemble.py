"""Put a recipe together from what has been judged of a table, asking for what is still open."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import PurePath

from data.coding.deprivation import FIFTHS, PRACTICE_FIFTHS
from data.recipes.area_codes import kind_of_code
from data.recipes.column_content import Content
from data.recipes.define_indicators import define_measures, define_named
from data.recipes.definition import Definition
from data.recipes.deprivation_order import most_deprived_of
from data.recipes.draft import Draft, area_finder
from data.recipes.fingerprint import fingerprint
from data.recipes.headings import headings_of
from data.recipes.judge_areas import ask_for_area
from data.recipes.judge_indicators import rows_to_choose
from data.recipes.judge_periods import days_are, period_around_table
from data.recipes.kind_rows import KIND, words_of_kinds
from data.recipes.label_questions import words_of_labels
from data.recipes.label_words import dimension_hinted, is_everyone
from data.recipes.number_columns import number_columns, said_of_measures, take_numbers
from data.recipes.pairing import Measured, Pairing
from data.recipes.recipe import LEFT_OUT, Columns, GroupColumn, NumberColumn, PeriodFrom, Recipe, Scale
from data.recipes.total_rows import rows_by_councils, total_rows
from data.recipes.units import Unit

_WHEN = ("period", "period_start", "year")
_LONGEST = 200


def recipe_of(
    draft: Draft, measures: Sequence[Measured], pairing: Pairing, merged: Sequence[int], kinds: Content | None
) -> Recipe:
    """The recipe of a draft; what is not answered yet is left as it is suggested.

    `merged` are the positions of columns that are filled from above; `kinds` is the column of kinds of number, if any.
    """
    measures, ids, definitions, units, named = _indicators(draft, measures, pairing)
    measures, scale = _scaled(measures, units)
    take_numbers(draft, measures, pairing)
    period_from, period = _period(draft, measures)
    groups = tuple(
        GroupColumn(heading=content.heading, dimension=draft.role(content).removeprefix("group:"))
        for content in draft.contents
        if draft.role(content).startswith("group:")
    )
    words = _words(draft, measures) | ({"indicator": named} if named else {})
    numbers = number_columns(measures, ids)
    if kinds is not None:
        words |= {KIND: words_of_kinds(kinds, measures[0])}
        numbers = (NumberColumn(draft.heading_of("value"), "value", ids[0]),)
    return Recipe(
        name=PurePath(draft.sheet.file).stem[:_LONGEST] or "table",
        fingerprint=fingerprint(headings_of(draft.sheet, draft.place.at, draft.place.rows)),
        heading_row=draft.place.at + 1,
        heading_rows=draft.place.rows,
        columns=Columns(**{each.name: draft.heading_of(each.name) for each in fields(Columns)}),
        groups=groups,
        numbers=numbers,
        area=_area(draft, measures),
        period=period,
        period_from=period_from,
        days=days_are(draft),
        fill_down=tuple(draft.contents[position].heading for position in merged),
        leave_out=(*total_rows(draft.of_role("area", "area_name")), *rows_by_councils(draft)),
        only=rows_to_choose(draft),
        words=words,
        scale=scale,
        most_deprived=_most_deprived(draft, measures),
        elsewhere=_some_elsewhere(draft),
        definitions=tuple(definitions),
    )  # fmt: skip


def _indicators(
    draft: Draft, measures: Sequence[Measured], pairing: Pairing
) -> tuple[list[Measured], list[str], list[Definition], list[Unit], dict[str, str]]:
    """Measures with their ids, definitions, the unit of each, and ids by name where a column names the indicator."""
    column = next(iter(draft.of_role("indicator")), None)
    if column is None:
        ids, definitions, units = define_measures(draft, measures, pairing)
        return list(measures), ids, definitions, units, {}
    # Rows name what they measure, so their columns measure one thing: that with most kinds of number.
    most = max(measures, key=lambda each: (len(each.slots), sum(len(slot.columns) for slot in each.slots.values())))
    named, definitions, units = define_named(draft, column, most, pairing)
    return [most], [""], definitions, units, {text: code for text, code in named.items() if text != code}


def _scaled(measures: Sequence[Measured], units: Sequence[Unit]) -> tuple[list[Measured], Scale]:
    """One scale for all shares. Where both are met, fractions with counts are worked out from these."""
    fractions = [unit.fraction for unit in units]
    shares = [not unit.fraction and unit.value_type == "proportion" for unit in units]
    if not any(fractions):
        return list(measures), "percent"
    if not any(shares) or not any(share and measured.value for share, measured in zip(shares, measures, strict=False)):
        return list(measures), "fraction"
    if len(fractions) != len(measures):
        return list(measures), "percent"
    return [
        _without_value(measured) if fraction and measured.numerator is not None else measured
        for measured, fraction in zip(measures, fractions, strict=True)
    ], "percent"


def _without_value(measured: Measured) -> Measured:
    return Measured(measured.name, measured.numerator, measured.denominator, part=measured.part)


def _period(draft: Draft, measures: Sequence[Measured]) -> tuple[PeriodFrom, str]:
    """Where the period of the table stands, where neither a column nor each heading says it."""
    periods = {period for _, period, _ in said_of_measures(measures)}
    quarters_only = any(len(period) == 2 for period in periods)
    if draft.of_role(*_WHEN) or (periods and "" not in periods and not quarters_only):
        return "", ""
    place, found = period_around_table(draft)
    # A period that stands with the table is read anew from every file of the layout.
    return (place, "") if place else ("", found)


def _area(draft: Draft, measures: Sequence[Measured]) -> str:
    if draft.of_role("area", "area_name") or all(area for _, _, area in said_of_measures(measures)):
        return ""
    return ask_for_area(draft)


def _words(draft: Draft, measures: Sequence[Measured]) -> dict[str, dict[str, str]]:
    """What labels mean that nothing here knows, by dimension."""
    labels: dict[str, list[str]] = {}
    blanks = set()
    for content in draft.contents:
        role = draft.role(content)
        if role.startswith("group:"):
            dimension = role.removeprefix("group:")
            labels.setdefault(dimension, []).extend(content.different)
            if "" in content.texts:
                blanks.add(dimension)
    for key_groups, _, _ in said_of_measures(measures):
        for each in key_groups:
            if each.dimension != "total":
                labels.setdefault(each.dimension, []).append(each.label)
    found = {d: words_of_labels(draft, d, held, blanks=d in blanks) for d, held in labels.items()}
    found |= _words_of_named(draft)
    return {dimension: words for dimension, words in found.items() if words}


def _words_of_named(draft: Draft) -> dict[str, dict[str, str]]:
    """Where rows name their dimension: which names are no dimension known here, and labels of those that are."""
    names, labels = draft.of_role("dimension"), draft.of_role("group")
    if not names or not labels:
        return {}
    of_dimension: dict[str, list[str]] = {}
    left_out = {}
    for name, label in dict.fromkeys(zip(names[0].texts, labels[0].texts, strict=True)):
        if dimension := dimension_hinted(name):
            of_dimension.setdefault(dimension, []).append(label)
        elif name and not is_everyone(name):
            left_out[name] = LEFT_OUT
    found = {dimension: words_of_labels(draft, dimension, held) for dimension, held in of_dimension.items()}
    if left_out:
        draft.remarks.append(f"divisions of people that are not shown here are left out: {', '.join(left_out)}")
    return found | ({"dimension": left_out} if left_out else {})


def _most_deprived(draft: Draft, measures: Sequence[Measured]) -> int:
    labels: list[str] = []
    headings: list[str] = []
    for content in draft.contents:
        if draft.role(content) in (f"group:{FIFTHS}", f"group:{PRACTICE_FIFTHS}"):
            labels += content.different
            headings.append(content.heading)
    for key_groups, _, _ in said_of_measures(measures):
        labels += [each.label for each in key_groups if each.dimension in (FIFTHS, PRACTICE_FIFTHS)]
    names, named = draft.of_role("dimension"), draft.of_role("group")
    if names and named:
        pairs = dict.fromkeys(zip(names[0].texts, named[0].texts, strict=True))
        labels += [label for name, label in pairs if dimension_hinted(name) in (FIFTHS, PRACTICE_FIFTHS)]
    of_measures = {
        content.heading for each in measures for slot in each.slots.values() for content in slot.columns.values()
    }
    return most_deprived_of(draft, list(dict.fromkeys(labels)), " ".join([*headings, *sorted(of_measures)[:20]]))


def _some_elsewhere(draft: Draft) -> bool:
    """Whether some areas are the dataset's and others are codes of areas that it does not have."""
    if not draft.known.levels:
        return False
    code_of = area_finder(draft.known)
    texts = [text for content in draft.of_role("area", "area_name")[:1] for text in content.different]
    known = [text for text in texts if code_of(text)]
    return bool(known) and any(text not in known and kind_of_code(text)[1] for text in texts)
