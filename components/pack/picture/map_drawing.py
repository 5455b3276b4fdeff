"""A map drawn on the server: areas in the colours of the screen's map, what is hidden hatched, and the key beneath."""

import math
from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from components.findings.area_map import AreaMap, KeyEntry
from components.pack.exhibit import MapPicture
from components.pack.figure_words import Run
from components.pack.picture.lettering import letters, line_width
from components.style.colours import INK, LINE, OUTSIDE, PAPER, QUIET_INK

KEY_SIZE = 15.0
_HIGH, _KEY_LINE, _SWATCH, _APART, _ABOVE_KEY = 560.0, 26.0, 15.0, 26.0, 18.0
# Corners nearer than this to the line they lie on are left out: no eye would see them.
_LEAST_PIXELS = 0.4
_HATCH = "maphatch"
_OUTSIDE = "mapoutside"


class _Ground:
    """Places on the ground in pixels, north at the top, distances alike in both directions."""

    def __init__(self, shapes: Sequence[BaseGeometry], width: float, height: float):
        west, south, east, north = shapely.total_bounds([each for each in shapes if not each.is_empty])
        self._squeeze = math.cos(math.radians((south + north) / 2))
        wide, high = (east - west) * self._squeeze, north - south
        self.scale = min(width / max(wide, 1e-9), height / max(high, 1e-9))
        self._west, self._north = west, north
        self._left = (width - wide * self.scale) / 2
        self.height = high * self.scale

    def path(self, shape: BaseGeometry) -> str:
        """A shape's rings as the path of SVG."""
        simple = shape.simplify(_LEAST_PIXELS / self.scale)
        rings = []
        for part in shapely.get_parts(simple):
            if part.geom_type == "Polygon":
                rings += [part.exterior, *part.interiors]
            elif part.geom_type in ("LineString", "LinearRing"):
                rings.append(part)
        return "".join(self._ring(ring.coords) for ring in rings)

    def _ring(self, corners: Sequence[Sequence[float]]) -> str:
        points = (
            f"{self._left + (corner[0] - self._west) * self._squeeze * self.scale:.1f} "
            f"{(self._north - corner[1]) * self.scale:.1f}"
            for corner in corners
        )
        return "M" + "L".join(points)


def map_svg(picture: MapPicture, width: float, most: float | None = None) -> tuple[str, float]:
    """The map and its key as SVG, `width` pixels wide, without the element round it; and how high it is.

    `most` is how high both may be together, in pixels.
    """
    room = _HIGH if most is None else most - _ABOVE_KEY - _key(picture.shown, 0.0, width)[1]
    ground = _Ground([*picture.shapes, *picture.outside], width, room)
    drawn = [_patterns()]
    drawn += [f'<path d="{ground.path(each)}" fill="url(#{_OUTSIDE})"/>' for each in picture.outside]
    shown = zip(picture.shapes, picture.shown.colours, picture.shown.hatched, strict=True)
    for shape, colour, hatched in shown:
        path = ground.path(shape)
        drawn.append(f'<path d="{path}" fill="{colour}" stroke="{colour}" stroke-width=".4" fill-rule="evenodd"/>')
        if hatched:
            drawn.append(f'<path d="{path}" fill="url(#{_HATCH})" fill-rule="evenodd"/>')
    drawn += [
        f'<path d="{ground.path(each)}" fill="none" stroke="{PAPER}" stroke-width="1.4"/>' for each in picture.over
    ]
    if picture.focus is not None:
        drawn.append(f'<path d="{ground.path(picture.focus)}" fill="none" stroke="{INK}" stroke-width="4"/>')
    top = ground.height + _ABOVE_KEY
    key, high = _key(picture.shown, top, width)
    return "".join([*drawn, key]), top + high


def _patterns() -> str:
    hatch = f'<path d="M0 7L7 0" stroke="{QUIET_INK}" stroke-width="1"/>'
    leaning = (
        f'<rect width="7" height="7" fill="{OUTSIDE}"/><path d="M0 0L7 7" stroke="{QUIET_INK}" stroke-width=".6"/>'
    )
    return "".join(
        f'<pattern id="{name}" width="7" height="7" patternUnits="userSpaceOnUse">{inside}</pattern>'
        for name, inside in ((_HATCH, hatch), (_OUTSIDE, leaning))
    )


def _key(shown: AreaMap, top: float, width: float) -> tuple[str, float]:
    """The key, its entries in as many rows as they take; and how high it is."""
    drawn, x, y = [], 0.0, top
    if shown.square:
        drawn.append(_square(shown.square, top))
        x = _square_width()
    left = x
    for entry in shown.key:
        wide = _SWATCH + 8 + line_width((Run(entry.words),), KEY_SIZE)
        if x > left and x + wide > width:
            x, y = left, y + _KEY_LINE
        drawn.append(_entry(entry, x, y))
        x += wide + _APART
    high = y + _KEY_LINE - top
    return "".join(drawn), max(high, 3 * 22 + 44 if shown.square else 0)


def _entry(entry: KeyEntry, x: float, y: float) -> str:
    fill = f"url(#{_OUTSIDE})" if entry.outside else entry.colour
    box = f'x="{x:.1f}" y="{y:.1f}" width="{_SWATCH:g}" height="{_SWATCH:g}"'
    swatch = f'<rect {box} fill="{fill}" stroke="{LINE}"/>'
    if entry.hatched:
        swatch += f'<rect {box} fill="url(#{_HATCH})"/>'
    words = letters(((Run(entry.words),),), x + _SWATCH + 8, y + _SWATCH / 2, size=KEY_SIZE, colour=INK)
    return swatch + words


def _square(rows: Sequence[Sequence[str]], top: float) -> str:
    """The square of a two-way key: darker to the right is more deprived, darker upwards worse."""
    cells = "".join(
        f'<rect x="{60 + 22 * across}" y="{top + 22 * down:.1f}" width="22" height="22" fill="{colour}"/>'
        for down, row in enumerate(rows)
        for across, colour in enumerate(row)
    )
    worse = letters(((Run("worse ↑"),),), 0, top + 33, size=KEY_SIZE, colour=INK)
    deprived = letters(((Run("more deprived →"),),), 60, top + 3 * 22 + 14, size=KEY_SIZE, colour=INK)
    return cells + worse + deprived


def _square_width() -> float:
    return 60.0 + line_width((Run("more deprived →"),), KEY_SIZE) + _APART
