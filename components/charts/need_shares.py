"""Share of need against share of a resource: a row an area, a diamond where it should be and a dot where it is."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.area_names import name_areas
from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import BREAK
from components.style.colours import COMPARISON, INK, PAPER, QUIET_INK
from components.style.numbers import PERCENT, WHOLE_PERCENT, signed_gap, with_unit

_ROW_HEIGHT = 26
MARKS = {"less": "↓", "more": "↑", "near": ""}
_COLOURS = {"less": COMPARISON["lower"], "more": COMPARISON["higher"], "near": COMPARISON["similar"]}


def need_shares(rows: pd.DataFrame) -> go.Figure:
    """Draw areas in the order given.

    `rows` has `code`, `name`, `need_share`, `resource_share`, `distance` (all percentages), `standing` (less, more or near)
    and `focus` (bool). A click returns the area's code as custom data.
    """
    rows = rows.reset_index(drop=True)
    longest = max(len(name) for name in rows["name"])
    sketch = Sketch(height=_ROW_HEIGHT * len(rows) + 104, left=min(290, 44 + 8 * longest), right=80, top=48, bottom=48)
    across = [0.0, 1.06 * float(rows[["need_share", "resource_share"]].max(axis=None))]
    gaps = np.full(len(rows), np.nan)
    sketch.scatter(
        x=np.column_stack([rows["need_share"], rows["resource_share"], gaps]).ravel(),
        y=np.column_stack([rows.index, rows.index, gaps]).ravel(),
        mode="lines",
        line={"color": QUIET_INK, "width": 3},
        hoverinfo="skip",
    )
    for column, symbol, colours in (
        ("need_share", "diamond", [PAPER] * len(rows)),
        ("resource_share", "circle", rows["standing"].map(_COLOURS).tolist()),
    ):
        sketch.scatter(
            x=rows[column].to_numpy(),
            y=rows.index.to_numpy(),
            mode="markers",
            customdata=np.column_stack([rows["code"], rows["name"], _hover(rows)]),
            marker={
                "opacity": 1,
                "symbol": symbol,
                "size": np.where(rows["focus"], 17, 13),
                "color": colours,
                "line": {"color": INK, "width": np.where(rows["focus"], 2.5, 1.3)},
            },
            hovertemplate="%{customdata[1]}: %{customdata[2]}<extra></extra>",
        )
    _words(sketch, rows, across)
    sketch.axis("xaxis", range=across)
    sketch.axis_title("xaxis", "share of all neighbourhoods together (%)")
    name_areas(sketch, rows)
    return sketch.drawn()


def _hover(rows: pd.DataFrame) -> list[str]:
    return [
        f"{with_unit(need, PERCENT)} of need, {with_unit(resource, PERCENT)} of the resource"
        for need, resource in zip(rows["need_share"], rows["resource_share"], strict=True)
    ]


def _words(sketch: Sketch, rows: pd.DataFrame, across: list[float]) -> None:
    """How far each is from its share, in a column of its own, and what the two marks mean, above."""
    told = [
        f"  {MARKS[standing]} {signed_gap(distance, WHOLE_PERCENT)}%"
        for standing, distance in zip(rows["standing"], rows["distance"], strict=True)
    ]
    sketch.scatter(
        # Just inside the axis: positions are sent in fewer digits than its range, and beyond it a text is not drawn.
        x=[0.9999 * across[1]] * len(rows),
        y=rows.index.to_numpy(),
        mode="text",
        text=told,
        textposition="middle right",
        textfont={"size": SMALL_TEXT_SIZE + 1},
        cliponaxis=False,
        hoverinfo="skip",
    )
    font = {"size": SMALL_TEXT_SIZE + 1, "color": INK}
    key = "◇ share by need   ● share of the resource"
    sketch.annotate(
        x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=8, text=key, font=font
    )
    head = f"against{BREAK}its share"
    place = {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 6,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 4,
    }
    sketch.annotate(**place, text=head, font=font | {"color": QUIET_INK}, align="left")
