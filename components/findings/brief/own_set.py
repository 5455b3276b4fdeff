"""A board's own set: each indicator it chose, judged as everywhere else, with its local target and how far that is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from components.findings.brief.card_words import TREND_TOLD
from components.findings.brief.set_targets import CANNOT_TELL, REACHED, TargetStanding, set_targets
from components.findings.brief.shown_cards import otherwise_mark
from components.findings.everyone_values import EveryoneValue, everyone_values
from components.findings.finding import Finding
from components.findings.indicator_gaps import IndicatorGap, gap_ends, indicator_gaps
from components.findings.own_set import OwnSet, name_of_chosen
from components.findings.question import Question
from components.findings.robustness import robustness_of
from components.findings.table import Column, Table
from components.style.numbers import gap, number
from data.contract.vocabulary import TOTAL

QUESTION = "How does our own set stand?"
NO_DATA, NO_GROUPS = "no data here", "not given by these groups"
_HEADS = {
    "indicator": "Indicator", "by": "Compared by", "groups": "Groups compared", "gap": "Gap",
    "verdict": "Disadvantaged group is", "trend": "Gap is", "period": "Period", "target": "Our target",
    "now": "Everyone now", "distance": "How far", "why": "Why chosen",
}  # fmt: skip


@dataclass(frozen=True)
class SetLine:
    """One indicator of the set: its name, its gap by the groups selected (None without one), and its target."""

    code: str
    name: str
    here: bool
    gap: IndicatorGap | None
    target: TargetStanding | None


def set_lines(question: Question, own: OwnSet) -> tuple[SetLine, ...]:
    """The indicators of the set in its order. What is shown first is judged with all that is not."""
    dataset, gaps, targets = question.dataset, _gaps(question), set_targets(question, own)
    return tuple(
        SetLine(code, name_of_chosen(dataset, code), code in dataset.indicators, gaps.get(code), targets.get(code))
        for code in own.places
    )


@dataclass(frozen=True)
class SetCard:
    """A line of the set as its card shows it: whether its gap holds `otherwise`, and everyone's value where it has no gap."""

    line: SetLine
    otherwise: str
    everyone: EveryoneValue | None


def set_cards(question: Question, own: OwnSet) -> tuple[SetCard, ...]:
    """The cards of the set, in its order."""
    lines = set_lines(question, own)
    gaps = [line.gap for line in lines if line.gap is not None]
    marks = dict(zip((each.indicator.id for each in gaps), robustness_of(question, gaps), strict=True))
    values = {}
    if any(line.here and line.gap is None for line in lines):
        values = {each.indicator.id: each for each in everyone_values(question)}
    return tuple(
        SetCard(line, otherwise_mark(marks[line.code]) if line.code in marks else "", values.get(line.code))
        for line in lines
    )


def gaps_of(cards: Sequence[SetCard]) -> list[IndicatorGap]:
    """The gaps that the cards show, for the scale that they share."""
    return [each.line.gap for each in cards if each.line.gap is not None]


def own_set_finding(question: Question, own: OwnSet) -> Finding:
    """On how many of the set's indicators there is a clear gap, and how many of its targets are reached."""
    lines = set_lines(question, own)
    others = [by for by in own.compare_by if by != question.selection.by and by in question.dataset.vocabulary]
    rows = [_row(question, own, line) for line in lines]
    for by in others:
        asked = replace(question, selection=replace(question.selection, by=by))
        gaps = _gaps(asked)
        rows += [_gap_cells(asked, line, gaps.get(line.code)) for line in lines]
    judged = [line.gap for line in lines if line.gap is not None and line.gap.indicator.judged]
    targets = [line.target for line in lines if line.target is not None]
    rows.append(_total(lines, judged, targets))
    frame = pd.DataFrame([{key: row.get(key, "") for key in _HEADS} for row in rows])
    return Finding(
        id="own_set",
        question=QUESTION,
        headline=f"Our set: {_gap_words(judged)}{_reached_words(targets)}",
        sentence=_sentence(own, lines, judged),
        table=Table(tuple(Column(key, label) for key, label in _HEADS.items()), frame),
        how_to_read=(
            "The board chose these indicators, and set the targets, itself. They are judged together with all others of the "
            "Brief: to choose what comes first changes no verdict. A target is about everyone in the area; a gap can widen "
            "while it is reached. In a survey, a target within the 95% interval is too close to tell."
        ),
        method="beyond_chance",
        source=f"Source: each indicator's own; the set from the journal of decisions.{question.synthetic_note}",
        period="newest period of each indicator",
        caveats=_not_given(question, own),
        verdict="" if judged or targets else "cannot tell",
        names=("95%", own.title, *(line.name for line in lines)),
    )


