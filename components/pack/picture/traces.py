"""The traces of a figure as SVG: lines, points with their intervals and labels, bars, and squares of a grid."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from components.pack.figure_words import lines_of
from components.pack.picture.lettering import letters
from components.pack.picture.placed_marks import PlacedWords
from components.pack.picture.scales import Scale
from components.pack.picture.strokes import dashes, point

Trace = Mapping[str, Any]
_TEXT_SIDE = {"left": "right", "right": "left", "center": "center"}
_TEXT_UP = {"top": "bottom", "bottom": "top", "middle": "middle"}
_TEXT_GAP = 3.0


def of_each(value: Any, count: int) -> list[Any]:
    """An attribute of every point: its own, or the one that all have."""
    return list(value) if isinstance(value, list | tuple) else [value] * count


def places_of(trace: Trace, x: Scale, y: Scale) -> list[tuple[float, float]]:
    """Where a trace's points stand, in pixels."""
    return [(x.pixel(a), y.pixel(b)) for a, b in zip(trace.get("x") or (), trace.get("y") or (), strict=True)]


def scatter(trace: Trace, x: Scale, y: Scale, ink: str) -> str:
    """A scatter trace: its line, its intervals, its points and their labels, in this order."""
    places = places_of(trace, x, y)
    mode = trace["mode"]
    drawn = []
    if "lines" in mode:
        drawn.append(_line(trace, places))
    for side, scale in (("error_x", x), ("error_y", y)):
        if trace.get(side):
            drawn.append(_intervals(trace[side], trace, places, scale, along=side == "error_x"))
    if "markers" in mode:
        drawn.append(_points(trace, places))
    if "text" in mode:
        drawn.append(_labels(trace, places, ink))
    return "".join(drawn)


def _line(trace: Trace, places: Sequence[tuple[float, float]]) -> str:
    line = trace.get("line") or {}
    width = float(line.get("width", 2))
    parts = [_path(run, line.get("shape", "linear")) for run in _runs(places)]
    return (
        f'<path d="{"".join(parts)}" fill="none" stroke="{line["color"]}" stroke-width="{width:g}"'
        f"{dashes(line.get('dash'), width)}/>"
    )


