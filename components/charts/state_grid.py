"""Rows down, months across: each cell one of a few states, told by shape as well as by shade."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import bold
from components.style.colours import ACCENT, INK, MISSING, PAPER, QUIET_INK, SUPPRESSED, WORSE

_ROW_HEIGHT, _HEAD, _FOOT = 30, 34, 40
# What is longer is cut: pointing at a cell and the table say it in full.
_LONGEST = 40
_STRIPE = MISSING
# Plotly's symbol, its colour and size; the key's own mark.
LOOKS = {
    "full": ("square", ACCENT, 17, "■"),
    "partly": ("diamond", WORSE, 17, "◆"),
    "suppressed": ("square", SUPPRESSED, 17, "∗"),
    "blank": ("circle-open", QUIET_INK, 15, "○"),
    "not received": ("line-ew-open", QUIET_INK, 13, "–"),
}

_APART = 3 * "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class StateRow:
    """A row's name, a state of LOOKS for each column, and what pointing at each cell says."""

    label: str
    states: tuple[str, ...]
    words: tuple[str, ...]


def state_grid(rows: Sequence[StateRow], heads: Sequence[str], names: Mapping[str, str]) -> go.Figure:
    """Draw the rows from top to bottom; `names` are the words of each state in the key. ValueError for no rows."""
    if not rows:
        raise ValueError("rows: found none, expected one or more")
    labels = [row.label if len(row.label) <= _LONGEST else f"{row.label[: _LONGEST - 1]}…" for row in rows]
    longest = max(map(len, labels))
    sketch = Sketch(
        height=_HEAD + _FOOT + _ROW_HEIGHT * len(rows),
        left=min(330, 40 + 8 * longest),
        right=8,
        top=_HEAD,
        bottom=_FOOT,
    )
    for place in range(0, len(rows), 2):
        ends = {"x0": 0, "x1": 1, "xref": "paper", "y0": place - 0.5, "y1": place + 0.5}
        sketch.shape(type="rect", **ends, fillcolor=_STRIPE, line={"width": 0}, layer="below")
    for state, (symbol, colour, size, _) in LOOKS.items():
        cells = [(x, y) for y, row in enumerate(rows) for x, each in enumerate(row.states) if each == state]
        sketch.scatter(
            x=[x for x, _ in cells],
            y=[y for _, y in cells],
            mode="markers+text",
            marker={"symbol": symbol, "size": size, "color": colour, "line": {"color": INK, "width": 1.5}},
            text=[bold("∗") if state == "suppressed" else "" for _ in cells],
            textfont={"size": SMALL_TEXT_SIZE, "color": INK},
            customdata=[f"{rows[y].label}, {heads[x]}: {rows[y].words[x]}" for x, y in cells],
            hovertemplate="%{customdata}<extra></extra>",
        )
    _axes(sketch, labels, heads)
    used = [state for state in LOOKS if any(state in row.states for row in rows)]
    key = _APART.join(f"{bold(LOOKS[state][3])} {names[state]}" for state in used)
    sketch.annotate(
        x=0, xref="paper", xanchor="left", y=0, yref="paper", yanchor="top", yshift=-8, text=key, bgcolor=PAPER,
        font={"size": SMALL_TEXT_SIZE + 1, "color": INK},
    )  # fmt: skip
    return sketch.drawn()


def _axes(sketch: Sketch, labels: Sequence[str], heads: Sequence[str]) -> None:
    for place, head in enumerate(heads):
        sketch.annotate(
            x=place, y=1, yref="paper", yanchor="bottom", yshift=4, text=head,
            font={"size": SMALL_TEXT_SIZE, "color": INK},
        )  # fmt: skip
    sketch.axis("xaxis", range=[-0.5, len(heads) - 0.5], showticklabels=False, showgrid=False, showline=False)
    sketch.axis(
        "yaxis",
        range=[len(labels) - 0.5, -0.5],
        showgrid=False,
        showline=False,
        tickvals=list(range(len(labels))),
        ticktext=list(labels),
        tickfont={"size": SMALL_TEXT_SIZE + 1},
    )
