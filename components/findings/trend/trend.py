"""Is the gap closing, and who moved? The gap over time, tested, with the groups it comes from."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.gap_over_time import Limits, gap_over_time
from components.charts.time_lines import lines_over_time
from components.charts.type_marks import bold
from components.findings.age_words import age_notice
from components.findings.finding import Finding, nothing_to_show
from components.findings.question import Question
from components.findings.targets import target_lines
from components.findings.trend import words as trend_words
from components.findings.trend.everyone import everyone_finding
from components.findings.trend.lines import Backdrop, backdrop_lines, everyone_over_time, group_lines, pilot_starts
from components.findings.trend.table import trend_table
from components.findings.trend_series import GapSeries, fixed_pair, followed_gap
from components.findings.usual_variation import FEWEST_FOR_LIMITS, memory_words
from components.findings.wording import given_for_parts, group_phrase, hidden_words, unknown_words
from components.measures.change.control_chart import ControlChart, control_chart
from components.style.numbers import HIDDEN, NOT_COLLECTED, number
from data.contract.vocabulary import TOTAL

QUESTION = "Is the gap closing, and who moved?"
_ABSENT = {"suppressed": HIDDEN, "missing": NOT_COLLECTED}


def trend_finding(question: Question) -> Finding:
    """The gap of the area in focus over every period, with its verdict, its limits and its groups.

    Where the indicator is given for everyone together only, their value over time, and that no gap can be told.
    """
    if question.selection.by == TOTAL:
        return everyone_finding(question)
    rows = question.values(areas=[question.selection.area], by=question.selection.by, all_periods=True)
    pair = fixed_pair(question, rows)
    if pair is None:
        why = (
            f"Fewer than two groups by {question.dimension.phrase} can be shown for {question.area_name} in any period."
            f"{given_for_parts(question)}"
        )
        return nothing_to_show("trend_gap", QUESTION, why, method="trend", source=question.source)
    series = followed_gap(question, rows, [question.selection.area], pair)
    chart = usual_variation(series)
    backdrop = everyone_over_time(question, series.periods)
    newest = rows[rows["period_end"] == rows["period_end"].max()]
    return Finding(
        id="trend_gap",
        question=QUESTION,
        headline=trend_words.headline(question, series),
        sentence=trend_words.sentence(question, series),
        table=trend_table(question, rows, series, chart, backdrop),
        how_to_read=_how_to_read(question, series, chart),
        method="trend",
        source=question.source,
        period=_span(series.periods),
        figure=_figure(question, rows, series, chart, backdrop),
        notice=_notice(question, backdrop),
        unknown=unknown_words(question, newest),
        hidden=hidden_words(rows[rows["group"].isin(pair)]),
        caveats=_caveats(question, series, chart),
        verdict=trend_words.verdict(series),
        names=(*_names(question), "95%", trend_words.fewest_needed()),
    )


def _notice(question: Question, backdrop: Backdrop) -> str:
    country = f"{backdrop.country_name} is as counted." if question.for_age and backdrop.country is not None else ""
    return " ".join(each for each in (age_notice(question), country, question.notice) if each)


def usual_variation(series: GapSeries) -> ControlChart | None:
    """Control limits of the only gap of a series; None when there are too few points to tell what is usual.

    A smaller gap is the good direction, so for a gap that runs in favour of the group named first it is the other way.
    """
    if series.n_tested[0] < FEWEST_FOR_LIMITS:
        return None
    points = np.where(series.tested[0], series.numbers["size"][0], np.nan)
    return control_chart(points, higher_is_better=bool(np.nanmean(points) < 0), allow_memory=True)


def _span(periods: pd.DataFrame) -> str:
    labels = periods["label"]
    return labels.iloc[0] if len(labels) == 1 else f"{labels.iloc[0]} to {labels.iloc[-1]}"


def _names(question: Question) -> tuple[str, ...]:
    indicator = question.indicator
    labels = question.dimension.groups.values()
    return (
        question.subject,
        indicator.name,
        indicator.event_noun,
        question.unit.suffix,
        question.unit.gap_words,
        *labels,
    )


def _figure(
    question: Question, rows: pd.DataFrame, series: GapSeries, chart: ControlChart | None, backdrop: Backdrop
) -> go.Figure:
    unit = question.unit
    lines = [
        *backdrop_lines(backdrop),
        *target_lines(question, series.periods),
        *group_lines(question, rows, series.periods, (series.disadvantaged, series.reference)),
    ]
    groups_title = f"{bold('Each group')} ({unit.axis})"
    if np.isnan(series.numbers["size"]).all():
        return lines_over_time(series.periods, lines, title=groups_title, unit=unit)
    one, other = (question.dimension.label_of(group) for group in (series.disadvantaged, series.reference))
    if question.dimension.ordered:
        other = f"{other[0].lower()}{other[1:]}"
    gap = series.periods.assign(kind="", **{name: series.numbers[name][0] for name in ("size", "lower", "upper")})
    gap["absent"] = [_ABSENT.get(status, "") for status in series.status[0]]
    limits = None
    if chart is not None:
        gap["kind"] = [{"improvement": "smaller", "concern": "larger"}.get(kind, "") for kind in chart.kind]
        limits = Limits(float(chart.centre[0]), float(chart.lower[0]), float(chart.upper[0]))
    return gap_over_time(
        gap,
        lines,
        titles=(f"{bold('Gap')}: {one} against {other}, {unit.gap_words or 'difference'}", groups_title),
        unit=unit,
        judged=question.indicator.judged,
        trend=_trend_line(series),
        limits=limits,
        starts=pilot_starts(question, series.periods),
    )


def _trend_line(series: GapSeries) -> list[tuple[pd.Timestamp, float]]:
    """The two ends of the trend line; none where there is no trend to tell."""
    if trend_words.verdict(series) == "cannot tell":
        return []
    ends = series.periods["period_end"][series.used()]
    trend = series.moved.gap
    return [(ends.iloc[0], float(trend.start[0])), (ends.iloc[-1], float(trend.end[0]))]


def _how_to_read(question: Question, series: GapSeries, chart: ControlChart | None) -> str:
    one = group_phrase(question, series.disadvantaged)
    parts = [
        f"Above: the gap, over 0 when {one} {trend_words.positive_means(question.indicator)}, each with its 95% "
        "interval. The thick line is the trend, giving more weight to surer points."
    ]
    if chart is not None:
        parts.append(
            "Between the dotted limits the gap moves as it usually does; ◆ marks a gap larger and ■ one smaller than "
            "that, by the standard control-chart rules."
        )
    parts.append(
        "Below: the value of each group. A gap can close because one group improves or because the other gets worse: "
        "look which line moved."
    )
    if (series.status[0] != "ok").any():
        parts.append("▨ marks a period that is hidden to protect confidentiality, ○ one that was not collected.")
    return " ".join(parts)


def _caveats(question: Question, series: GapSeries, chart: ControlChart | None) -> tuple[str, ...]:
    caveats = [each for each in (*question.caveats, memory_words(chart)) if each]
    if not question.dimension.ordered:
        caveats.append(
            f"The gap is between the same two groups throughout, the worst and the best in {question.period}. Being picked "
            "as furthest apart in one period makes its gap look a little larger there than it would again."
        )
    if 0 < series.n_tested[0] < FEWEST_FOR_LIMITS:
        caveats.append(
            f"Control limits are drawn from {number(FEWEST_FOR_LIMITS)} points on; here there are "
            f"{number(int(series.n_tested[0]))}."
        )
    return tuple(caveats)
