"""A figure drawn without a browser: every word and mark of it is there, and where plotly would put it."""

import re
from html import unescape

import numpy as np
import plotly.graph_objects as go
import pytest

from components.charts.sketch import Sketch
from components.pack.figure_words import words_of
from components.pack.picture.card import card_svg, first_png
from components.pack.picture.figure_svg import figure_svg
from components.pack.picture.panels import panels
from components.pack.plain_figure import plain_figure
from components.style.colours import INK

_TEXT = re.compile(r"<text [^>]*>([^<]*)</text>")


def _words(svg: str) -> str:
    return unescape(" ".join(_TEXT.findall(svg)))


def _figure(**scatter: object) -> go.Figure:
    sketch = Sketch(height=300, left=60, right=40, top=20, bottom=50)
    sketch.scatter(**({"mode": "markers", "marker": {"color": INK, "size": 10}} | scatter))
    sketch.axis("xaxis", range=[0, 10])
    sketch.axis("yaxis", range=[0, 100], ticksuffix="%")
    return sketch.drawn()


def test_a_point_stands_where_its_values_put_it():
    drawn = figure_svg(plain_figure(_figure(x=np.array([5.0]), y=np.array([25.0]))), 700)
    # The plot is 600 wide from 60 on, and 230 high from 20 on.
    assert '<circle cx="360.00" cy="192.50" r="5.00"' in drawn


def test_points_that_let_others_show_through_do_so_each_by_itself():
    marker = {"color": INK, "size": 10, "opacity": 0.5}
    drawn = figure_svg(plain_figure(_figure(x=np.array([5.0]), y=np.array([25.0]), marker=marker)), 700)
    assert '<g fill-opacity="0.5" stroke-opacity="0.5"><circle cx="360.00"' in drawn


def test_a_gap_in_a_line_is_not_drawn_over():
    line = {"color": INK, "width": 2}
    figure = _figure(x=np.arange(4.0), y=np.array([1.0, 2.0, np.nan, 3.0]), mode="lines", line=line)
    paths = re.findall(r'd="(M[^"]*)" fill="none" stroke="#1B2733"', figure_svg(plain_figure(figure), 700))
    assert [path.count("M") for path in paths] == [2]


def test_ticks_are_round_and_say_their_unit():
    area = panels(plain_figure(_figure(x=[1], y=[1])), 700)
    assert [tick.words for tick in area.ticks["yaxis"]] == ["0%", "20%", "40%", "60%", "80%", "100%"]
    assert [tick.words for tick in area.ticks["xaxis"]] == ["0", "2", "4", "6", "8", "10"]


def test_a_margin_grows_to_hold_its_labels():
    sketch = Sketch(height=200, left=10)
    sketch.scatter(x=[1], y=[0], mode="markers", marker={"color": INK})
    sketch.axis("xaxis", range=[0, 2])
    sketch.axis("yaxis", range=[-1, 1], tickvals=[0], ticktext=["A neighbourhood with a long name"])
    assert 200 < panels(plain_figure(sketch.drawn()), 700).left < 300


def test_what_looks_like_markup_in_a_label_is_text():
    sketch = Sketch(height=200)
    sketch.scatter(x=[1], y=[1], mode="markers", marker={"color": INK})
    sketch.annotate(x=1, y=1, text="<script>alert(1)</script> & ▲")
    sketch.axis("xaxis", range=[0, 2])
    sketch.axis("yaxis", range=[0, 2])
    drawn = figure_svg(plain_figure(sketch.drawn()), 700)
    assert "<script" not in drawn
    assert "<script>alert(1)</script> & " in _words(drawn)


def test_what_no_chart_of_the_house_uses_is_refused():
    figure = plain_figure(go.Figure(go.Pie(values=[1])))
    with pytest.raises(ValueError, match="pie"):
        figure_svg(figure, 700)


def test_the_picture_holds_every_word_of_its_figure_and_where_it_comes_from(exhibits):
    for exhibit in exhibits[:5]:
        said = _words(card_svg(exhibit))
        figure = plain_figure(exhibit.finding.figure)
        marked = [each["text"] for each in figure.layout.get("annotations") or ()]
        marked += [
            each for trace in figure.traces if "text" in str(trace.get("mode")) for each in trace.get("text") or ()
        ]
        for words in (*marked, exhibit.finding.headline, exhibit.origin.mark, *exhibit.source.split(" · ")):
            for word in re.findall(r"[\w.%,+−–]+", words_of(words)):
                assert word in said, (exhibit.finding.id, words)


def test_the_map_has_a_shape_and_a_colour_for_each_area_and_its_key_in_words(exhibits):
    exhibit = exhibits[-1]
    svg = card_svg(exhibit)
    assert svg.count('stroke-width=".4"') == len(exhibit.map.shapes) == len(exhibit.map.shown.codes)
    filled = re.findall(r'fill="(#[0-9A-F]{6})" stroke="#[0-9A-F]{6}" stroke-width=".4"', svg)
    assert filled == list(exhibit.map.shown.colours)
    for entry in exhibit.map.shown.key:
        assert entry.words.split(" ", 1)[1] in _words(svg)


def test_a_png_is_twice_as_wide_as_the_svg(exhibits):
    png = first_png([exhibits[0]])
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == 2400
