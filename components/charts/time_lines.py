"""Lines over time, each named at its end: one line a group, on an axis of dated periods."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.direct_labels import EndLabel, end_labels
from components.charts.layout import SMALL_TEXT_SIZE, padded_range
from components.charts.sketch import Sketch
from components.style.colours import INK
from components.style.numbers import Unit, short, with_unit

_HEIGHT = 330
TOP, BOTTOM, LEFT = 34, 40, 64
_MOST_TICKS = 7
# Ends the name of a line that only makes the one over it stand out.
EDGE = ", edge"
# By how much an aim may stretch an axis.
_FAR = 2.0


@dataclass(frozen=True)
class TimeLine:
    """One line: a value a period, NaN where there is none to show; an `aim` is a level to reach, which may lie far off."""

    label: str
    colour: str
    values: np.ndarray
    strong: bool = False
    dash: str = "solid"
    labelled: bool = True
    aim: bool = False


def lines_over_time(periods: pd.DataFrame, lines: Sequence[TimeLine], *, title: str, unit: Unit) -> go.Figure:
    """Lines by themselves; `periods` has `period_end` and `label` for each of their values."""
    sketch = Sketch(height=_HEIGHT, left=LEFT, right=label_room(periods, lines, unit), top=TOP, bottom=BOTTOM)
    draw_lines(sketch, periods, lines, unit, yaxis="y", domain=(0.0, 1.0), height=_HEIGHT)
    panel_title(sketch, title, 1.0)
    time_axis(sketch, periods)
    return sketch.drawn()


def label_room(periods: pd.DataFrame, lines: Sequence[TimeLine], unit: Unit) -> int:
    """Pixels to the right of the lines for the longest label."""
    longest = max((len(line_words(periods, line, unit)) for line in lines if line.labelled), default=0)
    return min(330, max(170, 30 + 8 * longest))


def line_words(periods: pd.DataFrame, line: TimeLine, unit: Unit) -> str:
    """The newest value and the line's name, with the period where that is not the last one drawn."""
    shown = np.flatnonzero(~np.isnan(line.values))
    if not len(shown):
        return line.label
    when = "" if shown[-1] == len(line.values) - 1 else f", {periods['label'].iloc[shown[-1]]}"
    return f"{short(line.values[shown[-1]], unit)} {line.label}{when}"


def draw_lines(
    sketch: Sketch,
    periods: pd.DataFrame,
    lines: Sequence[TimeLine],
    unit: Unit,
    *,
    yaxis: str,
    domain: tuple[float, float],
    height: int,
) -> None:
    """Draw the lines on one axis ('y' or 'y2') that takes the share `domain` of a figure `height` pixels high."""
    lowest, highest = _across(lines)
    sketch.axis(yaxis.replace("y", "yaxis"), range=[lowest, highest], tickformat=",~r")
    labels = []
    for line in lines:
        if line.strong:
            # A dark edge keeps the lightest colours of a ramp readable on white.
            edge = {"color": INK, "width": 6}
            _draw_one(
                sketch,
                periods,
                line.values,
                yaxis,
                name=line.label + EDGE,
                mode="lines",
                line=edge,
                hoverinfo="skip",
            )
        _draw_one(
            sketch,
            periods,
            line.values,
            yaxis,
            name=line.label,
            mode="lines+markers" if line.labelled and not line.aim else "lines",
            line_shape="hv" if line.aim else "linear",
            line={"color": line.colour, "width": 4 if line.strong else 2, "dash": line.dash},
            marker={"size": 8 if line.strong else 4, "color": line.colour, "line": {"color": INK, "width": 1}},
            text=[f"{line.label}, {label}" for label in periods["label"]],
            customdata=["" if np.isnan(value) else with_unit(value, unit) for value in line.values],
            hovertemplate="%{text}: %{customdata}<extra></extra>",
        )
        known = line.values[~np.isnan(line.values)]
        if line.labelled and len(known):
            words = beyond_edge(float(known[-1]), (lowest, highest)) + line_words(periods, line, unit)
            labels.append(EndLabel(float(known[-1]), words, line.colour if line.aim else INK, line.strong))
    pixels = (domain[1] - domain[0]) * (height - TOP - BOTTOM)
    end_labels(sketch, labels, yref=yaxis, across=(lowest, highest), pixels=pixels)


def _across(lines: Sequence[TimeLine]) -> list[float]:
    """A range that holds every line, but for aims so far off that the others would lie flat."""
    shown, aims = (
        [value for line in lines if line.aim == aim for value in line.values[~np.isnan(line.values)]]
        for aim in (False, True)
    )
    if not shown:
        return padded_range(min(aims), max(aims)) if aims else [0.0, 1.0]
    with_aims, span = [*shown, *aims], max(shown) - min(shown)
    near = max(with_aims) - min(with_aims) <= _FAR * span
    return padded_range(min(with_aims if near else shown), max(with_aims if near else shown))


def beyond_edge(value: float, across: tuple[float, float]) -> str:
    """An arrow before the name of what lies beyond an axis, '' for what lies on it."""
    return "↓ " if value < across[0] else "↑ " if value > across[1] else ""


def _draw_one(sketch: Sketch, periods: pd.DataFrame, values: np.ndarray, yaxis: str, **look: object) -> None:
    sketch.scatter(x=periods["period_end"].to_numpy(), y=values, yaxis=yaxis, connectgaps=False, **look)


def panel_title(sketch: Sketch, words: str, top: float) -> None:
    """Words above a panel whose upper edge is at `top` (0 to 1)."""
    sketch.annotate(
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-56,
        y=top,
        yref="paper",
        yanchor="bottom",
        yshift=8,
        text=words,
        font={"color": INK, "size": SMALL_TEXT_SIZE + 1},
    )


def time_axis(sketch: Sketch, periods: pd.DataFrame) -> None:
    """An axis of periods, as many of them named as there is room for, the last always."""
    every = -(-len(periods) // _MOST_TICKS)
    ticks = periods.iloc[::-1].iloc[::every].iloc[::-1]
    first, last = periods["period_end"].iloc[0], periods["period_end"].iloc[-1]
    room = (last - first) * 0.015 if len(periods) > 1 else pd.Timedelta(days=20)
    sketch.axis(
        "xaxis",
        tickvals=ticks["period_end"].to_numpy(),
        ticktext=ticks["label"].tolist(),
        range=[first - room, last + room],
        showgrid=False,
    )
