"""Pilot less comparators, period by period, as points with intervals: before and since the start on one axis."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from components.charts.direct_labels import EndLabel, end_labels
from components.charts.sketch import Sketch
from components.charts.started_periods import between_points, mark_start, shade
from components.charts.time_lines import BOTTOM, LEFT, TOP, panel_title, time_axis
from components.style.colours import ACCENT, INK, PAPER, QUIET_INK
from components.style.numbers import Unit, interval, signed_gap

_HEIGHT = 400
# (symbol, colour, size) of a point by when it is: its form tells before, picked and since apart without colour.
_LOOKS = {"before": ("circle-open", QUIET_INK, 11), "picked": ("x", QUIET_INK, 11), "after": ("circle", ACCENT, 13)}


def event_points(
    points: pd.DataFrame,
    *,
    title: str,
    unit: Unit,
    start: tuple[pd.Timestamp, str],
    expected: tuple[float, str] | None = None,
    spans: Sequence[tuple[pd.Timestamp, pd.Timestamp, str, bool]] = (),
) -> go.Figure:
    """Draw `points`: period_end, label, value, lower, upper and `when` ('before', 'picked' or 'after').

    `expected` is drawn from the start on; `spans` are shaded stretches with their words, the last cell strong or not.
    """
    shown = points.dropna(subset=["value"])
    ends = [0.0, *shown[["value", "lower", "upper"]].stack().dropna(), *([expected[0]] if expected else [])]
    span = (max(ends) - min(ends)) or 1.0
    across = (min(ends) - 0.14 * span, max(ends) + 0.14 * span)
    sketch = Sketch(height=_HEIGHT, left=LEFT, right=220, top=TOP, bottom=BOTTOM)
    sketch.axis("yaxis", range=list(across), zeroline=True, zerolinecolor=INK, zerolinewidth=2, tickformat=",~r")
    for first, last, words, strong in spans:
        shade(sketch, (first, last), words, strong=strong)
    labels = [EndLabel(0.0, "as before", INK)]
    if expected:
        line = {"color": INK, "width": 2, "dash": "dash"}
        began = between_points(points, start[0])
        sketch.shape(type="line", x0=began, x1=points["period_end"].iloc[-1], y0=expected[0], y1=expected[0], line=line)
        labels.append(EndLabel(expected[0], expected[1], INK))
    for when, look in _LOOKS.items():
        _points(sketch, shown[shown["when"] == when], look, unit)
    mark_start(sketch, points, *start)
    panel_title(sketch, title, 1.0)
    time_axis(sketch, points)
    end_labels(sketch, labels, yref="y", across=across, pixels=_HEIGHT - TOP - BOTTOM)
    return sketch.drawn()


def _points(sketch: Sketch, rows: pd.DataFrame, look: tuple[str, str, int], unit: Unit) -> None:
    if rows.empty:
        return
    symbol, colour, size = look
    sketch.scatter(
        x=rows["period_end"].to_numpy(),
        y=rows["value"].to_numpy(),
        name=rows["when"].iloc[0],
        mode="markers",
        marker={"symbol": symbol, "color": colour, "size": size, "line": {"color": PAPER if size > 12 else colour}},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": (rows["upper"] - rows["value"]).to_numpy(),
            "arrayminus": (rows["value"] - rows["lower"]).to_numpy(),
            "color": QUIET_INK,
            "thickness": 2,
            "width": 0,
        },
        customdata=[
            f"{row.label}: {signed_gap(row.value, unit)} ({interval(row.lower, row.upper, unit)})"
            for row in rows.itertuples()
        ],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
