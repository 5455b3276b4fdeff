"""How much of the change would have come by itself, because the place was picked when its figures were extreme?"""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.effect_dots import EffectDot, effect_dots
from components.charts.type_marks import BREAK
from components.findings.finding import Finding
from components.findings.pilots.comparison import compared
from components.findings.pilots.frame import PilotFrame
from components.findings.pilots.regression_to_mean import picked_departure
from components.findings.pilots.rows import about_pilot
from components.findings.pilots.view import PilotView, view_of
from components.findings.question import Question
from components.findings.table import Column, Table
from components.measures.group_axis import direction
from components.measures.pilots.window_reliability import window_reliability
from components.measures.result import Measure
from components.style.dates import day_words
from components.style.numbers import RATIO, interval_cell, signed_gap

QUESTION = "Would it have come back by itself?"
NOT_PICKED = "does not apply"
_FRAME = PilotFrame("pilot_picked", QUESTION, "regression_to_mean")
_NO_LIMITS = (np.nan, np.nan, np.nan)


@about_pilot
def picked_finding(question: Question, pilot_id: str) -> Finding:
    """The return to expect after an extreme time, beside the change there was; or that it was not picked for one."""
    view = view_of(question, pilot_id)
    if view is None:
        return _FRAME.no_pilot()
    if view.case.picked is None:
        return _not_picked(view)
    expected, found = view.effect.returned, _since_window(view)
    if expected is None or not bool(expected.defined) or found is None or not bool(found.defined):
        why = "it was picked for extreme figures, and what would have come back by itself cannot be worked out"
        reason = "" if expected is None else str(expected.reason)
        return _FRAME.cannot_tell(view, f"{why}{': ' if reason else ''}{reason}")
    return _FRAME.told(
        view,
        **_words(view, expected, found),
        table=_table(view, expected, found),
        how_to_read=(
            "The large dot is how far the pilot moved from the time it was picked for to the time since, beyond its "
            "comparators; the open dot below, how far it was to be expected to move with no pilot at all, because a high "
            "that is partly chance does not last. Where the two overlap, nothing needs the pilot to explain it."
        ),
        figure=_figure(view, expected, found),
        notice=view.case.picked_why.rstrip(".") + ".",
        names=_window(view),
    )


def _since_window(view: PilotView) -> Measure | None:
    """How far the pilot moved from the picked window to the time since, beyond its comparators; positive = better."""
    found = compared(view.panel, view.panel.picked)
    return None if found is None else found.measure


def _window(view: PilotView) -> tuple[str, ...]:
    return tuple(day_words(each) for each in view.case.picked or ())


def _not_picked(view: PilotView) -> Finding:
    why = view.case.picked_why.rstrip(".")
    frame = pd.DataFrame(
        {"what": ["Picked for extreme figures", "Why it was picked"], "told": ["No", why or "not written"]}
    )
    return Finding(
        id=_FRAME.id,
        question=_FRAME.question,
        headline=f"{view.case.name} was not picked because figures were extreme",
        sentence=f"{why + '. ' if why else ''}So no return of an extreme is to be expected, and none is allowed for.",
        table=Table((Column("what", "What"), Column("told", "As declared")), frame),
        how_to_read="",
        method=_FRAME.method,
        source=view.source,
        period=view.period,
        verdict=NOT_PICKED,
        names=view.names,
    )


def _words(view: PilotView, expected: Measure, found: Measure) -> dict[str, str]:
    name, back = view.case.name, view.size(float(expected.estimate))
    limits = view.limits(float(expected.lower), float(expected.upper))
    moved = view.size(float(found.estimate))
    way = "better" if float(found.estimate) > 0 else "worse"
    first, last = _window(view)
    window = f"from {first} to {last}"
    if float(expected.lower) <= 0 <= float(expected.upper):
        return {
            "headline": f"{name}: the time it was picked for was hardly out of the ordinary",
            "sentence": f"{window.capitalize()} figures were such that {back} would come back by itself ({limits}).",
            "verdict": "unclear",
        }
    explains = float(found.lower) <= float(expected.upper) and float(found.upper) >= float(expected.lower)
    headline = (
        f"{name}: the whole change since it was picked would probably have happened anyway"
        if explains
        else f"{name}: more changed since it was picked than would have happened anyway"
        if float(found.estimate) > float(expected.estimate)
        else f"{name}: less came back since it was picked than would have by itself"
    )
    return {
        "headline": headline,
        "sentence": (
            f"After the figures it was picked for, {window}, {back} would have come back by itself ({limits}). Since it "
            f"began it is {moved} {way} than then, beyond its comparators."
        ),
        "verdict": "none" if explains else "better" if float(found.estimate) > float(expected.estimate) else "worse",
    }


def _table(view: PilotView, expected: Measure, found: Measure) -> Table:
    panel = view.panel
    sign = float(direction(panel.higher_is_better))
    reliability = window_reliability(panel.values[~panel.is_pilot], int(panel.picked.sum()))
    rows = [
        (
            "How far from itself in the time it was picked for (positive = better)",
            sign * picked_departure(panel),
            *_NO_LIMITS,
        ),
        ("Change to expect by itself", *_ends(expected), None),
        ("Change there was, beyond comparators", *_ends(found), None),
        ("Effect with that time left out", view.effect.estimate, view.effect.lower, view.effect.upper, None),
        ("How alike two such stretches of time are (r, 0 = all chance)", *_NO_LIMITS, float(reliability.estimate)),
    ]
    frame = pd.DataFrame(rows, columns=["what", "value", "lower", "upper", "r"])
    frame = frame.astype(dict.fromkeys(["value", "lower", "upper", "r"], float))
    unit = panel.unit
    heads = (
        Column("what", "What"),
        Column("value", f"Value ({unit.gap_words})", unit),
        Column("lower", "95% from", unit),
        Column("upper", "to", unit),
        Column("r", "r", RATIO),
    )
    return Table(heads, frame)


def _ends(found: Measure) -> tuple[float, float, float]:
    return float(found.estimate), float(found.lower), float(found.upper)


def _figure(view: PilotView, expected: Measure, found: Measure) -> go.Figure:
    unit = view.panel.unit

    def dot(label: str, measure: Measure, *, strong: bool) -> EffectDot:
        value, lower, upper = _ends(measure)
        words = f"{signed_gap(value, unit)} ({interval_cell(lower, upper, unit)})"
        return EffectDot(label, value, lower, upper, words, strong)

    return effect_dots(
        [
            dot("Change there was", found, strong=True),
            dot(f"To expect by itself,{BREAK}with no pilot", expected, strong=False),
        ],
        axis=f"{view.subject}, change from the time it was picked for ({unit.gap_words or 'units'})",
        ends=("◀ worse since", "better since ▶"),
        nought="no change",
    )
