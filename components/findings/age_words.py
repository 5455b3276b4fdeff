"""What allowing for age does to a gap, in words; and where that cannot be done, what to load."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.findings.age_adjusted import FACTOR, STRUCTURE, age_adjustment, people_by_age
from components.findings.ages_counted import AGE
from components.findings.fifths_by import dimension_of
from components.findings.gaps import Gap, ShownGap, gap_between
from components.findings.headline_gap import headline_gap
from components.findings.kept import kept_with_dataset
from components.findings.question import Question
from components.findings.selection import AS_COUNTED
from components.style.numbers import gap, number, share
from data.contract.age_tables import AGE_COLUMNS
from data.contract.vocabulary import TOTAL
from data.dataset.dataset import Dataset

ADJUSTED, COUNTED = "Adjusted for age.", "Not adjusted for age."
# From what part of the gap each is said; below the first, age changes it little.
_PARTS = (
    (0.1, "a small part"), (0.2, "about a quarter"), (0.29, "about a third"), (0.42, "about half"),
    (0.58, "about two thirds"), (0.71, "about three quarters"), (0.85, "nearly all"),
)  # fmt: skip
_RESIDENTS_BY = "deprivation_quintile"
_OLDER = ("aged_65_79", "aged_80_over")


@dataclass(frozen=True)
class AgeEffect:
    """The same gap as counted and adjusted for age."""

    before: ShownGap
    after: ShownGap

    @property
    def part(self) -> float:
        """What part of the gap as counted goes when age is allowed for; below 0 where the gap grows."""
        return 1 - self.after.size / self.before.size if self.before.size else np.nan


@kept_with_dataset
def as_counted(question: Question) -> Question:
    """The same question of values as counted."""
    if not question.selection.for_age:
        return question
    return replace(question, selection=replace(question.selection, adjusted=AS_COUNTED))


@kept_with_dataset
def for_age(question: Question) -> Question:
    """The same question of values adjusted for age, where they can be."""
    if question.selection.for_age:
        return question
    return replace(question, selection=replace(question.selection, adjusted=""))


def can_be_adjusted(question: Question) -> bool:
    """Whether the groups of the area in focus can be adjusted for age."""
    return question.selection.by != TOTAL and for_age(question).for_age


def some_area_can_be_adjusted(question: Question) -> bool:
    """Whether neighbourhoods' values of any indicator can be adjusted for age."""
    found = (age_adjustment(question.dataset, each) for each in question.dataset.indicators)
    return any(each is not None and each.between("neighbourhood") for each in found)


def areas_can_be_adjusted(question: Question) -> bool:
    """Whether everyone's values in neighbourhoods can be adjusted for age."""
    return areas_adjusted(for_age(question))


@kept_with_dataset
def age_effect(question: Question) -> AgeEffect | None:
    """The gap of the page's headline as counted and adjusted; None where the groups' ages, or the gap, are not known."""
    if not can_be_adjusted(question):
        return None
    shown = headline_gap(question)
    before, after = (_same_pair(each, shown) for each in (as_counted(question), for_age(question)))
    return AgeEffect(before, after) if isinstance(before, ShownGap) and isinstance(after, ShownGap) else None


def _same_pair(question: Question, shown: Gap) -> Gap:
    pair = shown.disadvantaged, shown.reference
    return gap_between(
        question.groups,
        *pair,
        higher_is_better=question.indicator.higher_is_better,
        picked_of=shown.picked_of,
        level=shown.level,
    )


def effect_words(question: Question, found: AgeEffect) -> str:
    """What allowing for age does, as a sentence: both gaps, and what part of it is that the groups differ in age."""
    unit, before, after = question.unit, found.before, found.after
    same = "" if question.dimension.ordered else " between these two groups"
    turned = (before.size > 0) != (after.size > 0)
    told = number(abs(after.size), unit.decimals) + (" the other way" if turned else "")
    facts = f"Before allowing for age the gap{same} is {gap(before.size, unit)}; after, {told}"
    if before.verdict == "unclear":
        return f"{facts}."
    if found.part >= _PARTS[0][0]:
        words = [words for least, words in _PARTS if found.part >= least][-1]
        return f"{facts}: {words} of it is that the groups differ in age."
    if found.part <= -_PARTS[0][0]:
        return f"{facts}: differences in age hide part of the gap."
    return f"{facts}: age changes it little."


