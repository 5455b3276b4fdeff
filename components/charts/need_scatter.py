"""Deprivation across, the indicator up: neighbourhoods that are deprived and worse than deprivation explains stand out."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.label_places import label_places
from components.charts.layout import SMALL_TEXT_SIZE, padded_range
from components.charts.sketch import Sketch
from components.style.colours import INK, PAPER, QUIET_INK
from components.style.numbers import PERCENT, Unit, with_unit


def need_scatter(rows: pd.DataFrame, *, line: tuple[float, float], unit: Unit, colour: str, y_title: str) -> go.Figure:
    """Draw `rows` (`code`, `name`, `deprived_share`, `value`, `both`, `focus`) and the line intercept + slope × share.

    Rows that are `both` deprived and worse than expected are filled with `colour` and named.
    """
    sketch = Sketch(height=430, left=70, right=30, top=20)
    low, high = float(rows["deprived_share"].min()), float(rows["deprived_share"].max())
    across = [low - 0.04 * (high - low), high + 0.04 * (high - low)]
    up = padded_range(float(rows["value"].min()), float(rows["value"].max()), share=0.12)
    expected = [line[0] + line[1] * each for each in across]
    style = {"color": QUIET_INK, "dash": "dash", "width": 1.5}
    sketch.scatter(x=across, y=expected, name="expected", mode="lines", line=style, hoverinfo="skip")
    font = {"color": QUIET_INK, "size": SMALL_TEXT_SIZE}
    sketch.annotate(x=across[1], y=expected[1], text="expected", yshift=12, xanchor="right", font=font)
    both, focus = rows["both"].to_numpy(bool), rows["focus"].to_numpy(bool)
    named = both | focus
    hover = [
        f"{name}: {with_unit(value, unit)}, {with_unit(share, PERCENT)} in the most deprived fifth"
        for name, value, share in zip(rows["name"], rows["value"], rows["deprived_share"], strict=True)
    ]
    names = np.where(named, rows["name"], "").tolist()
    sketch.scatter(
        x=rows["deprived_share"].to_numpy(),
        y=rows["value"].to_numpy(),
        name="neighbourhoods",
        mode="markers+text",
        customdata=np.column_stack([rows["code"], hover]),
        marker={
            "opacity": 1,
            "size": np.where(named, 17, 12),
            "color": np.where(both, colour, PAPER),
            "line": {"color": INK, "width": np.where(focus, 3, 1.3)},
        },
        text=names,
        textposition=label_places(
            (rows["deprived_share"].to_numpy() - across[0]) / (across[1] - across[0]),
            (rows["value"].to_numpy() - up[0]) / (up[1] - up[0]),
            names,
        ),
        textfont={"size": SMALL_TEXT_SIZE, "color": INK},
        hovertemplate="%{customdata[1]}<extra></extra>",
    )
    sketch.axis("xaxis", range=across)
    sketch.axis_title("xaxis", "residents in the most deprived national fifth (%)")
    sketch.axis("yaxis", range=up)
    sketch.axis_title("yaxis", y_title)
    return sketch.drawn()
