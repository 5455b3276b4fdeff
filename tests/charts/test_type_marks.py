"""A picture's words: the charts' own marks are bold, broken or coloured, and everything else is text."""

import json

import numpy as np
import pandas as pd
import pytest

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.charts.type_marks import BREAK, bold, coloured, typeset

HOSTILE = '<a href="javascript:alert(1)">x</a> <b>y</b> <br> <img src=q onerror=alert(1)>'
AS_TEXT = (
    '&lt;a href="javascript:alert(1)"&gt;x&lt;/a&gt; &lt;b&gt;y&lt;/b&gt; &lt;br&gt; &lt;img src=q onerror=alert(1)&gt;'
)


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("Birchwood", "Birchwood"),
        (bold("Birchwood") + BREAK + "two", "<b>Birchwood</b><br>two"),
        (coloured("◆", "#A1b2C3"), '<span style="color:#A1b2C3">◆</span>'),
        (bold(coloured("A&E", "#112233", 14)), '<b><span style="color:#112233;font-size:14px">A&amp;E</span></b>'),
        (HOSTILE, AS_TEXT),
        (bold(HOSTILE), f"<b>{AS_TEXT}</b>"),
        ("under 5 & <5 &lt;", "under 5 &amp; &lt;5 &amp;lt;"),
        # A colour that is none makes no element of what stands in its place.
        (coloured("x", '"onclick=alert(1)'), '"onclick=alert(1)x</span>'),
    ],
)
def test_only_the_charts_own_marks_are_more_than_text(words, html):
    assert typeset(words) == html


@pytest.mark.parametrize("held", [["a<b"], ("a<b",), np.array(["a<b"]), pd.Series(["a<b"]), np.array(["a<b"], object)])
def test_words_are_found_in_whatever_holds_them(held):
    assert typeset({"text": held}) == {"text": ["a&lt;b"]}


def test_numbers_and_plotlys_own_templates_stay_as_they_are():
    numbers = np.array([1.5, 2.5])
    assert typeset({"x": numbers})["x"] is numbers
    assert typeset({"hovertemplate": "%{x}<extra></extra>"}) == {"hovertemplate": "%{x}<extra></extra>"}


def test_a_figure_holds_what_a_file_says_as_text_in_every_label():
    dot = Dot(1.0, HOSTILE, "#112233", HOSTILE, code="A&E")
    rows = [DotRow(HOSTILE, (dot,), heading=HOSTILE, absent=HOSTILE)]
    told = json.dumps(dot_rows(rows, axis=HOSTILE, reference=(0.5, HOSTILE)).to_plotly_json(), default=list)
    assert "<a" not in told
    assert "<img" not in told
    assert told.count("&lt;a href") == 7
