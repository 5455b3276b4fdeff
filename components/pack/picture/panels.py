"""Where a figure's panels stand: margins grown to hold the labels of ticks and the titles of axes, as plotly grows them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from components.pack.figure_words import lines_of
from components.pack.picture.lettering import block_size
from components.pack.picture.scales import Scale, Tick, is_dated, ticks
from components.pack.plain_figure import PlainFigure, axis_name

# Between an axis and its labels, and between its title and what stands before it.
LABEL_GAP = 5.0


@dataclass(frozen=True)
class Panels:
    """The picture's size, its plot area in pixels, and each axis' scale and ticks by the axis' full name."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    scales: Mapping[str, Scale]
    ticks: Mapping[str, list[Tick]]

    def across(self, share: float) -> float:
        """The pixel at a share of the plot area's width, from its left."""
        return self.left + share * (self.right - self.left)

    def up(self, share: float) -> float:
        """The pixel at a share of the plot area's height, from its foot."""
        return self.bottom - share * (self.bottom - self.top)


def panels(figure: PlainFigure, width: float) -> Panels:
    """The panels of a figure drawn `width` pixels wide."""
    margin = figure.layout["margin"]
    found = _with_margins(figure, width, {side: float(margin[side]) for side in "lrtb"})
    grown = {side: max(float(margin[side]), room) for side, room in _room_wanted(figure, found).items()}
    return _with_margins(figure, width, grown)


def _with_margins(figure: PlainFigure, width: float, margin: Mapping[str, float]) -> Panels:
    empty = Panels(
        width=width, height=figure.height, left=margin["l"], right=width - margin["r"], top=margin["t"],
        bottom=figure.height - margin["b"], scales={}, ticks={},
    )  # fmt: skip
    scales = {name: _scale(figure, name, empty) for name in figure.layout if name[1:5] == "axis"}
    told = {name: ticks(figure.axis(name), scale) for name, scale in scales.items()}
    return replace(empty, scales=scales, ticks=told)


def _scale(figure: PlainFigure, name: str, area: Panels) -> Scale:
    axis = figure.axis(name)
    first, last = axis.get("domain") or (0.0, 1.0)
    values = [each for trace in figure.traces for each in _positions(trace, name)]
    low, high = axis["range"]
    dated = is_dated([*values, low])
    names = () if dated else tuple(dict.fromkeys(each for each in values if isinstance(each, str)))
    ends = (area.across(first), area.across(last)) if name[0] == "x" else (area.up(first), area.up(last))
    whole = Scale(name, 0.0, 1.0, *ends, dated, names)
    return replace(whole, low=whole.place(low), high=whole.place(high))


def _positions(trace: Mapping[str, Any], name: str) -> list[Any]:
    side = name[0]
    return list(trace.get(side) or []) if axis_name(trace.get(f"{side}axis", side)) == name else []


def _room_wanted(figure: PlainFigure, area: Panels) -> dict[str, float]:
    """How wide each margin must be for what stands outside the plot area."""
    room = dict.fromkeys("lrtb", 0.0)
    for name, scale in area.scales.items():
        axis = figure.axis(name)
        size = float(axis["tickfont"]["size"])
        labels = [] if axis.get("showticklabels") is False else area.ticks[name]
        sizes = [block_size(lines_of(tick.words), size) for tick in labels]
        title = axis["title"].get("text")
        beyond = float(axis["title"].get("standoff", 10)) + axis["title"]["font"]["size"] * 1.1 if title else 0.0
        if name[0] == "y":
            if scale.name == "yaxis" or (axis.get("anchor") or "x") == "x":
                widest = max((across for across, _ in sizes), default=0.0)
                room["l"] = max(room["l"], widest + LABEL_GAP + beyond + 2)
        else:
            side = "t" if axis.get("side") == "top" else "b"
            highest = max((high for _, high in sizes), default=0.0)
            room[side] = max(room[side], highest + LABEL_GAP + beyond + 2)
            for tick, (across, _) in zip(labels, sizes, strict=True):
                room["r"] = max(room["r"], scale.pixel(tick.at) + across / 2 - area.right)
    return room
