"""Guess what a table is by what its cells hold, say how sure that is, and ask what only a person can say."""

from collections.abc import Sequence
from itertools import zip_longest

from data.files.sheets import Sheet
from data.files.unsuited import unsuited
from data.recipes.area_codes import kinds_of_codes
from data.recipes.assemble import recipe_of
from data.recipes.column_content import contents_of
from data.recipes.draft import Draft
from data.recipes.guessed import NOTHING_SAID, Guess, Option, Said
from data.recipes.judge_areas import judge_areas
from data.recipes.judge_groups import judge_groups
from data.recipes.judge_indicators import judge_indicators, judge_notes
from data.recipes.judge_periods import judge_periods
from data.recipes.kind_rows import spread_kinds
from data.recipes.known_words import NOTHING_KNOWN, KnownWords
from data.recipes.measures import measures_of
from data.recipes.number_slots import Slot, slots_of
from data.recipes.pairing import Measured
from data.recipes.table_place import place_of_table
from data.recipes.understood import understood
from data.recipes.units import COUNTS

_MOST_COLUMNS = 1_500
_LOOKED_AT = 200


def guess(sheet: Sheet, known: KnownWords = NOTHING_KNOWN, said: Said = NOTHING_SAID) -> Guess:
    """What a sheet is taken for. What a person has `said` is taken as said, and the rest is guessed around it.

    Ask it again with each answer added to `said` until `settled`; it never raises for what a sheet holds.
    """
    refusal = unsuited(sheet.table)
    if refusal is not None and not said.roles:
        return Guess(sheet.file, sheet.name, None, why_not=f"it is {refusal.problem}. Rather {refusal.mend}")
    place = place_of_table(sheet)
    if place is None:
        return Guess(sheet.file, sheet.name, None, why_not=_no_figures(sheet))
    contents, merged = contents_of(sheet, place)
    if len(contents) > _MOST_COLUMNS:
        return Guess(sheet.file, sheet.name, None, why_not=f"it has more than {_MOST_COLUMNS} columns")
    draft = Draft(sheet, known, said, place, contents)
    judge_areas(draft)
    judge_periods(draft)
    judge_indicators(draft)
    judge_groups(draft)
    judge_notes(draft)
    kinds = spread_kinds(draft)
    slots = slots_of(draft)
    measures, pairing = measures_of(slots)
    measures = _confirmed(draft, measures)
    if not measures:
        measures = _figures_as_said(draft, slots)
    about = draft.of_role("area", "area_name", "period", "period_start", "year", "indicator")
    about += [content for content in draft.contents if draft.role(content).startswith("group:")]
    divided = any(groups or period or area for slot in slots for groups, period, area in slot.columns)
    if measures and not about and not divided and all(each.sure == "not sure" for each in measures):
        why = "no column says which area, period or indicator a row is about"
        return Guess(sheet.file, sheet.name, None, draft.columns(), why_not=why)
    if not measures:
        why = "it holds counts, and nothing that they are out of" if slots else "it holds no column of figures"
        return Guess(sheet.file, sheet.name, None, draft.columns(), tuple(draft.questions), why_not=why)
    recipe = recipe_of(draft, measures, pairing, merged, kinds)
    open_keys = [each.key for each in draft.questions if each.needed]
    sentences = understood(sheet, recipe, open_keys)
    questions = tuple(draft.questions)
    return Guess(
        sheet.file, sheet.name, recipe, draft.columns(), questions, sentences, place.body + 1, place.last
    )  # fmt: skip


def _no_figures(sheet: Sheet) -> str:
    """Why a sheet without a table of figures is none; of a lookup, where it can be given instead."""
    columns = zip_longest(*sheet.rows[1:_LOOKED_AT], fillvalue="")
    kinds = (kinds_of_codes(cells) for cells in columns)
    codes = next((kind for found in kinds for kind, n in found.items() if 2 * n > len(sheet.rows[1:_LOOKED_AT])), "")
    if not codes:
        return "no row of figures under a row of headings was found"
    return (
        f"it holds codes (of kind: {codes}) and names, and no figures, as a lookup does. Where it says which neighbourhood "
        "each belongs to, give it on the page Draw areas, or to a build after --neighbourhoods"
    )


def _confirmed(draft: Draft, measures: Sequence[Measured]) -> list[Measured]:
    """Measures without counts that are no part of what they seem to be out of: asked for where only their sizes say it."""
    doubtful = [each for each in measures if each.sure == "not sure" and each.numerator and each.denominator]
    wholes = dict.fromkeys(each.denominator.first.heading for each in doubtful if each.denominator)
    declined = [whole for whole in wholes if _ask_for_parts(draft, whole, doubtful) == "no"]
    return [each for each in measures if each not in doubtful or each.denominator_heading not in declined]


def _ask_for_parts(draft: Draft, whole: str, doubtful: Sequence[Measured]) -> str:
    parts = [each.numerator.first.heading for each in doubtful if each.numerator and each.denominator_heading == whole]
    some = ", ".join(f"‘{part}’" for part in parts[:3]) + (f" and {len(parts) - 3} more" if len(parts) > 3 else "")
    options = (Option("yes", f"yes, out of ‘{whole}’"), Option("no", "no, they are of different people or things"))
    return draft.ask(
        f"part:{whole}", f"Is {some} counted out of ‘{whole}’?", "it is never more, and no heading says so", options,
        suggested="yes", about=whole,
    )  # fmt: skip


def _figures_as_said(draft: Draft, slots: Sequence[Slot]) -> list[Measured]:
    """Whole numbers of which nothing says what they are: values, unless a person says that they are counts."""
    if draft.answer("unit") == COUNTS:
        return []
    why = "whole numbers that may be counts or values"
    return [
        Measured(slot.rest, value=slot, sure="not sure", why=why)
        for slot in slots
        if slot.kind not in ("lower", "upper")
    ]
