"""Ranges of pounds on one axis from nought: a bar from the least to the most, and its ends in words beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import bold
from components.style.colours import INK, PAPER, PLAIN, QUIET_INK

_ROW, _LEFT, _TOP, _BOTTOM = 32, 270, 16, 54
# Room to the right of the longest bar for its words.
_ROOM = 1.42


@dataclass(frozen=True)
class CostRange:
    """One row: its label, its least and most pounds (None where not known) and the words beside it.

    `strong` is what was counted, and not reckoned.
    """

    label: str
    ends: tuple[float, float] | None
    words: str
    strong: bool = False


def cost_ranges(rows: Sequence[CostRange], *, axis: str) -> go.Figure:
    """Draw the ranges from top to bottom. Errors: ValueError for no rows."""
    if not rows:
        raise ValueError("rows: found none, expected one or more")
    sketch = Sketch(height=_ROW * len(rows) + _TOP + _BOTTOM, left=_LEFT, right=20, top=_TOP, bottom=_BOTTOM)
    most = max((row.ends[1] for row in rows if row.ends is not None), default=0.0) or 1.0
    for place, row in enumerate(rows):
        _row(sketch, place, row)
    known = [(place, row, row.ends) for place, row in enumerate(rows) if row.ends is not None]
    for side, name in enumerate(("least", "most")):
        sketch.scatter(
            x=[ends[side] for *_, ends in known],
            y=[float(place) for place, *_ in known],
            name=name,
            mode="markers",
            marker={
                "size": 11,
                "color": [INK if row.strong else PLAIN for _, row, _ in known],
                "line": {"color": INK, "width": 1},
                "opacity": 1,
            },
            customdata=[f"{row.label}: {row.words}" for _, row, _ in known],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    sketch.axis("xaxis", range=[0, _ROOM * most], tickformat=",", rangemode="tozero")
    sketch.axis_title("xaxis", axis)
    names = [bold(row.label) if row.strong else row.label for row in rows]
    labels = {"tickvals": list(range(len(rows))), "ticktext": names, "tickfont": {"size": SMALL_TEXT_SIZE}}
    sketch.axis("yaxis", range=[len(rows) - 0.5, -0.6], showgrid=False, **labels)
    return sketch.drawn()


def _row(sketch: Sketch, place: int, row: CostRange) -> None:
    font = {"size": SMALL_TEXT_SIZE, "color": QUIET_INK if row.ends is None else INK}
    words = bold(row.words) if row.strong else row.words
    end = 0.0 if row.ends is None else row.ends[1]
    if row.ends is not None:
        line = {"color": INK if row.strong else PLAIN, "width": 8}
        sketch.shape(type="line", x0=row.ends[0], x1=row.ends[1], y0=place, y1=place, line=line)
    sketch.annotate(x=end, y=place, xanchor="left", xshift=8, text=words, font=font, bgcolor=PAPER)
