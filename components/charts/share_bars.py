"""Bars of a share from 0 to 100%, one a group, its words at the end; or of an amount, one a site."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import bold
from components.style.colours import INK, LINE, PAPER

_ROW_HEIGHT = 40
# A reference line nearer to a bar's end than this share of the axis would stand among the words there.
_ROOM_FOR_A_LINE = 0.08


@dataclass(frozen=True)
class Bar:
    """One row: its label, its value, its colour, and the words at its end."""

    label: str
    value: float
    colour: str
    words: str
    strong: bool = False


def share_bars(
    bars: Sequence[Bar],
    *,
    axis: str,
    most: float,
    reference: tuple[float, str] | None = None,
    left: int = 150,
    row_height: int = _ROW_HEIGHT,
    ticks: Sequence[float] | None = None,
) -> go.Figure:
    """Draw bars from zero, in the order given; `most` is where the axis ends; `reference` is a value and its name;
    `ticks` are the values marked on the axis where not every round one.

    Errors: ValueError for no bars.
    """
    if not bars:
        raise ValueError("bars: found none, expected one or more")
    sketch = Sketch(height=row_height * len(bars) + 96, left=left, right=20, top=30, bottom=54)
    sketch.bar(
        x=[bar.value for bar in bars],
        y=list(range(len(bars))),
        name=axis,
        orientation="h",
        width=0.62,
        marker={"color": [bar.colour for bar in bars], "line": {"color": INK, "width": 1}},
        text=[f"{bar.label}: {bar.words}" for bar in bars],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )
    for place, bar in enumerate(bars):
        text = bold(bar.words) if bar.strong else bar.words
        font = {"size": SMALL_TEXT_SIZE + 1, "color": INK}
        # On paper, and beyond a reference line that is near: it must not strike through the words.
        near = reference is not None and bar.value <= reference[0] < bar.value + _ROOM_FOR_A_LINE * most
        start = reference[0] if reference is not None and near else bar.value
        sketch.annotate(x=start, y=place, xanchor="left", xshift=6, text=text, font=font, bgcolor=PAPER)
    if reference is not None:
        sketch.reference(*reference)
    sketch.axis("xaxis", range=[0, most], linecolor=LINE, tickformat=",")
    if ticks is not None:
        sketch.axis("xaxis", tickvals=list(ticks))
    sketch.axis_title("xaxis", axis)
    labels = [bold(bar.label) if bar.strong else bar.label for bar in bars]
    sketch.axis(
        "yaxis",
        range=[len(bars) - 0.45, -0.55],
        tickvals=list(range(len(bars))),
        ticktext=labels,
        showgrid=False,
        tickfont={"size": SMALL_TEXT_SIZE + 1},
    )
    return sketch.drawn()
