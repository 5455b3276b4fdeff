"""What could these figures show, and by when? The smallest effect that would stand out, as periods come in."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.detectable_curve import detectable_curve
from components.findings.finding import Finding
from components.findings.pilots.frame import PilotFrame
from components.findings.pilots.rows import about_pilot
from components.findings.pilots.view import PilotView, view_of
from components.findings.question import Question
from components.findings.table import Column, Table
from components.measures.pilots.effect_by_periods import ChangeVariance, periods_needed, smallest_with
from components.style.numbers import COUNT, number

QUESTION = "What could these figures show, and by when?"
_FRAME = PilotFrame("pilot_power", QUESTION, "detectable_effect")
_FEWEST_DRAWN = 12


@about_pilot
def power_finding(question: Question, pilot_id: str) -> Finding:
    """The smallest effect that would show, now and by the date, beside the effect expected."""
    view = view_of(question, pilot_id)
    if view is None:
        return _FRAME.no_pilot()
    parts = view.effect.variance
    if parts is None or parts.seen <= 0:
        why = view.effect.reason or "comparators do not differ at all, so chance cannot be told"
        return _FRAME.cannot_tell(view, why)
    if not np.isfinite(view.effect.smallest_detectable) and view.effect.smallest_detectable_by is None:
        why = f"{view.effect.reason}, and no date says by when anything is expected"
        return _FRAME.cannot_tell(view, why)
    curve = _Curve(view, parts)
    headline, sentence, verdict = _words(view, curve)
    return _FRAME.told(
        view,
        headline=headline,
        sentence=sentence,
        table=_table(view, curve),
        how_to_read=(
            "The line is the smallest true effect that would be told from chance four times in five, with so many periods "
            "since the start. It falls as periods come in, and flattens where neighbourhoods differ for reasons of their "
            "own, or where the time before is short. Under the dashed line, the effect expected could be shown."
        ),
        figure=_figure(view, curve),
        notice="Good and bad spells that last make further periods help less than this says.",
        verdict=verdict,
    )


class _Curve:
    """Smallest effect by number of periods since the start."""

    def __init__(self, view: PilotView, parts: ChangeVariance):
        self.view, effect = view, view.effect
        self.parts = parts
        self._smallest = effect.smallest_detectable
        self._before: int | None = None
        by_date, due = effect.smallest_detectable_by, effect.n_by_date
        if not np.isfinite(effect.smallest_detectable) and by_date is not None and due is not None:
            # Not begun: told from the date's, of which the windows before are the true ones.
            self._smallest = by_date / smallest_with(parts, 1.0, due, before=effect.n_before)
            self._before = effect.n_before
        longest = max(effect.n_after, effect.n_by_date or 0)
        self.drawn = np.arange(1, max(_FEWEST_DRAWN, longest + 4) + 1)

    def at(self, periods: float) -> float:
        """The smallest effect with so many periods since the start (inf = without end)."""
        return smallest_with(self.parts, self._smallest, periods, before=self._before)

    @property
    def floor(self) -> float:
        """What no number of periods gets below."""
        return self.at(np.inf)

    @property
    def needed(self) -> int | None:
        """How many periods since the start would show what is expected; None where none would, or nothing is expected."""
        expected = self.view.effect.expected
        if expected is None:
            return None
        return periods_needed(self.parts, self._smallest, expected, before=self._before)


def _words(view: PilotView, curve: _Curve) -> tuple[str, str, str]:
    """Headline, sentence and verdict."""
    effect = view.effect
    later = effect.smallest_detectable_by
    reach = effect.smallest_detectable if later is None else later
    by = f" by {view.by_date}" if later is not None else ""
    if effect.expected is None:
        headline = f"{view.case.name}: an effect of {view.size(reach)} or more could be shown{by}"
        return headline, "Nobody wrote down what size was expected.", "unclear"
    expected = view.size(effect.expected)
    if reach <= effect.expected:
        headline = f"{view.case.name}: these figures can show the {expected} expected"
        told = f"Anything from {view.size(reach)} on would stand out from chance{by}, four times in five."
        return headline, f"{told}{_now(view)}", ""
    headline = f"This pilot cannot show {expected}{by}: nothing under {view.size(reach)} would stand out"
    return headline, _what_would_help(view, curve), "cannot show"


def _now(view: PilotView) -> str:
    return f" There are {view.count(view.effect.n_after)} since it began." if view.effect.n_after else ""


def _what_would_help(view: PilotView, curve: _Curve) -> str:
    if curve.needed is None:
        parts = curve.parts
        short = parts.noise / parts.before > parts.between
        why = (
            f"the {view.count(view.effect.n_before)} before the start are too few to compare with"
            if short
            else "neighbourhoods change by different amounts for reasons of their own"
        )
        return (
            f"No number of further {view.word}s would bring it under {view.size(curve.floor)}: {why}. More pilot "
            "neighbourhoods, or another measure, could."
        )
    more = curve.needed - view.effect.n_after
    return f"It would take {view.count(curve.needed)} since it began, {number(more)} more than there are."


def _table(view: PilotView, curve: _Curve) -> Table:
    effect, unit = view.effect, view.panel.unit
    rows: list[tuple[str, float | None, int | None]] = [
        (f"With {each} {view.word}s since the start", curve.at(each), each) for each in curve.drawn.tolist()
    ]
    if effect.n_after:
        rows.append(("Now", effect.smallest_detectable, effect.n_after))
    if effect.smallest_detectable_by is not None:
        rows.append((f"By {view.by_date}", effect.smallest_detectable_by, effect.n_by_date))
    rows += [("However many", curve.floor, None), ("Expected", effect.expected, curve.needed)]
    if curve.needed is not None:
        rows.append(("More to come before the expected could show", None, max(0, curve.needed - effect.n_after)))
    frame = pd.DataFrame(rows, columns=["what", "value", "number"]).astype({"value": float, "number": float})
    heads = (
        Column("what", "What"),
        Column("value", f"Smallest effect that would show ({unit.gap_words})", unit),
        Column("number", f"{view.word.capitalize()}s since the start", COUNT),
    )
    return Table(heads, frame)


def _figure(view: PilotView, curve: _Curve) -> go.Figure:
    effect, unit = view.effect, view.panel.unit
    marks = []
    if effect.n_after:
        marks.append(
            (effect.n_after, effect.smallest_detectable, f"now: {number(effect.smallest_detectable, unit.decimals)}")
        )
    later = effect.smallest_detectable_by
    due = effect.n_by_date
    if later is not None and due is not None and due != effect.n_after:
        marks.append((due, later, f"{view.by_date}: {number(later, unit.decimals)}"))
    expected = effect.expected
    return detectable_curve(
        curve.drawn,
        np.array([curve.at(each) for each in curve.drawn.tolist()]),
        title=f"Smallest effect on {view.subject} that would stand out ({unit.gap_words or 'units'})",
        axis=f"{view.word}s since the start",
        unit=unit,
        expected=None if expected is None else (expected, f"{number(expected, unit.decimals)} expected"),
        floor=(curve.floor, f"never under {number(curve.floor, unit.decimals)}"),
        marks=marks,
    )
