"""Pictures of change: no gap is always in sight, nothing falls outside, and colour is never the only sign."""

import numpy as np
import pandas as pd
import pytest

from components.charts.change_strip import VERDICTS, change_strip
from components.charts.gap_over_time import Limits, gap_over_time
from components.charts.time_lines import TimeLine, lines_over_time
from components.style.colours import BETTER, PLAIN, WORSE
from components.style.numbers import PERCENT, Unit

ENDS = pd.to_datetime(["2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30", "2026-09-30"])
LABELS = ["Jul–Sep 2025", "Oct–Dec 2025", "Jan–Mar 2026", "Apr–Jun 2026", "Jul–Sep 2026"]


def _gap(size, kind=("", "", "", "", ""), absent=("", "", "", "", "")) -> pd.DataFrame:
    size = np.array(size, float)
    return pd.DataFrame(
        {
            "period_end": ENDS, "label": LABELS, "size": size, "lower": size - 1, "upper": size + 1, "kind": kind,
            "absent": absent,
        }
    )  # fmt: skip


def _lines(*rows, **more) -> list[TimeLine]:
    return [TimeLine(f"group {place}", PLAIN, np.array(values, float), **more) for place, values in enumerate(rows)]


def _draw(gap, lines=None, **more):
    lines = lines or _lines([10, 11, 12, 13, 14], [4, 4, 4, 4, 4])
    return gap_over_time(gap, lines, titles=("Gap", "Each group"), unit=PERCENT, **more)


@pytest.mark.parametrize("size", [[30, 31, 30, 31, 30], [-9, -8, -9, -8, -9], [1, 0, -1, 0, 1], [np.nan, 5, 5, 5, 5]])
def test_no_gap_and_every_interval_are_in_sight(size):
    figure = _draw(_gap(size))
    low, high = figure.layout.yaxis.range
    shown = np.array(size, float)[~np.isnan(size)]
    assert low < min(0, shown.min() - 1)
    assert high > max(0, shown.max() + 1)
    assert figure.layout.yaxis.zeroline
    assert "no gap" in [each.text for each in figure.layout.annotations]


def test_the_panels_share_one_time_axis_and_do_not_overlap():
    figure = _draw(_gap([6, 7, 8, 9, 10]))
    assert {trace.xaxis for trace in figure.data} == {None}
    assert figure.layout.yaxis2.domain[1] < figure.layout.yaxis.domain[0]
    assert tuple(figure.layout.xaxis.ticktext)[-1] == "Jul–Sep 2026"


def test_every_label_lies_within_its_axis():
    lines = _lines(*[[value] * 5 for value in (10, 10.1, 10.2, 10.3, 10.4, 10.5)])
    figure = _draw(_gap([6, 7, 8, 9, 10]), lines, trend=[(ENDS[0], 6.0), (ENDS[-1], 10.0)], limits=Limits(8, 7.9, 8.1))
    for axis, name in ((figure.layout.yaxis, "y"), (figure.layout.yaxis2, "y2")):
        heights = sorted(each.y for each in figure.layout.annotations if each.yref == name and each.x == 1)
        assert heights
        assert axis.range[0] <= heights[0]
        assert heights[-1] <= axis.range[1]
        assert all(later > earlier for earlier, later in zip(heights, heights[1:], strict=False))


def test_special_causes_differ_by_symbol_and_lose_colour_where_nothing_is_better():
    gap = _gap([6, 7, 8, 9, 10], kind=("smaller", "", "", "", "larger"))
    for judged, colours in ((True, {BETTER, WORSE}), (False, {PLAIN})):
        figure = _draw(gap, judged=judged)
        marks = {trace.marker.symbol: trace.marker.color for trace in figure.data if trace.error_y.array is not None}
        assert set(marks) == {"circle", "diamond", "square"}
        assert {marks["diamond"], marks["square"]} == colours
        assert "larger than usual variation" in figure.layout.annotations[-1].text or any(
            "larger than usual variation" in each.text for each in figure.layout.annotations
        )


def test_hidden_and_missing_periods_have_two_marks():
    gap = _gap([np.nan, np.nan, 8, 9, 10], absent=("hidden to protect confidentiality", "not collected", "", "", ""))
    marks = {each.text: each.hovertext for each in _draw(gap).layout.annotations if each.text in ("▨", "○")}
    assert marks == {
        "▨": "Jul–Sep 2025: hidden to protect confidentiality",
        "○": "Oct–Dec 2025: not collected",
    }


def test_a_line_that_ends_early_says_when():
    figure = lines_over_time(
        pd.DataFrame({"period_end": ENDS, "label": LABELS}),
        _lines([10, 11, np.nan, np.nan, np.nan]),
        title="Everyone",
        unit=PERCENT,
    )
    assert "11.0% group 0, Oct–Dec 2025" in [each.text for each in figure.layout.annotations]


def test_one_period_can_be_drawn():
    gap = _gap([6, 7, 8, 9, 10]).iloc[:1]
    figure = _draw(gap, _lines([10.0], [4.0]))
    assert "<b>+6.0 gap</b>" in [each.text for each in figure.layout.annotations]
    assert figure.layout.xaxis.range[0] < figure.layout.xaxis.range[1]


def test_a_pilot_is_an_upright_line_with_its_name():
    figure = _draw(_gap([6, 7, 8, 9, 10]), starts=[(pd.Timestamp("2026-01-01"), "Vans began")])
    (line,) = figure.layout.shapes
    assert (line.x0, line.x1, line.yref) == (pd.Timestamp("2026-01-01"), pd.Timestamp("2026-01-01"), "paper")
    assert "Vans began" in [each.text for each in figure.layout.annotations]


def test_the_strip_holds_every_interval_and_marks_every_verdict():
    rows = pd.DataFrame(
        {
            "code": ["a", "b", "c"],
            "name": ["Ash", "Birch", "Cedar"],
            "change": [1.0, 0.1, -2.0],
            "lower": [0.5, -1.0, -3.0],
            "upper": [1.5, 1.2, -1.0],
            "focus": [False, True, False],
            "verdict": ["widening", "no clear change", "narrowing"],
        }
    )
    figure = change_strip(rows, unit=Unit("%", "percentage points", 2), axis_title="change a year")
    low, high = figure.layout.xaxis.range
    assert low < -3
    assert high > 1.5
    assert list(figure.layout.yaxis.ticktext) == ["Ash ▼", "<b>Birch ●</b>", "Cedar ▲"]
    (dots,) = [trace for trace in figure.data if trace.mode == "markers"]
    assert list(dots.marker.color) == [VERDICTS[each][0] for each in rows["verdict"]]
    plain = change_strip(rows, unit=Unit("%", "percentage points", 2), axis_title="change a year", judged=False)
    (dots,) = [trace for trace in plain.data if trace.mode == "markers"]
    assert set(dots.marker.color) == {PLAIN}
