"""Could the hidden or the unknown change this gap? The range of the selected gap, and what it would take to close it."""

import numpy as np
import pandas as pd

from components.charts.gap_ranges import RangeRow, gap_ranges_figure
from components.findings.finding import Finding, nothing_to_show
from components.findings.gaps import furthest_groups, gap_between
from components.findings.headline_gap import headline_gap
from components.findings.hidden import (
    COUNTED,
    NOTHING_HIDDEN,
    WORDS,
    GapRanges,
    gap_ranges,
    hidden_values,
    holds,
)
from components.findings.question import Question
from components.findings.selected_counts import events_repeat, selected_counts
from components.findings.table import Column, Table
from components.findings.wording import group_phrase, hidden_words, named
from components.style.numbers import interval, share, short
from data.contract.vocabulary import UNKNOWN

QUESTION = "Could the hidden or the unknown change this?"


def something_hidden(question: Question) -> bool:
    """Whether any selected group of the area in focus is hidden, or anyone's group unknown."""
    rows = question.values(areas=[question.selection.area], by=question.selection.by)
    return bool((rows["status"] == "suppressed").any() or (rows["group"] == UNKNOWN).any())


def value_ranges(question: Question) -> dict[str, tuple[float, float]]:
    """For each hidden group of the area in focus, the range its value must lie in, in displayed units."""
    rows, counts = selected_counts(question)
    if question.indicator.value_type not in COUNTED or not counts.suppressed.any():
        return {}
    found = hidden_values(counts, question.dataset.manifest.disclosure, events_repeat=events_repeat(question))
    return {
        group: (float(found.lower[0, place]) * _scale(question), float(found.upper[0, place]) * _scale(question))
        for place, group in enumerate(question.dimension.known_groups)
        if counts.suppressed[0, place] and bool(found.defined[0, place])
    }


def _scale(question: Question) -> float:
    return 100.0 if question.indicator.value_type == "proportion" else question.indicator.multiplier


def hidden_gap_finding(question: Question) -> Finding:
    """The gap as shown, its range if hidden counts were anything they can be, and if the unknown were too."""
    if question.indicator.value_type not in COUNTED:
        why = f"{named(question)} is published without the counts behind it, so no range can be worked out."
        return nothing_to_show("who_hidden", QUESTION, why, method="bounds", source=question.source)
    rows, counts = selected_counts(question)
    better = question.indicator.higher_is_better
    pair = furthest_groups(rows, question.dimension, higher_is_better=better)
    if pair is None:
        why = "Fewer than two groups have a figure, so there is no gap to give a range of."
        return nothing_to_show("who_hidden", QUESTION, why, method="bounds", source=question.source)
    worst, best = (np.array([question.dimension.known_groups.index(group)]) for group in pair)
    found = gap_ranges(
        counts,
        question.dataset.manifest.disclosure,
        worst,
        best,
        higher_is_better=better,
        events_repeat=events_repeat(question),
    )
    if not (bool(found.hidden.defined[0]) or bool(found.both.defined[0])):
        why = f"No range can be given: {found.both.reason[0]}."
        return nothing_to_show("who_hidden", QUESTION, why, method="bounds", source=question.source)
    return _finding(question, rows, pair, found)


def _finding(question: Question, rows: pd.DataFrame, pair: tuple[str, str], found: GapRanges) -> Finding:
    shown = gap_between(rows, *pair, higher_is_better=question.indicator.higher_is_better)
    frame = _frame(question, shown.size, found)
    headline, sentence = _words(question, pair, found, frame)
    unit = question.unit
    return Finding(
        id="who_hidden",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=Table(
            (
                Column("label", "If"),
                Column("lower", f"Smallest gap ({unit.gap_words or 'value'})", unit),
                Column("upper", "Largest gap", unit),
                Column("words", "Then"),
            ),
            frame,
        ),
        how_to_read=(
            "Above 0, the first group is worse off. These are not limits of chance but certain limits: the smallest "
            "and the largest gap there could be if every hidden count were anything that the published total allows "
            "and, in the last row, if everyone whose group is not known belonged to whichever group changes the gap "
            "most. Real data are very unlikely to lie at the ends; a gap that holds even there needs no more argument."
        ),
        method="bounds",
        source=question.source,
        period=question.period,
        figure=gap_ranges_figure(
            [RangeRow(row.label, _pair(row.lower, row.upper)) for row in frame.itertuples() if row.drawn], unit=unit
        ),
        hidden=hidden_words(rows),
        verdict=str(found.conclusion[0]),
        names=question.names,
    )


def _pair(lower: float, upper: float) -> tuple[float, float] | None:
    return None if np.isnan(lower) else (float(lower), float(upper))


def _frame(question: Question, size: float | None, found: GapRanges) -> pd.DataFrame:
    scale = _scale(question)
    rows = [
        {"label": "as shown", "lower": size, "upper": size, "words": "" if size is not None else "a figure is hidden"}
    ]
    for label, limits in (
        ("hidden counts could be anything", found.hidden),
        ("and the unknown in any group", found.both),
    ):
        defined = bool(limits.defined[0])
        rows.append(
            {
                "label": label,
                "lower": float(limits.lower[0]) * scale if defined else np.nan,
                "upper": float(limits.upper[0]) * scale if defined else np.nan,
                "words": "" if defined else str(limits.reason[0]),
            }
        )
    rows[-1]["words"] = rows[-1]["words"] or f"the gap {WORDS[str(found.conclusion[0])]}"
    frame = pd.DataFrame(rows).assign(drawn=True)
    unknown, tipping = float(found.unknown_share[0]), float(found.tipping[0])
    extra = [{"label": "people whose group is not known", "words": share(unknown)}]
    if not np.isnan(tipping):
        extra.append(
            {"label": "value among them that would close the gap", "words": short(tipping * scale, question.unit)}
        )
    frame = pd.concat([frame, pd.DataFrame(extra).assign(drawn=False)], ignore_index=True)
    return frame.assign(status="not_applicable", lower=frame["lower"].astype(float), upper=frame["upper"].astype(float))


def _words(question: Question, pair: tuple[str, str], found: GapRanges, frame: pd.DataFrame) -> tuple[str, str]:
    code = str(found.conclusion[0])
    subject = question.subject
    if code == NOTHING_HIDDEN:
        return f"{subject}: nothing is hidden or unknown here", "The gap stands as it is shown."
    last = frame[frame["drawn"]].iloc[-1]
    if np.isnan(last["lower"]):
        return f"{subject}: the range of the gap cannot be given", f"{last['words']}."
    limits = interval(last["lower"], last["upper"], question.unit)
    unknown = float(found.unknown_share[0])
    who = share(unknown)
    opening = f"{who[0].upper()}{who[1:]} of people are in no known group. " if unknown > 0 else ""
    sentence = (
        f"{opening}Whatever the hidden and the unknown are, the gap is {limits} {question.unit.gap_words}".rstrip()
    )
    if not holds(code):
        headline = f"{subject}: too much is unrecorded to be sure"
    elif headline_gap(question).verdict == "unclear":
        # Where there is no clear gap there is nothing that could hold.
        headline = f"{subject}: not the hidden or the unknown but chance leaves the gap unclear"
    else:
        headline = f"{subject}: missing records could not change this gap"
    tipping = float(found.tipping[0])
    if holds(code) or np.isnan(tipping):
        return headline, sentence + "."
    closing = short(tipping * _scale(question), question.unit)
    return headline, (
        f"{sentence}. The gap would vanish if, among the unknown who are {group_phrase(question, pair[0])}, the value were "
        f"{closing}."
    )
