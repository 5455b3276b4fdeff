"""Small control charts side by side: what is usual before a start, and what stands out from it afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from components.charts.control_points import ControlLines
from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import bold
from components.style.colours import INK, MISSING, PAPER, PLAIN, QUIET_INK, WORSE

_PANEL, _TOP, _BOTTOM = 196, 4, 34
_ACROSS = 0.065
# Room above each panel for its title, as a share of its height.
_TITLE = 0.36
# From where to where a panel reaches: as shares of the figure, and in time.
_Share = tuple[float, float]
_Span = tuple[np.datetime64, np.datetime64]


@dataclass(frozen=True)
class ControlPanel:
    """One series: a value a time (NaN where not shown), the usual level and limits from before the start, and points beyond.

    `words` say what is seen, beside the title; `limits` None draws none; no times draws `words` alone.
    """

    title: str
    words: str
    times: tuple[np.datetime64, ...] = ()
    values: tuple[float, ...] = ()
    hover: tuple[str, ...] = ()
    beyond: tuple[bool, ...] = ()
    limits: ControlLines | None = None
    suffix: str = ""


def control_panels(
    rows: Sequence[tuple[str, Sequence[ControlPanel]]],
    columns: Sequence[str],
    *,
    start: np.datetime64,
    start_words: str,
) -> go.Figure:
    """Draw a row of panels for each named thing; `columns` head them. Errors: ValueError for no rows."""
    if not rows:
        raise ValueError("rows: found none, expected one or more")
    height = _PANEL * len(rows) + _TOP + _BOTTOM
    sketch = Sketch(height=height, left=54, right=16, top=_TOP, bottom=_BOTTOM)
    every = [when for _, panels in rows for panel in panels for when in panel.times]
    ends = (min(every), max(every)) if every else (start, start)
    width = (1 - _ACROSS * (len(columns) - 1)) / len(columns)
    number = 0
    for down, (_, panels) in enumerate(rows):
        bottom = 1 - (down + 1) / len(rows)
        top = bottom + (1 - _TITLE) / len(rows)
        for across, panel in enumerate(panels):
            number += 1
            left = across * (width + _ACROSS)
            _panel(sketch, "" if number == 1 else str(number), panel, (left, left + width), (bottom, top), ends)
            _start(sketch, "" if number == 1 else str(number), start, start_words if number == 1 else "", panel)
    for across, name in enumerate(columns):
        font = {"size": SMALL_TEXT_SIZE + 2, "color": QUIET_INK}
        sketch.annotate(
            x=across * (width + _ACROSS), xref="paper", xanchor="left", y=1 - _TITLE / len(rows), yref="paper",
            yanchor="bottom", yshift=28, text=name, font=font,
        )  # fmt: skip
    return sketch.drawn()


def _panel(sketch: Sketch, number: str, panel: ControlPanel, across: _Share, up: _Share, ends: _Span) -> None:
    xref, yref = f"x{number}", f"y{number}"
    x_axis, y_axis = f"xaxis{number}", f"yaxis{number}"
    words = f"{bold(panel.title)}  {panel.words}"
    sketch.annotate(
        x=across[0], xref="paper", xanchor="left", y=up[1], yref="paper", yanchor="bottom", yshift=4, text=words,
        font={"size": SMALL_TEXT_SIZE + 1, "color": INK},
    )  # fmt: skip
    room = (ends[1] - ends[0]) * 0.04
    shown = len(panel.times) > 0
    sketch.axis(
        x_axis, domain=list(across), anchor=yref, range=[ends[0] - room, ends[1] + room], showgrid=False, nticks=4,
        tickfont={"size": SMALL_TEXT_SIZE}, tickformat="%b %Y", showticklabels=shown, showline=shown,
    )  # fmt: skip
    sketch.axis(
        y_axis, domain=list(up), anchor=xref, range=_range(panel), nticks=4, ticksuffix=panel.suffix,
        tickfont={"size": SMALL_TEXT_SIZE}, showgrid=False, showticklabels=shown,
    )  # fmt: skip
    if not shown:
        sketch.scatter(x=[ends[0]], y=[0], xaxis=xref, yaxis=yref, mode="markers", opacity=0, hoverinfo="skip")
        return
    if panel.limits is not None:
        _limits(sketch, panel.limits, xref, yref, ends)
    _points(sketch, panel, xref, yref)


def _range(panel: ControlPanel) -> list[float]:
    limits = (panel.limits.lower, panel.limits.upper) if panel.limits is not None else ()
    known = [value for value in (*panel.values, *limits) if np.isfinite(value)]
    highest = max(known, default=1.0)
    return [0.0, 1.12 * highest or 1.0]


def _limits(sketch: Sketch, limits: ControlLines, xref: str, yref: str, ends: _Span) -> None:
    band = {"x0": ends[0], "x1": ends[1], "y0": max(limits.lower, 0.0), "y1": limits.upper}
    sketch.shape(
        type="rect", **band, xref=xref, yref=yref, fillcolor=MISSING, layer="below",
        line={"color": QUIET_INK, "width": 1, "dash": "dot"},
    )  # fmt: skip
    line = {"color": QUIET_INK, "width": 1.5, "dash": "dash"}
    centre = {"x0": ends[0], "x1": ends[1], "y0": limits.centre, "y1": limits.centre}
    sketch.shape(type="line", **centre, xref=xref, yref=yref, line=line, layer="below")


def _points(sketch: Sketch, panel: ControlPanel, xref: str, yref: str) -> None:
    beyond = np.array(panel.beyond, dtype=bool)
    sketch.scatter(
        x=np.array(panel.times),
        y=np.array(panel.values),
        name=panel.title,
        xaxis=xref,
        yaxis=yref,
        mode="lines+markers",
        line={"color": PLAIN, "width": 2},
        marker={
            "size": np.where(beyond, 10, 6).tolist(),
            "symbol": np.where(beyond, "diamond", "circle").tolist(),
            "color": np.where(beyond, WORSE, PLAIN).tolist(),
            "line": {"color": INK, "width": 1},
        },
        customdata=list(panel.hover),
        hovertemplate="%{customdata}<extra></extra>",
        connectgaps=False,
    )


def _start(sketch: Sketch, number: str, start: np.datetime64, words: str, panel: ControlPanel) -> None:
    if not panel.times:
        return
    line = {"color": INK, "width": 1.5, "dash": "dashdot"}
    yref = f"y{number}"
    sketch.shape(type="line", x0=start, x1=start, y0=0, y1=1, xref=f"x{number}", yref=f"{yref} domain", line=line)
    if words:
        sketch.annotate(
            x=start, xref=f"x{number}", y=1, yref=f"{yref} domain", yanchor="top", xanchor="right", xshift=-4, text=words,
            font={"size": SMALL_TEXT_SIZE, "color": INK}, bgcolor=PAPER,
        )  # fmt: skip
