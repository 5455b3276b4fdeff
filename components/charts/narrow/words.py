"""The words of a narrow figure: those beside lines on several lines, keys and titles above, references inside the picture."""

from typing import Any

import numpy as np

from components.charts.direct_labels import moved_apart
from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.narrow.measure import LINE, broken, n_lines, positions, width
from components.charts.narrow.panels import Layout, Panel, marks_of

# What words beside a line may take of the width.
_BESIDE = 106.0


def _beside(panel: Panel, layout: Layout) -> list[dict[str, Any]]:
    """Words at the right of a panel."""
    return [
        mark
        for mark in marks_of(panel, layout)
        if mark["xref"] == panel.x_words and mark.get("xanchor") == "left" and float(mark["x"]) > 0.98
    ]


def room_right(panel: Panel, traces: list[dict[str, Any]], layout: Layout) -> float:
    """Pixels for the words at the right of a panel, those on several lines included."""
    found = 0.0
    for mark in _beside(panel, layout):
        size = mark.get("font", {}).get("size", SMALL_TEXT_SIZE)
        mark["text"] = broken(mark["text"], _BESIDE, size)
        found = max(found, width(mark["text"], size) + float(mark.get("xshift", 0)))
    axis = layout[panel.x]
    if "range" not in axis or isinstance(axis["range"][0], str):
        return found
    low, high = axis["range"]
    for trace in traces:
        if "text" not in str(trace.get("mode", "")) or f"{trace.get('xaxis', 'x')}" != f"x{panel.x[5:]}":
            continue
        for x, words in zip(positions(trace["x"]), trace["text"], strict=False):
            if isinstance(x, float | int) and words and "right" in str(trace.get("textposition", "")):
                beyond = width(str(words)) - (high - x) / (high - low) * 200
                found = max(found, min(beyond, _BESIDE))
    return found


def beside_lines(panel: Panel, layout: Layout) -> None:
    """Words beside lines are set apart anew, and the panel made as high as they need."""
    marks = [mark for mark in _beside(panel, layout) if not mark["yref"].endswith("domain")]
    if len(marks) < 2:
        return
    least = LINE * max(n_lines(mark["text"]) for mark in marks) + 1
    panel.height = max(panel.height, least * len(marks))
    low, high = sorted(float(end) for end in layout[panel.y]["range"])
    gap = least * (high - low) / panel.height
    half = gap / 2
    heights = moved_apart([float(mark["y"]) for mark in marks], gap, (low + half, high - half))
    for mark, height in zip(marks, heights, strict=True):
        mark |= {"y": height, "align": "left"}


def words_inside(panel: Panel, traces: list[dict[str, Any]], layout: Layout, room: float) -> None:
    """Words over dots near an edge stand beside the edge, and those that would cover another's go below their dot."""
    ends = layout[panel.x].get("range", ())
    if len(ends) != 2 or not all(isinstance(end, int | float) for end in ends):
        return
    low, high = (float(end) for end in ends)
    for trace in traces:
        words, places = trace.get("text"), trace.get("textposition")
        on_panel = trace.get("xaxis", "x") == f"x{panel.x[5:]}" and trace.get("yaxis", "y") == f"y{panel.y[5:]}"
        if not on_panel or not isinstance(words, list) or not places or trace["type"] != "scatter":
            continue
        if trace.get("mode") == "text":
            continue
        each = [places] * len(words) if isinstance(places, str) else list(places)
        at = (np.asarray(positions(trace["x"]), dtype=float) - low) / (high - low) * room
        trace["textposition"] = _apart(np.asarray(positions(trace["y"]), dtype=float), at, words, each, room)


def _apart(y: np.ndarray, at: np.ndarray, words: list[str], places: list[str], room: float) -> list[str]:
    taken: list[tuple[float, str, float, float]] = []
    found = list(places)
    for place in np.argsort(at).tolist():
        if not words[place] or "center" not in places[place]:
            continue
        half = width(words[place], SMALL_TEXT_SIZE + 1) / 2
        side = "left" if at[place] + half > room else "right" if at[place] - half < 0 else "center"
        start = at[place] - {"left": 2 * half, "right": 0.0, "center": half}[side]
        height = places[place].split()[0]
        for row, level, begins, ends in taken:
            if abs(row - y[place]) < 0.3 and level == height and begins < start + 2 * half and start < ends:
                height = "bottom" if height == "top" else "top"
                break
        taken.append((float(y[place]), height, start, start + 2 * half))
        found[place] = f"{height} {side}"
    return found


def wrapped_titles(panel: Panel, layout: Layout, room: float) -> None:
    """Titles of axes on as many lines as they need; one along the side becomes a line above."""
    for name, along in ((panel.x, True), (panel.y, False)):
        title = layout[name].get("title", {})
        if not title.get("text"):
            continue
        size = title.get("font", {}).get("size", SMALL_TEXT_SIZE)
        layout[name]["title"] = title | {"text": broken(title["text"], room - 40 if along else panel.height, size)}
        if along:
            _ends_below(panel, layout, n_lines(layout[name]["title"]["text"]))


def _ends_below(panel: Panel, layout: Layout, title_lines: int) -> None:
    """Words at the two ends of an axis stand under its title, each on a line."""
    ends = [
        mark
        for mark in marks_of(panel, layout)
        if mark["yref"] == panel.y_words and float(mark["y"]) == 0 and float(mark.get("yshift", 0)) < -30
    ]
    for line, mark in enumerate(ends):
        mark |= {"yshift": -(40 + (LINE + 2) * (title_lines + line)), "yanchor": "top"}
    panel.foot += (LINE + 2) * len(ends) + (6 if ends else 0)


def kept_inside(panel: Panel, layout: Layout, room: float) -> None:
    """Words centred on a place near the edge start or end there, so that they are not cut."""
    low, high = layout[panel.x].get("range", (None, None))
    if not all(isinstance(end, int | float) for end in (low, high)):
        return
    for mark in marks_of(panel, layout):
        if mark["xref"].endswith("domain") or mark.get("xanchor", "center") == "right":
            continue
        if not isinstance(mark["x"], int | float):
            continue
        at = (float(mark["x"]) - low) / (high - low) * room
        size = mark.get("font", {}).get("size", SMALL_TEXT_SIZE)
        half = width(mark["text"], size) / (2 if mark.get("xanchor", "center") == "center" else 1)
        if at + half > room + 8:
            mark |= {"xanchor": "right", "xshift": -float(mark.get("xshift", 0)) + (room - at if half > at else 0)}
        elif mark.get("xanchor", "center") == "center" and at - half < 0:
            mark |= {"xanchor": "left", "xshift": -min(at, half)}
