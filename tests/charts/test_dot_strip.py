"""The one-line picture on a card."""

import base64
import re

import pytest

from components.charts.dot_strip import StripGroup, dot_strip


def _drawn(groups, reach, ends=("", "")):
    picture = dot_strip(groups, reach=reach, ends=ends, alt='a "quoted" name')
    assert 'alt="a &quot;quoted&quot; name"' in picture
    return base64.b64decode(re.search('base64,([^"]+)', picture)[1]).decode()


def test_distance_is_drawn_to_scale_from_no_gap():
    drawn = _drawn([StripGroup("Worst", 5, "#000000"), StripGroup("Best", 0, "#FFFFFF")], (0, 10))
    assert float(re.search(r'<rect x="([0-9.]+)"', drawn)[1]) + 8 == pytest.approx(150)
    assert float(re.search(r'<circle cx="([0-9.]+)"', drawn)[1]) == pytest.approx(12)


def test_words_at_an_end_give_way_to_no_gap():
    words = re.compile(r"<text[^>]*>([^<]+)<")
    assert words.findall(_drawn([], (-1, 9), ("1 better", "9 worse"))) == ["no gap", "9 worse"]
    assert words.findall(_drawn([], (-9, 0), ("9 better", ""))) == ["no gap", "9 better"]
    assert words.findall(_drawn([], (-5, 5), ("5 better", "5 worse"))) == ["no gap", "5 better", "5 worse"]


def test_a_scale_without_length_draws_everything_at_its_start():
    drawn = _drawn([StripGroup("A", 0, "#000000"), StripGroup("B", 0, "#FFFFFF")], (0, 0))
    assert 'cx="12.0"' in drawn


def test_a_name_is_text_in_the_picture():
    assert "<title>&lt;b&gt;</title>" in _drawn([StripGroup("<b>", 1, "#000000")], (0, 1))
