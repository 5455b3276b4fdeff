"""What is drawn on a figure beside its traces: lines and rectangles, and words at a place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from components.pack.figure_words import Line, lines_of
from components.pack.picture.lettering import letters
from components.pack.picture.panels import Panels
from components.pack.picture.strokes import dashes
from components.pack.plain_figure import axis_name

Mark = Mapping[str, Any]


@dataclass(frozen=True)
class PlacedWords:
    """An annotation in pixels: where it is anchored, by which of its sides, and its look."""

    lines: tuple[Line, ...]
    x: float
    y: float
    xanchor: str
    yanchor: str
    align: str
    size: float
    colour: str
    ground: str


def ends(mark: Mark, panels: Panels) -> tuple[float, float, float, float]:
    """A shape's two corners in pixels: x and y of the first, then of the second."""
    (x0, x1), (y0, y1) = (
        [_pixel(side, mark.get(f"{side}ref", side), mark[f"{side}{end}"], panels) for end in "01"] for side in "xy"
    )
    return x0, y0, x1, y1


def shape(mark: Mark, panels: Panels) -> str:
    """A line or a rectangle as SVG. Errors: KeyError for a kind no chart uses."""
    x0, y0, x1, y1 = ends(mark, panels)
    line = mark.get("line") or {}
    width = float(line.get("width", 2))
    edge = f'stroke="{line.get("color", "none")}" stroke-width="{width:g}"{dashes(line.get("dash"), width)}'
    opacity = f' opacity="{mark["opacity"]:g}"' if "opacity" in mark else ""
    if mark["type"] == "line":
        return f'<path d="M{x0:.2f} {y0:.2f}L{x1:.2f} {y1:.2f}" fill="none" {edge}{opacity}/>'
    place = f'x="{min(x0, x1):.2f}" y="{min(y0, y1):.2f}" width="{abs(x1 - x0):.2f}" height="{abs(y1 - y0):.2f}"'
    return {"rect": f'<rect {place} fill="{mark.get("fillcolor", "none")}" {edge}{opacity}/>'}[mark["type"]]


def placed_words(mark: Mark, panels: Panels, font: Mapping[str, Any]) -> PlacedWords:
    """Words at a place, where plotly would put them."""
    x_reference, y_reference = mark.get("xref", "x"), mark.get("yref", "y")
    look = dict(font) | dict(mark.get("font") or {})
    return PlacedWords(
        lines=lines_of(mark["text"]),
        x=_pixel("x", x_reference, mark["x"], panels) + float(mark.get("xshift", 0)),
        y=_pixel("y", y_reference, mark["y"], panels) - float(mark.get("yshift", 0)),
        xanchor=mark.get("xanchor") or _side(x_reference, mark["x"], ("left", "center", "right")),
        yanchor=mark.get("yanchor") or _side(y_reference, mark["y"], ("bottom", "middle", "top")),
        align=mark.get("align", "center"),
        size=float(look["size"]),
        colour=look["color"],
        ground=mark.get("bgcolor", ""),
    )


def annotation(mark: Mark, panels: Panels, font: Mapping[str, Any]) -> str:
    """Words at a place as SVG."""
    told = placed_words(mark, panels, font)
    return letters(
        told.lines, told.x, told.y, size=told.size, colour=told.colour, xanchor=told.xanchor, yanchor=told.yanchor,
        align=told.align, ground=told.ground,
    )  # fmt: skip


def _pixel(side: str, reference: str, at: Any, panels: Panels) -> float:
    if reference == "paper":
        return panels.across(float(at)) if side == "x" else panels.up(float(at))
    name, _, domain = reference.partition(" ")
    scale = panels.scales[axis_name(name)]
    return scale.start + float(at) * (scale.end - scale.start) if domain else scale.pixel(at)


def _side(reference: str, at: Any, names: tuple[str, str, str]) -> str:
    """Plotly's own choice: by thirds of the plot area, and the middle at a value of an axis."""
    if "paper" not in reference and "domain" not in reference:
        return names[1]
    return names[0] if at < 1 / 3 else names[2] if at > 2 / 3 else names[1]
