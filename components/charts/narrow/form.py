"""The narrow form of a figure: one column, labels above their rows, words beside lines on several lines, fewer ticks.

Charts are made for a page of a thousand pixels. On a phone, or enlarged to twice its size, their left and right margins would
leave nothing for the picture. One function makes any of them narrow; a grid of many columns keeps its form and is scrolled.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from components.charts.narrow.axes import fewer_ticks, names_above_rows, names_in_less
from components.charts.narrow.keys import key_above, key_over_columns
from components.charts.narrow.panels import Panel, panels_of, placed_in_panels, stacked
from components.charts.narrow.words import beside_lines, kept_inside, room_right, words_inside, wrapped_titles

# The width a narrow figure is laid out for: a phone's 390 pixels less the page's own margins.
WIDTH = 350.0
# A column of cells with words takes so much; grids that need more than the page has are scrolled, as wide as on a laptop.
_COLUMN, _GRID_COLUMN, _GRID_NAMES = 84.0, 112, 168.0
# Words in columns, which have no other form: so wide they can be read.
_BOARD = 900
_EDGE, _NUMBERS = 10.0, 46.0


@dataclass(frozen=True)
class Narrow:
    """The figure, and how many pixels wide it must be drawn where that is more than the page has (None where it fits)."""

    figure: go.Figure
    least: int | None = None


def narrow_form(figure: go.Figure) -> Narrow:
    """The figure laid out for a page of about `WIDTH` pixels. The figure given stays as it is."""
    told: dict[str, Any] = figure.to_plotly_json()
    traces, layout = list(told["data"]), told["layout"]
    if _is_board(layout):
        return Narrow(figure, _BOARD)
    if (columns := _columns(traces, layout)) * _COLUMN > WIDTH:
        names_in_less(layout, _GRID_NAMES)
        key_over_columns(layout)
        return Narrow(_made(traces, layout), int(_GRID_NAMES + 20 + _GRID_COLUMN * columns))
    panels = panels_of(traces, layout)
    if not panels:
        return Narrow(figure)
    placed_in_panels(panels, layout)
    margin = layout["margin"]
    layout["height"] = float(layout["height"])
    for panel in panels:
        names_above_rows(panel, traces, layout)
    margin["l"] = _NUMBERS if any(_has_numbers(panel, layout) for panel in panels) else _EDGE
    margin["r"] = max(room_right(panel, traces, layout) for panel in panels) + _EDGE
    width = WIDTH - margin["l"] - margin["r"]
    for panel in panels:
        words_inside(panel, traces, layout, width)
        key_above(panel, layout, WIDTH)
        wrapped_titles(panel, layout, WIDTH)
        beside_lines(panel, layout)
        fewer_ticks(panel, layout, width)
        kept_inside(panel, layout, width)
    stacked(panels, layout)
    return Narrow(_made(traces, layout))


def _made(traces: list[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    return go.Figure(data=traces, layout=layout, _validate=False)


def _is_board(layout: dict[str, Any]) -> bool:
    """Whether a figure is words in columns with no figures on either axis, such as a scorecard."""
    return not any(layout[name].get("showticklabels", True) for name in ("xaxis", "yaxis"))


def _columns(traces: list[dict[str, Any]], layout: dict[str, Any]) -> int:
    """How many columns a grid of cells has, each under its heading; 0 for what is no grid."""
    heads = [
        mark
        for mark in layout.get("annotations", [])
        if mark.get("yref") == "paper" and mark.get("xref", "x") == "x" and mark.get("y") == 1
    ]
    grid = any(trace["type"] == "heatmap" for trace in traces) or layout["xaxis"].get("showticklabels") is False
    if not grid or "range" not in layout["xaxis"]:
        return 0
    low, high = layout["xaxis"]["range"]
    return max(len(heads), int(np.ceil(abs(float(high) - float(low)) - 0.2)))


def _has_numbers(panel: Panel, layout: dict[str, Any]) -> bool:
    """Whether figures stand at the left of a panel, which need a margin."""
    axis = layout[panel.y]
    return bool(axis.get("showticklabels", True))
