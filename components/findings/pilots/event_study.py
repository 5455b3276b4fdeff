"""When did it part from its comparators, and did they move alike before? Period by period, earlier trends checked."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.event_points import event_points
from components.findings.finding import Finding
from components.findings.pilots.frame import PilotFrame
from components.findings.pilots.rows import about_pilot
from components.findings.pilots.verdict import TRENDS_DIFFERED
from components.findings.pilots.view import PilotView, span_of, view_of
from components.findings.question import Question
from components.findings.table import Column, Table
from components.measures.pilots.event_study import event_study
from components.measures.result import Measure
from components.style.numbers import COUNT, signed_gap

QUESTION = "Did they move alike before it began, and when did they part?"
_FRAME = PilotFrame("pilot_event_study", QUESTION, "event_study")


@about_pilot
def event_study_finding(question: Question, pilot_id: str) -> Finding:
    """Pilot less comparators in each period, relative to the periods before the start."""
    view = view_of(question, pilot_id)
    if view is None:
        return _FRAME.no_pilot()
    panel, quiet = view.panel, view.panel.quiet
    if not panel.values.size or not quiet.any():
        return _FRAME.cannot_tell(view, view.effect.reason or "there is no figure from before it began")
    found = event_study(panel.values, panel.is_pilot, quiet, higher_is_better=panel.higher_is_better)
    if not found.defined.any():
        return _FRAME.cannot_tell(view, str(found.reason[0]))
    points = _points(view, found)
    said = _words(view)
    return _FRAME.told(
        view,
        headline=said[0],
        sentence=f"{said[1]} {_since(view, points)}",
        table=_table(view, points),
        how_to_read=(
            "Each point is the pilot less its comparators in one period, beyond how far apart they were on average before; "
            "above the line = better. Before the start points should hold to the line. An interval clear of the line is "
            "further than the comparators stray from one another by chance. Of "
            "twenty points one is by chance alone. Open points are before, filled ones since."
        ),
        figure=_figure(view, points),
        notice="That no difference in earlier trends is seen does not prove that there was none.",
        verdict=_verdict(view.effect.parallel),
    )


def _verdict(parallel: Measure) -> str:
    if not bool(parallel.defined):
        return "unclear"
    return TRENDS_DIFFERED if float(parallel.lower) > 0 or float(parallel.upper) < 0 else ""


def _points(view: PilotView, found: Measure) -> pd.DataFrame:
    panel = view.panel
    when = np.select([panel.picked, panel.before, panel.after], ["picked", "before", "after"], default="")
    return pd.DataFrame(
        {
            "period_end": panel.periods["period_end"].to_numpy(),
            "label": panel.periods["label"].to_numpy(),
            "when": when,
            "value": found.estimate,
            "lower": found.lower,
            "upper": found.upper,
            "used": found.groups_used,
            "reason": found.reason,
        }
    )


def _words(view: PilotView) -> tuple[str, str]:
    """Headline, and the sentence about earlier trends."""
    parallel, name = view.effect.parallel, view.case.name
    if not bool(parallel.defined):
        return f"{name}: whether trends were alike beforehand cannot be checked", f"{_capital(str(parallel.reason))}."
    size = view.size(float(parallel.estimate))
    limits = view.limits(float(parallel.lower), float(parallel.upper), ("slower", "faster"))
    if _verdict(parallel):
        way = "faster" if float(parallel.estimate) > 0 else "slower"
        return (
            f"{name}: trends already differed before it began",
            f"Year on year it was improving {way} than its comparators, by {size} ({limits}), which is beyond chance.",
        )
    return (
        f"{name}: before it began, it moved in step with its comparators",
        f"Year on year the two drifted apart by {size} ({limits}), which is within chance.",
    )


def _since(view: PilotView, points: pd.DataFrame) -> str:
    since = points[(points["when"] == "after") & points["value"].notna()]
    if since.empty:
        return "Nothing is known yet of the time since."
    better, worse = int((since["lower"] > 0).sum()), int((since["upper"] < 0).sum())
    out_of = view.count(len(since))
    if better == worse == 0:
        return f"Since {view.started} none of {out_of} stands apart beyond chance."
    parts = [f"better in {better}"] * (better > 0) + [f"worse in {worse}"] * (worse > 0)
    return f"Since {view.started}, of {out_of} the pilot stands apart beyond chance: {', '.join(parts)}."


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _table(view: PilotView, points: pd.DataFrame) -> Table:
    names = {"before": "before", "picked": "picked for this", "after": "since the start", "": "not used"}
    since = points[points["when"] == "after"]
    rows = [points.assign(kind=points["when"].map(names))]
    parallel = view.effect.parallel
    foot = [{"label": f"{view.word.capitalize()}s since, in all", "used": since["value"].notna().sum()}]
    foot += [{"label": "… better beyond chance", "used": (since["lower"] > 0).sum()}]
    foot += [{"label": "… worse beyond chance", "used": (since["upper"] < 0).sum()}]
    if bool(parallel.defined):
        limits = {"value": float(parallel.estimate), "lower": float(parallel.lower), "upper": float(parallel.upper)}
        foot.append({"label": "Earlier trend beyond comparators', a year"} | limits)
    frame = pd.concat([*rows, pd.DataFrame(foot)], ignore_index=True)
    frame["kind"] = frame["kind"].fillna("")
    unit = view.panel.unit
    heads = (
        Column("label", "Period"),
        Column("kind", "When"),
        Column("value", f"Pilot less comparators ({unit.gap_words})", unit),
        Column("lower", "95% from", unit),
        Column("upper", "to", unit),
        Column("used", "Neighbourhoods, or how many", COUNT),
    )
    return Table(heads, frame.drop(columns="reason"))


def _figure(view: PilotView, points: pd.DataFrame) -> go.Figure:
    panel, expected, unit = view.panel, view.effect.expected, view.panel.unit
    spans = [(*span_of(panel.periods, panel.quiet), "compared with these", False)]
    if panel.picked.any():
        spans.append((*span_of(panel.periods, panel.picked), "picked for these: left out", True))
    return event_points(
        points,
        title=f"Pilot less comparators: {view.subject} ({unit.gap_words}), above the line = better",
        unit=unit,
        start=(view.case.start, "began"),
        expected=None if expected is None else (expected, f"expected {signed_gap(expected, unit)}"),
        spans=spans,
    )
