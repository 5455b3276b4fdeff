"""Did it work? The effect beyond the comparators on a pilot's primary outcome, or on the gap inside its neighbourhood."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.effect_dots import EffectDot, effect_dots
from components.charts.type_marks import BREAK
from components.findings.finding import Finding
from components.findings.pilots.frame import PilotFrame
from components.findings.pilots.rows import about_pilot
from components.findings.pilots.verdict import CANNOT_TELL, VERDICTS
from components.findings.pilots.view import PilotView, view_of
from components.findings.pilots.words import headline, sentence
from components.findings.question import Question
from components.findings.table import Column, Table
from components.measures.result import Measure
from components.style.numbers import COUNT, interval_cell, signed_gap

LEVEL_QUESTION, GAP_QUESTION = "Did it work?", "Did it narrow the gap?"
_LEVEL = PilotFrame("pilot_effect", LEVEL_QUESTION, "pilot_verdict")
_GAP = PilotFrame("pilot_gap_effect", GAP_QUESTION, "pilot_verdict")


@about_pilot
def effect_finding(question: Question, pilot_id: str) -> Finding:
    """Did it work? The effect on the level of the pilot's primary outcome: the lead of its page."""
    return _outcome(question, pilot_id, "level", _LEVEL)


@about_pilot
def gap_effect_finding(question: Question, pilot_id: str) -> Finding:
    """Did it narrow the gap inside its neighbourhood?"""
    return _outcome(question, pilot_id, "gap", _GAP)


def _outcome(question: Question, pilot_id: str, measure: str, frame: PilotFrame) -> Finding:
    view = view_of(question, pilot_id, measure=measure)
    if view is None:
        return frame.no_pilot()
    if not np.isfinite(view.effect.estimate):
        return frame.cannot_tell(view, _why_not(view))
    untold = view.effect.verdict == CANNOT_TELL
    return frame.told(
        view,
        headline=f"{view.case.name}: we cannot tell, since {view.effect.reason}" if untold else headline(view),
        sentence=sentence(view),
        table=_table(view),
        how_to_read=_how_to_read(view),
        figure=_figure(view),
        notice=VERDICTS[view.effect.verdict].meaning,
        verdict=view.effect.verdict,
    )


def _why_not(view: PilotView) -> str:
    effect = view.effect
    if effect.smallest_detectable_by is None:
        return effect.reason
    later = f"by {view.by_date} an effect of {view.size(effect.smallest_detectable_by)} or more could be shown"
    expected = "" if effect.expected is None else f"; {view.size(effect.expected)} is expected"
    return f"{effect.reason}; {later}{expected}"


def _how_to_read(view: PilotView) -> str:
    what = (
        "the gap inside the pilot's neighbourhood narrowed" if _is_gap(view) else "the pilot's neighbourhood improved"
    )
    read = (
        f"The large dot is how much more {what} than its comparators', right of the line = better. Its line is the 95% "
        "interval: clear of 'no effect' means beyond chance. An effect inside the shaded band is too small for these figures "
        "to be relied on to show."
    )
    if view.effect.naive is not None:
        read += (
            " The open dot counts the time that the place was picked for as 'before', and so mistakes a return for an "
            "effect."
        )
    return read


def _is_gap(view: PilotView) -> bool:
    return view.expectation.measure == "gap"


def _table(view: PilotView) -> Table:
    effect, unit = view.effect, view.panel.unit
    rows = [
        ("Effect: pilot beyond comparators, positive = better", effect.estimate, effect.lower, effect.upper, None),
        *_measure_row(f"The same, counting the {view.word}s it was picked for", effect.naive),
        *_measure_row("Change to expect by itself after being picked, positive = better", effect.returned),
        ("Expected", effect.expected, None, None, None),
        ("Smallest effect these figures can show", effect.smallest_detectable, None, None, effect.n_after),
    ]
    if effect.smallest_detectable_by is not None:
        rows.append((f"Smallest effect by {view.by_date}", effect.smallest_detectable_by, None, None, effect.n_by_date))
    what = "gap" if _is_gap(view) else "level"
    rows += [
        (f"Change in the pilot's own {what}", effect.change_pilot, None, None, effect.n_pilot),
        (f"Change in the comparators' {what}", effect.change_comparators, None, None, effect.n_comparators),
        *_measure_row("Earlier trend beyond comparators', a year", effect.parallel),
        (f"{view.word.capitalize()}s before", None, None, None, effect.n_before),
        (f"{view.word.capitalize()}s since the start", None, None, None, effect.n_after),
    ]
    frame = pd.DataFrame(rows, columns=["what", "value", "lower", "upper", "number"]).astype(
        {"value": float, "lower": float, "upper": float, "number": float}
    )
    heads = (
        Column("what", "What"),
        Column("value", f"Value ({unit.gap_words})", unit),
        Column("lower", "95% from", unit),
        Column("upper", "to", unit),
        Column("number", "How many", COUNT),
    )
    return Table(heads, frame)


def _measure_row(label: str, found: Measure | None) -> list[tuple[str, float, float, float, None]]:
    if found is None or not bool(found.defined):
        return []
    return [(label, float(found.estimate), float(found.lower), float(found.upper), None)]


def _figure(view: PilotView) -> go.Figure:
    effect, unit = view.effect, view.panel.unit
    dots = [_dot("Beyond comparators", effect.estimate, effect.lower, effect.upper, view, strong=True)]
    if effect.naive is not None and bool(effect.naive.defined):
        ends = (float(effect.naive.estimate), float(effect.naive.lower), float(effect.naive.upper))
        dots.append(_dot(f"Counting the {view.word}s{BREAK}it was picked for", *ends, view, strong=False))
    expected = effect.expected
    return effect_dots(
        dots,
        axis=f"{'gap' if _is_gap(view) else view.subject}, pilot beyond comparators ({unit.gap_words or 'units'})",
        ends=("◀ pilot did worse", "pilot did better ▶"),
        expected=None if expected is None else (expected, f"expected {signed_gap(expected, unit)}"),
        smallest=(effect.smallest_detectable, "too small to show here"),
    )


def _dot(label: str, value: float, lower: float, upper: float, view: PilotView, *, strong: bool) -> EffectDot:
    unit = view.panel.unit
    words = f"{signed_gap(value, unit)} ({interval_cell(lower, upper, unit)})"
    return EffectDot(label, value, lower, upper, words, strong)
