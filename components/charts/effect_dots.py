"""Effects as dots with intervals on one axis: no effect named, what was expected marked, what is too small to show banded."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import bold
from components.style.colours import ACCENT, INK, PAPER, QUIET_INK, SIMILAR

_LEFT, _ROW, _TOP, _BOTTOM = 250, 76, 58, 66


@dataclass(frozen=True)
class EffectDot:
    """One estimate with its interval. `words` is written above it; `strong` is the one to believe, filled and large."""

    label: str
    value: float
    lower: float
    upper: float
    words: str
    strong: bool = True


def effect_dots(
    rows: Sequence[EffectDot],
    *,
    axis: str,
    ends: tuple[str, str],
    expected: tuple[float, str] | None = None,
    smallest: tuple[float, str] | None = None,
    nought: str = "no effect",
) -> go.Figure:
    """Draw the effects from top to bottom. `ends` are the words at the left and right of the axis ('worse', 'better').

    `expected` is a value and its words; `smallest` the smallest effect that would show: a band to both sides of nought,
    which is named `nought`.
    Errors: ValueError for no rows.
    """
    if not rows:
        raise ValueError("rows: found none, expected one or more")
    reach = [0.0, *(end for row in rows for end in (row.lower, row.upper))]
    reach += [expected[0]] if expected else []
    reach += [-smallest[0], smallest[0]] if smallest else []
    span = (max(reach) - min(reach)) or 1.0
    across = [min(reach) - 0.08 * span, max(reach) + 0.08 * span]
    sketch = Sketch(height=_ROW * len(rows) + _TOP + _BOTTOM, left=_LEFT, right=40, top=_TOP, bottom=_BOTTOM)
    if smallest:
        _band(sketch, *smallest)
    _line(sketch, 0.0, nought, "solid", at=1.0)
    if expected:
        _line(sketch, *expected, "dash", at=1.0 if _apart(expected[0], across) else 1.12)
    for place, row in enumerate(rows):
        _row(sketch, place, row)
    _dots(sketch, rows)
    for side, words in zip(("left", "right"), ends, strict=True):
        at = {"left": 0, "right": 1}[side]
        font = {"size": SMALL_TEXT_SIZE + 1, "color": INK}
        sketch.annotate(x=at, xref="paper", y=0, yref="paper", yshift=-48, xanchor=side, text=words, font=font)
    sketch.axis("xaxis", range=across, tickformat=",~r")
    sketch.axis_title("xaxis", axis)
    sketch.axis("yaxis", range=[len(rows) - 0.5, -0.5], showgrid=False, **_names(rows))
    return sketch.drawn()


def _apart(value: float, across: Sequence[float]) -> bool:
    """Whether a line stands far enough from nought for both names on one line."""
    return abs(value) > 0.2 * (across[1] - across[0])


def _names(rows: Sequence[EffectDot]) -> dict[str, object]:
    words = [bold(row.label) if row.strong else row.label for row in rows]
    return {"tickvals": list(range(len(rows))), "ticktext": words, "tickfont": {"size": SMALL_TEXT_SIZE + 1}}


def _band(sketch: Sketch, size: float, words: str) -> None:
    sketch.shape(
        type="rect", x0=-size, x1=size, y0=0, y1=1, yref="paper", fillcolor=SIMILAR, opacity=0.45, layer="below",
        line={"width": 0},
    )  # fmt: skip
    font = {"size": SMALL_TEXT_SIZE, "color": QUIET_INK}
    sketch.annotate(
        x=-size, y=0, yref="paper", yanchor="bottom", xanchor="left", xshift=4, text=words, font=font, bgcolor=PAPER
    )


def _line(sketch: Sketch, value: float, words: str, dash: str, *, at: float) -> None:
    line = {"color": INK, "width": 2, "dash": dash}
    sketch.shape(type="line", x0=value, x1=value, y0=0, y1=1, yref="paper", line=line, layer="below")
    font = {"size": SMALL_TEXT_SIZE, "color": INK}
    sketch.annotate(x=value, y=at, yref="paper", yanchor="bottom", yshift=2, text=words, font=font)


def _row(sketch: Sketch, place: int, row: EffectDot) -> None:
    line = {"color": INK if row.strong else QUIET_INK, "width": 4 if row.strong else 2}
    sketch.shape(type="line", x0=row.lower, x1=row.upper, y0=place, y1=place, line=line)
    font = {"size": SMALL_TEXT_SIZE + 1, "color": INK}
    words = bold(row.words) if row.strong else row.words
    sketch.annotate(x=row.value, y=place, yanchor="bottom", yshift=12, text=words, font=font, bgcolor=PAPER)


def _dots(sketch: Sketch, rows: Sequence[EffectDot]) -> None:
    sketch.scatter(
        x=[row.value for row in rows],
        y=[float(place) for place in range(len(rows))],
        mode="markers",
        marker={
            "size": [20 if row.strong else 15 for row in rows],
            "symbol": ["circle" if row.strong else "circle-open" for row in rows],
            "color": [ACCENT if row.strong else QUIET_INK for row in rows],
            "line": {"color": INK, "width": 2},
            "opacity": 1,
        },
        customdata=[f"{row.label}: {row.words}" for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
