"""The words above a narrow figure's panels: headings and keys, from the left edge, one below the other."""

import re
from typing import Any

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.narrow.measure import LINE, broken, n_lines, width
from components.charts.narrow.panels import Layout, Panel, marks_of
from components.charts.type_marks import NEW_LINE

_AIR = 4.0
# Between the parts of a key stand two spaces or more, or a raised dot.
_PARTS = re.compile(r" {2,}| · ")


def key_above(panel: Panel, layout: Layout, room: float) -> None:
    """Words of the whole panel start at its left edge, each on lines of its own; those of a place on it stand below them."""
    over = [mark for mark in marks_of(panel, layout) if _stands_above(mark, panel)]
    whole = [mark for mark in over if mark["xref"] == panel.x_words and float(mark["x"]) <= 0.98 or _ends_right(mark)]
    placed = [mark for mark in over if all(mark is not each for each in whole)]
    level = max((_lines_high(mark) + max(float(mark.get("yshift", 0)), 0) for mark in placed), default=0.0)
    margin = layout["margin"]["l"]
    for mark in sorted(whole, key=lambda each: -float(each["x"])):
        size = mark.get("font", {}).get("size", SMALL_TEXT_SIZE)
        words = in_lines(mark["text"], room, size)
        mark |= {"text": words, "xanchor": "left", "align": "left", "x": 0, "xshift": 2 - margin, "yshift": level + 2}
        level += _lines_high(mark)
    panel.head = level + _AIR


def in_lines(words: str, room: float, size: float) -> str:
    """A heading with its key: as many parts on a line as have room."""
    if width(words, size) <= room and not _PARTS.search(words.strip()):
        return words
    lines: list[str] = []
    for part in _PARTS.split(words):
        if lines and width(f"{lines[-1]}  {part}", size) <= room:
            lines[-1] += f"  {part}"
        else:
            lines.append(broken(part, room, size))
    return NEW_LINE.join(lines)


def key_over_columns(layout: Layout) -> None:
    """A key in the corner beside a grid's headings goes above them."""
    for mark in layout.get("annotations", []):
        if mark.get("xref") == "paper" and mark.get("xanchor") == "right" and float(mark["x"]) == 0:
            heads = layout["margin"]["t"]
            mark |= {"xanchor": "left", "align": "left", "xshift": 4 - layout["margin"]["l"], "yshift": heads}
            more = _lines_high(mark)
            layout["margin"]["t"] = heads + more
            layout["height"] = float(layout["height"]) + more


def _ends_right(mark: dict[str, Any]) -> bool:
    return str(mark["xref"]).endswith("domain") and mark.get("xanchor") == "right"


def _lines_high(mark: dict[str, Any]) -> float:
    return (LINE + 1) * n_lines(mark["text"])


def _stands_above(mark: dict[str, Any], panel: Panel) -> bool:
    return mark["yref"] == panel.y_words and mark.get("yanchor") == "bottom" and float(mark["y"]) > 0.98
