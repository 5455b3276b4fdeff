"""A control chart of one series with a start in it: limits from the time before, and points beyond usual variation marked."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from components.charts.direct_labels import EndLabel, end_labels
from components.charts.interval_points import USUAL
from components.charts.layout import padded_range
from components.charts.sketch import Sketch
from components.charts.started_periods import mark_start, shade
from components.charts.time_lines import BOTTOM, LEFT, TOP, panel_title, time_axis
from components.charts.type_marks import coloured
from components.style.colours import BETTER, INK, LINE, PAPER, QUIET_INK, WORSE
from components.style.numbers import Unit, short, with_unit

_HEIGHT = 400
_LOOKS = {"": ("circle", INK, 9), "improvement": ("triangle-up", BETTER, 15), "concern": ("diamond", WORSE, 14)}
_KEY = {"improvement": ("▲", "better than usual variation"), "concern": ("◆", "worse than usual variation")}


@dataclass(frozen=True)
class ControlLines:
    """Centre and limits of the time before the start."""

    centre: float
    lower: float
    upper: float


def control_points(
    points: pd.DataFrame,
    lines: ControlLines,
    *,
    title: str,
    unit: Unit,
    start: tuple[pd.Timestamp, str],
    spans: Sequence[tuple[pd.Timestamp, pd.Timestamp, str, bool]] = (),
) -> go.Figure:
    """Draw `points`: period_end, label, value and `kind` ('', 'improvement' or 'concern').

    `spans` are shaded stretches with their words, the last cell strong or not.
    """
    known = points["value"].dropna()
    across = padded_range(min(known.min(), lines.lower), max(known.max(), lines.upper), share=0.12)
    sketch = Sketch(height=_HEIGHT, left=LEFT, right=190, top=TOP, bottom=BOTTOM)
    sketch.axis("yaxis", range=across, tickformat=",~r")
    for first, last, words, strong in spans:
        shade(sketch, (first, last), words, strong=strong)
    labels = []
    for value, words, dash in (
        (lines.upper, "upper limit", "dot"),
        (lines.centre, "average before", "dash"),
        (lines.lower, "lower limit", "dot"),
    ):
        line = {"color": QUIET_INK, "width": 2, "dash": dash}
        ends = {"x0": points["period_end"].iloc[0], "x1": points["period_end"].iloc[-1]}
        sketch.shape(type="line", **ends, y0=value, y1=value, line=line)
        labels.append(EndLabel(value, f"{short(value, unit)} {words}", QUIET_INK))
    sketch.scatter(
        x=points["period_end"].to_numpy(),
        y=points["value"].to_numpy(),
        name="value",
        mode="lines",
        line={"color": LINE, "width": 2},
        connectgaps=False,
        hoverinfo="skip",
    )
    for kind, (symbol, colour, size) in _LOOKS.items():
        rows = points[(points["kind"] == kind) & points["value"].notna()]
        sketch.scatter(
            x=rows["period_end"].to_numpy(),
            y=rows["value"].to_numpy(),
            name=kind or USUAL,
            mode="markers",
            marker={"symbol": symbol, "color": colour, "size": size, "line": {"color": PAPER, "width": 1}},
            customdata=[f"{row.label}: {with_unit(row.value, unit)}" for row in rows.itertuples()],
            hovertemplate="%{customdata}<extra></extra>",
        )
    mark_start(sketch, points, *start)
    panel_title(sketch, title + _key(points), 1.0)
    time_axis(sketch, points)
    end_labels(sketch, labels, yref="y", across=(across[0], across[1]), pixels=_HEIGHT - TOP - BOTTOM)
    return sketch.drawn()


def _key(points: pd.DataFrame) -> str:
    found = [
        f"{coloured(mark, _LOOKS[kind][1])} {words}"
        for kind, (mark, words) in _KEY.items()
        if (points["kind"] == kind).any()
    ]
    return "".join(f"    {each}" for each in found)
