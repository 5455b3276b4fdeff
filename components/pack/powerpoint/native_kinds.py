"""Which figures PowerPoint can draw itself: bars of one width, lines over named steps, and points or lines on two scales."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.time_lines import EDGE
from components.pack.figure_words import words_of
from components.pack.picture.scales import is_dated
from components.pack.plain_figure import PlainFigure, axis_name

_SYMBOLS = {"circle", "circle-open", "diamond", "square", "triangle-up", "triangle-down", "cross", "x"}
BARS, STEPS, POINTS = "bars", "steps", "points"


@dataclass(frozen=True)
class NativePanel:
    """A panel that PowerPoint can draw. `names` are its categories by place; `over` are lines drawn over its bars."""

    kind: str
    x: str
    y: str
    traces: tuple[dict[str, Any], ...]
    over: tuple[dict[str, Any], ...] = ()
    names: tuple[str, ...] = ()
    lying: bool = False


def native_panels(figure: PlainFigure) -> tuple[NativePanel, ...]:
    """The figure's panels, each as a chart that can be edited; none where one of them can only be a picture."""
    axes: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for trace in figure.traces:
        edge = str(trace.get("name", "")).endswith(EDGE)
        if trace.get("x") and trace.get("opacity") != 0 and not edge:
            pair = (axis_name(trace.get("xaxis", "x")), axis_name(trace.get("yaxis", "y")))
            axes.setdefault(pair, []).append(trace)
    panels = [_panel(figure, x, y, traces) for (x, y), traces in axes.items()]
    return tuple(each for each in panels if each is not None) if all(panels) else ()


def _panel(figure: PlainFigure, x: str, y: str, traces: Sequence[dict[str, Any]]) -> NativePanel | None:
    kinds = {trace["type"] for trace in traces}
    if "bar" in kinds:
        return _bars(figure, x, y, traces)
    unmarked = any(figure.axis(each).get("showticklabels") is False for each in (x, y))
    if kinds != {"scatter"} or unmarked or _names(figure.axis(y)) or not all(map(_has_symbols, traces)):
        return None
    names = () if is_dated(traces[0]["x"]) else _names(figure.axis(x))
    if not names:
        return NativePanel(POINTS, x, y, tuple(traces))
    places = list(range(len(names)))
    whole = all(list(trace["x"]) == places and "lines" in trace["mode"] for trace in traces)
    return NativePanel(STEPS, x, y, tuple(traces), names=names) if whole else None


def _bars(figure: PlainFigure, x: str, y: str, traces: Sequence[dict[str, Any]]) -> NativePanel | None:
    bars = tuple(trace for trace in traces if trace["type"] == "bar")
    over = tuple(trace for trace in traces if trace["type"] != "bar")
    lying = bars[0].get("orientation") == "h"
    names = _names(figure.axis(y if lying else x))
    # Widths that differ say something, which bars of one width would not.
    alike = all(not isinstance(trace.get("width"), list) for trace in bars)
    whole = all(list(trace["y" if lying else "x"]) == list(range(len(names))) for trace in bars)
    drawn = all(trace["type"] == "scatter" and trace["mode"] == "lines" for trace in over)
    return NativePanel(BARS, x, y, bars, over, names, lying) if names and alike and whole and drawn else None


def _names(axis: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(words_of(each) for each in axis.get("ticktext") or ())


def _has_symbols(trace: Mapping[str, Any]) -> bool:
    found = (trace.get("marker") or {}).get("symbol", "circle")
    return set(found if isinstance(found, list) else [found]) <= _SYMBOLS
