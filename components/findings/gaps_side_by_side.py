"""Several measures' gaps on one picture: each measure a line, each group a dot on it, the gap of each in words."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.finding import Finding
from components.findings.indicator_gaps import IndicatorGap, gap_ends, indicator_gaps
from components.findings.question import Question
from components.findings.several_sources import several_sources
from components.findings.table import Column, Table
from components.findings.wording import place_words
from components.style.numbers import gap, interval_cell, number, short, with_unit
from data.contract.vocabulary import TOTAL

_MARKS = {"worse": "clearly worse off", "better": "clearly better off", "unclear": "no clear gap"}
_JUDGED = ("worse", "better", "unclear", "no interval")
LOWER = " (lower is better)"


def gaps_in_percent(question: Question, domains: Sequence[str]) -> list[IndicatorGap]:
    """The gaps of every measure of these domains that is a percentage, in the order of the domains."""
    if question.selection.by == TOTAL:
        return []
    found = [one for one in indicator_gaps(question) if one.indicator.domain in domains and one.unit.suffix == "%"]
    return sorted(found, key=lambda one: domains.index(one.indicator.domain))


def gaps_side_by_side(
    question: Question, gaps: Sequence[IndicatorGap], *, id: str, asks: str, of: str, first: str = "", caution: str
) -> Finding | None:
    """Each measure's groups on one line, its gap in words; None where no gap can be shown.

    `of` is what they are measures of. The page's headline is of a gap that is clear, of those first of a measure whose name
    holds `first`. `caution` ends how it is read.
    """
    shown = [one for one in gaps if one.gap.size is not None]
    if not shown:
        return None
    worst = max(
        shown,
        key=lambda one: (
            one.verdict == "worse",
            bool(first) and first in one.indicator.short_name.lower(),
            one.gap.size,
        ),
    )
    where = "" if question.is_whole_area else f" in {question.area_name}"
    worse = sum(1 for one in shown if one.verdict == "worse")
    behind = place_words(worst.dimension, worst.gap.disadvantaged)
    size = gap(worst.gap.size or 0.0, worst.unit)
    one_way = all(one.indicator.higher_is_better for one in shown)
    further = "further right = better" if one_way else "further right = more, which is better but where a name says not"
    return Finding(
        id=id,
        question=asks,
        headline=f"{worst.indicator.short_name}{where}: {gap_ends(worst)}",
        sentence=(
            f"The gap is {size}: worse {behind}. On {number(worse)} of {number(len(shown))} measures of {of} one group is "
            "clearly worse off."
        ),
        table=_table(gaps),
        how_to_read=(
            f"Each line is one measure and each dot a group on it, {further}; the square is the group the gap is counted "
            f"from. {caution}"
        ),
        method="gap",
        source=several_sources(question, (one.indicator for one in shown)),
        period="newest period of each measure",
        figure=_figure(shown),
        notice=question.notice,
        names=("95%", question.area_name, *(one.indicator.short_name for one in shown)),
        verdict=worst.verdict if worst.verdict in _JUDGED else "",
    )


def _table(gaps: Sequence[IndicatorGap]) -> Table:
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
    return Table(
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
        pd.DataFrame([*rows, foot]),
    )


def _figure(gaps: Sequence[IndicatorGap]) -> go.Figure:
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
        rows.append(DotRow(f"{one.indicator.short_name}{'' if one.indicator.higher_is_better else LOWER}", tuple(dots)))
    return dot_rows(rows, axis="share of those asked or counted", suffix="%", joined=True, row_height=66, left=230)
