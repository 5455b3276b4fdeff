"""A grid of two dimensions: every combination's value in its cell, absent ones told in words, never blank."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.style.colours import COMPARISON, COMPARISON_MARKS, MISSING, SUPPRESSED, text_on
from components.style.numbers import Unit, short

_FILLS = [*COMPARISON.values(), SUPPRESSED, MISSING]


def cross_grid(cells: pd.DataFrame, *, rows: list[str], columns: list[str], unit: Unit) -> go.Figure:
    """Draw cells with columns `row`, `column` (places in the labels), `value`, `absent` and `standing`.

    `standing` is a key of COMPARISON: how the cell compares with everyone. `absent` is 'hidden', 'not collected' or
    'nobody' where there is no value.
    """
    longest = max(len(label) for label in rows)
    sketch = Sketch(height=56 * len(rows) + 60, left=min(300, 24 + 8 * longest), top=44, bottom=8, right=8)
    fills = [
        _fill(value, standing, absent)
        for value, standing, absent in zip(cells["value"], cells["standing"], cells["absent"], strict=True)
    ]
    places = np.full((len(rows), len(columns)), np.nan)
    places[cells["row"], cells["column"]] = fills
    steps = [[(i + j) / len(_FILLS), colour] for i, colour in enumerate(_FILLS) for j in (0, 1)]
    sketch.heatmap(
        z=places,
        zmin=-0.5,
        zmax=len(_FILLS) - 0.5,
        colorscale=steps,
        showscale=False,
        xgap=4,
        ygap=4,
        hoverinfo="skip",
    )
    absent = (
        cells["absent"].map({"hidden": "▨ hidden", "not collected": "○ not collected", "nobody": "– nobody"}).fillna("")
    )
    sketch.scatter(
        x=cells["column"].to_numpy(),
        y=cells["row"].to_numpy(),
        mode="text",
        text=[
            words if pd.isna(value) else f"{COMPARISON_MARKS[standing]} {short(value, unit)}"
            for value, standing, words in zip(cells["value"], cells["standing"], absent, strict=True)
        ],
        textfont={"size": SMALL_TEXT_SIZE + 1, "color": [text_on(_FILLS[each]) for each in fills]},
        hoverinfo="skip",
    )
    across = {"tickvals": list(range(len(columns))), "ticktext": columns, "range": [-0.5, len(columns) - 0.5]}
    sketch.axis("xaxis", side="top", showgrid=False, **across)
    down = {"tickvals": list(range(len(rows))), "ticktext": rows, "range": [len(rows) - 0.5, -0.5]}
    sketch.axis("yaxis", showgrid=False, **down)
    return sketch.drawn()


def _fill(value: float, standing: str, absent: str) -> int:
    """The place in _FILLS of a cell's colour."""
    if pd.notna(value):
        return list(COMPARISON).index(standing)
    return len(COMPARISON) + (0 if absent == "hidden" else 1)
