"""Pictures of comparison: every cell, dot and limit is where its number says."""

import numpy as np
import pandas as pd
import pytest

from components.charts.comparison_matrix import MatrixCell, MatrixColumn, MatrixRow, comparison_matrix
from components.charts.funnel_plot import FunnelCurves, funnel_plot
from components.charts.inside_between import inside_between
from components.style.colours import COMPARISON, PAPER, text_on
from components.style.numbers import PERCENT
from tests.style.seen_colours import contrast

COLUMNS = (
    MatrixColumn("Ashdown", "▼ 1  ▲ 0"),
    MatrixColumn("Birchwood Heath"),
    MatrixColumn("Whole area", comparator=True),
)
ROWS = (
    MatrixRow("Access"),
    MatrixRow(
        "Smoking",
        (MatrixCell("20.0%", "why", "much worse"), MatrixCell("▨ hidden", "", "hidden"), MatrixCell("11.9%")),
        strong=True,
    ),
)


def test_a_cell_has_its_value_its_mark_and_a_readable_colour():
    figure = comparison_matrix(ROWS, COLUMNS)
    (texts,) = [trace for trace in figure.data if trace.type == "scatter"]
    assert list(texts.text) == ["▼▼ 20.0%", "▨ hidden", "11.9%"]
    assert list(texts.y) == [1, 1, 1]
    assert texts.textfont.color[0] == text_on(COMPARISON["much worse"])
    assert contrast(text_on(COMPARISON["much worse"]), PAPER) < 1.05
    (ground,) = [trace for trace in figure.data if trace.type == "heatmap"]
    colours = [colour for _, colour in ground.colorscale]
    assert colours[ground.z[1][0]] == COMPARISON["much worse"]
    assert list(ground.z[0]) == [None, None]


def test_headings_strong_rows_and_long_names():
    figure = comparison_matrix(ROWS, COLUMNS)
    heading, row = figure.layout.yaxis.ticktext
    assert "ACCESS" in heading
    assert row == "<b>Smoking</b>"
    heads = [each.text for each in figure.layout.annotations]
    assert "<b>Birchwood<br>Heath</b>" in heads
    assert "<b>Ashdown</b><br>▼ 1  ▲ 0" in heads
    assert any("can be chance" in each for each in heads)


def test_a_name_of_three_lines_has_room_above_the_table():
    longer = (MatrixColumn("West Enfield Collaborative PCN", "▼ 1"), *COLUMNS[1:])
    before, after = comparison_matrix(ROWS, COLUMNS).layout, comparison_matrix(ROWS, longer).layout
    assert after.margin.t - before.margin.t == after.height - before.height == 20


def _curves(lower: float, upper: float) -> FunnelCurves:
    size = np.linspace(100, 1_000, 5)
    far = np.full(5, 2.0)
    return FunnelCurves(size, np.full(5, lower), np.full(5, upper), np.full(5, lower) - far, np.full(5, upper) + far)


def _funnel_rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": ["a", "b"],
            "name": ["Ash", "Birch"],
            "value": [10.0, 20.0],
            "denominator": [200.0, 900.0],
            "standing": ["similar", "much worse"],
            "chosen": [False, True],
        }
    )


def _funnel(curves: FunnelCurves):
    return funnel_plot(
        _funnel_rows(), curves, comparator=11.0, unit=PERCENT, size_words="adults", y_title="Smoking (%)"
    )


def test_every_value_is_in_sight_even_where_the_limits_are_not():
    low, high = _funnel(_curves(9, 13)).layout.yaxis.range
    assert low < 10
    assert high > 20
    wide = _funnel(_curves(-500, 900))
    assert wide.layout.yaxis.range[0] > -20
    assert "95% limit" not in [each.text for each in wide.layout.annotations]


def test_only_the_chosen_are_named():
    (dots,) = [trace for trace in _funnel(_curves(9, 13)).data if trace.customdata is not None]
    assert list(dots.text) == ["", "<b>Birch</b>"]
    assert list(dots.marker.color) == [COMPARISON["similar"], COMPARISON["much worse"]]
    assert dots.marker.size[1] > dots.marker.size[0]


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (0.86, ["<b>86%</b> inside neighbourhoods", "<b>14%</b>"]),
        (0.5, ["<b>50%</b> inside neighbourhoods", "<b>50%</b> between them"]),
        (0.004, ["<b>over 99%</b> between them"]),
        (None, []),
    ],
)
def test_the_split_is_a_bar_as_wide_as_its_shares(inside, words):
    areas = pd.DataFrame(
        {"code": ["a", "b"], "name": ["Ash", "Birch"], "value": [10.0, np.nan], "strong": [True, False]}
    )
    units = pd.DataFrame(
        {
            "row": [0, 0, 1],
            "value": [8.0, 12.0, 9.0],
            "colour": [PAPER] * 3,
            "symbol": ["circle", "square", "circle"],
            "words": ["Ash, 1", "Ash, 5", "Birch, 1"],
        }
    )
    figure = inside_between(areas, units, inside_share=inside, unit=PERCENT, reference=9.5, units_words="fifths")
    bars = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    texts = [each.text for each in figure.layout.annotations]
    assert [each for each in texts if each in words] == words
    assert [(bar.x0, bar.x1) for bar in bars] == ([] if inside is None else [(0.0, inside), (inside, 1.0)])
    assert list(figure.data[0].marker.symbol) == ["circle", "square", "circle"]
    low, high = figure.layout.xaxis.range
    assert low < 8
    assert high > 12
