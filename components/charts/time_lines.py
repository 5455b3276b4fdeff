"""Lines over time, each named at its end: one line a group, on an axis of dated periods."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.direct_labels import EndLabel, end_labels
from components.charts.layout import SMALL_TEXT_SIZE, house_figure, padded_range
from components.style.colours import INK
from components.style.numbers import Unit, number, with_unit

_HEIGHT = 330
TOP, BOTTOM, LEFT = 34, 40, 64
_MOST_TICKS = 7


@dataclass(frozen=True)
class TimeLine:
    """One line of the lower panel: a value a period, NaN where there is none to show."""

    label: str
    colour: str
    values: np.ndarray
    strong: bool = False
    dash: str = "solid"
    labelled: bool = True


def lines_over_time(periods: pd.DataFrame, lines: Sequence[TimeLine], *, title: str, unit: Unit) -> go.Figure:
    """The lower panel by itself, for an indicator whose gap cannot be worked out; `periods` as in `gap_over_time`."""
    figure = house_figure(height=_HEIGHT, left=LEFT, right=label_room(lines, unit), top=TOP, bottom=BOTTOM)
    draw_lines(figure, periods, lines, unit, yaxis="y", domain=(0.0, 1.0), height=_HEIGHT)
    panel_title(figure, title, 1.0)
    time_axis(figure, periods)
    return figure


def label_room(lines: Sequence[TimeLine], unit: Unit) -> int:
    """Pixels to the right of the lines for the longest label."""
    longest = max((len(_line_words(line, unit)) for line in lines if line.labelled), default=0)
    return min(330, max(180, 30 + 8 * longest))


def _line_words(line: TimeLine, unit: Unit) -> str:
    shown = line.values[~np.isnan(line.values)]
    if not len(shown):
        return line.label
    short = with_unit(shown[-1], unit) if len(unit.suffix) < 3 else number(shown[-1], unit.decimals)
    return f"{short} {line.label}"


def draw_lines(figure, periods, lines, unit: Unit, *, yaxis: str, domain, height: int) -> None:
    """Draw the lines on one axis ('y' or 'y2') that takes the share `domain` of a figure `height` pixels high."""
    shown = np.concatenate([line.values for line in lines]) if lines else np.array([])
    shown = shown[~np.isnan(shown)]
    lowest, highest = padded_range(float(shown.min()), float(shown.max())) if len(shown) else [0.0, 1.0]
    figure.update_layout({yaxis.replace("y", "yaxis"): {"range": [lowest, highest]}})
    labels = []
    for line in lines:
        width = 4 if line.strong else 2
        if line.strong:
            # A dark edge keeps the lightest colours of a ramp readable on white.
            figure.add_scatter(
                x=periods["period_end"],
                y=line.values,
                yaxis=yaxis,
                mode="lines",
                connectgaps=False,
                line={"color": INK, "width": width + 2},
                hoverinfo="skip",
            )
        figure.add_scatter(
            x=periods["period_end"],
            y=line.values,
            yaxis=yaxis,
            mode="lines+markers",
            connectgaps=False,
            line={"color": line.colour, "width": width, "dash": line.dash},
            marker={"size": 8 if line.strong else 4, "color": line.colour, "line": {"color": INK, "width": 1}},
            text=[f"{line.label}, {label}" for label in periods["label"]],
            customdata=["" if np.isnan(value) else with_unit(value, unit) for value in line.values],
            hovertemplate="%{text}: %{customdata}<extra></extra>",
        )
        known = line.values[~np.isnan(line.values)]
        if line.labelled and len(known):
            labels.append(EndLabel(float(known[-1]), _line_words(line, unit), INK, line.strong))
    pixels = (domain[1] - domain[0]) * (height - TOP - BOTTOM)
    end_labels(figure, labels, yref=yaxis, units_a_pixel=(highest - lowest) / pixels)


def panel_title(figure, words: str, top: float) -> None:
    """Words above a panel whose upper edge is at `top` (0 to 1)."""
    figure.add_annotation(
        x=0, xref="paper", xanchor="left", xshift=-56, y=top, yref="paper", yanchor="bottom", yshift=8, text=words,
        showarrow=False, font={"color": INK, "size": SMALL_TEXT_SIZE + 1},
    )  # fmt: skip


def time_axis(figure, periods: pd.DataFrame) -> None:
    """An axis of periods, as many of them named as there is room for, the last always."""
    every = -(-len(periods) // _MOST_TICKS)
    ticks = periods.iloc[::-1].iloc[::every].iloc[::-1]
    span = periods["period_end"].iloc[-1] - periods["period_end"].iloc[0]
    room = span * 0.015 if len(periods) > 1 else pd.Timedelta(days=20)
    figure.update_xaxes(
        tickvals=ticks["period_end"],
        ticktext=ticks["label"],
        range=[periods["period_end"].iloc[0] - room, periods["period_end"].iloc[-1] + room],
        showgrid=False,
    )
