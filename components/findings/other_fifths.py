"""A question asked by other fifths than the published ones: whether it can be, of when, and what it makes of the gap."""

from collections.abc import Iterator
from dataclasses import replace

from components.findings.fifths_by import MOST_HIDDEN, FifthsBy, definition_of, definitions, published_dimension
from components.findings.gaps import selected_gap
from components.findings.question import Question
from components.style.numbers import share
from data.contract.periods import period_code
from data.contract.vocabulary import LEVEL_LABELS

_LEAST = 0.0005


def looked_at(question: Question) -> Question:
    """The question by the fifths that its selection asks for; itself where those are the published ones or cannot be had."""
    wanted = chosen_definition(question)
    found = by_definition(question, wanted) if wanted else None
    return found or question


def chosen_definition(question: Question) -> FifthsBy | None:
    """The other definition that the selection asks for, where the dataset's areas carry it for these fifths."""
    offered = definitions(question.dataset, question.selection.by)
    return next((each for each in offered if each.code == question.selection.fifths), None)


def by_definition(question: Question, found: FifthsBy) -> Question | None:
    """The question by fifths of another definition, in the newest period up to the selected that areas are given for.

    None where their counts do not give all five groups in the area in focus.
    """
    other = _asked_by(question, found)
    if other is None:
        return None
    shown = other.groups.loc[other.groups["value"].notna(), "group"] if len(other.groups) else ()
    return other if set(found.dimension.known_groups) <= set(shown) else None


def _asked_by(question: Question, found: FifthsBy) -> Question | None:
    ends = question.dataset.periods(question.indicator.id, level=found.level)["period_end"]
    earlier = ends[ends <= question.period_end]
    if earlier.empty:
        return None
    period = period_code(earlier.iloc[-1])
    return replace(question, selection=replace(question.selection, by=found.dimension.code, period=period))


def why_not(question: Question, found: FifthsBy) -> str:
    """Why fifths of another definition cannot be had for a question, as a sentence."""
    kind = LEVEL_LABELS[found.level].lower()
    given = question.dataset.periods(question.indicator.id, level=found.level)["period_end"]
    if given.empty:
        return (
            f"{question.indicator.short_name} is not given for {kind}, so it can be shown by the published fifths only."
        )
    if (given > question.period_end).all():
        return f"{kind[0].upper()}{kind[1:]} are given for later periods only, so here the published fifths are shown."
    return (
        f"Too few counts of {kind} are shown in {question.area_name} to add them up by other fifths: in some fifth more than "
        f"{share(MOST_HIDDEN)} of people live where the count is hidden, or nobody is counted."
    )


def left_out_words(question: Question) -> str:
    """Of when the counts of a question by another definition are, and how much of a fifth they leave out; '' for none."""
    found = definition_of(question.selection.by)
    if found is None:
        return ""
    most = float(question.groups["left_out"].max())
    kind = LEVEL_LABELS[found.level].lower()
    as_published = replace(question, selection=replace(question.selection, by=found.of))
    words = f"Figures are sums of what is published of {kind}, for {question.period}."
    if most >= _LEAST:
        words += f" Where a count is hidden it is in no sum: at most {share(most)} of a fifth's people."
    if as_published.for_age:
        words += (
            " They are as counted: how old people are is not known by these fifths, so they cannot be adjusted for age."
        )
    return words


def other_fifths(question: Question) -> Iterator[tuple[str, str]]:
    """How else it was looked at, and the verdict on the gap judged by itself; nothing where counts do not give it."""
    for each in _others(question):
        other = by_definition(question, each)
        if other is not None:
            counted = ", as counted" if question.for_age else ""
            yield f"{each.way}, {other.period}{counted}", _verdict(other)


def asked_by_others(question: Question) -> list[Question]:
    """The question by every other definition that `other_fifths` asks it by, whether or not counts give it."""
    return [other for each in _others(question) if (other := _asked_by(question, each)) is not None]


def _others(question: Question) -> list[FifthsBy]:
    own = definition_of(question.selection.by)
    return [each for each in definitions(question.dataset, published_dimension(question.selection.by)) if each != own]


def _verdict(question: Question) -> str:
    groups = question.groups
    found = selected_gap(groups, question.dimension, higher_is_better=question.indicator.higher_is_better)
    return found.verdict if found.lower is not None else ""
