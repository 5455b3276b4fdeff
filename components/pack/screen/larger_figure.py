"""A figure made for a page, in a form for a room: no small type, and as high as it is given room; no chart knows of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from components.charts.layout import TEXT_SIZE
from components.pack.picture.drawing import Drawing
from components.pack.picture.figure_svg import figure_svg
from components.pack.picture.panels import panels
from components.pack.plain_figure import PlainFigure
from components.pack.screen.words_apart import WordsFound, words_found

_FONTS = {"font", "textfont", "tickfont"}
_MARKED = re.compile(r"font-size:(\d+)px")
# Margins are made wider until no word runs beyond the edge: wider margins move words, so it takes another look.
_LOOKS = 3
_OVER = 1.0


@dataclass(frozen=True)
class WholeFigure:
    """A figure drawn, the words found on it, and how wide and high its panels are together, in pixels."""

    drawn: Drawing
    words: WordsFound
    across: float
    up: float

    @property
    def share(self) -> float:
        """The part of its width that is not margin."""
        return self.across / self.drawn.width

    @property
    def readable(self) -> bool:
        """Whether no word runs over its edge."""
        return max(self.words.beyond.values()) <= _OVER


def larger_figure(figure: PlainFigure, height: float, *, raised: bool = True) -> PlainFigure:
    """The figure so many pixels high; `raised`: with no type smaller than its text, for quiet type is for one at a desk."""
    traces = figure.traces
    layout = figure.layout | {"height": height}
    if raised:
        traces, layout = tuple(_raised(traces)), _raised(layout)
    # Where there is less room a label may reach over its panel's edge: it is not to be cut there.
    whole = tuple(trace | {"cliponaxis": False} if "text" in trace.get("mode", "") else trace for trace in traces)
    return PlainFigure(whole, layout)


def drawn_whole(figure: PlainFigure, width: float) -> WholeFigure:
    """The figure drawn so many pixels wide, its margins widened for words that would run over its edges."""
    for _ in range(_LOOKS):
        drawn = Drawing(figure_svg(figure, width), width, figure.height)
        found = words_found(drawn)
        if max(found.beyond.values()) <= _OVER:
            break
        margin = {side: room + found.beyond.get(side, 0.0) + 2 for side, room in figure.layout["margin"].items()}
        figure = replace(figure, layout=figure.layout | {"margin": margin})
    area = panels(figure, width)
    return WholeFigure(drawn, found, area.right - area.left, area.bottom - area.top)


def _raised(part: Any, *, font: bool = False) -> Any:
    if isinstance(part, Mapping):
        found = {name: _raised(each, font=name in _FONTS) for name, each in part.items()}
        if font and isinstance(found.get("size"), int | float):
            found["size"] = max(found["size"], TEXT_SIZE)
        return found
    if isinstance(part, list | tuple):
        return [_raised(each) for each in part]
    if isinstance(part, str):
        return _MARKED.sub(lambda told: f"font-size:{max(int(told[1]), TEXT_SIZE)}px", part)
    return part
