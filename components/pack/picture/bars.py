"""Bars as SVG, standing or lying, beside a zero line or on each other, hatched where they are, with their labels."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.pack.figure_words import lines_of
from components.pack.picture.lettering import letters
from components.pack.picture.scales import Scale
from components.pack.picture.traces import of_each

_LABEL_GAP = 4.0


@dataclass(frozen=True)
class _Bar:
    """One bar in pixels: along its length from `start` to `end`, across from `low` to `high`."""

    start: float
    end: float
    low: float
    high: float


class BarStack:
    """Where bars that stand on each other have come to: each begins where the last of its place ended."""

    def __init__(self, *, stacked: bool):
        self._stacked = stacked
        self._reached: dict[tuple[str, float], float] = {}

    def next(self, axis: str, place: float, size: float) -> tuple[float, float]:
        """Start and end of the next bar at a place, in the axis' numbers."""
        start = self._reached.get((axis, place), 0.0) if self._stacked else 0.0
        self._reached[(axis, place)] = start + size
        return start, start + size


def bars(trace: Mapping[str, Any], x: Scale, y: Scale, stack: BarStack, number: int) -> str:
    """A trace of bars; `number` is the trace's own, for the name of its hatching."""
    lying = trace.get("orientation") == "h"
    along, across = (x, y) if lying else (y, x)
    sizes, places = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
    count = len(sizes)
    marker = trace["marker"]
    edge = marker.get("line") or {}
    pattern = _hatching(marker, number)
    drawn = [pattern]
    looks = zip(
        sizes, places, of_each(trace.get("width", 0.8), count), of_each(marker["color"], count),
        of_each(edge.get("color", "none"), count), of_each(edge.get("width", 0), count), strict=True,
    )  # fmt: skip
    for place, (size, at, wide, fill, outline, width) in enumerate(looks):
        if size is None or not math.isfinite(size):
            continue
        start, end = stack.next(across.name, float(at), float(size))
        middle = across.place(at)
        bar = _Bar(
            along.pixel(start), along.pixel(end), across.pixel(middle - wide / 2), across.pixel(middle + wide / 2)
        )
        look = f'fill="{f"url(#hatch{number})" if pattern else fill}" stroke="{outline}" stroke-width="{width:g}"'
        drawn += [_rectangle(bar, look, lying=lying), _label(trace, bar, place, lying=lying)]
    return "".join(drawn)


def _rectangle(bar: _Bar, look: str, *, lying: bool) -> str:
    first, last = sorted((bar.start, bar.end))
    low, high = sorted((bar.low, bar.high))
    left, top, wide, tall = (first, low, last - first, high - low) if lying else (low, first, high - low, last - first)
    return f'<rect x="{left:.2f}" y="{top:.2f}" width="{wide:.2f}" height="{tall:.2f}" {look}/>'


def _hatching(marker: Mapping[str, Any], number: int) -> str:
    """The pattern of hatched bars; '' for plain ones."""
    pattern = marker.get("pattern") or {}
    if not pattern.get("shape"):
        return ""
    side = float(pattern["size"])
    return (
        f'<pattern id="hatch{number}" width="{side:g}" height="{side:g}" patternUnits="userSpaceOnUse">'
        f'<rect width="{side:g}" height="{side:g}" fill="{pattern["bgcolor"]}"/>'
        f'<path d="M0 {side:g}L{side:g} 0M-1 1L1 -1M{side - 1:g} {side + 1:g}L{side + 1:g} {side - 1:g}" '
        f'stroke="{pattern["fgcolor"]}" stroke-width="{side * float(pattern["solidity"]):.1f}"/></pattern>'
    )


def _label(trace: Mapping[str, Any], bar: _Bar, place: int, *, lying: bool) -> str:
    position = trace.get("textposition", "none")
    words: Sequence[str] = trace.get("text") or ()
    if position == "none" or not words or not words[place]:
        return ""
    font = (trace.get("insidetextfont") if position == "inside" else None) or trace.get("textfont") or {}
    colour = of_each(font.get("color"), len(words))[place]
    onward = 1.0 if bar.end >= bar.start else -1.0
    anchor = trace.get("insidetextanchor", "end")
    at, side = {
        "outside": (bar.end + onward * _LABEL_GAP, "away"),
        "start": (bar.start + onward * _LABEL_GAP, "away"),
        "middle": ((bar.start + bar.end) / 2, "on"),
        "end": (bar.end - onward * _LABEL_GAP, "back"),
    }["outside" if position == "outside" else anchor]
    middle = (bar.low + bar.high) / 2
    looks = {"size": float(font["size"]), "colour": colour}
    if lying:
        sides = {"away": "left" if onward > 0 else "right", "on": "center", "back": "right" if onward > 0 else "left"}
        return letters(lines_of(str(words[place])), at, middle, xanchor=sides[side], **looks)
    # Pixels grow downwards: a bar that stands up goes on to smaller ones.
    sides = {"away": "bottom" if onward < 0 else "top", "on": "middle", "back": "top" if onward < 0 else "bottom"}
    return letters(lines_of(str(words[place])), middle, at, xanchor="center", yanchor=sides[side], **looks)
