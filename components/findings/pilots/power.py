"""What could these figures show, and by when? The smallest effect that would stand out, as periods come in."""

import numpy as np
import pandas as pd

from components.charts.detectable_curve import detectable_curve
from components.findings.finding import Finding
from components.findings.pilots.view import PilotView, cannot_tell, no_pilot, view_of
from components.findings.question import Question
from components.findings.table import Column, Table
from components.measures.pilots.effect_by_periods import periods_needed, smallest_with
from components.style.numbers import COUNT, number

QUESTION = "What could these figures show, and by when?"
_ID, _METHOD = "pilot_power", "detectable_effect"
_FEWEST_DRAWN = 12


def power(question: Question, pilot_id: str) -> Finding:
    """The smallest effect that would show, now and by the date, beside the effect expected."""
    view = view_of(question, pilot_id)
    if view is None:
        return no_pilot(_ID, QUESTION, _METHOD)
    if view.effect.variance is None or view.effect.variance.seen <= 0:
        why = view.effect.reason or "comparators do not differ at all, so chance cannot be told"
        return cannot_tell(view, _ID, QUESTION, why, _METHOD)
    if not np.isfinite(view.effect.smallest_detectable) and view.effect.smallest_detectable_by is None:
        why = f"{view.effect.reason}, and no date says by when anything is expected"
        return cannot_tell(view, _ID, QUESTION, why, _METHOD)
    curve = _Curve(view)
    return Finding(
        id=_ID,
        question=QUESTION,
        **_words(view, curve),
        table=_table(view, curve),
        how_to_read=(
            "The line is the smallest true effect that would be told from chance four times in five, with so many periods "
            "since the start. It falls as periods come in, and flattens where neighbourhoods differ for reasons of their "
            "own, or where the time before is short. Under the dashed line, the effect expected could be shown."
        ),
        method=_METHOD,
        source=view.source,
        period=view.period,
        figure=_figure(view, curve),
        notice="Good and bad spells that last make further periods help less than this says.",
        hidden=view.left_out,
        caveats=view.caveats,
        names=view.names,
    )


class _Curve:
    """Smallest effect by number of periods since the start."""

    def __init__(self, view: PilotView):
        self.view, effect = view, view.effect
        self._known = {"parts": effect.variance, "smallest": effect.smallest_detectable}
        if not np.isfinite(effect.smallest_detectable):
            # Not begun: told from the date's, of which the windows before are the true ones.
            one = smallest_with(effect.variance, 1.0, effect.n_by_date, before=effect.n_before)
            self._known |= {"smallest": effect.smallest_detectable_by / one, "before": effect.n_before}
        longest = max(effect.n_after, effect.n_by_date or 0)
        self.drawn = np.arange(1, max(_FEWEST_DRAWN, longest + 4) + 1)

    def at(self, periods: float) -> float:
        """The smallest effect with so many periods since the start (inf = without end)."""
        return smallest_with(after=periods, **self._known)

    @property
    def floor(self) -> float:
        """What no number of periods gets below."""
        return self.at(np.inf)

    @property
    def needed(self) -> int | None:
        """How many periods since the start would show what is expected; None where none would, or nothing is expected."""
        expected = self.view.effect.expected
        return None if expected is None else periods_needed(effect=expected, **self._known)


def _words(view: PilotView, curve: _Curve) -> dict[str, str]:
    effect = view.effect
    later = effect.smallest_detectable_by
    reach = effect.smallest_detectable if later is None else later
    by = f" by {view.by_date}" if later is not None else ""
    if effect.expected is None:
        headline = f"{view.case.name}: an effect of {view.size(reach)} or more could be shown{by}"
        return {"headline": headline, "sentence": "Nobody wrote down what size was expected.", "verdict": "unclear"}
    expected = view.size(effect.expected)
    if reach <= effect.expected:
        headline = f"{view.case.name}: these figures can show the {expected} expected"
        told = f"Anything from {view.size(reach)} on would stand out from chance{by}, four times in five."
        return {"headline": headline, "sentence": f"{told}{_now(view)}", "verdict": ""}
    headline = f"This pilot cannot show {expected}{by}: nothing under {view.size(reach)} would stand out"
    return {"headline": headline, "sentence": _what_would_help(view, curve), "verdict": "cannot show"}


def _now(view: PilotView) -> str:
    return f" There are {view.count(view.effect.n_after)} since it began." if view.effect.n_after else ""


def _what_would_help(view: PilotView, curve: _Curve) -> str:
    if curve.needed is None:
        parts = view.effect.variance
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
    rows = [(f"With {each} {view.word}s since the start", curve.at(each), each) for each in curve.drawn]
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


def _figure(view: PilotView, curve: _Curve):
    effect, unit = view.effect, view.panel.unit
    marks = []
    if effect.n_after:
        marks.append(
            (effect.n_after, effect.smallest_detectable, f"now: {number(effect.smallest_detectable, unit.decimals)}")
        )
    later = effect.smallest_detectable_by
    if later is not None and effect.n_by_date != effect.n_after:
        marks.append((effect.n_by_date, later, f"{view.by_date}: {number(later, unit.decimals)}"))
    expected = effect.expected
    return detectable_curve(
        curve.drawn,
        np.array([curve.at(each) for each in curve.drawn]),
        title=f"Smallest effect on {view.subject} that would stand out ({unit.gap_words or 'units'})",
        axis=f"{view.word}s since the start",
        unit=unit,
        expected=None if expected is None else (expected, f"{number(expected, unit.decimals)} expected"),
        floor=(curve.floor, f"{number(curve.floor, unit.decimals)} however many"),
        marks=marks,
    )
