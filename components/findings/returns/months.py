"""One metric of one place month by month, with the limits within which months differ by chance."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.time_lines import TimeLine, lines_over_time
from components.findings.finding import Finding, nothing_to_show
from components.findings.returns.change import LEAST_MONTHS, rule_words
from components.findings.returns.figures import PlaceFigures, totals, unit_of_metric
from components.findings.returns.words import LOCAL_COHORT, REGRESSION, short_month
from components.findings.table import Column, Table
from components.findings.usual_variation import ALLOWS_FOR_MEMORY
from components.findings.wording import of
from components.measures.change.control_chart import ControlChart, control_chart
from components.style.colours import ACCENT, QUIET_INK
from components.style.numbers import COUNT, number
from data.returns.monthly_return import metric_names, month_words

_LEAST = 3


def months_finding(given: PlaceFigures, metric: str) -> Finding:
    """The months of one metric; from twelve on, which of them lie beyond chance by the rules of control charts."""
    place, figures = given.place, given.rows
    every = pd.date_range(figures["month"].min(), figures["month"].max(), freq="MS")
    rows = totals(figures)
    rows = rows[rows["metric"] == metric].set_index("month").reindex(every)
    name, values = metric_names()[metric], rows["value"].to_numpy(float)
    asks = f"{name}: is it changing month by month?"
    known = int(np.isfinite(values).sum())
    if known < _LEAST:
        why = f"{place} shows {of(known, 'month', 'months')} of {name.lower()}; it takes {number(_LEAST)} or more."
        return nothing_to_show("returns_months", asks, why, method="control_chart", source=given.source)
    chart = control_chart(values, allow_memory=True) if known >= LEAST_MONTHS else None
    return Finding(
        id="returns_months",
        question=asks,
        headline=f"{name} in {place}: {_headline(chart, known)}",
        sentence=_sentence(chart, every, known),
        table=_table(rows, every, chart, metric),
        how_to_read=(
            "The line is the cohort's figure each month. With a year of months or more, the dashed lines are the limits "
            "within which months differ by chance (mean ± 2.66 times the mean moving range), and a run or a point beyond "
            "them is marked in the table. A break in the line is a month hidden or not received. " + ALLOWS_FOR_MEMORY
        ),
        method="control_chart",
        source=given.source,
        period=f"{month_words(every[0])} to {month_words(every[-1])}",
        figure=_figure(every, values, chart, metric, name),
        hidden=_hidden(rows),
        caveats=(REGRESSION, LOCAL_COHORT),
        verdict="",
        names=(place, name, "2.66"),
    )


def _marked(chart: ControlChart | None) -> np.ndarray:
    return np.flatnonzero(chart.rule != "") if chart is not None else np.array([], dtype=int)


def _headline(chart: ControlChart | None, known: int) -> str:
    if chart is None:
        return f"{of(known, 'month', 'months')} shown, too few to say what is chance"
    marked = _marked(chart)
    if not len(marked):
        return "no month lies beyond chance"
    return f"{of(len(marked), 'month lies', 'months lie')} beyond chance"


def _sentence(chart: ControlChart | None, every: pd.DatetimeIndex, known: int) -> str:
    if chart is None:
        return f"Limits are drawn from {number(LEAST_MONTHS)} months on."
    marked = _marked(chart)
    if not len(marked):
        return f"{of(known, 'month is', 'months are')} shown, and they differ no more than months do by chance."
    newest = marked[-1]
    return f"The newest of them is {month_words(every[newest])}: {rule_words(str(chart.rule[newest]))}."


def _table(rows: pd.DataFrame, every: pd.DatetimeIndex, chart: ControlChart | None, metric: str) -> Table:
    unit = unit_of_metric(metric, rows["value"])
    marked = int(len(_marked(chart)))
    frame = pd.DataFrame(
        {
            "when": [month_words(each) for each in every],
            "count": rows["count"].to_numpy(float),
            "cohort": rows["cohort"].to_numpy(float),
            "value": rows["value"].to_numpy(float),
            "status": rows["status"].fillna("missing").to_numpy(),
            "rule": [rule_words(str(each)) for each in chart.rule] if chart is not None else [""] * len(every),
        }
    )
    known = int(np.isfinite(frame["value"]).sum())
    told = f"{of(known, 'month', 'months')} shown; {of(marked, 'month', 'months')} beyond chance"
    limits = "limits need a year of months" if chart is None else "limits are drawn"
    foot = {"when": told, "rule": f"{limits} (from {number(LEAST_MONTHS)} on)", "status": "not_applicable"}
    frame = pd.concat([frame, pd.DataFrame([foot])], ignore_index=True)
    label = "% of the cohort" if unit.suffix == "%" else "Per 1,000"
    columns = (
        Column("when", "Month"),
        Column("count", "Count", COUNT),
        Column("cohort", "Cohort", COUNT),
        Column("value", label, unit),
        Column("rule", "Beyond chance because"),
    )
    return Table(columns, frame)


def _hidden(rows: pd.DataFrame) -> str:
    hidden = int((rows["status"] == "suppressed").sum())
    return f"{of(hidden, 'month is', 'months are')} hidden to protect confidentiality." if hidden else ""


def _figure(
    every: pd.DatetimeIndex, values: np.ndarray, chart: ControlChart | None, metric: str, name: str
) -> go.Figure:
    periods = pd.DataFrame({"period_end": every, "label": [short_month(each) for each in every]})
    unit = unit_of_metric(metric, values)
    lines = [TimeLine(name, ACCENT, values, strong=True)]
    if chart is not None and not chart.reason:
        whole = np.ones(len(every))
        lines += [
            TimeLine("mean", QUIET_INK, whole * chart.centre, dash="solid"),
            TimeLine("lower limit", QUIET_INK, np.maximum(whole * chart.lower, 0), dash="dash"),
            TimeLine("upper limit", QUIET_INK, whole * chart.upper, dash="dash"),
        ]
    return lines_over_time(periods, lines, title=f"{name}, {unit.axis} of the cohort", unit=unit)
