"""A scorecard: rows in blocks, each with where it stands between nothing and what was expected, and its verdict in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import BREAK, bold, coloured
from components.style.colours import ACCENT, INK, LINE, MISSING, PAPER, PLAIN, QUIET_INK

_ROW, _HEAD, _FOOT = 44, 40, 8
_HEADING = 0.72
# Where each column of words begins, as a share of the plot's width; the strip ends a little before the first.
_EXPECTED, _SEEN, _VERDICT = 0.305, 0.425, 0.665
_STRIP = 0.275
# What lies beyond the strip is marked with an arrow at its edge.
_REACH, _EDGE = (-2.4, 2.4), 2.2
# Letters in a line of the last column at a laptop's width.
_VERDICT_WIDTH, _NOTE_WIDTH = 37, 40


@dataclass(frozen=True)
class RowStanding:
    """Where a measure stands, in shares of what was expected: 0 = nothing, 1 = as expected; below 0 = the wrong way.

    `limited` measures are those that may worsen by no more than was allowed for: -1 is that most.
    """

    at: float
    lower: float | None = None
    upper: float | None = None
    limited: bool = False


@dataclass(frozen=True)
class ScoreRow:
    """One measure: its name and what it is (smaller), words for each column, the verdict's colour and its place on the strip.

    `note` is written small under the verdict. `heading` starts a new block and is written above its first row; `strong`
    writes the name in bold.
    """

    label: str
    under: str
    expected: str
    seen: str
    verdict: str
    colour: str = INK
    standing: RowStanding | None = None
    heading: str = ""
    note: str = ""
    hover: str = ""
    strong: bool = True


def score_rows(rows: Sequence[ScoreRow], *, heads: tuple[str, str, str], left: int = 300) -> go.Figure:
    """Draw the rows from top to bottom; `heads` name the columns of words. Errors: ValueError for no rows."""
    if not rows:
        raise ValueError("rows: found none, expected one or more")
    places, foot = _places(rows)
    height = int(_ROW * foot) + _HEAD + _FOOT
    sketch = Sketch(height=height, left=left, right=8, top=_HEAD, bottom=_FOOT)
    for place, row in zip(places, rows, strict=True):
        _ground(sketch, place, row)
        _label(sketch, place, row, left)
        _words(sketch, place, row)
        if row.standing is not None:
            _interval(sketch, place, row.standing)
    _named_lines(sketch, places, rows)
    _dots(sketch, places, rows)
    for at, words in zip((_EXPECTED, _SEEN, _VERDICT), heads, strict=True):
        _head(sketch, at, words)
    sketch.axis("xaxis", range=list(_REACH), domain=[0, _STRIP], showticklabels=False, showgrid=False, showline=False)
    sketch.axis("yaxis", range=[foot, 0], showgrid=False, showline=False, showticklabels=False)
    return sketch.drawn()


def _places(rows: Sequence[ScoreRow]) -> tuple[list[float], float]:
    """Each row's height, with room above a row that has a heading and in one whose note is long; and where they end."""
    places: list[float] = []
    at = 0.0
    for row in rows:
        at += _HEADING if row.heading else 0.0
        places.append(at + _span(row) / 2)
        at += _span(row)
    return places, at


def _span(row: ScoreRow) -> float:
    """How many rows high a row is."""
    lines = len(wrap(row.verdict, _VERDICT_WIDTH)) + len(wrap(row.note, _NOTE_WIDTH))
    return 1.0 + 0.38 * max(0, lines - 2)


def _label(sketch: Sketch, place: float, row: ScoreRow, left: int) -> None:
    """The row's name and what it is, from the figure's left edge; above a block its heading."""
    name = bold(row.label) if row.strong else row.label
    lines = [name, *([_small(row.under)] if row.under else [])]
    from_edge = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": 2 - left, "align": "left"}
    font = {"size": SMALL_TEXT_SIZE + 1, "color": INK}
    sketch.annotate(**from_edge, y=place, yanchor="middle", text=BREAK.join(lines), font=font)
    if row.heading:
        above = place - _span(row) / 2 - _HEADING / 2 + 0.08
        font = {"size": SMALL_TEXT_SIZE + 2, "color": ACCENT}
        sketch.annotate(**from_edge, y=above, yanchor="middle", text=bold(row.heading), font=font)


