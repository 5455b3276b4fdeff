"""Is it getting better for everyone, and will it reach its target? Everyone's value over time, in usual variation."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.time_lines import TimeLine
from components.charts.type_marks import bold
from components.charts.value_over_time import UsualVariation, value_over_time
from components.findings.everyone_series import EveryoneSeries, everyone_series
from components.findings.finding import Finding, nothing_to_show
from components.findings.going_on import ended_words
from components.findings.question import Question
from components.findings.targets import aims_of, target_lines
from components.findings.trend import everyone_words as said
from components.findings.trend.everyone_table import everyone_table
from components.findings.trend.lines import Backdrop, backdrop_lines, everyone_over_time
from components.findings.trend.target_way import way_to
from components.findings.usual_variation import FEWEST_FOR_LIMITS, memory_words
from components.findings.wording import given_for_parts, hidden_words, named
from components.style.numbers import number
from data.contract.vocabulary import TOTAL

QUESTION = "Is it getting better for everyone, and will it reach its target?"


def everyone_finding(question: Question) -> Finding:
    """Everyone's value in the area in focus over time: its usual variation and the way to its target."""
    rows = question.values(areas=[question.selection.area], all_periods=True)
    if rows["value"].notna().sum() == 0:
        why = (
            f"{named(question)} is not shown for everyone in {question.area_name} in any period."
            f"{given_for_parts(question)}"
        )
        return nothing_to_show("trend_everyone", QUESTION, why, method="control_chart", source=question.source)
    series = everyone_series(question, rows)
    aims = aims_of(question, series.newest_end)
    ways = [way_to(series, aim) for aim in aims]
    backdrop = everyone_over_time(question, series.periods)
    return Finding(
        id="trend_everyone",
        question=QUESTION,
        headline=f"{question.subject}: {said.headline(question, series, aims)}",
        sentence=said.sentence(question, series, aims, ways, backdrop),
        table=everyone_table(question, series, aims, ways, backdrop),
        how_to_read=_how_to_read(series),
        method="target" if aims else "control_chart",
        source=question.source,
        period=series.span,
        figure=_figure(question, series, backdrop) if len(series.shown) > 1 else None,
        notice=_notice(question) or memory_words(series.chart),
        hidden=hidden_words(rows),
        caveats=_caveats(question, series, [aim.terms for aim in aims]),
        verdict=said.verdict(series),
        signs=said.signs(series, aims),
        names=(*question.names, question.subject),
    )


def _notice(question: Question) -> str:
    ended = ended_words(question.indicator)
    if question.selection.by != TOTAL:
        return ended
    return f"{ended} " * bool(ended) + (
        f"{named(question)} is given for everyone together only, not by deprivation or ethnic group. So we cannot tell "
        "whether a gap is closing."
    )


def _how_to_read(series: EveryoneSeries) -> str:
    parts = ["Each point is everyone's value with its 95% interval."]
    if series.chart is not None:
        parts.append(
            "Between the dotted limits it moves as it usually does; a mark other than ● stands out from that by the standard "
            "control-chart rules."
        )
    parts.append(
        "A target is met consistently where the limits lie wholly on its good side, missed where on the other."
    )
    return " ".join(parts)


def _caveats(question: Question, series: EveryoneSeries, terms: list[str]) -> tuple[str, ...]:
    caveats = [*terms, *question.caveats]
    if question.selection.by == TOTAL and (words := memory_words(series.chart)):
        caveats.append(words)
    caveats += [f"New limits from {label}: {why}." for label, why in series.breaks]
    if series.chart is None:
        caveats.append(said.why_no_limits(series))
    if series.points_since_break < FEWEST_FOR_LIMITS and series.breaks:
        caveats.append(
            f"The limits since the break rest on {number(series.points_since_break)} points; they may still move."
        )
    return tuple(caveats)


def _figure(question: Question, series: EveryoneSeries, backdrop: Backdrop) -> go.Figure:
    periods, chart = series.periods, series.chart
    lines = [each for each in backdrop_lines(backdrop) if _helps(question, each)]
    points = periods.assign(**{name: series.numbers[name] for name in ("value", "lower", "upper")}, kind="")
    usual = None
    if chart is not None:
        points["kind"] = list(chart.kind)
        usual = UsualVariation(chart.centre, chart.lower, chart.upper)
    return value_over_time(
        points,
        title=f"{bold('Everyone')} ({question.unit.axis})",
        unit=question.unit,
        usual=usual,
        lines=[*lines, *target_lines(question, periods)],
        breaks=[(_first_day(periods, label), why) for label, why in series.breaks],
    )


def _helps(question: Question, line: TimeLine) -> bool:
    """The whole area's line says nothing where it is the one drawn."""
    return not (question.is_whole_area and line.label == "whole area") and bool(np.isfinite(line.values).any())


def _first_day(periods: pd.DataFrame, label: str) -> pd.Timestamp:
    """Between the period before a break and the first after it."""
    place = int((periods["label"] == label).to_numpy().argmax())
    ends = periods["period_end"]
    return ends[place - 1] + (ends[place] - ends[place - 1]) / 2
