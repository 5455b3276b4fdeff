"""Does a conclusion depend on how one looks? The same gap by other periods, other groupings and every group, side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.findings.age_words import as_counted, for_age
from components.findings.fifths_by import published_dimension
from components.findings.gaps import selected_gap
from components.findings.groups_at_once import keep_all_groups
from components.findings.headline_gap import headline_gap
from components.findings.hidden import NOTHING_HIDDEN, holds
from components.findings.indicator_gaps import IndicatorGap, indicator_gaps
from components.findings.kept import kept_with_dataset
from components.findings.newest_gaps import periods_of
from components.findings.other_fifths import asked_by_others, other_fifths
from components.findings.question import Question
from components.findings.slope_indices import SLOPED, slope_indices
from components.findings.wording import one_group
from components.measures.bounds.bounds import NOT_KNOWN
from components.style.numbers import number
from data.contract.periods import period_code, period_label

# Groupings of the same people, each another way to ask the same question.
_AKIN = (("deprivation_quintile", "practice_deprivation_quintile"), ("ethnic_group", "ethnic_group_18"))
CLEAR = ("worse", "better")


@dataclass(frozen=True)
class Look:
    """One other way to look at a gap: how ('in Apr–Jun 2026'), and the verdict it gives; '' where it cannot be told."""

    way: str
    verdict: str


@dataclass(frozen=True)
class Robustness:
    """The verdict on a page, and what other ways to look make of the same gap, as far as they can be told."""

    verdict: str
    looks: tuple[Look, ...]

    @property
    def told(self) -> tuple[Look, ...]:
        """The ways that can be told."""
        return tuple(each for each in self.looks if each.verdict)

    @property
    def otherwise(self) -> tuple[Look, ...]:
        """Those that do not give the same verdict."""
        return tuple(each for each in self.told if each.verdict != self.verdict)

    def said(self, look: Look) -> str:
        """What another way to look makes of the gap, in words."""
        if look.verdict not in CLEAR:
            return "no clear gap"
        turned = self.verdict in CLEAR and look.verdict != self.verdict
        return "a clear gap, the other way round" if turned else "a clear gap"

    @property
    def mark(self) -> str:
        """How many ways give the same, 'holds in 4 of 5 other ways to look'; '' where nothing is clear or can be told."""
        if self.verdict not in CLEAR or not self.told:
            return ""
        same, every = len(self.told) - len(self.otherwise), len(self.told)
        return f"holds in {number(same)} of {of_ways(every)}"

    @property
    def sentence(self) -> str:
        """The same in a sentence, with the ways in which it does not hold; '' where there is none to look by."""
        if not self.told or self.verdict not in (*CLEAR, "unclear"):
            return ""
        if self.verdict in CLEAR:
            ways = ", nor ".join(each.way for each in self.otherwise)
            return f"{self.mark[0].upper()}{self.mark[1:]}{f'; not {ways}' if ways else ''}."
        found = [each.way for each in self.told if each.verdict in CLEAR]
        every = len(self.told)
        if not found:
            if every == 1:
                return "The one other way to look shows no clear gap either."
            return f"None of {of_ways(every)} shows a clear gap either."
        some = "the one other way to look" if every == 1 else f"{number(len(found))} of {of_ways(every)}"
        return f"Judged by itself, {some} would show one: {', '.join(found)}."


def of_ways(count: int) -> str:
    """How many other ways there are to look, in words."""
    return f"{number(count)} other way{'' if count == 1 else 's'} to look"


@kept_with_dataset
def robustness(question: Question) -> Robustness:
    """The headline gap of a question, looked at in every other way that the dataset can tell."""
    verdict = headline_gap(question).verdict
    looks = [
        *_earlier(question),
        *_every_group(question),
        *_other_groupings(question),
        # Small areas are as counted: nothing is known of how old their people are.
        *(Look(way + (", as counted" if question.for_age else ""), found) for way, found in other_fifths(question)),
        *_whatever_the_ages(question),
        *_whatever_is_missing(question, verdict),
    ]
    return Robustness(verdict, tuple(looks))


def robustness_of(question: Question, gaps: Sequence[IndicatorGap]) -> list[Robustness]:
    """The same for other indicators' newest gaps of the area in focus, as cards tell them."""
    asked = [
        replace(
            question,
            selection=replace(
                question.selection, indicator=each.indicator.id, by=each.dimension.code, period=each.period_code
            ),
        )
        for each in gaps
    ]
    looked = [
        other.selection
        for each in asked
        for other in (*(earlier for _, earlier in _before(each)), *asked_by_others(each), *_akin(each))
    ]
    counted = [as_counted(each).selection for each, shown in zip(asked, gaps, strict=True) if shown.for_age]
    keep_all_groups(question.dataset, [*looked, *counted])
    return [robustness(each) for each in asked]


