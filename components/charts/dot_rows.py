"""Rows of dots on one axis: each row a thing, each dot a group's value, with intervals, ranges of the hidden, and words."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE, padded_range
from components.charts.sketch import Sketch
from components.charts.type_marks import bold
from components.style.colours import INK, LINE, QUIET_INK


@dataclass(frozen=True)
class Dot:
    """One group's value in a row. `words` are its hover text; `label` is written beside it where it is not empty.

    `size` in pixels, `symbol` in plotly's words; `below` puts the label under the dot; `code` is what a click returns.
    """

    value: float
    words: str
    colour: str
    label: str = ""
    symbol: str = "circle"
    size: int = 14
    below: bool = False
    lower: float | None = None
    upper: float | None = None
    code: str = ""
    lift: float = 0.0


@dataclass(frozen=True)
class DotRow:
    """A row: its name, its dots, a range that must hold a hidden value, and what to write where there is no dot.

    `heading` starts a new block of rows and is written above its first.
    """

    label: str
    dots: tuple[Dot, ...] = ()
    hidden: tuple[float, float] | None = None
    absent: str = ""
    heading: str = ""


def dot_rows(
    rows: Sequence[DotRow], *, axis: str, suffix: str = "", reference: tuple[float, str] | None = None,
    joined: bool = False, row_height: int = 44, left: int = 260, zero: bool = False, most: float | None = None,
) -> go.Figure:  # fmt: skip
    """Draw the rows from top to bottom. `joined` draws a line from a row's first to its last dot by value; `most` cuts
    the axis; `zero` begins it at 0. Errors: ValueError for no rows.
    """
    if not rows:
        raise ValueError("rows: found none, expected one or more")
    places = _places(rows)
    height = int(row_height * (places[-1] + 1)) + 92
    sketch = Sketch(height=height, left=left, right=64, top=34, bottom=54)
    ends = [end for row in rows for dot in row.dots for end in (dot.value, dot.lower, dot.upper) if end is not None]
    ends += [reference[0]] if reference else []
    across = padded_range(min(ends, default=0), max(ends, default=1), zero=zero)
    if across[0] == 0:
        # A dot at nought must not cover its row's name.
        across[0] = -0.015 * across[1]
    if most is not None:
        across[1] = min(across[1], most)
    for place, row in zip(places, rows, strict=True):
        _row(sketch, place, row, across, joined=joined)
    _dots(sketch, places, rows)
    if reference:
        sketch.reference(*reference)
    sketch.axis("xaxis", range=across, ticksuffix=suffix)
    sketch.axis_title("xaxis", axis)
    labels = {"tickvals": places, "ticktext": [row.label for row in rows]}
    sketch.axis(
        "yaxis", range=[places[-1] + 0.6, -0.7], showgrid=False, tickfont={"size": SMALL_TEXT_SIZE + 1}, **labels
    )
    return sketch.drawn()


def _places(rows: Sequence[DotRow]) -> list[float]:
    """Each row's height, one apart, with room above a row that has a heading."""
    places: list[float] = []
    at = -1.0
    for row in rows:
        at += 1.85 if row.heading and places else (1.6 if row.heading else 1.0)
        places.append(at)
    return places


def _row(sketch: Sketch, place: float, row: DotRow, across: list[float], *, joined: bool) -> None:
    if row.heading:
        font = {"size": SMALL_TEXT_SIZE + 2, "color": INK}
        sketch.annotate(x=0, xref="paper", y=place - 0.85, xanchor="left", text=bold(row.heading), font=font, xshift=-8)
    values = [dot.value for dot in row.dots]
    if joined and len(values) > 1:
        line = {"color": LINE, "width": 4}
        sketch.shape(type="line", x0=min(values), x1=max(values), y0=place, y1=place, line=line, layer="below")
    for dot in row.dots:
        if dot.lower is not None and dot.upper is not None:
            line = {"color": INK, "width": 2}
            ends = {"x0": dot.lower, "x1": min(dot.upper, across[1])}
            sketch.shape(type="line", **ends, y0=place + dot.lift, y1=place + dot.lift, line=line, layer="below")
    if row.hidden:
        line = {"color": QUIET_INK, "width": 3, "dash": "dot"}
        ends = {"x0": row.hidden[0], "x1": min(row.hidden[1], across[1])}
        sketch.shape(type="line", **ends, y0=place, y1=place, line=line)
    if row.absent:
        at = min(row.hidden[1], across[1]) if row.hidden else across[0]
        font = {"color": QUIET_INK, "size": SMALL_TEXT_SIZE}
        sketch.annotate(x=at, y=place, xanchor="left", xshift=8, text=row.absent, font=font)


def _dots(sketch: Sketch, places: list[float], rows: Sequence[DotRow]) -> None:
    every = [(place, dot) for place, row in zip(places, rows, strict=True) for dot in row.dots]
    sketch.scatter(
        x=[dot.value for _, dot in every],
        y=[place + dot.lift for place, dot in every],
        mode="markers+text",
        marker={
            "size": [dot.size for _, dot in every],
            "color": [dot.colour for _, dot in every],
            "symbol": [dot.symbol for _, dot in every],
            "opacity": 1,
            "line": {"color": INK, "width": 1},
        },
        text=[bold(dot.label) if dot.label else "" for _, dot in every],
        textposition=["bottom center" if dot.below else "top center" for _, dot in every],
        textfont={"size": SMALL_TEXT_SIZE},
        customdata=[[dot.code or None, dot.words] for _, dot in every],
        hovertemplate="%{customdata[1]}<extra></extra>",
        cliponaxis=False,
    )
