"""The gap as it stands, laid out to be kept with a decision: each group, the gap, and what exactly is counted."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.finding import Finding, nothing_to_show
from components.findings.gaps import selected_gap
from components.findings.question import Question
from components.findings.table import ABSENT_WORDS, Column, Table
from components.findings.wording import direction, group_phrase, place_phrase
from components.measures.change.signal import signal
from components.style.numbers import Unit, gap, interval, interval_cell, with_unit
from data.contract.vocabulary import ALL, TOTAL

QUESTION = "What is this decision about?"
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

    @property
    def one_sided(self) -> bool:
        """Whether the interval lies on one side of nothing; False where there is none."""
        return self.lower is not None and self.upper is not None and (self.lower > 0 or self.upper < 0)

    @property
    def size_interval(self) -> tuple[float, float] | None:
        """The interval as it is said beside the size: without signs where it is one-sided; None where there is none."""
        if self.lower is None or self.upper is None:
            return None
        if not self.one_sided:
            return self.lower, self.upper
        low, high = sorted((abs(self.lower), abs(self.upper)))
        return low, high


def definition_words(question: Question) -> dict[str, str]:
    """What must stay the same for later figures to be like these: what is counted, and how people are grouped."""
    indicator, manifest = question.indicator, question.dataset.manifest
    found = {COUNTED: f"{indicator.numerator}, of: {indicator.denominator}"}
    if question.selection.by != TOTAL:
        year = f" ({manifest.imd_version})" if "deprivation" in question.selection.by else ""
        found[GROUPED] = f"{question.dimension.label}{year}"
    return found


def standing_gap(question: Question) -> GapStanding | None:
    """The selected gap in the selected period; None where it cannot be shown."""
    if question.selection.by == TOTAL:
        return standing_value(question, ALL)
    rows = question.values(areas=[question.selection.area], by=question.selection.by)
    found = selected_gap(rows, question.dimension, higher_is_better=question.indicator.higher_is_better)
    if found.size is None:
        return None
    return _standing("gap", found.disadvantaged, found.reference, found.size, found.lower, found.upper)


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
        why = f"‘{question.indicator.name}’ has no gap that can be shown here in {question.period or 'any period'}."
        return nothing_to_show("decision_gap", QUESTION, why, method="gap", source=question.source)
    headline, sentence = _words(question, found)
    return Finding(
        id="decision_gap",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=Table(
            (Column("what", "What"), Column("figure", "As it stood"), Column("limits", "95% interval")),
            _frame(question, found),
        ),
        how_to_read=(
            "These words and figures are kept with the decision and never change. Later figures are held against the gap "
            "between the same two groups, in the same area, counted and grouped in the same way."
        ),
        method="signal",
        source=question.source,
        period=question.period,
        notice=question.notice,
        caveats=question.caveats,
        names=question.names,
    )


def _frame(question: Question, found: GapStanding) -> pd.DataFrame:
    rows = question.values(areas=[question.selection.area], by=question.selection.by)
    rows = rows.set_index("group")
    unit = question.unit
    lines = [
        (question.dimension.label_of(group), _value(rows.loc[group], unit), _limits(rows.loc[group], unit))
        for group in question.dimension.known_groups
        if group in rows.index
    ]
    if found.measure == "gap":
        pair = f"{group_phrase(question, found.disadvantaged)} against {group_phrase(question, found.reference)}"
        limits = "–" if found.size_interval is None else interval_cell(*found.size_interval, unit)
        lines.append((f"Gap: {pair}", gap(found.estimate, unit), limits))
    lines += [(label, words, "") for label, words in definition_words(question).items()]
    return pd.DataFrame(lines, columns=["what", "figure", "limits"])


def _value(row: pd.Series, unit: Unit) -> str:
    return ABSENT_WORDS.get(row["status"], "–") if pd.isna(row["value"]) else with_unit(row["value"], unit)


def _limits(row: pd.Series, unit: Unit) -> str:
    return interval_cell(row["lower"], row["upper"], unit) if np.isfinite(row["lower"]) else "–"


def _words(question: Question, found: GapStanding) -> tuple[str, str]:
    rows = question.values(areas=[question.selection.area], by=question.selection.by).set_index("group")
    unit = question.unit
    if found.measure == "value":
        return f"{question.subject}: {with_unit(found.estimate, unit)}", f"In {question.period}, for everyone together."
    one, other = (float(rows.at[group, "value"]) for group in (found.disadvantaged, found.reference))
    plain = one - other
    place = place_phrase(question, found.disadvantaged)
    headline = f"{question.subject}: {gap(plain, unit)} {direction(plain)} {place}"
    if found.lower is not None and not found.one_sided:
        headline = f"{question.subject}: no clear gap, it may be chance"
    sure = "No interval is published, so later figures cannot be told from chance."
    if found.size_interval is not None:
        sure = f"The gap is {interval(*found.size_interval, unit)} {unit.gap_words}".rstrip() + "."
    return headline, (
        f"In {question.period}: {with_unit(one, unit)} {place}, {with_unit(other, unit)} "
        f"{place_phrase(question, found.reference)}. {sure}"
    )
