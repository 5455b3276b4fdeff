"""What an exhibit shows, drawn: its map where it has one, else its finding's figure."""

from dataclasses import dataclass
from html import escape

import resvg_py

from components.pack.exhibit import Exhibit
from components.pack.picture.figure_svg import figure_svg
from components.pack.picture.fonts import FAMILY, FILES
from components.pack.picture.map_drawing import map_svg
from components.pack.plain_figure import plain_figure
from components.style.colours import PAPER

# Twice the pixels of a screen: sharp when a slide enlarges it.
_ZOOM = 2


@dataclass(frozen=True)
class Drawing:
    """The parts of an SVG picture, and its size in pixels."""

    svg: str
    width: float
    height: float


def drawing(exhibit: Exhibit, width: float) -> Drawing | None:
    """The exhibit's picture so many pixels wide; None for a finding that is its table."""
    if exhibit.map is not None:
        return Drawing(*_sized(map_svg(exhibit.map, width), width))
    if exhibit.finding.figure is None:
        return None
    figure = plain_figure(exhibit.finding.figure)
    return Drawing(figure_svg(figure, width), width, figure.height)


def _sized(drawn: tuple[str, float], width: float) -> tuple[str, float, float]:
    return drawn[0], width, drawn[1]


def element(drawn: Drawing, told: str = "", *, label: str = "") -> str:
    """A drawing as an SVG element on white; `told` is what goes before it, such as its description; `label` what a
    screen reader says where it stands in a page.
    """
    spoken = f' aria-label="{escape(label)}"' if label else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawn.width:g}" height="{drawn.height:.0f}" '
        f'viewBox="0 0 {drawn.width:g} {drawn.height:.0f}" role="img"{spoken} '
        f"font-family=\"'{FAMILY}', 'Source Sans 3', Arial, sans-serif\">{told}"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{drawn.svg}</svg>'
    )


def png(svg: str, zoom: int = _ZOOM) -> bytes:
    """An SVG element as PNG of so many times its pixels, in the typeface that comes with it and no other."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=FILES, skip_system_fonts=True, zoom=zoom))
