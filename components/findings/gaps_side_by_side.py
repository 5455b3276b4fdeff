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
# A gap leads where it is clear, one of those who are disadvantaged before one that runs the other way.
_CLEAR = {"worse": 2, "better": 1}
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

    `of` is what they are measures of. A gap is the headline only where it is clear, of those first that of a measure whose
    name holds `first`. `caution` ends how it is read.
    """
    shown = [one for one in gaps if one.gap.size is not None]
    if not shown:
        return None
    named = [bool(first) and first in one.indicator.short_name.lower() for one in shown]
    clear = [_CLEAR.get(one.verdict, 0) for one in shown]
    # Of gaps that can be chance none is put first for its name.
    leading = max(range(len(shown)), key=lambda at: (clear[at], named[at] and clear[at], shown[at].gap.size))
    worst = shown[leading]
    headline, sentence = _words(question, shown, worst, of)
    one_way = all(one.indicator.higher_is_better for one in shown)
    further = "further right = better" if one_way else "further right = more, which is better but where a name says not"
    return Finding(
        id=id,
        question=asks,
        headline=headline,
        sentence=sentence,
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


def _words(question: Question, shown: Sequence[IndicatorGap], widest: IndicatorGap, of: str) -> tuple[str, str]:
    """The headline and the sentence: of the gap that leads, or that none is clear and which is the widest."""
    where = "" if question.is_whole_area else f" in {question.area_name}"
    worse, better = (sum(1 for one in shown if one.verdict == each) for each in ("worse", "better"))
    many = number(len(shown))
    name, size, ends = widest.indicator.short_name, gap(widest.gap.size or 0.0, widest.unit), gap_ends(widest)
    behind = place_words(widest.dimension, widest.gap.disadvantaged)
    if worse:
        told = f"On {number(worse)} of {many} measures of {of} one group is clearly worse off."
        return f"{name}{where}: {ends}", f"The gap is {size}: worse {behind}. {told}"
    if better:
        told = f"On {number(better)} of {many} measures of {of} it is clear that people {behind} are better off."
        return f"{name}{where}: {ends}", f"{told} On none are they clearly worse off."
    alone = "; it is published without an interval" if widest.verdict == "no interval" else ""
    sentence = f"Furthest apart is {name}: {ends}. A gap of {size} can be chance{alone}."
    if all(one.verdict == "no interval" for one in shown):
        return f"We cannot tell who is worse off{where} on {_measures(many, of)}", sentence
    return (
        f"No group is clearly worse off{where} on {'' if len(shown) == 1 else 'any of '}{_measures(many, of)}",
        sentence,
    )


def _measures(many: str, of: str) -> str:
    return f"the one measure of {of}" if many == number(1) else f"{many} measures of {of}"


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
