"""A figure with many rows in several parts, each a figure of some of its rows: what has no room at once is turned to."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.narrow.measure import broken, n_lines
from components.pack.plain_figure import PlainFigure

# Names longer than this, in pixels, stand on two lines, for a screen's columns need the room; rows are then so much higher.
_NAME_ROOM, _HIGHER = 380.0, 1.1
# Fewer rows than this are never parted.
_FEWEST = 8
# How far from its row's middle, in rows, what belongs to a row may stand.
_WITHIN = 0.5


def n_rows(figure: PlainFigure) -> int:
    """How many rows a figure has that can be parted: named ones from the top, 0, 1, … on its one y axis; 0 for any other."""
    layout = figure.layout
    axis = layout.get("yaxis", {})
    names = axis.get("ticktext") or ()
    whole = list(axis.get("tickvals") or ()) == list(range(len(names))) and len(names) >= _FEWEST
    if not whole or any(name.startswith("yaxis") and name != "yaxis" for name in layout):
        return 0
    if axis.get("showticklabels") is False or axis["range"][0] < axis["range"][1]:
        return 0
    # What spans several rows, or stands in none, belongs to no part.
    every = {row: row for row in range(len(names))}
    stands = [y for trace in figure.traces for y in trace.get("y") or () if y is not None]
    marks = [mark for kind in ("annotations", "shapes") for mark in layout.get(kind, ())]
    rowwise = all(_moved(y, every) is not None for y in stands) and all(_mark(mark, every) for mark in marks)
    return len(names) if rowwise and not any(_spans(mark) for mark in marks) else 0


def partings(figure: PlainFigure, fewest: int) -> list[list[tuple[int, ...]]]:
    """The ways to part a figure's rows, fewest parts first, each as even as can be and with at least `fewest` rows a part.

    A heading, a row in which nothing stands, is with the first of its rows, and said again where a part begins amid them.
    """
    found = {}
    for most in range(n_rows(figure) - 1, fewest - 1, -1):
        parts = _parted(figure, most)
        found[len(parts)] = parts
    return [found[count] for count in sorted(found)]


def _parted(figure: PlainFigure, most: int) -> list[tuple[int, ...]]:
    total, filled = n_rows(figure), _filled(figure)
    parts: list[tuple[int, ...]] = []
    row = 0
    heading: int | None = None
    while row < total:
        part: list[int] = [heading] if heading is not None and row in filled else []
        while row < total and len(part) < most:
            heading = heading if row in filled else row
            part.append(row)
            row += 1
        if row < total and part[-1] not in filled and len(part) > 1:
            row = part.pop()
        parts.append(tuple(part))
    return parts


def with_rows(figure: PlainFigure, rows: Sequence[int]) -> PlainFigure:
    """The figure with these rows alone, in their order and as far apart as they were; its x axis stays as it is."""
    layout = figure.layout
    axis, margin = layout["yaxis"], layout["margin"]
    below, above = axis["range"]
    around = margin["t"] + margin["b"]
    names = [broken(axis["ticktext"][row], _NAME_ROOM, SMALL_TEXT_SIZE) for row in rows]
    pitch = (figure.height - around) / (below - above) * (_HIGHER if max(map(n_lines, names)) > 1 else 1.0)
    last = len(axis["ticktext"]) - 1
    ends = [below - last + len(rows) - 1, above]
    new = {row: place for place, row in enumerate(rows)}
    changed = layout | {
        "height": around + pitch * (ends[0] - ends[1]),
        "yaxis": axis | {
            "range": ends, "tickvals": list(range(len(rows))), "ticktext": names,
        },
        "annotations": [kept for each in layout.get("annotations", ()) if (kept := _mark(each, new))],
        "shapes": [kept for each in layout.get("shapes", ()) if (kept := _mark(each, new))],
    }  # fmt: skip
    return PlainFigure(tuple(_trace(trace, new) for trace in figure.traces), changed)


def _filled(figure: PlainFigure) -> set[int]:
    """The rows in which something stands."""
    found: set[int] = set()
    for trace in figure.traces:
        if trace["type"] == "heatmap":
            found |= {
                round(y) for y, row in zip(trace["y"], trace["z"], strict=True) if any(z is not None for z in row)
            }
        else:
            found |= {round(y) for y in trace.get("y") or () if y is not None}
    return found | {round(each["y"]) for each in figure.layout.get("annotations", ()) if each.get("yref", "y") == "y"}


def _moved(y: float, new: Mapping[int, int]) -> float | None:
    """Where a place of the axis comes to stand; None where its row is not among those kept."""
    row = next(
        (each for each in (round(y), math.floor(y), math.ceil(y)) if abs(y - each) <= _WITHIN and each in new), None
    )
    return None if row is None else new[row] + y - row


def _spans(mark: Mapping[str, Any]) -> bool:
    return mark.get("yref", "y") == "y" and "y0" in mark and round(mark["y0"]) != round(mark["y1"])


def _mark(mark: dict[str, Any], new: Mapping[int, int]) -> dict[str, Any] | None:
    """A mark or a shape where it comes to stand; as it is where it stands by the panel and not by a row."""
    names = [name for name in ("y", "y0", "y1") if name in mark]
    if mark.get("yref", "y") != "y":
        return mark
    moved = {name: _moved(mark[name], new) for name in names}
    return None if None in moved.values() else mark | moved


def _trace(trace: dict[str, Any], new: Mapping[int, int]) -> dict[str, Any]:
    """A trace with what stands in the rows kept, in the rows' new order; a gap in a line stays with what is before it."""
    placed: list[tuple[float | None, int]] = []
    kept = False
    for at, y in enumerate(trace["y"]):
        to = None if y is None else _moved(y, new)
        kept = kept if y is None else to is not None
        if kept:
            placed.append((to, at))
    picked = [at for _, at in placed]
    chosen: dict[str, Any] = _picked(trace, picked, len(trace["y"]))
    return chosen | {"y": [to for to, _ in placed]}


def _picked(part: Any, places: Sequence[int], of: int) -> Any:
    """A part of a trace in which each list that has an entry a point has those of some points alone."""
    if isinstance(part, Mapping):
        # A heatmap's columns may be as many as its rows; they are not parted.
        across = part.get("type") == "heatmap"
        return {
            name: each if across and name in ("x", "colorscale") else _picked(each, places, of)
            for name, each in part.items()
        }
    if isinstance(part, list) and len(part) == of:
        return [part[at] for at in places]
    return part
