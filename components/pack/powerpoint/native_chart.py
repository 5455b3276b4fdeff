"""One panel of a figure as a chart of PowerPoint's own: its numbers in its data sheet, its look that of the screen."""

import math
from typing import Any

from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from components.pack.figure_words import lines_of, words_of
from components.pack.picture.lettering import block_size
from components.pack.picture.panels import LABEL_GAP, Panels
from components.pack.plain_figure import PlainFigure
from components.pack.powerpoint.chart_parts import cross_at_far_end, describe, place_panel
from components.pack.powerpoint.native_data import Told, as_days, native_data
from components.pack.powerpoint.native_kinds import BARS, NativePanel
from components.pack.powerpoint.native_look import look_of_bars, look_of_lines
from components.pack.powerpoint.paint import rgb
from components.pack.powerpoint.placing import Box, Placing

_EDGE = 10.0
# Left, top, right and bottom in pixels; left, top, width and height as shares.
_Four = tuple[float, float, float, float]


def add_native(
    slide: Any, panel: NativePanel, figure: PlainFigure, area: Panels, place: Placing, told: Told, alt: str
) -> Any:
    """Put a panel on a slide as a chart. `told` gives a value as the table has it; `alt` is what the chart shows."""
    frame, inner = _frame(panel, figure, area)
    kind, data = native_data(panel, figure, area, told)
    left, top, right, bottom = frame
    box = Box(place.x(left), place.y(top), round((right - left) * place.scale), round((bottom - top) * place.scale))
    shape = slide.shapes.add_chart(kind, box.left, box.top, box.width, box.height, data)
    chart = shape.chart
    describe(shape, "Chart", alt)
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(round(place.points(14), 1))
    place_panel(chart, *inner)
    _axes(chart, panel, figure, area, place)
    (look_of_bars if panel.kind == BARS else look_of_lines)(chart, panel, place)
    return shape


def _frame(panel: NativePanel, figure: PlainFigure, area: Panels) -> tuple[_Four, _Four]:
    """The chart's frame in pixels of the figure (left, top, right, bottom), and its panel as shares of the frame."""
    x, y = area.scales[panel.x], area.scales[panel.y]
    size = float(figure.axis(panel.y)["tickfont"]["size"])
    widest = max((block_size(lines_of(each.words), size)[0] for each in area.ticks[panel.y]), default=0.0)
    titled = figure.axis(panel.y)["title"].get("text")
    left = max(0.0, x.start - widest - LABEL_GAP - _EDGE - (size + 12 if titled else 0))
    right = min(area.width, x.end + _EDGE)
    top = max(0.0, min(y.start, y.end) - _EDGE)
    below = 34 + (26 if figure.axis(panel.x)["title"].get("text") else 0)
    bottom = min(area.height, max(y.start, y.end) + below)
    wide, high = right - left, bottom - top
    inner = (
        (x.start - left) / wide,
        (min(y.start, y.end) - top) / high,
        (x.end - x.start) / wide,
        abs(y.end - y.start) / high,
    )
    return (left, top, right, bottom), inner


def _axes(chart: Any, panel: NativePanel, figure: PlainFigure, area: Panels, place: Placing) -> None:
    lying = panel.kind == BARS and panel.lying
    across, up = (chart.value_axis, chart.category_axis) if lying else (chart.category_axis, chart.value_axis)
    for axis, name in ((across, panel.x), (up, panel.y)):
        told = figure.axis(name)
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.has_major_gridlines = bool(told.get("showgrid"))
        axis.has_minor_gridlines = False
        axis.tick_labels.font.size = Pt(round(place.points(told["tickfont"]["size"]), 1))
        axis.format.line.color.rgb = rgb(told["linecolor"])
        if axis.has_major_gridlines:
            axis.major_gridlines.format.line.color.rgb = rgb(told["gridcolor"])
        if title := told["title"].get("text"):
            _title(axis, words_of(title), place.points(told["title"]["font"]["size"]), told["title"]["font"]["color"])
        if named := (panel.names and (name == panel.y) == lying):
            axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        else:
            _scale(axis, figure, area, name)
        # Ticks of one's own, and all of dates, are put where they stand on screen.
        if (told.get("tickvals") or area.scales[name].dated) and not named:
            axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    if lying:
        chart.category_axis.reverse_order = True
        cross_at_far_end(chart.value_axis)


def _title(axis: Any, words: str, points: float, colour: str) -> None:
    frame = axis.axis_title.text_frame
    frame.text = words
    font = frame.paragraphs[0].font
    font.size, font.bold = Pt(round(points, 1)), False
    font.color.rgb = rgb(colour)


def _scale(axis: Any, figure: PlainFigure, area: Panels, name: str) -> None:
    scale, ticks = area.scales[name], area.ticks[name]
    low, high = sorted((scale.low, scale.high))
    if scale.dated:
        low, high = map(as_days, (low, high))
    axis.minimum_scale, axis.maximum_scale = low, high
    if scale.dated or len(ticks) < 2 or figure.axis(name).get("tickvals"):
        return
    # PowerPoint counts its ticks from the axis' beginning: those of the screen are round, so it must begin at one.
    step = round(ticks[1].at - ticks[0].at, 10)
    axis.major_unit = step
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    suffix = str(figure.axis(name).get("ticksuffix") or "")
    whole = "#,##0" + ("." + "0" * decimals if decimals else "")
    axis.tick_labels.number_format = whole + (f'"{suffix}"' if suffix else "")
    axis.tick_labels.number_format_is_linked = False
