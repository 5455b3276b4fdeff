"""Pictures of a pilot: nothing falls outside, every line has its name, and form tells what colour tells."""

import numpy as np
import pandas as pd
import pytest

from components.charts.control_points import ControlLines, control_points
from components.charts.detectable_curve import detectable_curve
from components.charts.effect_dots import EffectDot, effect_dots
from components.charts.event_points import event_points
from components.style.numbers import PERCENT

STARTS = pd.date_range("2024-10-01", periods=6, freq="QS")
ENDS = STARTS + pd.offsets.QuarterEnd(0)
BEGAN = pd.Timestamp("2025-07-01")
HONEST = EffectDot("Beyond comparators", -0.5, -2.0, 1.0, "−0.5 (−2.0 to 1.0)")
NAIVE = EffectDot("Counting them", 2.0, 0.5, 3.5, "+2.0 (0.5 to 3.5)", strong=False)
ENDS_WORDS = ("worse", "better")


def _words(figure) -> list[str]:
    return [each.text for each in figure.layout.annotations]


def _lines(figure) -> list:
    return [shape for shape in figure.layout.shapes if shape.type == "line"]


def test_an_effect_shows_nought_the_expected_and_the_band_and_names_them():
    figure = effect_dots(
        [HONEST, NAIVE], axis="points", ends=ENDS_WORDS, expected=(9.0, "expected +9.0"), smallest=(2.5, "too small")
    )
    low, high = figure.layout.xaxis.range
    assert low < -2.5
    assert high > 9
    assert {"no effect", "expected +9.0", "too small", *ENDS_WORDS} <= set(_words(figure))
    band = next(shape for shape in figure.layout.shapes if shape.type == "rect")
    assert (band.x0, band.x1) == (-2.5, 2.5)
    drawn = {(line.x0, line.x1) for line in _lines(figure)}
    assert {(0.0, 0.0), (9.0, 9.0), (-2.0, 1.0), (0.5, 3.5)} <= drawn


def test_the_honest_and_the_naive_effect_differ_in_form():
    marker = effect_dots([HONEST, NAIVE], axis="points", ends=ENDS_WORDS).data[0].marker
    assert tuple(marker.symbol) == ("circle", "circle-open")
    assert marker.size[0] > marker.size[1]
    with pytest.raises(ValueError, match="rows"):
        effect_dots([], axis="points", ends=ENDS_WORDS)


@pytest.mark.parametrize(("expected", "same_height"), [(0.4, False), (9.0, True)])
def test_two_names_that_would_cover_each_other_stand_at_two_heights(expected, same_height):
    figure = effect_dots([HONEST], axis="points", ends=ENDS_WORDS, expected=(expected, "expected"))
    heights = {each.text: each.y for each in figure.layout.annotations if each.text in ("expected", "no effect")}
    assert (heights["expected"] == heights["no effect"]) == same_height


def _events() -> pd.DataFrame:
    value = np.array([0.5, -0.5, 0.0, 3.0, np.nan, 4.0])
    return pd.DataFrame(
        {
            "period_end": ENDS,
            "label": [f"q{place}" for place in range(6)],
            "value": value,
            "lower": value - 1,
            "upper": value + 1,
            "when": ["before", "before", "picked", "after", "after", "after"],
        }
    )


def test_an_event_study_shows_every_interval_and_the_start_between_before_and_since():
    figure = event_points(
        _events(),
        title="t",
        unit=PERCENT,
        start=(BEGAN, "began"),
        expected=(8.0, "expected +8.0"),
        spans=[(ENDS[0], ENDS[1], "compared with these", False)],
    )
    low, high = figure.layout.yaxis.range
    assert low < -1.5
    assert high > 8
    upright = next(line for line in _lines(figure) if line.x0 == line.x1)
    assert ENDS[2] < pd.Timestamp(upright.x0) < ENDS[3]
    assert {"<b>began</b>", "expected +8.0", "as before", "compared with these"} <= set(_words(figure))
    assert [trace.marker.symbol for trace in figure.data] == ["circle-open", "x", "circle"]
    assert sum(len(trace.x) for trace in figure.data) == 5


def test_a_start_outside_the_figures_is_not_drawn():
    figure = event_points(_events(), title="t", unit=PERCENT, start=(pd.Timestamp("2030-01-01"), "began"))
    assert "<b>began</b>" not in _words(figure)


def test_a_control_chart_names_its_limits_and_marks_points_by_form():
    points = pd.DataFrame(
        {
            "period_end": ENDS,
            "label": [f"q{place}" for place in range(6)],
            "value": [10.0, 11, 10, 14, np.nan, 5],
            "kind": ["", "", "", "improvement", "", "concern"],
        }
    )
    lines = ControlLines(10.3, 8.0, 12.6)
    spans = [(ENDS[0], ENDS[2], "usual variation", False)]
    figure = control_points(points, lines, title="Level", unit=PERCENT, start=(BEGAN, "began"), spans=spans)
    low, high = figure.layout.yaxis.range
    assert low < 5
    assert high > 14
    assert {"12.6% upper limit", "10.3% average before", "8.0% lower limit", "usual variation"} <= set(_words(figure))
    assert {trace.marker.symbol for trace in figure.data if trace.mode == "markers"} == {
        "circle",
        "triangle-up",
        "diamond",
    }
    title = next(text for text in _words(figure) if text.startswith("Level"))
    assert "▲" in title
    assert "◆" in title


def test_a_curve_holds_the_expected_and_marks_now():
    periods = np.arange(1, 13)
    figure = detectable_curve(
        periods, 3 / np.sqrt(periods), title="t", axis="quarters", unit=PERCENT, expected=(5.0, "5.0 expected"),
        floor=(0.5, "0.5 however many"), marks=[(6, 1.2, "now: 1.2")],
    )  # fmt: skip
    low, high = figure.layout.yaxis.range
    assert low == 0
    assert high > 5
    assert {"<b>5.0 expected</b>", "0.5 however many", "<b>now: 1.2</b>"} <= set(_words(figure))
