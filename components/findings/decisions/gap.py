"""The gap as it stands, laid out to be kept with a decision: each group, the gap, and what exactly is counted."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.age_words import age_notice
from components.findings.finding import Finding, nothing_to_show
from components.findings.gap_words import gap_headline, limits_words, sure_words
from components.findings.gaps import Gap, ShownGap, furthest_groups, gap_between
from components.findings.headline_gap import headline_gap
from components.findings.question import Question
from components.findings.table import ABSENT_WORDS, Column, Table
from components.findings.wording import group_phrase, named, place_phrase
from components.measures.change.signal import signal
from components.style.numbers import Unit, gap, interval_cell, with_unit
from data.contract.vocabulary import ALL, TOTAL

QUESTION = "What is this decision about?"
FOR_AGE = "adjusted for age"
COUNTED, GROUPED = "What is counted", "How people are grouped"


@dataclass(frozen=True)
class GapStanding:
    """The figure a decision is about, in displayed units: a gap between two groups, or one group's value.

    `measure` is 'gap' or 'value'; a gap is positive where `disadvantaged` is worse off. `lower` and `upper` are None where
    no interval can be had. `detectable` is the smallest change that figures as precise as these could show, None likewise.
    """

    measure: str
    disadvantaged: str
    reference: str
    estimate: float
    lower: float | None
    upper: float | None
    detectable: float | None


def definition_words(question: Question) -> dict[str, str]:
    """What must stay the same for later figures to be like these: what is counted, and how people are grouped."""
    indicator, manifest = question.indicator, question.dataset.manifest
    how = f"; {FOR_AGE}" if question.for_age else ""
    found = {COUNTED: f"{indicator.numerator}, of: {indicator.denominator}{how}"}
    if question.selection.by != TOTAL:
        year = f" ({manifest.imd_version})" if "deprivation" in question.selection.by else ""
        found[GROUPED] = f"{question.dimension.label}{year}"
    return found


def standing_gap(question: Question) -> GapStanding | None:
    """The selected gap in the selected period; None where it cannot be shown.

    Its limits are of sampling error alone: areas that differ from one another differ alike before and after, so they are no
    news when later figures are held against these. Whether there is a gap beyond chance is for `headline_gap` to say.
    """
    if question.selection.by == TOTAL:
        return standing_value(question, ALL)
    rows = question.values(areas=[question.selection.area], by=question.selection.by)
    better = question.indicator.higher_is_better
    pair = furthest_groups(rows, question.dimension, higher_is_better=better)
    if pair is None:
        return None
    found = gap_between(rows, *pair, higher_is_better=better)
    if found.size is None:
        return None
    return _standing("gap", *pair, found.size, found.lower, found.upper)


def standing_value(question: Question, group: str) -> GapStanding | None:
    """One group's value in the selected period; None where it cannot be shown."""
    rows = question.values(areas=[question.selection.area], by=question.selection.by)
    row = rows[(rows["group"] == group) & rows["value"].notna()]
    if row.empty:
        return None
    value, lower, upper = (float(row[name].iloc[0]) for name in ("value", "lower", "upper"))
    limited = np.isfinite(lower) and np.isfinite(upper)
    return _standing("value", group, "", value, lower if limited else None, upper if limited else None)


def _standing(measure: str, one: str, other: str, size: float, lower: float | None, upper: float | None) -> GapStanding:
    detectable = None
    if lower is not None and upper is not None:
        as_now = (size, lower, upper)
        detectable = float(signal(*as_now, *as_now, 1.0).detectable)
    return GapStanding(measure, one, other, size, lower, upper, detectable)


def decision_gap_finding(question: Question) -> Finding:
    """The gap as it stands in the selected period, in words and as the table that is kept with a decision."""
    found = standing_gap(question)
    if found is None:
        why = f"{named(question)} has no gap that can be shown here in {question.period or 'any period'}."
        return nothing_to_show("decision_gap", QUESTION, why, method="gap", source=question.source)
    shown = headline_gap(question) if found.measure == "gap" else None
    headline, sentence = _words(question, found, shown)
    return Finding(
        id="decision_gap",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=Table(
            (Column("what", "What"), Column("figure", "As it stood"), Column("limits", "95% interval")),
            _frame(question, shown),
        ),
        how_to_read=(
            "These words and figures are kept with the decision and never change. Later figures are held against the gap "
            "between the same two groups, in the same area, counted and grouped in the same way."
        ),
        method="signal",
        source=question.source,
        period=question.period,
        notice=" ".join(each for each in (age_notice(question), question.notice) if each),
        caveats=tuple(each for each in (limits_words(shown) if shown else "", *question.caveats) if each),
        names=question.names,
    )


def _frame(question: Question, found: Gap | None) -> pd.DataFrame:
    rows = question.groups.set_index("group")
    unit = question.unit
    lines = [
        (question.dimension.label_of(group), _value(rows.loc[group], unit), _limits(rows.loc[group], unit))
        for group in question.dimension.known_groups
        if group in rows.index
    ]
    if isinstance(found, ShownGap):
        pair = f"{group_phrase(question, found.disadvantaged)} against {group_phrase(question, found.reference)}"
        limits = "–" if found.sized_interval is None else interval_cell(*found.sized_interval, unit)
        lines.append((f"Gap: {pair}", gap(found.plain, unit), limits))
    lines += [(label, words, "") for label, words in definition_words(question).items()]
    return pd.DataFrame(lines, columns=["what", "figure", "limits"])


def _value(row: pd.Series, unit: Unit) -> str:
    return ABSENT_WORDS.get(row["status"], "–") if pd.isna(row["value"]) else with_unit(row["value"], unit)


def _limits(row: pd.Series, unit: Unit) -> str:
    return interval_cell(row["lower"], row["upper"], unit) if np.isfinite(row["lower"]) else "–"


def _words(question: Question, found: GapStanding, shown: Gap | None) -> tuple[str, str]:
    unit = question.unit
    if not isinstance(shown, ShownGap):
        return f"{question.subject}: {with_unit(found.estimate, unit)}", f"In {question.period}, for everyone together."
    one, other = (
        f"{with_unit(value, unit)} {place_phrase(question, group)}"
        for value, group in (
            (shown.disadvantaged_value, shown.disadvantaged),
            (shown.reference_value, shown.reference),
        )
    )
    return gap_headline(question, shown), f"In {question.period}: {one}, {other}. {sure_words(question, shown)}"
