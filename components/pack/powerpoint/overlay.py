"""What a figure has beside its charts, drawn over or under them with PowerPoint's own lines, rectangles and text boxes."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from components.pack.figure_words import Line, Run, lines_of
from components.pack.picture.lettering import block_size
from components.pack.picture.panels import LABEL_GAP, Panels
from components.pack.picture.placed_marks import PlacedWords, ends, placed_words
from components.pack.picture.traces import places_of, point_labels
from components.pack.plain_figure import PlainFigure, axis_name
from components.pack.powerpoint.chart_parts import decorate
from components.pack.powerpoint.native_kinds import BARS, NativePanel
from components.pack.powerpoint.paint import mixed, rgb
from components.pack.powerpoint.placing import Placing

_ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
_SHARE_LEFT = {"left": 0.0, "center": 0.5, "right": 1.0}
_SHARE_UP = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
_DASHES = {"dot": MSO_LINE.ROUND_DOT, "dash": MSO_LINE.DASH, "dashdot": MSO_LINE.DASH_DOT}
# Another typeface than ours is a little wider: words must not break because of it.
_ROOM = 1.3


def add_ground(slide: Any, figure: PlainFigure, area: Panels, place: Placing) -> None:
    """Bands and other rectangles, under the charts."""
    for mark in figure.layout.get("shapes") or ():
        if mark["type"] == "rect":
            x0, y0, x1, y1 = ends(mark, area)
            left, top = place.x(min(x0, x1)), place.y(min(y0, y1))
            shape = slide.shapes.add_shape(
                MSO_SHAPE.RECTANGLE, left, top, place.x(max(x0, x1)) - left, place.y(max(y0, y1)) - top
            )
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(mixed(mark["fillcolor"], float(mark.get("opacity", 1))))
            shape.line.fill.background()
            shape.shadow.inherit = False
            decorate(shape)


def add_over(slide: Any, figure: PlainFigure, area: Panels, panels: Sequence[NativePanel], place: Placing) -> None:
    """Reference lines, labels of points, named ticks and annotations, over the charts."""
    for mark in figure.layout.get("shapes") or ():
        if mark["type"] == "line":
            add_line(slide, ends(mark, area), mark.get("line") or {}, place)
    for panel in panels:
        _lines_over_bars(slide, panel, area, place)
        _labels(slide, panel, figure, area, place)
        _named_ticks(slide, panel, figure, area, place)
    for mark in figure.layout.get("annotations") or ():
        add_words(slide, placed_words(mark, area, figure.layout["font"]), place)


def add_line(slide: Any, corners: tuple[float, float, float, float], look: Mapping[str, Any], place: Placing) -> None:
    """A straight line between two corners in pixels."""
    x0, y0, x1, y1 = corners
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, place.x(x0), place.y(y0), place.x(x1), place.y(y1))
    line.line.color.rgb = rgb(look["color"])
    line.line.width = Pt(round(place.points(float(look.get("width", 2))), 2))
    if look.get("dash") in _DASHES:
        line.line.dash_style = _DASHES[look["dash"]]
    decorate(line)


def add_words(slide: Any, told: PlacedWords, place: Placing) -> None:
    """Words in a box of their own size, anchored as they are on screen; nothing where there are none."""
    if not any(run.words.strip() for line in told.lines for run in line):
        return
    across, high = block_size(told.lines, told.size)
    left, top = told.x - _SHARE_LEFT[told.xanchor] * across * _ROOM, told.y - _SHARE_UP[told.yanchor] * high * 1.15
    box = slide.shapes.add_textbox(
        place.x(left), place.y(top), round(across * _ROOM * place.scale), round(high * 1.15 * place.scale)
    )
    if told.ground:
        box.fill.solid()
        box.fill.fore_color.rgb = rgb(told.ground)
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for number, line in enumerate(told.lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        side = told.xanchor if len(told.lines) == 1 else told.align or told.xanchor
        paragraph.alignment = _ALIGN[side]
        write_line(paragraph, line, place.points(told.size), told.colour, place)


def write_line(paragraph: Any, line: Line, points: float, colour: str, place: Placing) -> None:
    """The runs of a line, each in its own look."""
    for run in line:
        put = paragraph.add_run()
        put.text = run.words
        put.font.size = Pt(round(place.points(run.size) if run.size else points, 1))
        put.font.bold = run.bold
        put.font.color.rgb = rgb(run.colour or colour)


def _lines_over_bars(slide: Any, panel: NativePanel, area: Panels, place: Placing) -> None:
    for trace in panel.over:
        points = places_of(trace, area.scales[panel.x], area.scales[panel.y])
        for first, second in pairwise(points):
            if all(each == each for each in (*first, *second)):
                add_line(slide, (*first, *second), trace["line"], place)


def _labels(slide: Any, panel: NativePanel, figure: PlainFigure, area: Panels, place: Placing) -> None:
    if panel.kind == BARS:
        return
    for trace in panel.traces:
        points = places_of(trace, area.scales[panel.x], area.scales[panel.y])
        for told in point_labels(trace, points, figure.layout["font"]["color"]):
            add_words(slide, told, place)


def _named_ticks(slide: Any, panel: NativePanel, figure: PlainFigure, area: Panels, place: Placing) -> None:
    """Ticks with words of their own, or of dates, on a scale: PowerPoint would set its own."""
    axis, scale = figure.axis(panel.x), area.scales[panel.x]
    named = panel.names and not panel.lying
    # Two panels over each other share a scale; its ticks are told under the one that it belongs to.
    elsewhere = axis.get("anchor") and axis_name(axis["anchor"]) != panel.y
    if named or elsewhere or not (axis.get("tickvals") or scale.dated):
        return
    foot = max(area.scales[panel.y].start, area.scales[panel.y].end) + LABEL_GAP
    size, colour = float(axis["tickfont"]["size"]), figure.layout["font"]["color"]
    for tick in area.ticks[panel.x]:
        lines = lines_of(tick.words) or ((Run(tick.words),),)
        add_words(slide, PlacedWords(lines, scale.pixel(tick.at), foot, "center", "top", "", size, colour, ""), place)
