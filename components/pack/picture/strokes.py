"""Shapes of single marks: symbols of points, dashes of lines and the hatching of bars, as plotly draws them."""

import math

# In units of a line's width, as plotly's own; dots are as long as they are wide.
_DASHES = {
    "dot": (1, 1.6),
    "dash": (3, 3),
    "longdash": (5, 5),
    "dashdot": (3, 1, 1, 1),
    "longdashdot": (5, 2, 1, 2),
}
_LEAST_DASH = 3.0


def dashes(dash: str | None, width: float) -> str:
    """The attribute that dashes a line; '' for a solid one. Errors: KeyError for a dash no chart uses."""
    if not dash or dash == "solid":
        return ""
    unit = max(width, _LEAST_DASH)
    return f' stroke-dasharray="{" ".join(f"{part * unit:g}" for part in _DASHES[dash])}"'


def point(symbol: str, x: float, y: float, size: float, *, fill: str, edge: str, edge_width: float) -> str:
    """A point as SVG. Errors: KeyError for a symbol no chart uses."""
    shape, _, kind = symbol.partition("-")
    radius = size / 2
    if kind == "ns":
        return _stroked(f"M{x:.2f} {y - radius:.2f}V{y + radius:.2f}", edge, edge_width)
    # An open mark is the line round it, in the mark's own colour.
    look = f'fill="none" stroke="{fill}"' if kind == "open" else f'fill="{fill}" stroke="{edge}"'
    width = max(edge_width, 1.0) if kind == "open" else edge_width
    if shape == "circle":
        return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" {look} stroke-width="{width:g}"/>'
    corners = " ".join(f"{x + radius * a:.2f},{y + radius * b:.2f}" for a, b in _CORNERS[symbol.removesuffix("-open")])
    return f'<polygon points="{corners}" {look} stroke-width="{width:g}"/>'


def _stroked(path: str, colour: str, width: float) -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>'


def _turned(corners: tuple[tuple[float, float], ...], degrees: float) -> tuple[tuple[float, float], ...]:
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return tuple((a * cosine - b * sine, a * sine + b * cosine) for a, b in corners)


_ARM = 0.4
_CROSS = (
    (-_ARM, -1.2), (_ARM, -1.2), (_ARM, -_ARM), (1.2, -_ARM), (1.2, _ARM), (_ARM, _ARM), (_ARM, 1.2), (-_ARM, 1.2),
    (-_ARM, _ARM), (-1.2, _ARM), (-1.2, -_ARM), (-_ARM, -_ARM),
)  # fmt: skip
_CORNERS = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "cross": _CROSS,
    "x": _turned(_CROSS, 45),
    "triangle-up": ((-1.155, 0.577), (1.155, 0.577), (0, -1.155)),
    "triangle-down": ((-1.155, -0.577), (1.155, -0.577), (0, 1.155)),
}
