"""Did the pilot's own figures leave their usual variation once it began? Limits are fixed on the time before."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.control_points import ControlLines, control_points
from components.findings.finding import Finding
from components.findings.pilots.frame import PilotFrame
from components.findings.pilots.rows import about_pilot
from components.findings.pilots.view import PilotView, span_of, view_of
from components.findings.question import Question
from components.findings.table import Column, Table
from components.findings.usual_variation import ALLOWS_FOR_MEMORY
from components.measures.change.control_chart import ControlChart, control_chart
from components.style.numbers import COUNT, interval, short, with_unit

QUESTION = "Did its own figures leave their usual variation?"
_FRAME = PilotFrame("pilot_control", QUESTION, "control_chart")
FEWEST_BASELINE, ENOUGH_BASELINE = 6, 12


@about_pilot
def control_finding(question: Question, pilot_id: str) -> Finding:
    """The pilot neighbourhood's level with control limits from the periods before, its start marked."""
    view = view_of(question, pilot_id)
    if view is None:
        return _FRAME.no_pilot()
    series = _series(view)
    baseline = _baseline(view)
    if np.isfinite(series[:baseline]).sum() < FEWEST_BASELINE:
        why = f"usual variation needs {FEWEST_BASELINE} {view.word}s before the start, and fewer have a figure"
        return _FRAME.cannot_tell(view, why)
    # A run must not be carried into the time since by the very figures that the place was picked for.
    judged = np.where(view.panel.picked, np.nan, series)
    chart = control_chart(
        judged, higher_is_better=view.panel.higher_is_better, baseline_points=baseline, allow_memory=True
    )
    if str(chart.reason):
        return _FRAME.cannot_tell(view, str(chart.reason))
    points = _points(view, series, chart, baseline)
    said = _words(view, points)
    few = f"Limits from {baseline} points only are rough: {ENOUGH_BASELINE} or more are better. "
    return _FRAME.told(
        view,
        headline=said[0],
        sentence=said[1],
        table=_table(view, points, chart),
        how_to_read=(
            "Each point is one period of the pilot's own neighbourhood. The dotted lines are how far it moved by itself in "
            "the shaded time before; a marked point lies outside them, or is one of a run that chance would hardly make. "
            + ALLOWS_FOR_MEMORY
        ),
        figure=_figure(view, points, chart, baseline),
        notice=(few if baseline < ENOUGH_BASELINE else "")
        + "This looks at the pilot alone: comparators may have moved as much, and a high before it may have been chance.",
        verdict=said[2],
        names=(few,),
    )


def _series(view: PilotView) -> np.ndarray:
    """The mean of the pilot's neighbourhoods in each period; NaN where one of them has no figure."""
    own = view.panel.values[view.panel.is_pilot]
    return own.mean(axis=0) if len(own) else np.full(len(view.panel.periods), np.nan)


def _baseline(view: PilotView) -> int:
    """How many of the first periods the limits are fixed on: those before the start and the window it was picked for."""
    outside = np.flatnonzero(~view.panel.quiet)
    return int(outside[0]) if len(outside) else len(view.panel.quiet)


def _points(view: PilotView, series: np.ndarray, chart: ControlChart, baseline: int) -> pd.DataFrame:
    panel = view.panel
    names = np.select(
        [panel.picked, np.arange(len(series)) < baseline, panel.after],
        ["picked for this", "before: sets the limits", "since the start"],
        default="not used",
    )
    return pd.DataFrame(
        {
            "period_end": panel.periods["period_end"].to_numpy(),
            "label": panel.periods["label"].to_numpy(),
            "value": series,
            # A run that ends since the start may reach back before it; only what came since is told by it.
            "kind": np.where(panel.after, chart.kind, ""),
            "rule": np.where(panel.after, chart.rule, ""),
            "when": names,
            "after": panel.after,
        }
    )


def _words(view: PilotView, points: pd.DataFrame) -> tuple[str, str, str]:
    """Headline, sentence and verdict."""
    since = points[points["after"] & points["value"].notna()]
    name, unit = view.case.name, view.panel.unit
    if since.empty:
        return f"{name}: nothing is known yet of the time since it began", "The limits are ready for it.", "unclear"
    better, worse = (int((since["kind"] == kind).sum()) for kind in ("improvement", "concern"))
    own = with_unit(float(since["value"].mean()), unit)
    average = float(points.loc[points["when"].str.startswith("before"), "value"].mean())
    level = f"{_capital(view.subject)}: {own} on average since {view.started}, {short(average, unit)} before."
    out_of = view.count(len(since))
    if better and not worse:
        told = f"{better} of {out_of} since the start {'is' if better == 1 else 'are'} better than usual variation."
        return f"{name}: its own figures improved beyond their usual variation", f"{told} {level}", "better"
    if worse and not better:
        told = f"{worse} of {out_of} since the start {'is' if worse == 1 else 'are'} worse than usual variation."
        return f"{name}: its own figures worsened beyond their usual variation", f"{told} {level}", "worse"
    if better and worse:
        return f"{name}: its own figures left their usual variation both ways", level, "unclear"
    return f"{name}: its own figures stayed within their usual variation", level, "unclear"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _table(view: PilotView, points: pd.DataFrame, chart: ControlChart) -> Table:
    unit, since = view.panel.unit, points[points["after"] & points["value"].notna()]
    before = points.loc[points["when"].str.startswith("before"), "value"].mean()
    foot = [
        {"label": "Average before", "value": before},
        {"label": "Average since the start", "value": since["value"].mean(), "number": len(since)},
        {"label": "Lower limit", "value": float(chart.lower[0])},
        {"label": "Upper limit", "value": float(chart.upper[0])},
        {"label": "Better than usual variation since the start", "number": (since["kind"] == "improvement").sum()},
        {"label": "Worse than usual variation since the start", "number": (since["kind"] == "concern").sum()},
    ]
    frame = pd.concat([points, pd.DataFrame(foot)], ignore_index=True)
    heads = (
        Column("label", "Period"),
        Column("when", "When"),
        Column("value", f"Value ({unit.axis})", unit),
        Column("rule", "Beyond usual variation"),
        Column("number", "How many", COUNT),
    )
    return Table(heads, frame[["label", "when", "value", "rule", "number"]])


def _figure(view: PilotView, points: pd.DataFrame, chart: ControlChart, baseline: int) -> go.Figure:
    panel = view.panel
    limits = f"usual variation: {interval(float(chart.lower[0]), float(chart.upper[0]), view.panel.unit)}"
    spans = [(*span_of(panel.periods, np.arange(len(points)) < baseline), limits, False)]
    if panel.picked.any():
        spans.append((*span_of(panel.periods, panel.picked), "picked for these", True))
    return control_points(
        points,
        ControlLines(float(chart.centre[0]), float(chart.lower[0]), float(chart.upper[0])),
        title=f"{_capital(view.subject)} in {' and '.join(_pilots(view))} ({view.panel.unit.axis})",
        unit=view.panel.unit,
        start=(view.case.start, "began"),
        spans=spans,
    )


def _pilots(view: PilotView) -> list[str]:
    return [name for name, is_pilot in zip(view.panel.names, view.panel.is_pilot, strict=True) if is_pilot]