def _gaps(question: Question) -> dict[str, IndicatorGap]:
    if question.selection.by == TOTAL:
        return {}
    return {each.indicator.id: each for each in indicator_gaps(question)}


def _row(question: Question, own: OwnSet, line: SetLine) -> dict[str, str]:
    target = line.target
    told = {"why": own.chosen[own.places[line.code]].why}
    if target is not None:
        now = "" if target.value is None else f"{target.value.value_words}, {target.value.period}"
        told |= {"target": target.target_words, "now": now, "distance": target.distance_words}
    return _gap_cells(question, line, line.gap) | told


def _gap_cells(question: Question, line: SetLine, found: IndicatorGap | None) -> dict[str, str]:
    about = {"indicator": line.name, "by": question.dimension.label}
    if found is None:
        return about | {"gap": NO_GROUPS if line.here else NO_DATA}
    return {
        "indicator": line.name,
        "by": found.dimension.label,
        "groups": gap_ends(found),
        "gap": gap(found.gap.plain, found.unit) if found.gap.plain is not None else found.gap.reason,
        "verdict": found.verdict,
        "trend": TREND_TOLD.get(found.trend, found.trend),
        "period": found.period,
    }


def _total(
    lines: Sequence[SetLine], judged: Sequence[IndicatorGap], targets: Sequence[TargetStanding]
) -> dict[str, str]:
    """The counts that the words use, of the groups selected."""
    lacking = sum(not line.here for line in lines)
    reached = sum(each.code == REACHED for each in targets)
    return {
        "indicator": f"{number(len(lines))} in the set, {number(lacking)} with no data here",
        "verdict": f"worse on {number(_worse(judged))} of {number(len(judged))}",
        "trend": f"narrowing on {number(_narrowing(judged))}",
        "distance": f"{number(reached)} of {number(len(targets))} reached" if targets else "no target",
    }


def _worse(judged: Sequence[IndicatorGap]) -> int:
    return sum(each.verdict == "worse" for each in judged)


def _narrowing(judged: Sequence[IndicatorGap]) -> int:
    return sum(each.trend == "narrowing" for each in judged)


def _gap_words(judged: Sequence[IndicatorGap]) -> str:
    if not judged:
        return "no gap can be judged by these groups"
    worse = _worse(judged)
    every = len(judged)
    return (
        f"a clear gap on {number(worse) if worse else 'none'} of {number(every)} indicator{'' if every == 1 else 's'}"
    )


def _reached_words(targets: Sequence[TargetStanding]) -> str:
    if not targets:
        return ""
    reached = sum(each.code == REACHED for each in targets)
    every = len(targets)
    return f"; {number(reached) if reached else 'none'} of {number(every)} target{'' if every == 1 else 's'} reached"


def _sentence(own: OwnSet, lines: Sequence[SetLine], judged: Sequence[IndicatorGap]) -> str:
    """Which set it is, whether gaps narrow, and what cannot be seen, by name."""
    narrowing = _narrowing(judged)
    told = [f"‘{own.title}’ holds {number(len(lines))} indicator{'' if len(lines) == 1 else 's'}."]
    if judged:
        told.append(f"The gap is narrowing on {number(narrowing) if narrowing else 'none'} of them.")
    if lacking := [line.name for line in lines if not line.here]:
        told.append(f"No data here of {_listed(lacking)}.")
    if silent := [
        line.name for line in lines if line.target is not None and line.target.code == CANNOT_TELL and line.here
    ]:
        told.append(f"There is no figure for everyone to hold the target of {_listed(silent)} against.")
    return " ".join(told)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _not_given(question: Question, own: OwnSet) -> tuple[str, ...]:
    """Groups of the set that this dataset does not know."""
    lacking = [each for each in own.compare_by if each not in question.dataset.vocabulary]
    return (f"The set also compares by {_listed(lacking)}, which this dataset does not know.",) if lacking else ()
