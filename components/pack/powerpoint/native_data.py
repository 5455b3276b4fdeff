"""The numbers behind a chart of PowerPoint's own: what stands in its data sheet."""

import math
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE

from components.pack.figure_words import words_of
from components.pack.picture.panels import Panels
from components.pack.picture.scales import as_number
from components.pack.plain_figure import PlainFigure
from components.pack.powerpoint.native_kinds import BARS, POINTS, NativePanel

# The library comes without types.
_Categories: Any = CategoryChartData
_Points: Any = XyChartData
# Days as a spreadsheet counts them, from the last day of 1899 but one.
_EPOCH, _DAY = as_number("1899-12-30"), 86_400_000.0

# Gives a value as the finding's table tells it.
Told = Callable[[float], float]


def native_data(panel: NativePanel, figure: PlainFigure, area: Panels, told: Told) -> tuple[Any, Any]:
    """The kind of chart (a member of XL_CHART_TYPE) that a panel is, and its data."""
    if panel.kind == BARS:
        return _bar_data(panel, figure, told)
    if panel.kind == POINTS:
        return XL_CHART_TYPE.XY_SCATTER_LINES, _point_data(panel, told, _ends(area, panel))
    return XL_CHART_TYPE.LINE_MARKERS, _step_data(panel, told)


def as_days(milliseconds: float) -> float:
    """A time as a spreadsheet counts days."""
    return (milliseconds - _EPOCH) / _DAY


def _name(trace: Mapping[str, Any], place: int) -> str:
    return words_of(trace.get("name") or "") or f"series {place + 1}"


def _number(value: Any) -> float:
    """A position as a spreadsheet has it: days counted from its own first."""
    return as_days(as_number(value)) if isinstance(value, str) else float(value)


def _known(value: Any) -> bool:
    return value is not None and (isinstance(value, str) or math.isfinite(value))


def _ends(area: Panels, panel: NativePanel) -> tuple[float, float]:
    scale = area.scales[panel.x]
    return scale.low, scale.high


def _bar_data(panel: NativePanel, figure: PlainFigure, told: Told) -> tuple[Any, Any]:
    data = _Categories()
    data.categories = panel.names
    for place, trace in enumerate(panel.traces):
        values = trace["x" if panel.lying else "y"]
        data.add_series(_name(trace, place), [told(each) if _known(each) else None for each in values])
    stacked = figure.layout.get("barmode") == "stack"
    kinds = {
        (True, True): XL_CHART_TYPE.BAR_STACKED,
        (True, False): XL_CHART_TYPE.BAR_CLUSTERED,
        (False, True): XL_CHART_TYPE.COLUMN_STACKED,
        (False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    }
    return kinds[(panel.lying, stacked)], data


def _step_data(panel: NativePanel, told: Told) -> Any:
    data = _Categories()
    data.categories = panel.names
    for place, trace in enumerate(panel.traces):
        data.add_series(_name(trace, place), [told(each) if _known(each) else None for each in trace["y"]])
    return data


def runs(trace: Mapping[str, Any]) -> list[list[tuple[Any, float]]]:
    """A trace's points, cut where one is not known: PowerPoint would draw a line over the gap."""
    found: list[list[tuple[Any, float]]] = [[]]
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if _known(x) and _known(y):
            found[-1].append((x, y))
        elif found[-1]:
            found.append([])
    return [_stepped(run, trace) for run in found if run]


def _stepped(run: list[tuple[Any, float]], trace: Mapping[str, Any]) -> list[tuple[Any, float]]:
    """The corners of a line of steps, which PowerPoint has not: each value holds until the next begins."""
    if (trace.get("line") or {}).get("shape", "linear") == "linear" or len({value for _, value in run}) == 1:
        return run
    corners = [run[0]]
    for (_, value), (x, following) in pairwise(run):
        corners += [(x, value), (x, following)] if following != value else [(x, following)]
    return corners


def _cut(run: list[tuple[Any, float]], trace: Mapping[str, Any], ends: tuple[float, float]) -> list[tuple[Any, float]]:
    """A straight line that begins or ends beyond the scale, cut where the scale ends: some programs would not draw it."""
    if trace["mode"] != "lines" or len(run) != 2 or isinstance(run[0][0], str):
        return run
    (x0, y0), (x1, y1) = run
    kept = [min(max(x, ends[0]), ends[1]) for x in (x0, x1)]
    return [
        (x, y0 + (y1 - y0) * (x - x0) / (x1 - x0)) if x != old else (x, y)
        for x, (old, y) in zip(kept, run, strict=True)
    ]


def _point_data(panel: NativePanel, told: Told, ends: tuple[float, float]) -> Any:
    data = _Points()
    for place, trace in enumerate(panel.traces):
        for run in runs(trace):
            series = data.add_series(_name(trace, place))
            for x, y in _cut(run, trace, ends):
                series.add_data_point(_number(x) if isinstance(x, str) else told(x), told(y))
    return data
