"""The axes of a narrow figure: names above their rows in place of a margin, and no more ticks than have room."""

from typing import Any

import numpy as np

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.narrow.measure import broken, n_lines, positions, width
from components.charts.narrow.panels import Layout, Panel, marks_of
from components.charts.type_marks import NEW_LINE
from components.style.colours import INK

# Names no longer than this stay beside their rows.
_SHORT = 36.0
_TICK_GAP, _MOST_NUMBERS, _TICK_LINE = 12.0, 4, 78.0
_STEEP = -50
_NAME_LINE, _HEADING_LINE = 18.0, 20.0
# How far the words over a dot reach above its middle, beside the dot's own half; and the least above any row.
_WORDS_OVER, _LEAST_OVER, _UNDER = 19.0, 9.0, 8.0


def names_above_rows(panel: Panel, traces: list[dict[str, Any]], layout: Layout) -> None:
    """Rows named at their left are named above, and set so much further apart."""
    axis = layout[panel.y]
    names = [str(each) for each in axis.get("ticktext", ())]
    if not names or axis.get("showticklabels") is False or max(width(name) for name in names) <= _SHORT:
        return
    places = np.asarray(axis["tickvals"], dtype=float)
    low, high = (float(end) for end in axis["range"])
    apart = np.diff(np.sort(places))
    step = float(apart.min()) if len(apart) else 1.0
    pitch = panel.height / abs(high - low) * step
    over, under = _reach(panel, traces, layout, pitch)
    wider = max(pitch, over + _NAME_LINE + under)
    for trace in traces:
        if trace["type"] == "bar" and trace.get("yaxis", "y") == f"y{panel.y[5:]}":
            trace["width"] = float(trace.get("width", 0.8)) * pitch / wider
        elif trace["type"] == "heatmap" and trace.get("yaxis", "y") == f"y{panel.y[5:]}":
            # Cells stay as high as they were: the name stands above them, and not on them.
            trace["ygap"] = float(trace.get("ygap", 0)) + wider - pitch
    up = 1 if high > low else -1
    edge = high if up > 0 else low
    heading = _headings_over_names(panel, layout, places, over + _NAME_LINE, up)
    top = float(places.max() if up > 0 else places.min()) + up * step * (over + _NAME_LINE + 2 + heading) / wider
    # The first name must have room above its row too.
    ends = (low, max(edge, top)) if up > 0 else (low, min(high, top))
    axis["range"] = list(ends)
    panel.height = abs(ends[1] - ends[0]) / step * wider
    size = axis.get("tickfont", {}).get("size", SMALL_TEXT_SIZE)
    for place, name in zip(places, names, strict=True):
        layout.setdefault("annotations", []).append(
            {
                "_panel": (panel.x, panel.y), "showarrow": False, "x": 0, "xref": panel.x_words, "xanchor": "left",
                "y": place, "yref": f"y{panel.y[5:]}", "yanchor": "bottom", "yshift": over - 2,
                "text": name.replace(NEW_LINE, " "), "font": {"size": size, "color": INK},
            }
        )  # fmt: skip
    axis["showticklabels"] = False


def _reach(panel: Panel, traces: list[dict[str, Any]], layout: Layout, pitch: float) -> tuple[float, float]:
    """How many pixels what is drawn in a row reaches above and below its middle."""
    over, under = _LEAST_OVER, _UNDER
    for trace in traces:
        if trace.get("yaxis", "y") != f"y{panel.y[5:]}":
            continue
        if trace["type"] == "bar":
            half = float(trace.get("width", 0.8)) * pitch / 2
            over, under = max(over, half + 1), max(under, half + 4)
        elif trace["type"] == "heatmap":
            half = (pitch - float(trace.get("ygap", 0))) / 2
            over, under = max(over, half + 3), max(under, half + 1)
        elif "markers" in str(trace.get("mode", "")):
            half = float(np.max(positions(trace.get("marker", {}).get("size", 8)), initial=0)) / 2
            words = " ".join(_sides(trace)) if "text" in str(trace["mode"]) else ""
            over = max(over, half + 1 + (_WORDS_OVER if "top" in words else 0))
            # Where a row has words over several dots, some may go below theirs.
            crowded = len(_sides(trace)) > len(layout[panel.y]["ticktext"]) if words else False
            under = max(under, half + (_WORDS_OVER if "bottom" in words or crowded else 0))
    for mark in marks_of(panel, layout):
        shift = float(mark.get("yshift", 0))
        if mark["yref"] == f"y{panel.y[5:]}" and not mark["xref"].endswith("domain") and shift > 0:
            over = max(over, shift + (_WORDS_OVER if mark.get("yanchor") == "bottom" else _WORDS_OVER / 2))
    return over, under


