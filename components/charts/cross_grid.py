"""A grid of two dimensions: every combination's value in its cell, absent ones told in words, never blank."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE, house_figure
from components.style.colours import COMPARISON, COMPARISON_MARKS, LINE, MISSING, SUPPRESSED, text_on
from components.style.numbers import Unit, with_unit


def cross_grid(cells: pd.DataFrame, *, rows: list[str], columns: list[str], unit: Unit) -> go.Figure:
    """Draw cells with columns `row`, `column` (places in the labels), `value`, `absent` and `standing`.

    `standing` is a key of COMPARISON: how the cell compares with everyone. `absent` is 'hidden' or 'not collected'
    where there is no value.
    """
    longest = max(len(label) for label in rows)
    figure = house_figure(height=56 * len(rows) + 60, left=min(300, 24 + 8 * longest), top=44, bottom=8, right=8)
    colours = [_fill(cell) for cell in cells.itertuples()]
    for cell, colour in zip(cells.itertuples(), colours, strict=True):
        figure.add_shape(
            type="rect",
            x0=cell.column - 0.48,
            x1=cell.column + 0.48,
            y0=cell.row - 0.46,
            y1=cell.row + 0.46,
            fillcolor=colour,
            line={"color": LINE, "width": 1},
            layer="below",
        )
    absent_words = cells["absent"].map({"hidden": "▨ hidden", "not collected": "○ not collected"}).fillna("")
    text = [
        words if pd.isna(value) else f"{COMPARISON_MARKS[standing]} {with_unit(value, unit)}"
        for value, standing, words in zip(cells["value"], cells["standing"], absent_words, strict=True)
    ]
    figure.add_scatter(
        x=cells["column"],
        y=cells["row"],
        mode="text",
        text=text,
        textfont={"size": SMALL_TEXT_SIZE + 1, "color": [text_on(each) for each in colours]},
        hoverinfo="skip",
    )
    figure.update_xaxes(
        tickvals=list(range(len(columns))),
        ticktext=columns,
        side="top",
        range=[-0.5, len(columns) - 0.5],
        showgrid=False,
    )
    figure.update_yaxes(tickvals=list(range(len(rows))), ticktext=rows, range=[len(rows) - 0.5, -0.5], showgrid=False)
    return figure


def _fill(cell) -> str:
    if pd.notna(cell.value):
        return COMPARISON[cell.standing]
    return SUPPRESSED if cell.absent == "hidden" else MISSING
