"""What was decided, a row each: from how it stood then (left line) towards what was expected (right line), and how it is now.

Rows have units of their own, so each is drawn as a share of its own expected change: 0 is as it stood, 1 as was expected,
left of 0 the other way.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.style.colours import ACCENT, BETTER, INK, LINE, PAPER, QUIET_INK, SIMILAR, WORSE

# Colour and plotly symbol of each status; the words beside a row carry the same mark.
STATUS_LOOKS = {
    "as expected": (BETTER, "triangle-up"),
    "opposite": (WORSE, "triangle-down"),
    "no signal yet": (SIMILAR, "circle"),
    "not yet": (PAPER, "circle-open"),
    "cannot tell": (PAPER, "circle-open"),
}
_ROW_HEIGHT = 62
# How far the axis reaches either way, in expected changes: as far as the rows need, within these.
_NEAREST, _FURTHEST = 1.5, 4.0


@dataclass(frozen=True)
class ThenNowRow:
    """One decision: `label` (may hold BREAK), `status` (a key of STATUS_LOOKS), and `words` written at the right.

    `share`, `lower`, `upper`: the change as a share of the expected change, with its interval; None where there is no later
    figure. `hover` is said when pointing at the row's mark.
    """

    label: str
    status: str
    words: str
    hover: str = ""
    share: float | None = None
    lower: float | None = None
    upper: float | None = None


def then_now_rows(rows: Sequence[ThenNowRow]) -> go.Figure:
    """Draw the rows from top to bottom. What lies further out than the picture is cut with an arrow. ValueError for none."""
    if not rows:
        raise ValueError("rows: found none, expected one or more")
    reach = _reach(rows)
    sketch = Sketch(height=_ROW_HEIGHT * len(rows) + 88, left=330, right=340, top=44, bottom=20)
    for value, words, colour, dash in ((0, "as it stood then", INK, "solid"), (1, "as was expected", ACCENT, "dash")):
        line = {"color": colour, "width": 2, "dash": dash}
        sketch.shape(type="line", x0=value, x1=value, y0=0, y1=1, yref="paper", line=line, layer="below")
        font = {"size": SMALL_TEXT_SIZE, "color": QUIET_INK}
        anchor = {"xanchor": "right", "xshift": 16} if value == 0 else {"xanchor": "left", "xshift": -16}
        sketch.annotate(x=value, y=1, yref="paper", yanchor="bottom", text=words, font=font, **anchor)
    for place, row in enumerate(rows):
        _row(sketch, place, row, reach)
    _marks(sketch, rows, reach)
    # A little air, or a mark that is cut to the reach would lie a rounding outside.
    sketch.axis("xaxis", range=[-1.06 * reach, 1.06 * reach], showgrid=False, showticklabels=False)
    labels = {"tickvals": list(range(len(rows))), "ticktext": [row.label for row in rows]}
    sketch.axis(
        "yaxis", range=[len(rows) - 0.4, -0.6], showgrid=False, tickfont={"size": SMALL_TEXT_SIZE + 1}, **labels
    )
    return sketch.drawn()


def _reach(rows: Sequence[ThenNowRow]) -> float:
    ends = [abs(end) for row in rows for end in (row.share, row.lower, row.upper) if end is not None]
    return min(_FURTHEST, max([_NEAREST, *ends]))


def _cut(value: float, reach: float) -> float:
    return max(-reach, min(reach, value))


def _row(sketch: Sketch, place: int, row: ThenNowRow, reach: float) -> None:
    line = {"color": LINE, "width": 1}
    sketch.shape(type="line", x0=-1.06 * reach, x1=1.06 * reach, y0=place, y1=place, line=line, layer="below")
    font = {"size": SMALL_TEXT_SIZE + 1, "color": INK}
    sketch.annotate(
        x=1, xref="paper", xanchor="left", xshift=10, y=place, text=row.words, font=font, align="left", width=325
    )
    if row.share is None:
        return
    if row.lower is not None and row.upper is not None:
        line = {"color": INK, "width": 2}
        ends = {"x0": _cut(row.lower, reach), "x1": _cut(row.upper, reach)}
        sketch.shape(type="line", y0=place, y1=place, line=line, layer="below", **ends)
    colour = STATUS_LOOKS[row.status][0]
    line = {"color": QUIET_INK if colour in (SIMILAR, PAPER) else colour, "width": 6}
    sketch.shape(type="line", x0=0, x1=_cut(row.share, reach), y0=place, y1=place, line=line, layer="below")


def _marks(sketch: Sketch, rows: Sequence[ThenNowRow], reach: float) -> None:
    shown = [(place, row, row.share) for place, row in enumerate(rows) if row.share is not None]
    symbols = [
        STATUS_LOOKS[row.status][1] if abs(share) <= reach else ("arrow-right" if share > 0 else "arrow-left")
        for _, row, share in shown
    ]
    sketch.scatter(
        x=[_cut(share, reach) for _, _, share in shown],
        y=[place for place, _, _ in shown],
        mode="markers",
        marker={
            "size": 18,
            "opacity": 1,
            "symbol": symbols,
            "color": [STATUS_LOOKS[row.status][0] for _, row, _ in shown],
            "line": {"color": INK, "width": 1.5},
        },
        customdata=[[row.hover] for _, row, _ in shown],
        hovertemplate="%{customdata[0]}<extra></extra>",
        cliponaxis=False,
    )