def _earlier(question: Question) -> Iterator[Look]:
    """The period before, where it shares no months with the selected one."""
    for period, earlier in _before(question):
        yield Look(f"in {period}", _verdict(earlier, earlier.groups))


def _before(question: Question) -> Iterator[tuple[str, Question]]:
    """The newest period that ends before the selected one begins, and the question of it; nothing without one."""
    starts, ends, value = periods_of(question)
    here = np.flatnonzero(ends == np.datetime64(question.period_end))
    before = np.flatnonzero(np.isfinite(value) & (ends < starts[here[0]])) if len(here) else here
    if len(before):
        newest = before[np.argmax(ends[before])]
        earlier = replace(question.selection, period=period_code(ends[newest]))
        yield period_label(starts[newest], ends[newest]), replace(question, selection=earlier)


def _verdict(question: Question, groups: pd.DataFrame) -> str:
    found = selected_gap(groups, question.dimension, higher_is_better=question.indicator.higher_is_better)
    return found.verdict if found.lower is not None else ""


def _every_group(question: Question) -> Iterator[Look]:
    """The whole slope, where groups have an order."""
    if not question.dimension.ordered:
        return
    codes = question.groups["group"].tolist()
    known = [codes.index(code) for code in question.dimension.known_groups if code in codes]
    found = slope_indices(question, {name: question.groups[name].to_numpy()[known] for name in SLOPED})
    if found is not None and bool(found.sii.has_interval):
        low, high = float(found.sii.lower), float(found.sii.upper)
        way = f"along the slope of all {one_group(question.dimension)}s"
        yield Look(way, "worse" if low > 0 else "better" if high < 0 else "unclear")


def _other_groupings(question: Question) -> Iterator[Look]:
    """The newest gap by another grouping of the same people."""
    national = published_dimension(question.selection.by)
    if national != question.selection.by:
        yield from _published(question, national)
    for other in _akin(question):
        counted = ", as counted" if question.for_age and not other.for_age else ""
        yield Look(f"by {other.dimension.phrase}{counted}", _verdict(other, other.groups))


def _akin(question: Question) -> Iterator[Question]:
    """The question by each other grouping of the same people that is given, in its newest period."""
    offered = question.dataset.dimensions(question.indicator.id, level=question.area_level)
    for by in (each for akin in _AKIN if question.selection.by in akin for each in akin):
        if by != question.selection.by and by in offered:
            ends = question.dataset.periods(question.indicator.id, level=question.area_level, dimension=by)
            if len(ends):
                period = period_code(ends["period_end"].iloc[-1])
                yield replace(question, selection=replace(question.selection, by=by, period=period))


def _whatever_the_ages(question: Question) -> Iterator[Look]:
    """The same groups as counted where they are adjusted for age, and adjusted where they are as counted."""
    if question.for_age:
        counted = as_counted(question)
        yield Look("with values as counted", _verdict(counted, counted.groups))
    elif for_age(question).for_age:
        yield Look("with values adjusted for age", _verdict(for_age(question), for_age(question).groups))


def _published(question: Question, by: str) -> Iterator[Look]:
    """The newest gap up to the selected period by the published fifths, beside one by fifths of another definition."""
    ends = question.dataset.periods(question.indicator.id, level=question.area_level, dimension=by)["period_end"]
    earlier = ends[ends <= question.period_end]
    if len(earlier):
        other = replace(question, selection=replace(question.selection, by=by, period=f"{earlier.iloc[-1]:%Y-%m-%d}"))
        yield Look(f"by the published fifths, {other.period}", _verdict(other, other.groups))


def _whatever_is_missing(question: Question, verdict: str) -> Iterator[Look]:
    """Every value that hidden counts and people of unknown group could have."""
    found = next((each for each in indicator_gaps(question) if each.indicator.id == question.indicator.id), None)
    newest = found is not None and found.dimension.code == question.selection.by
    if found is None or not newest or found.period_code != question.selection.period or verdict not in CLEAR:
        return
    if found.conclusion not in (NOTHING_HIDDEN, NOT_KNOWN):
        told = {True: verdict, False: "unclear"}[holds(found.conclusion)]
        yield Look("at the worst that the hidden and the unknown could be", told)
