"""Places down, kinds across: what shares a building, what stands elsewhere, and what is not listed, by shape and shade."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import BREAK, bold
from components.style.colours import ACCENT, INK, MISSING, PAPER, QUIET_INK

_ROW_HEIGHT, _HEAD = 27, 62
_STRIPE = MISSING
_SYMBOLS = {2: "square", 1: "circle-open"}


@dataclass(frozen=True)
class PresenceRow:
    """A place: for each kind 2 (shares a building), 1 (elsewhere) or 0 (none), then the words of the last columns."""

    label: str
    marks: tuple[int, ...]
    score: str
    beside: str


def presence_grid(rows: Sequence[PresenceRow], kinds: Sequence[str], heads: tuple[str, str]) -> go.Figure:
    """Draw the places from top to bottom; `heads` name the two columns of words at the right. ValueError for no rows."""
    if not rows:
        raise ValueError("rows: found none, expected one or more")
    sketch = Sketch(height=_HEAD + _ROW_HEIGHT * len(rows) + 16, left=210, right=8, top=_HEAD, bottom=16)
    for place in range(0, len(rows), 2):
        ends = {"x0": 0, "x1": 1, "xref": "paper", "y0": place - 0.5, "y1": place + 0.5}
        sketch.shape(type="rect", **ends, fillcolor=_STRIPE, line={"width": 0}, layer="below")
    for mark, symbol in _SYMBOLS.items():
        cells = [(x, y) for y, row in enumerate(rows) for x, each in enumerate(row.marks) if each == mark]
        sketch.scatter(
            x=[x for x, _ in cells],
            y=[y for _, y in cells],
            mode="markers",
            marker={
                "symbol": symbol,
                "size": 17 if mark == 2 else 13,
                "color": ACCENT if mark == 2 else QUIET_INK,
                "line": {"color": INK if mark == 2 else QUIET_INK, "width": 1 if mark == 2 else 2},
            },
            hoverinfo="skip",
        )
    _words(sketch, rows, len(kinds))
    columns = [*(kind.replace(" ", BREAK, 1) for kind in kinds), *heads]
    for place, name in enumerate(columns):
        sketch.annotate(
            x=place, y=1, yref="paper", yanchor="bottom", yshift=6, text=bold(name),
            font={"size": SMALL_TEXT_SIZE, "color": INK if place < len(kinds) else QUIET_INK},
        )  # fmt: skip
    sketch.axis("xaxis", range=[-0.5, len(columns) - 0.5], showticklabels=False, showgrid=False, showline=False)
    labels = {"tickvals": list(range(len(rows))), "ticktext": [row.label for row in rows]}
    sketch.axis(
        "yaxis",
        range=[len(rows) - 0.5, -0.5],
        showgrid=False,
        tickfont={"size": SMALL_TEXT_SIZE + 1},
        showline=False,
        **labels,
    )
    key = BREAK.join(("■ shares a", "practice's building", "○ elsewhere · – none"))
    font = {"size": SMALL_TEXT_SIZE, "color": QUIET_INK}
    sketch.annotate(
        x=0, xref="paper", xanchor="right", xshift=-10, y=1, yref="paper", yanchor="bottom", text=key, font=font,
        align="right", bgcolor=PAPER,
    )  # fmt: skip
    return sketch.drawn()


def _words(sketch: Sketch, rows: Sequence[PresenceRow], n_kinds: int) -> None:
    """Dashes for what is not listed, and the two columns of words."""
    cells = [(x, y, "–") for y, row in enumerate(rows) for x, each in enumerate(row.marks) if each == 0]
    cells += [(n_kinds, y, bold(row.score)) for y, row in enumerate(rows)]
    cells += [(n_kinds + 1, y, row.beside) for y, row in enumerate(rows)]
    sketch.scatter(
        x=[x for x, _, _ in cells],
        y=[y for _, y, _ in cells],
        mode="text",
        text=[words for _, _, words in cells],
        textfont={"size": SMALL_TEXT_SIZE + 1, "color": QUIET_INK},
        hoverinfo="skip",
    )
