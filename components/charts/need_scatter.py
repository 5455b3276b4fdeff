"""Deprivation across, the indicator up: neighbourhoods that are deprived and worse than deprivation explains stand out."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.label_places import label_places
from components.charts.layout import SMALL_TEXT_SIZE, house_figure, padded_range
from components.style.colours import INK, PAPER, QUIET_INK
from components.style.numbers import PERCENT, Unit, with_unit


def need_scatter(rows: pd.DataFrame, *, line: tuple[float, float], unit: Unit, colour: str, y_title: str) -> go.Figure:
    """Draw `rows` (`code`, `name`, `deprived_share`, `value`, `both`, `focus`) and the line intercept + slope × share.

    Rows that are `both` deprived and worse than expected are filled with `colour` and named.
    """
    figure = house_figure(height=430, left=70, right=30, top=20)
    low, high = float(rows["deprived_share"].min()), float(rows["deprived_share"].max())
    across = [low - 0.04 * (high - low), high + 0.04 * (high - low)]
    up = padded_range(float(rows["value"].min()), float(rows["value"].max()), share=0.12)
    figure.add_scatter(
        x=across,
        y=[line[0] + line[1] * each for each in across],
        mode="lines",
        line={"color": QUIET_INK, "dash": "dash", "width": 1.5},
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=across[1], y=line[0] + line[1] * across[1], text="expected", showarrow=False, yshift=12, xanchor="right",
        font={"color": QUIET_INK, "size": SMALL_TEXT_SIZE},
    )  # fmt: skip
    both, focus = rows["both"].to_numpy(bool), rows["focus"].to_numpy(bool)
    hover = [
        f"{name}: {with_unit(value, unit)}, {with_unit(share, PERCENT)} in the most deprived fifth"
        for name, value, share in zip(rows["name"], rows["value"], rows["deprived_share"], strict=True)
    ]
    named = both | focus
    figure.add_scatter(
        x=rows["deprived_share"],
        y=rows["value"],
        mode="markers+text",
        customdata=np.column_stack([rows["code"], hover]),
        marker={
            "opacity": 1,
            "size": np.where(named, 17, 12),
            "color": np.where(both, colour, PAPER),
            "line": {"color": INK, "width": np.where(focus, 3, 1.3)},
        },
        text=np.where(named, rows["name"], ""),
        textposition=label_places(
            (rows["deprived_share"].to_numpy() - across[0]) / (across[1] - across[0]),
            (rows["value"].to_numpy() - up[0]) / (up[1] - up[0]),
            np.where(named, rows["name"], "").tolist(),
        ),
        textfont={"size": SMALL_TEXT_SIZE, "color": INK},
        hovertemplate="%{customdata[1]}<extra></extra>",
    )
    figure.update_xaxes(range=across, title_text="residents in the most deprived national fifth (%)")
    figure.update_yaxes(range=up, title_text=y_title)
    return figure