def _small(words: str) -> str:
    return coloured(words, QUIET_INK, SMALL_TEXT_SIZE)


def _head(sketch: Sketch, at: float, words: str) -> None:
    sketch.annotate(
        x=at, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=6, text=words,
        font={"size": SMALL_TEXT_SIZE + 1, "color": QUIET_INK},
    )  # fmt: skip


def _ground(sketch: Sketch, place: float, row: ScoreRow) -> None:
    """A pale strip to place the dot on, and a hairline under the row."""
    if row.standing is not None:
        ends = {"x0": _REACH[0], "x1": _REACH[1], "y0": place - 0.3, "y1": place + 0.3}
        sketch.shape(type="rect", **ends, fillcolor=MISSING, layer="below", line={"width": 0})
    foot = {"y0": place + _span(row) / 2, "y1": place + _span(row) / 2}
    sketch.shape(type="line", x0=-0.6, x1=1, xref="paper", **foot, line={"color": LINE, "width": 0.6})


def _words(sketch: Sketch, place: float, row: ScoreRow) -> None:
    verdict = (bold(line) for line in wrap(row.verdict, _VERDICT_WIDTH))
    told = BREAK.join([*verdict, *(_small(line) for line in wrap(row.note, _NOTE_WIDTH))])
    columns = ((_EXPECTED, row.expected, INK), (_SEEN, row.seen, INK), (_VERDICT, told, row.colour))
    for at, words, colour in columns:
        font = {"size": SMALL_TEXT_SIZE + 1, "color": colour}
        sketch.annotate(
            x=at, xref="paper", xanchor="left", y=place, yanchor="middle", text=words, align="left", font=font
        )


def _interval(sketch: Sketch, place: float, standing: RowStanding) -> None:
    if standing.lower is None or standing.upper is None:
        return
    low, high = _on_strip(standing.lower), _on_strip(standing.upper)
    if high > low:
        sketch.shape(type="line", x0=low, x1=high, y0=place, y1=place, line={"color": INK, "width": 2.5})
    for mark, at, beyond in (("◂", -_EDGE, standing.lower < -_EDGE), ("▸", _EDGE, standing.upper > _EDGE)):
        if beyond:
            shift = -11 if at < 0 else 11
            sketch.annotate(x=at, xshift=shift, y=place, text=mark, font={"size": SMALL_TEXT_SIZE + 6, "color": INK})


def _on_strip(at: float) -> float:
    return min(max(at, -_EDGE), _EDGE)


def _named_lines(sketch: Sketch, places: Sequence[float], rows: Sequence[ScoreRow]) -> None:
    """No effect through every row; what was expected, or the most allowed, through the rows it is about."""
    on_strip = [(place, row.standing.limited) for place, row in zip(places, rows, strict=True) if row.standing]
    for x, words, kept in (
        (0.0, "nothing", [place for place, _ in on_strip]),
        (1.0, "as expected", [place for place, limited in on_strip if not limited]),
        (-1.0, "most allowed", [place for place, limited in on_strip if limited]),
    ):
        for place in kept:
            look = {"color": INK if x == 0 else QUIET_INK, "width": 1.5, "dash": "solid" if x == 0 else "dash"}
            sketch.shape(type="line", x0=x, x1=x, y0=place - 0.42, y1=place + 0.42, line=look)
        for place in kept[:1]:
            sketch.annotate(
                x=x, y=place - 0.44, yanchor="bottom", text=words, font={"size": SMALL_TEXT_SIZE, "color": QUIET_INK},
                xanchor="right" if x == 0 else "left", xshift=14 if x == 0 else -10,
            )  # fmt: skip


def _dots(sketch: Sketch, places: Sequence[float], rows: Sequence[ScoreRow]) -> None:
    shown = [(place, row, row.standing.at) for place, row in zip(places, rows, strict=True) if row.standing is not None]
    sketch.scatter(
        x=[_on_strip(at) for _, _, at in shown],
        y=[place for place, _, _ in shown],
        mode="markers",
        marker={
            "size": 15,
            "color": [row.colour if row.colour != INK else PLAIN for _, row, _ in shown],
            "line": {"color": PAPER, "width": 1.5},
            "opacity": 1,
        },
        customdata=[row.hover or row.seen for _, row, _ in shown],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
