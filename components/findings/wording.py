"""Phrases that findings share, so that the same thing is always said the same way."""

import pandas as pd

from components.findings.fifths_by import definition_of, is_deprivation
from components.findings.question import Question
from components.style.numbers import number, share, with_unit
from data.contract.vocabulary import DIMENSIONS, TOTAL, UNKNOWN, Dimension

_ENDS = {
    "deprivation_quintile": ("the most deprived fifth", "the least deprived fifth"),
    "practice_deprivation_quintile": (
        "practices with the most deprived patients",
        "practices with the least deprived patients",
    ),
    "practice_deprivation_england": (
        "practices in England’s most deprived fifth",
        "practices in England’s least deprived fifth",
    ),
    "practice_deprivation_england_4": (
        "practices in England’s two most deprived fifths",
        "practices in England’s least deprived fifth",
    ),
}
# Levels whose areas can be chosen as the one in focus: one of them, and several.
_PARTS = {"place": ("place", "places"), "neighbourhood": ("neighbourhood", "neighbourhoods")}
_ETHNIC_PHRASES = {
    "asian": "Asian or Asian British people",
    "black": "Black people",
    "mixed": "people of Mixed ethnic group",
    "white": "White people",
    "other": "people of another ethnic group",
    UNKNOWN: "people whose ethnic group is not known",
}
# The detailed ethnic groups: their names are those of a form, as ‘Any other Mixed background’.
RECORDED_AS = "people recorded as "
# Figures may count children too: ‘men’ would leave boys out.
_SEX_PHRASES = {"female": "females", "male": "males", UNKNOWN: "people whose sex is not known"}


def ends(dimension: Dimension) -> tuple[str, str]:
    """How the most and the least disadvantaged end of an ordered dimension are called in a sentence."""
    other = definition_of(dimension.code)
    if other:
        return other.ends
    if dimension.code in _ENDS:
        return _ENDS[dimension.code]
    first, last = (_declared(dimension, dimension.known_groups[at]) for at in (0, -1))
    return first, last


def end_labels(dimension: Dimension) -> tuple[str, str]:
    """The two ends of an ordered dimension in a word or two: 'most deprived', 'least deprived'."""
    if is_deprivation(dimension):
        return "most deprived", "least deprived"
    return dimension.short_of(dimension.known_groups[0]), dimension.short_of(dimension.known_groups[-1])


def one_group(dimension: Dimension) -> str:
    """What one group of an ordered dimension is: a 'fifth', or a 'group'."""
    return "fifth" if is_deprivation(dimension) else "group"


def _declared(dimension: Dimension, group: str) -> str:
    if group in dimension.phrases:
        return dimension.phrases[group]
    if group == UNKNOWN:
        return f"people whose {dimension.phrase} is not known"
    label = dimension.label_of(group)
    return f"people aged {label}" if dimension.code == "age" else f"{RECORDED_AS}‘{label}’"


def group_words(dimension: Dimension, group: str) -> str:
    """How a group of a dimension is called in a sentence, by what is known of people and never as a problem."""
    first, last = dimension.known_groups[0], dimension.known_groups[-1]
    if dimension.ordered and group in (first, last):
        return ends(dimension)[0 if group == first else 1]
    if dimension.code == "ethnic_group":
        return _ETHNIC_PHRASES[group]
    if dimension.code == "sex":
        return _SEX_PHRASES[group]
    label = dimension.label_of(group)
    return f"the {label[0].lower()}{label[1:]}" if is_deprivation(dimension) else _declared(dimension, group)


def place_words(dimension: Dimension, group: str) -> str:
    """A group with its preposition: 'in the most deprived fifth', 'among White people'."""
    return f"{'in' if is_deprivation(dimension) else 'among'} {group_words(dimension, group)}"


def group_phrase(question: Question, group: str) -> str:
    """How a group of the question's dimension is called in a sentence."""
    return group_words(question.dimension, group)


def place_phrase(question: Question, group: str) -> str:
    """A group of the question's dimension with its preposition."""
    return place_words(question.dimension, group)


def statement(question: Question, value: float, group: str) -> str:
    """A value said of a group, e.g. 'In the most deprived fifth, 16.2% of adults smoke'."""
    indicator, written = question.indicator, with_unit(value, question.unit)
    opening = place_phrase(question, group)
    if not question.is_whole_area:
        opening = f"in {question.area_name}, {opening}"
    opening = f"Adjusted for age, {opening}" if question.for_age else f"{opening[0].upper()}{opening[1:]}"
    if indicator.value_type in ("proportion", "survey_share") and indicator.predicate:
        return f"{opening}, {written} of {indicator.population_noun} {indicator.predicate}"
    return f"{opening}, {written}"


def direction(difference: float) -> str:
    """'higher' or 'lower', from the sign of a plain difference."""
    return "higher" if difference > 0 else "lower"


def unordered_words(dimension: Dimension) -> str:
    """Why groups have no order to read a slope or a pattern from."""
    if dimension.code == TOTAL:
        return "these figures are for everyone together"
    return f"groups by {dimension.phrase} have no order"


def named(question: Question) -> str:
    """The indicator as a sentence about its figures names it: short and in marks, so that '… is not given' always follows."""
    return f"‘{question.indicator.short_name}’"


def unknown_words(question: Question, rows: pd.DataFrame) -> str:
    """What share of people is in no known group, in words; '' when every group is known."""
    unknown = rows[rows["group"] == UNKNOWN]
    if unknown.empty:
        return ""
    total = rows["denominator"].sum()
    portion = float(unknown["denominator"].sum() / total) if total > 0 else 0.0
    if portion == 0:
        return ""
    who = f"{share(portion)} of people"
    if question.dimension.code not in DIMENSIONS and not definition_of(question.dimension.code):
        label = question.dimension.label_of(UNKNOWN)
        return f"{who[0].upper()}{who[1:]} are in the group ‘{label}’: shown apart, and compared with nobody."
    return f"{who[0].upper()}{who[1:]} have no recorded {question.dimension.label.lower()} and are shown apart."


def hidden_words(rows: pd.DataFrame) -> str:
    """How many of these figures are hidden or were not collected, in words; '' when none."""
    hidden = int((rows["status"] == "suppressed").sum())
    missing = int((rows["status"] == "missing").sum())
    parts = []
    if hidden:
        parts.append(f"{number(hidden)} of {number(len(rows))} figures are hidden to protect confidentiality")
    if missing:
        parts.append(f"{number(missing)} of {number(len(rows))} were not collected")
    return "; ".join(parts) + "." if parts else ""


def given_for_parts(question: Question) -> str:
    """Where figures are, after a question about the whole area that has them for parts of it only; '' otherwise."""
    level = question.given_level(question.selection.by)
    if not question.is_whole_area or level not in _PARTS:
        return ""
    rows = question.values(level=level, by=question.selection.by, all_periods=True)
    names = sorted({question.dataset.area_name(code) for code in rows.loc[rows["value"].notna(), "area_code"]})
    if not names:
        return ""
    others = len(names) - 1
    more = f" and {of(others, f'other {_PARTS[level][0]}', f'other {_PARTS[level][1]}')}" if others else ""
    return f" Figures are given for {names[0]}{more}: choose one under Area."


def of(n: int, one: str, many: str) -> str:
    """'1 row', '1,240 rows'."""
    return f"{number(n)} {one if n == 1 else many}"