def age_notice(question: Question) -> str:
    """Whether what is shown is adjusted for age; where it cannot be, why, and what to load. '' where age is no matter."""
    if question.indicator.value_type == "standardised_rate":
        return ""
    if question.for_age:
        return f"{ADJUSTED} {adjusted_words(question)}"
    if can_be_adjusted(question):
        return f"{COUNTED} Groups that differ in age differ for that alone."
    return f"{COUNTED} {_lacking(question)}"


def adjusted_words(question: Question) -> str:
    """How the adjusting was done, as a sentence."""
    known = age_adjustment(question.dataset, question.indicator.id)
    when = "" if known is None else f" in {known.period_end:%B %Y}"
    return (
        f"Each value is what it would be if the group had everyone's ages, by broad bands of age as they were{when}; "
        "ages may still differ inside a band."
    )


def _lacking(question: Question) -> str:
    """Why groups cannot be adjusted, with their ages where those are known, and what to load."""
    ages = people_by_age(question.dataset, question.indicator.id)
    known = age_adjustment(question.dataset, question.indicator.id)
    if known is not None and question.selection.by in known.dimensions:
        return "The ages of some of these groups are hidden to protect confidentiality, so part of a gap may be age."
    told = _older_words(question, ages) if ages is not None else _residents_words(question)
    if ages is None:
        return f"{told}How old the groups are is not loaded, so part of a gap may be age: Methods says what to load."
    if question.dataset.observations(question.indicator.id, dimension=AGE).empty:
        return f"{told}Part of a gap may be age: load this indicator by age to allow for it."
    return f"{told}Part of a gap may be age: how old these groups are is not loaded."


def _older_words(question: Question, ages: pd.DataFrame) -> str:
    """How many people of the two ends are 65 or over, as a sentence; '' where that is not known."""
    if not question.dimension.ordered:
        return ""
    told = _older(question, ages, question.selection.by)
    return f"{told[0]} of people in the most deprived fifth are 65 or over, {told[1]} in the least. " if told else ""


def _residents_words(question: Question) -> str:
    """The same of the residents of the most and the least deprived small areas, where only their ages are known."""
    residents = _residents_by_age(question.dataset)
    if residents is None or not question.dimension.ordered:
        return ""
    told = _older(question, residents, _RESIDENTS_BY)
    if not told:
        return ""
    return f"Of residents of the most deprived fifth of small areas {told[0]} are 65 or over, of the least {told[1]}. "


@kept_with_dataset
def _residents_by_age(dataset: Dataset) -> pd.DataFrame | None:
    """Residents of every group by band of age, by level, area, dimension and group; None where they are not loaded."""
    table = dataset.optional(STRUCTURE)
    if table is None:
        return None
    about = ["level", "area_code", "dimension", "group"]
    residents = table[table["people_of"].astype(str) == "resident"]
    return residents.astype(dict.fromkeys(about, str)).set_index(about).sort_index()


def _older(question: Question, ages: pd.DataFrame, by: str) -> tuple[str, ...]:
    """The shares of the two ends of an ordered dimension that are 65 or over; none where one is not known."""
    told = []
    ends = dimension_of(question.dataset, by).known_groups
    for group in (ends[0], ends[-1]):
        key = (question.area_level, question.selection.area, by, group)
        if key not in ages.index or ages.loc[key, list(AGE_COLUMNS)].isna().any() or not ages.at[key, "people"]:
            return ()
        told.append(share(float(ages.loc[key, list(_OLDER)].sum() / ages.at[key, "people"])))
    return tuple(told)


def areas_adjusted(question: Question) -> bool:
    """Whether everyone's values in neighbourhoods are adjusted for age."""
    return bool(question.values(level="neighbourhood")[FACTOR].notna().any())


def areas_notice(question: Question) -> str:
    """Whether neighbourhoods' values are adjusted for age, as a sentence; '' where age is no matter."""
    if question.indicator.value_type == "standardised_rate":
        return ""
    if areas_adjusted(question):
        return (
            f"{ADJUSTED} Each value is what it would be if the neighbourhood had the whole area's ages, by broad bands "
            "of age."
        )
    if areas_can_be_adjusted(question):
        return f"{COUNTED} Neighbourhoods that differ in age differ for that alone."
    return f"{COUNTED} Part of how neighbourhoods differ may be age."