def _runs(places: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """The places cut where one is not known: a line does not run over a gap."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if math.isfinite(place[0]) and math.isfinite(place[1]):
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _path(run: Sequence[tuple[float, float]], shape: str) -> str:
    path = f"M{run[0][0]:.2f} {run[0][1]:.2f}"
    for (x, _), (to_x, to_y) in pairwise(run):
        if shape == "hv":
            path += f"H{to_x:.2f}V{to_y:.2f}"
        elif shape == "hvh":
            path += f"H{(x + to_x) / 2:.2f}V{to_y:.2f}H{to_x:.2f}"
        else:
            path += f"L{to_x:.2f} {to_y:.2f}"
    return path


def _intervals(bars: Trace, trace: Trace, places: Sequence[tuple[float, float]], scale: Scale, *, along: bool) -> str:
    values = trace["x"] if along else trace["y"]
    more, less = bars["array"], bars.get("arrayminus", bars["array"])
    path = ""
    for value, (x, y), up, down in zip(values, places, more, less, strict=True):
        if math.isfinite(x) and math.isfinite(y) and (up or down):
            low, high = scale.pixel(scale.place(value) - down), scale.pixel(scale.place(value) + up)
            path += f"M{low:.2f} {y:.2f}H{high:.2f}" if along else f"M{x:.2f} {low:.2f}V{high:.2f}"
    return (
        f'<path d="{path}" fill="none" stroke="{bars["color"]}" stroke-width="{bars["thickness"]:g}"/>' if path else ""
    )


def _points(trace: Trace, places: Sequence[tuple[float, float]]) -> str:
    marker, count = trace["marker"], len(places)
    edge = marker.get("line") or {}
    looks = zip(
        places,
        of_each(marker.get("symbol", "circle"), count),
        of_each(marker.get("size", 6), count),
        of_each(marker.get("color", "none"), count),
        of_each(edge.get("color", "none"), count),
        of_each(edge.get("width", 0), count),
        strict=True,
    )
    drawn = "".join(
        point(symbol, x, y, float(size), fill=fill, edge=outline, edge_width=float(width))
        for (x, y), symbol, size, fill, outline, width in looks
        if math.isfinite(x) and math.isfinite(y)
    )
    opacity = float(marker.get("opacity", 1))
    # Of each point, so that those beneath show through, and not of all as one.
    return f'<g fill-opacity="{opacity:g}" stroke-opacity="{opacity:g}">{drawn}</g>' if opacity < 1 else drawn


def _labels(trace: Trace, places: Sequence[tuple[float, float]], ink: str) -> str:
    return "".join(
        letters(
            told.lines, told.x, told.y, size=told.size, colour=told.colour, xanchor=told.xanchor, yanchor=told.yanchor
        )
        for told in point_labels(trace, places, ink)
    )


def point_labels(trace: Trace, places: Sequence[tuple[float, float]], ink: str) -> list[PlacedWords]:
    """The words beside a trace's points, in pixels; none for one that shows its text to a pointer only."""
    if "text" not in trace["mode"]:
        return []
    count = len(places)
    font = trace.get("textfont") or {}
    sizes = of_each((trace.get("marker") or {}).get("size", 6), count) if "markers" in trace["mode"] else [0] * count
    looks = zip(
        places,
        of_each(trace.get("text") or "", count),
        of_each(trace.get("textposition", "middle center"), count),
        of_each(font.get("color", ink), count),
        sizes,
        strict=True,
    )
    found = []
    for (x, y), words, position, colour, size in looks:
        if words and math.isfinite(x) and math.isfinite(y):
            up, across = position.split()
            off = size / 2 + _TEXT_GAP if size else 0.0
            side = {"right": off, "left": -off, "center": 0.0}[across] * (1 if up == "middle" else 0.7)
            rise = {"top": -off, "bottom": off, "middle": 0.0}[up]
            found.append(
                PlacedWords(
                    lines_of(str(words)), x + side, y + rise, _TEXT_SIDE[across], _TEXT_UP[up], "", float(font["size"]),
                    colour, "",
                )
            )  # fmt: skip
    return found


def heatmap(trace: Trace, x: Scale, y: Scale) -> str:
    """The squares of a grid, each in the colour of its number."""
    apart_x, apart_y = float(trace.get("xgap", 0)), float(trace.get("ygap", 0))
    rows = trace["z"]
    across = trace.get("x") or list(range(len(rows[0])))
    up = trace.get("y") or list(range(len(rows)))
    wide = abs(x.pixel(x.place(across[0]) + 1) - x.pixel(x.place(across[0])))
    high = abs(y.pixel(y.place(up[0]) + 1) - y.pixel(y.place(up[0])))
    drawn = []
    for height, row in zip(up, rows, strict=True):
        for place, value in zip(across, row, strict=True):
            if value is not None and math.isfinite(value):
                left, top = x.pixel(place) - (wide - apart_x) / 2, y.pixel(height) - (high - apart_y) / 2
                drawn.append(
                    f'<rect x="{left:.2f}" y="{top:.2f}" width="{wide - apart_x:.2f}" height="{high - apart_y:.2f}" '
                    f'fill="{_shade(trace, value)}"/>'
                )
    return "".join(drawn)


def _shade(trace: Trace, value: float) -> str:
    """The colour of a number on a scale of steps: the last step that begins at or before it."""
    share = (value - trace["zmin"]) / (trace["zmax"] - trace["zmin"])
    colour: str = trace["colorscale"][0][1]
    for start, step in trace["colorscale"]:
        if share >= start - 1e-9:
            colour = step
    return colour
