"""A figure as SVG, drawn as plotly draws it on screen: the house's charts use few of its words, and these are all read."""

from collections.abc import Mapping
from typing import Any

from components.pack.figure_words import lines_of
from components.pack.picture.bars import BarStack, bars
from components.pack.picture.lettering import block_size, letters
from components.pack.picture.panels import LABEL_GAP, Panels, panels
from components.pack.picture.placed_marks import annotation, shape
from components.pack.picture.scales import Scale
from components.pack.picture.traces import heatmap, scatter
from components.pack.plain_figure import PlainFigure, axis_name

# Plotly draws squares first, then bars, then lines and points, whatever their order.
_ORDER = ("heatmap", "bar", "scatter")


def figure_svg(figure: PlainFigure, width: float) -> str:
    """The figure's parts as SVG, `width` by `figure.height` pixels, without the element round them.

    Errors: KeyError for a mark, dash or symbol that no chart of the house uses, ValueError for such a trace.
    """
    if strange := {trace["type"] for trace in figure.traces} - set(_ORDER):
        raise ValueError(f"found traces of {', '.join(sorted(strange))}; expected {', '.join(_ORDER)}")
    area = panels(figure, width)
    layout = figure.layout
    shapes: list[Mapping[str, Any]] = layout.get("shapes") or []
    below = [each for each in shapes if each.get("layer") == "below"]
    above = [each for each in shapes if each.get("layer") != "below"]
    drawn = [_grid(figure, area), *(shape(each, area) for each in below), _zero_lines(figure, area)]
    stack = BarStack(stacked=layout.get("barmode") == "stack")
    order = sorted(enumerate(figure.traces), key=lambda each: _ORDER.index(each[1]["type"]))
    for number, trace in order:
        x, y = (area.scales[axis_name(trace.get(f"{side}axis", side))] for side in "xy")
        if trace["type"] == "heatmap":
            drawn.append(heatmap(trace, x, y))
        elif trace["type"] == "bar":
            drawn.append(_within(bars(trace, x, y, stack, number), x, y, number))
        else:
            whole = scatter(trace, x, y, layout["font"]["color"])
            drawn.append(whole if trace.get("cliponaxis") is False else _within(whole, x, y, number))
    drawn += [_axes(figure, area), *(shape(each, area) for each in above)]
    drawn += [annotation(each, area, layout["font"]) for each in layout.get("annotations") or []]
    return "".join(drawn)


def _within(drawn: str, x: Scale, y: Scale, number: int) -> str:
    """What is drawn, cut at the edges of its panel."""
    left, right, top, bottom = x.start, x.end, min(y.start, y.end), max(y.start, y.end)
    box = f'<rect x="{left:.2f}" y="{top:.2f}" width="{right - left:.2f}" height="{bottom - top:.2f}"/>'
    return f'<clipPath id="panel{number}">{box}</clipPath><g clip-path="url(#panel{number})">{drawn}</g>'


def _across_of(figure: PlainFigure, area: Panels, name: str) -> tuple[float, float]:
    """From where to where an axis' grid lines run: along the axis that it belongs to."""
    other = figure.axis(name).get("anchor") or ("y" if name[0] == "x" else "x") + name[5:]
    scale = area.scales.get(axis_name(other))
    if scale is None:
        return (area.bottom, area.top) if name[0] == "x" else (area.left, area.right)
    return scale.start, scale.end


def _upright(name: str, at: float, ends: tuple[float, float], colour: str, width: float) -> str:
    path = f"M{at:.2f} {ends[0]:.2f}V{ends[1]:.2f}" if name[0] == "x" else f"M{ends[0]:.2f} {at:.2f}H{ends[1]:.2f}"
    return f'<path d="{path}" stroke="{colour}" stroke-width="{width:g}" fill="none"/>'


def _grid(figure: PlainFigure, area: Panels) -> str:
    drawn = []
    for name, scale in area.scales.items():
        axis = figure.axis(name)
        if axis.get("showgrid"):
            ends = _across_of(figure, area, name)
            # The line at nought is drawn apart, where it is drawn.
            kept = [tick for tick in area.ticks[name] if tick.at != 0 or not axis.get("zeroline")]
            drawn += [_upright(name, scale.pixel(tick.at), ends, axis["gridcolor"], 1) for tick in kept]
    return "".join(drawn)


def _zero_lines(figure: PlainFigure, area: Panels) -> str:
    drawn = []
    for name, scale in area.scales.items():
        axis = figure.axis(name)
        if axis.get("zeroline") and not scale.dated and scale.holds(0):
            ends = _across_of(figure, area, name)
            drawn.append(_upright(name, scale.pixel(0), ends, axis["zerolinecolor"], axis.get("zerolinewidth", 1)))
    return "".join(drawn)


def _axes(figure: PlainFigure, area: Panels) -> str:
    """Labels of ticks, and titles of axes."""
    drawn = []
    for name, scale in area.scales.items():
        axis = figure.axis(name)
        font = dict(figure.layout["font"]) | dict(axis["tickfont"])
        foot = _across_of(figure, area, name)[axis.get("side") == "top"]
        shown = axis.get("showticklabels") is not False
        sizes = []
        for tick in area.ticks[name] if shown else []:
            lines = lines_of(tick.words)
            sizes.append(block_size(lines, font["size"]))
            drawn.append(_tick_label(axis, name, scale.pixel(tick.at), foot, lines, font))
        if axis["title"].get("text"):
            high = max((size[1 if name[0] == "x" else 0] for size in sizes), default=0.0)
            drawn.append(_title(axis, name, scale, foot, high))
    return "".join(drawn)


def _tick_label(axis: Mapping[str, Any], name: str, at: float, foot: float, lines: Any, font: Mapping[str, Any]) -> str:
    look = {"size": float(font["size"]), "colour": font["color"]}
    gap = LABEL_GAP + float(axis.get("ticklabelstandoff") or 0)
    if name[0] == "y":
        return letters(lines, foot - gap, at, xanchor="right", **look)
    if axis.get("side") == "top":
        return letters(lines, at, foot - gap, xanchor="center", yanchor="bottom", **look)
    return letters(lines, at, foot + gap, xanchor="center", yanchor="top", **look)


def _title(axis: Mapping[str, Any], name: str, scale: Scale, foot: float, beyond: float) -> str:
    """An axis' title, beyond the labels of its ticks; a standing axis' is turned to read upwards."""
    font = axis["title"]["font"]
    away = LABEL_GAP + beyond + float(axis["title"].get("standoff", 10))
    middle = (scale.start + scale.end) / 2
    look = {"size": float(font["size"]), "colour": font["color"]}
    lines = lines_of(axis["title"]["text"])
    if name[0] == "x":
        top = axis.get("side") == "top"
        at = foot - away if top else foot + away
        return letters(lines, middle, at, xanchor="center", yanchor="bottom" if top else "top", **look)
    turned = letters(lines, 0, 0, xanchor="center", yanchor="bottom", **look)
    return f'<g transform="translate({foot - away:.2f} {middle:.2f}) rotate(-90)">{turned}</g>'
