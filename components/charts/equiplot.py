"""Equiplot: one row a group, its value with its interval, and the same group in each neighbourhood as small dots."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE, padded_range
from components.charts.sketch import Sketch
from components.charts.type_marks import BREAK, bold, coloured
from components.style.colours import INK, QUIET_INK
from components.style.numbers import Unit, interval, short, with_unit

_ROW_HEIGHT = 62
_SPREAD = 0.24


@dataclass(frozen=True)
class GroupRow:
    """One group of an equiplot; `value` None means it is not shown, and `absent` says why in words.

    `possible` is the range that a hidden value must lie in, where one is known.
    """

    label: str
    colour: str
    value: float | None
    lower: float | None
    upper: float | None
    absent: str = ""
    possible: tuple[float, float] | None = None
    emphasised: bool = True


def equiplot(
    rows: list[GroupRow], dots: pd.DataFrame, *, unit: Unit, reference: float | None, reference_words: str
) -> go.Figure:
    """Draw groups from top to bottom.

    `dots` has a row for each neighbourhood and group: `row` (index into `rows`), `value`, `name` and `code`,
    which a click returns as custom data. `reference` is drawn as a named line.
    """
    longest = max((len(row.label) for row in rows), default=0)
    sketch = Sketch(height=_ROW_HEIGHT * len(rows) + 90, left=min(330, 26 + 8 * longest), top=30, right=40)
    _neighbourhood_dots(sketch, rows, dots.dropna(subset="value"), unit)
    _group_values(sketch, rows, unit)
    _possible_ranges(sketch, rows, dots, unit)
    ends = [end for row in rows for end in (row.lower, row.upper, row.value) if end is not None]
    ends += dots["value"].dropna().tolist()
    if reference is not None:
        ends.append(reference)
        sketch.reference(reference, reference_words)
    if ends:
        sketch.axis("xaxis", range=padded_range(min(ends), max(ends)))
    sketch.axis_title("xaxis", unit.axis)
    sketch.axis(
        "yaxis",
        tickvals=list(range(len(rows))),
        ticktext=[_label(row) for row in rows],
        range=[len(rows) - 0.45, -0.55],
        showgrid=False,
        ticklabelstandoff=8,
    )
    return sketch.drawn()


def _neighbourhood_dots(sketch: Sketch, rows: list[GroupRow], dots: pd.DataFrame, unit: Unit) -> None:
    # A fixed spread by rank keeps dots apart and in the same place on every rerun.
    order = dots.groupby("row")["value"].rank(method="first")
    offset = ((order * 0.618034) % 1 - 0.5) * 2 * _SPREAD
    sketch.scatter(
        x=dots["value"].to_numpy(),
        y=(dots["row"] + offset).to_numpy(),
        mode="markers",
        customdata=np.column_stack(
            [
                dots["code"],
                dots["name"],
                [with_unit(v, unit) for v in dots["value"]],
                [rows[row].label for row in dots["row"]],
            ]
        ),
        marker={
            "size": 9,
            "color": [rows[row].colour for row in dots["row"]],
            "opacity": 0.5,
            "line": {"width": 0.9, "color": QUIET_INK},
        },
        hovertemplate="%{customdata[1]}, %{customdata[3]}: %{customdata[2]}<extra></extra>",
        name="neighbourhoods",
    )


def _group_values(sketch: Sketch, rows: list[GroupRow], unit: Unit) -> None:
    shown = [(place, row, row.value) for place, row in enumerate(rows) if row.value is not None]
    lines = [(place, row) for place, row, _ in shown if row.lower is not None and row.upper is not None]
    sketch.scatter(
        x=[end for _, row in lines for end in (row.lower, row.upper, None)],
        y=[end for place, _ in lines for end in (place, place, None)],
        mode="lines",
        line={"color": INK, "width": 3},
        hoverinfo="skip",
    )
    sketch.scatter(
        x=[value for _, _, value in shown],
        y=[place for place, _, _ in shown],
        mode="markers+text",
        marker={
            "size": 22,
            "opacity": 1,
            "color": [row.colour for _, row, _ in shown],
            "symbol": ["circle" if row.emphasised else "circle-open" for _, row, _ in shown],
            "line": {"color": INK, "width": 1.5},
        },
        text=[bold(short(value, unit)) for _, _, value in shown],
        textposition="top center",
        textfont={"size": SMALL_TEXT_SIZE + 1},
        customdata=[[None, f"{row.label}: {_detail(row, value, unit)}"] for _, row, value in shown],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )


def _possible_ranges(sketch: Sketch, rows: list[GroupRow], dots: pd.DataFrame, unit: Unit) -> None:
    """Hidden values as the range they must lie in: a dotted band, cut at the edge of what the others need."""
    shown = [row.value for row in rows if row.value is not None] + dots["value"].dropna().tolist()
    for place, row in enumerate(rows):
        if row.value is not None or row.possible is None:
            continue
        low, high = row.possible
        edge = max([*shown, low]) * 1.15
        sketch.scatter(
            x=[low, min(high, edge)],
            y=[place, place],
            mode="lines",
            line={"color": row.colour, "width": 5, "dash": "dot"},
            hoverinfo="skip",
        )
        words = f"hidden: {interval(low, high, unit)}"
        sketch.annotate(
            x=low, y=place, xanchor="left", yshift=15, text=words, font={"size": SMALL_TEXT_SIZE, "color": INK}
        )


def _detail(row: GroupRow, value: float, unit: Unit) -> str:
    limits = f" ({interval(row.lower, row.upper, unit)})" if row.lower is not None and row.upper is not None else ""
    return with_unit(value, unit) + limits


def _label(row: GroupRow) -> str:
    """The group's name and, where it has no value, why: a mark and words, under the name and clear of every dot."""
    if row.value is not None:
        return row.label
    mark = "▨" if "hidden" in row.absent else "○"
    return row.label + BREAK + coloured(f"{mark} {row.absent}", QUIET_INK, SMALL_TEXT_SIZE)
