"""How the bars, lines and points of PowerPoint's own charts look: as they do on screen."""

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.enum.chart import XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.util import Pt

from components.pack.figure_words import words_of
from components.pack.picture.traces import of_each
from components.pack.powerpoint.chart_parts import add_intervals
from components.pack.powerpoint.native_data import runs
from components.pack.powerpoint.native_kinds import POINTS, NativePanel
from components.pack.powerpoint.paint import rgb
from components.pack.powerpoint.placing import Placing
from components.style.colours import PAPER, SIMILAR

_MARKERS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "circle-open": XL_MARKER_STYLE.CIRCLE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "square": XL_MARKER_STYLE.SQUARE,
    "triangle-up": XL_MARKER_STYLE.TRIANGLE,
    "triangle-down": XL_MARKER_STYLE.TRIANGLE,
    "cross": XL_MARKER_STYLE.PLUS,
    "x": XL_MARKER_STYLE.X,
}
_DASHES = {
    "dot": MSO_LINE.ROUND_DOT,
    "dash": MSO_LINE.DASH,
    "longdash": MSO_LINE.LONG_DASH,
    "dashdot": MSO_LINE.DASH_DOT,
    "longdashdot": MSO_LINE.LONG_DASH_DOT,
}


def look_of_bars(chart: Any, panel: NativePanel, place: Placing) -> None:
    """Give a chart of bars the figure's fills, edges and words."""
    plot = chart.plots[0]
    wide = float(panel.traces[0].get("width") or 0.8)
    plot.gap_width = round(100 * (1 - wide) / wide)
    for series, trace in zip(plot.series, panel.traces, strict=True):
        marker = trace["marker"]
        fills = of_each(marker["color"], len(panel.names))
        series.invert_if_negative = False
        if (marker.get("pattern") or {}).get("shape"):
            series.format.fill.patterned()
            series.format.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
            series.format.fill.fore_color.rgb = rgb(marker["pattern"]["fgcolor"])
            series.format.fill.back_color.rgb = rgb(marker["pattern"]["bgcolor"])
        elif len(set(fills)) == 1:
            _fill(series.format, fills[0])
        else:
            for number, fill in enumerate(fills):
                _fill(series.points[number].format, fill)
        edge = marker.get("line") or {}
        if isinstance(edge.get("color"), str):
            series.format.line.color.rgb = rgb(edge["color"])
            series.format.line.width = Pt(0.75)
        _bar_labels(series, trace, place)


def _bar_labels(series: Any, trace: Mapping[str, Any], place: Placing) -> None:
    """The words on the bars as they are on screen."""
    if trace.get("textposition", "none") == "none":
        return
    font = (trace.get("insidetextfont") if trace["textposition"] == "inside" else None) or trace.get("textfont") or {}
    words = trace.get("text") or ()
    colours = of_each(font.get("color") or "#1B2733", len(words))
    for number, (told, colour) in enumerate(zip(words, colours, strict=True)):
        if told:
            frame = series.points[number].data_label.text_frame
            frame.text = words_of(told)
            look = frame.paragraphs[0].font
            look.size, look.bold = Pt(round(place.points(font["size"]), 1)), "<b>" in str(told)
            look.color.rgb = rgb(colour)


def _fill(look: Any, colour: str) -> None:
    look.fill.solid()
    look.fill.fore_color.rgb = rgb(colour)


def look_of_lines(chart: Any, panel: NativePanel, place: Placing) -> None:
    """Give a chart of lines and points the figure's lines, marks and intervals."""
    every = iter(chart.plots[0].series)
    for trace in panel.traces:
        for run in runs(trace) if panel.kind == POINTS else [list(zip(trace["x"], trace["y"], strict=True))]:
            series = next(every)
            series.smooth = False
            _line(series, trace, place)
            _markers(series, trace, run, place)
            if trace.get("error_y"):
                bars = trace["error_y"]
                add_intervals(
                    series, bars["array"], bars["arrayminus"], colour=bars["color"],
                    points=place.points(bars["thickness"]), upright=True,
                )  # fmt: skip


def _line(series: Any, trace: Mapping[str, Any], place: Placing) -> None:
    line = trace.get("line") or {}
    if "lines" not in trace["mode"]:
        series.format.line.fill.background()
        return
    series.format.line.color.rgb = rgb(line["color"])
    series.format.line.width = Pt(round(place.points(float(line.get("width", 2))), 2))
    if line.get("dash") and line["dash"] != "solid":
        series.format.line.dash_style = _DASHES[line["dash"]]


def _markers(series: Any, trace: Mapping[str, Any], run: Sequence[Any], place: Placing) -> None:
    if "markers" not in trace["mode"]:
        series.marker.style = XL_MARKER_STYLE.NONE
        return
    marker, count = trace["marker"], len(trace["x"])
    looks = list(
        zip(
            of_each(marker.get("symbol", "circle"), count), of_each(marker.get("size", 6), count),
            of_each(marker["color"], count), strict=True,
        )
    )  # fmt: skip
    if len(set(looks)) == 1:
        _marker(series.marker, looks[0], trace, place)
        return
    # Points that differ among themselves are whole series: none of them is cut.
    for number in range(len(run)):
        _marker(series.points[number].marker, looks[number], trace, place)


def _marker(marker: Any, look: tuple[str, float, str], trace: Mapping[str, Any], place: Placing) -> None:
    symbol, size, colour = look
    marker.style = _MARKERS[symbol]
    marker.size = min(72, max(2, round(place.points(size))))
    if symbol.endswith("open"):
        marker.format.fill.background()
        marker.format.line.color.rgb = rgb(colour)
        return
    # Programs that draw no edge round a mark would show nothing of a white one.
    _fill(marker.format, SIMILAR if colour == PAPER else colour)
    edge = (trace["marker"].get("line") or {}).get("color")
    if isinstance(edge, str):
        marker.format.line.color.rgb = rgb(edge)
