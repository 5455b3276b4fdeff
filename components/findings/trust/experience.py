"""Who trusts us? Experience, continuity, and confidence and trust, each by group on one picture."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.finding import Finding, nothing_to_show
from components.findings.going_on import going_on
from components.findings.indicator_gaps import IndicatorGap, gap_ends, indicator_gaps
from components.findings.question import Question
from components.findings.recording_rows import lacks
from components.findings.several_sources import several_sources
from components.findings.table import Column, Table
from components.findings.wording import place_words
from components.style.numbers import gap, interval_cell, number, short, with_unit
from data.contract.vocabulary import DIMENSIONS, TOTAL

QUESTION = "Who trusts us, and who sees someone they know?"
DOMAINS = ("experience", "continuity")
_NEEDS = "measures of experience, continuity or confidence and trust, given by deprivation or ethnic group"
_FIRST = "trust"
# Of more measures than these the first are named.
_NAMED = 3
_MARKS = {"worse": "clearly worse off", "better": "clearly better off", "unclear": "no clear gap"}


def trust_gaps(question: Question) -> list[IndicatorGap]:
    """The gaps of every measure of experience and continuity in percent, confidence and trust first."""
    if question.selection.by == TOTAL:
        return []
    found = [one for one in indicator_gaps(question) if one.indicator.domain in DOMAINS and one.unit.suffix == "%"]
    return sorted(
        found, key=lambda one: (_FIRST not in one.indicator.short_name.lower(), DOMAINS.index(one.indicator.domain))
    )


def experience_finding(question: Question) -> Finding:
    """Each measure's groups on one line, its gap in words."""
    gaps = trust_gaps(question)
    sized = [(one, one.gap.size) for one in gaps if one.gap.size is not None]
    if not sized:
        return _overall(question, hidden=bool(gaps))
    frame = _frame(gaps)
    worst, size = max(
        sized,
        key=lambda each: (each[0].verdict == "worse", _FIRST in each[0].indicator.short_name.lower(), each[1]),
    )
    shown = [one for one, _ in sized]
    where = "" if question.is_whole_area else f" in {question.area_name}"
    worse = sum(1 for one in shown if one.verdict == "worse")
    behind = place_words(worst.dimension, worst.gap.disadvantaged)
    return Finding(
        id="trust_experience",
        question=QUESTION,
        headline=f"{worst.indicator.short_name}{where}: {gap_ends(worst)}",
        sentence=(
            f"The gap is {gap(size, worst.unit)}: worse {behind}. "
            f"On {number(worse)} of {number(len(shown))} measures of experience and continuity one group is "
            "clearly worse off."
        ),
        table=Table(
            (
                Column("indicator", "Measure"),
                Column("groups", "Groups compared"),
                Column("group", "Worse-off end"),
                Column("gap", "Gap"),
                Column("interval", "95% interval"),
                Column("verdict", "That group is"),
                Column("trend", "Gap is"),
                Column("period", "Period"),
            ),
            frame,
        ),
        how_to_read=(
            "Each line is one measure and each dot a group on it, further right = better; the square is the group the gap "
            "is counted from. People who avoid services because they do not trust them are the least likely to be asked, so "
            "real gaps may be wider than any survey's."
        ),
        method="gap",
        source=several_sources(question, (one.indicator for one in shown)),
        period="newest period of each measure",
        figure=_figure(shown),
        notice=question.notice,
        names=("95%", question.area_name, *(one.indicator.short_name for one in shown)),
        verdict=worst.verdict if worst.verdict in ("worse", "better", "unclear", "no interval") else "",
    )


def _frame(gaps: list[IndicatorGap]) -> pd.DataFrame:
    rows = [
        {
            "indicator": one.indicator.short_name,
            "groups": gap_ends(one),
            "group": one.dimension.label_of(one.gap.disadvantaged) if one.gap.disadvantaged else "",
            "gap": gap(one.gap.size, one.unit) if one.gap.size is not None else one.gap.reason,
            "interval": interval_cell(*one.gap.sized_interval, one.unit) if one.gap.sized_interval else "not published",
            "verdict": _MARKS.get(one.verdict, one.verdict),
            "trend": one.trend,
            "period": one.period,
        }
        for one in gaps
    ]
    shown = [one for one in gaps if one.gap.size is not None]
    worse = sum(1 for one in shown if one.verdict == "worse")
    foot = {"indicator": f"{number(len(shown))} measures", "verdict": f"worse off on {number(worse)}"}
    return pd.DataFrame([*rows, foot])


def _figure(gaps: list[IndicatorGap]) -> go.Figure:
    rows = []
    for one in gaps:
        ends = (one.gap.disadvantaged, one.gap.reference)
        dots = [
            Dot(
                value,
                f"{one.dimension.label_of(group)}: {with_unit(value, one.unit)}",
                colour,
                label=f"{one.dimension.short_of(group)} {short(value, one.unit)}" if group in ends else "",
                symbol="square" if group == ends[0] else "circle",
                size=17 if group in ends else 12,
                below=group == ends[1],
            )
            for group, value, colour in one.strip
        ]
        rows.append(DotRow(one.indicator.short_name, tuple(dots)))
    return dot_rows(rows, axis="share of those asked or counted", suffix="%", joined=True, row_height=66, left=230)


def _overall(question: Question, *, hidden: bool) -> Finding:
    """Where no gap can be shown: because a group of each is hidden, or because measures are of everyone together only."""
    if hidden:
        why = (
            f"In {question.area_name} a group of every measure is hidden or was not collected, so no gap can be shown."
        )
        return nothing_to_show("trust_experience", QUESTION, why, method="gap", source=question.source)
    codes = [one for one in going_on(question.dataset).values() if one.domain in DOMAINS]
    given = []
    for one in codes:
        periods = question.dataset.periods(one.id, level="icb", dimension=TOTAL)
        if len(periods):
            given.append(one.short_name)
    what = "Experience, continuity and trust by group"
    if given:
        by = " or ".join(DIMENSIONS[code].phrase for code in ("deprivation_quintile", "ethnic_group"))
        what = f"{number(len(given))} measures are loaded for everyone together ({_some(given)}). What they are by {by}"
    return lacks(question, "trust_experience", QUESTION, what, _NEEDS, method="gap")


def _some(names: list[str]) -> str:
    """The first few of many names, and how many more there are."""
    return (
        ", ".join(names)
        if len(names) <= _NAMED + 1
        else f"{', '.join(names[:_NAMED])} and {number(len(names) - _NAMED)} more"
    )
