"""A funnel: areas by size and value, with how far chance alone would take an area of each size from the comparator."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.direct_labels import EndLabel, end_labels
from components.charts.label_places import label_places
from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.time_lines import beyond_edge
from components.charts.type_marks import bold
from components.style.colours import COMPARISON, INK, QUIET_INK
from components.style.numbers import Unit, short, with_unit

_HEIGHT, _TOP, _BOTTOM = 430, 16, 56


@dataclass(frozen=True)
class FunnelCurves:
    """The limits at each of a row of sizes, in the units of the values.

    `chance` are the 95% limits of chance alone, lower and upper, where the others allow for more; None where they do not.
    """

    size: np.ndarray
    lower_95: np.ndarray
    upper_95: np.ndarray
    lower_998: np.ndarray
    upper_998: np.ndarray
    chance: tuple[np.ndarray, np.ndarray] | None = None


def funnel_plot(
    rows: pd.DataFrame,
    curves: FunnelCurves,
    *,
    comparator: float,
    unit: Unit,
    size_words: str,
    y_title: str,
    comparator_words: str = "whole area",
    aims: Sequence[EndLabel] = (),
) -> go.Figure:
    """Draw `rows` (`code`, `name`, `value`, `denominator`, `standing`, `chosen`); the chosen are named, the rest quiet.

    `aims` are levels to reach, each a line at its height where that is in view.

    A click returns the area's code as custom data.
    """
    sketch = Sketch(height=_HEIGHT, left=70, right=170, top=_TOP, bottom=_BOTTOM)
    across = (float(curves.size[0]), float(curves.size[-1]))
    up = _upward(rows, curves)
    _limits(sketch, curves, comparator, across)
    _aim_lines(sketch, aims, across, up)
    _dots(sketch, rows, unit, across, up)
    middle = EndLabel(comparator, f"{short(comparator, unit)} {comparator_words}", INK)
    _end_words(sketch, curves, up, [middle, *(replace(aim, words=beyond_edge(aim.at, up) + aim.words) for aim in aims)])
    sketch.axis("xaxis", range=list(across), tickformat=",d")
    sketch.axis_title("xaxis", size_words)
    sketch.axis("yaxis", range=list(up), tickformat=",~r")
    sketch.axis_title("yaxis", y_title)
    return sketch.drawn()


def _dots(sketch: Sketch, rows: pd.DataFrame, unit: Unit, across: tuple[float, float], up: tuple[float, float]) -> None:
    x = (rows["denominator"].to_numpy(float) - across[0]) / (across[1] - across[0])
    y = (rows["value"].to_numpy(float) - up[0]) / (up[1] - up[0])
    chosen = rows["chosen"].to_numpy(bool)
    names = np.where(chosen, rows["name"], "").tolist()
    sketch.scatter(
        x=rows["denominator"].to_numpy(),
        y=rows["value"].to_numpy(),
        name="areas",
        mode="markers+text",
        customdata=np.column_stack([rows["code"], _hover(rows, unit)]),
        marker={
            "opacity": 1,
            "size": np.where(chosen, 18, 11),
            "color": rows["standing"].map(COMPARISON).tolist(),
            "line": {"color": np.where(chosen, INK, QUIET_INK), "width": np.where(chosen, 2.5, 1)},
        },
        text=[bold(name) if name else "" for name in names],
        textposition=label_places(x, y, names),
        textfont={"size": SMALL_TEXT_SIZE + 1, "color": INK},
        hovertemplate="%{customdata[1]}<extra></extra>",
        cliponaxis=False,
    )


def _upward(rows: pd.DataFrame, curves: FunnelCurves) -> tuple[float, float]:
    """A range that holds the values, and the limits where they are not far beyond all of them."""
    values = rows["value"].dropna()
    lowest, highest = float(values.min()), float(values.max())
    span = (highest - lowest) or abs(highest) or 1.0
    low = min(lowest, max(float(curves.lower_998.min()), lowest - 0.4 * span))
    high = max(highest, min(float(curves.upper_998.max()), highest + 0.4 * span))
    return low - 0.08 * span, high + 0.1 * span


def _limits(sketch: Sketch, curves: FunnelCurves, comparator: float, across: Sequence[float]) -> None:
    for values, dash, name in (
        (curves.lower_998, "solid", "lower 99.8% limit"),
        (curves.upper_998, "solid", "upper 99.8% limit"),
        (curves.lower_95, "dot", "lower 95% limit"),
        (curves.upper_95, "dot", "upper 95% limit"),
    ):
        sketch.scatter(
            x=curves.size,
            y=values,
            name=name,
            mode="lines",
            line={"color": QUIET_INK, "width": 1.5, "dash": dash},
            hoverinfo="skip",
        )
    for values in curves.chance or ():
        sketch.scatter(
            x=curves.size,
            y=values,
            name="95% limit, chance alone",
            mode="lines",
            line={"color": QUIET_INK, "width": 1, "dash": "dashdot"},
            hoverinfo="skip",
        )
    sketch.scatter(
        x=list(across),
        y=[comparator, comparator],
        name="whole area",
        mode="lines",
        line={"color": INK, "width": 1.5, "dash": "dash"},
        hoverinfo="skip",
    )


def _aim_lines(sketch: Sketch, aims: Sequence[EndLabel], across: Sequence[float], up: tuple[float, float]) -> None:
    for aim in aims:
        if up[0] <= aim.at <= up[1]:
            line = {"color": aim.colour, "width": 2.5, "dash": "longdashdot"}
            sketch.scatter(
                x=list(across), y=[aim.at, aim.at], name=aim.words, mode="lines", line=line, hoverinfo="skip"
            )


def _end_words(sketch: Sketch, curves: FunnelCurves, up: tuple[float, float], named: Sequence[EndLabel]) -> None:
    labels = []
    for values, told in (
        (curves.upper_998, "99.8% limit"),
        (curves.upper_95, "95% limit"),
        (curves.lower_95, "95% limit"),
        (curves.lower_998, "99.8% limit"),
    ):
        labels.append(EndLabel(float(values[-1]), told, QUIET_INK))
    for values in curves.chance or ():
        labels.append(EndLabel(float(values[-1]), "95%, chance alone", QUIET_INK))
    inside = [*named, *(label for label in labels if up[0] <= label.at <= up[1])]
    end_labels(sketch, inside, yref="y", across=up, pixels=_HEIGHT - _TOP - _BOTTOM)


def _hover(rows: pd.DataFrame, unit: Unit) -> list[str]:
    return [f"{row.name}: {with_unit(row.value, unit)}, {row.standing}" for row in rows.itertuples()]