def _sides(trace: dict[str, Any]) -> list[str]:
    """On which sides of their dots the words of a trace stand."""
    words, places = trace.get("text") or [], trace.get("textposition", "")
    sides = [places] * len(words) if isinstance(places, str) else list(places)
    return [side for side, each in zip(sides, words, strict=False) if each]


def _headings_over_names(panel: Panel, layout: Layout, places: np.ndarray, shift: float, up: int) -> float:
    """The headings of blocks of rows stand above the name of their first row; how much room the uppermost takes."""
    found = 0.0
    for mark in marks_of(panel, layout):
        if mark["yref"] != f"y{panel.y[5:]}" or mark["xref"] != panel.x_words or float(mark["x"]) > 0.02:
            continue
        below = [place for place in places.tolist() if (place - float(mark["y"])) * up <= 0]
        if below:
            first = max(below) if up > 0 else min(below)
            mark |= {"y": first, "yanchor": "bottom", "yshift": shift, "xshift": 0}
            found = _HEADING_LINE
    return found


def fewer_ticks(panel: Panel, layout: Layout, room: float) -> None:
    """As many ticks along the foot as have room: every other date left out, words broken or set at a slant."""
    axis = layout[panel.x]
    axis["automargin"] = False
    if axis.get("showticklabels") is False:
        return
    names = [str(each) for each in axis.get("ticktext", ())]
    if not names:
        axis |= {"nticks": _MOST_NUMBERS, "tickangle": 0}
        return
    size = axis.get("tickfont", {}).get("size", SMALL_TEXT_SIZE)
    places = list(axis["tickvals"])
    if _dated(places):
        names = [broken(name, _TICK_LINE, size) for name in names]
        panel.foot += 17.0 * (max(n_lines(name) for name in names) - 1)
        least = max(width(name, size) for name in names) + _TICK_GAP
        every = -(-len(names) // max(2, int(room // least)))
        axis |= {"ticktext": names[::-1][::every][::-1], "tickvals": places[::-1][::every][::-1], "tickangle": 0}
        return
    each = room / len(names)
    lines = [broken(name, each, size) for name in names]
    if max(width(line, size) for line in lines) <= each + 4:
        axis |= {"ticktext": lines, "tickangle": 0}
        panel.foot += 17.0 * (max(n_lines(line) for line in lines) - 1)
    else:
        axis["tickangle"] = _STEEP
        panel.foot += 0.77 * max(width(name, size) for name in names)


def _dated(places: list[Any]) -> bool:
    return np.asarray(places).dtype.kind in "MU" or not isinstance(places[0], int | float | np.number)


def names_in_less(layout: Layout, room: float) -> None:
    """The names of a grid's rows on several lines, and its rows as high as these need."""
    axis = layout["yaxis"]
    names = [broken(str(each), room, SMALL_TEXT_SIZE) for each in axis.get("ticktext", ())]
    margin = layout["margin"]
    plot = float(layout["height"]) - margin["t"] - margin["b"]
    low, high = axis["range"]
    pitch = plot / abs(float(high) - float(low))
    wider = max(pitch, 17.0 * max((n_lines(name) for name in names), default=1) + 4)
    layout["height"] = margin["t"] + margin["b"] + plot * wider / pitch
    margin["l"] = room + 12
    axis["ticktext"] = names
