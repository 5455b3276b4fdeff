"""Indicators down, areas across: each cell its value, with a mark and a colour where it differs beyond chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import BREAK, bold, coloured
from components.style.colours import (
    COMPARISON,
    COMPARISON_MARKS,
    INK,
    MISSING,
    PAPER,
    QUIET_INK,
    SUPPRESSED,
    text_on,
)

_ROW_HEIGHT = 27
# Room for a name of two lines and the line under it; each line more takes as much again.
_HEAD, _HEAD_LINES, _LINE = 74, 2, 20
# As many letters of a name as fit over a column where four areas are compared.
_HEAD_LETTERS = 14
# Comparators stand a little apart from the areas that are compared with them.
_APART = 0.12


@dataclass(frozen=True)
class MatrixCell:
    """One cell: its words, what pointing at it says, and how it stands (a key of COMPARISON, 'hidden', 'absent' or '')."""

    words: str
    detail: str = ""
    standing: str = ""


@dataclass(frozen=True)
class MatrixRow:
    """One row; `cells` None makes it a heading."""

    label: str
    cells: tuple[MatrixCell, ...] | None = None
    strong: bool = False


@dataclass(frozen=True)
class MatrixColumn:
    """One column: its name, a line under the name, and whether it is a comparator."""

    name: str
    under: str = ""
    comparator: bool = False


def comparison_matrix(
    rows: Sequence[MatrixRow], columns: Sequence[MatrixColumn], *, than: str = "the whole area"
) -> go.Figure:
    """Draw rows from top to bottom; every row has a cell a column. `than` says what the marks are against."""
    longest = max(len(row.label) for row in rows)
    head = _HEAD + _LINE * max(0, max(len(_lines(each)) for each in columns) - _HEAD_LINES)
    sketch = Sketch(
        height=head + _ROW_HEIGHT * len(rows) + 12, left=min(400, 24 + 7 * longest), right=8, top=head, bottom=12
    )
    places = [place + (_APART if column.comparator else 0.0) for place, column in enumerate(columns)]
    _fills(sketch, rows, columns)
    texts, details, x, y, inks = [], [], [], [], []
    for down, row in enumerate(rows):
        for across, cell in zip(places, row.cells or (), strict=False):
            mark = COMPARISON_MARKS.get(cell.standing, "")
            texts.append(f"{mark} {cell.words}".strip())
            details.append(cell.detail)
            x.append(across)
            y.append(down)
            inks.append(text_on(_fill(cell)))
    sketch.scatter(
        x=x,
        y=y,
        mode="text",
        text=texts,
        textfont={"size": SMALL_TEXT_SIZE + 1, "color": inks},
        customdata=details,
        hovertemplate="%{customdata}<extra></extra>",
    )
    _heads(sketch, places, columns)
    _key(sketch, rows, than)
    sketch.axis("xaxis", range=[-0.5, places[-1] + 0.5], showticklabels=False, showgrid=False, showline=False)
    sketch.axis(
        "yaxis",
        tickvals=list(range(len(rows))),
        ticktext=[_label(row) for row in rows],
        range=[len(rows) - 0.5, -0.5],
        showgrid=False,
        tickfont={"size": SMALL_TEXT_SIZE},
        showline=False,
    )
    return sketch.drawn()


def _fills(sketch: Sketch, rows: Sequence[MatrixRow], columns: Sequence[MatrixColumn]) -> None:
    """The coloured ground of the compared areas' cells, as one trace: a hundred shapes would take longer than all else."""
    n_compared = sum(not column.comparator for column in columns)
    grounds = [[_fill(cell) for cell in row.cells[:n_compared]] if row.cells else None for row in rows]
    colours = sorted({PAPER, INK, *(fill for row in grounds if row for fill in row)})
    steps = [[place / (len(colours) - 1), colour] for place, colour in enumerate(colours)]
    sketch.heatmap(
        x=list(range(n_compared)),
        y=list(range(len(rows))),
        z=[[colours.index(fill) for fill in row] if row else [None] * n_compared for row in grounds],
        colorscale=steps,
        zmin=0,
        zmax=len(colours) - 1,
        showscale=False,
        xgap=5,
        ygap=2,
        hoverinfo="skip",
    )


def _fill(cell: MatrixCell) -> str:
    if cell.standing in COMPARISON:
        return COMPARISON[cell.standing]
    return {"hidden": SUPPRESSED, "absent": MISSING}.get(cell.standing, PAPER)


def _label(row: MatrixRow) -> str:
    if row.cells is None:
        return bold(coloured(row.label.upper(), QUIET_INK))
    return bold(row.label) if row.strong else row.label


def _lines(column: MatrixColumn) -> list[str]:
    return wrap(column.name, _HEAD_LETTERS)


def _heads(sketch: Sketch, places: list[float], columns: Sequence[MatrixColumn]) -> None:
    for across, column in zip(places, columns, strict=True):
        name = BREAK.join(_lines(column))
        sketch.annotate(
            x=across,
            y=1,
            yref="paper",
            yanchor="bottom",
            text=f"{bold(name)}{BREAK}{column.under}" if column.under else bold(name),
            font={"color": QUIET_INK if column.comparator else INK, "size": SMALL_TEXT_SIZE + 1},
        )


def _key(sketch: Sketch, rows: Sequence[MatrixRow], than: str) -> None:
    """What the marks mean, in the corner left free by the heads."""
    marks = {COMPARISON_MARKS.get(cell.standing, "") for row in rows for cell in row.cells or ()}
    words = [f"▼ worse, ▲ better than {than}"] if {each[:1] for each in marks} & {"▼", "▲"} else []
    words += ["↑ higher, ↓ lower; neither is better"] if {each[:1] for each in marks} & {"↑", "↓"} else []
    doubled = sorted(each for each in marks if len(each) > 1)
    words += [f"{' '.join(doubled)} apart even from how these differ"] if doubled else []
    sketch.annotate(
        x=0, xref="paper", xanchor="right", xshift=-12, y=1, yref="paper", yanchor="bottom", align="right",
        text=BREAK.join([*words, "● can be chance"]), font={"color": QUIET_INK, "size": SMALL_TEXT_SIZE},
    )  # fmt: skip
