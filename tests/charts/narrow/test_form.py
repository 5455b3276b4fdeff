"""The narrow form of figures: rows named above, panels one below the other, words whole, grids scrolled."""

import pandas as pd
import pytest

from components.charts.comparison_matrix import MatrixCell, MatrixColumn, MatrixRow, comparison_matrix
from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.charts.narrow.form import WIDTH, narrow_form
from components.charts.narrow.measure import broken, n_lines, positions, width
from components.charts.sketch import Sketch
from components.charts.stacked_parts import Part, stacked_parts
from components.charts.time_lines import TimeLine, lines_over_time
from components.style.colours import INK, PLAIN
from components.style.numbers import PERCENT

_ROWS = [
    DotRow("Second most deprived fifth", (Dot(3.0, "three", PLAIN, label="3.0"),), heading="Patient groups"),
    DotRow("Least deprived fifth", (Dot(9.0, "nine", PLAIN, label="9.0"),)),
]


def _words(figure) -> dict[str, dict]:
    return {each["text"]: each for each in figure.to_plotly_json()["layout"].get("annotations", [])}


def test_rows_are_named_above_and_the_margin_is_given_to_the_picture():
    wide = dot_rows(_ROWS, axis="people", left=260)
    shown = narrow_form(wide)
    layout = shown.figure.to_plotly_json()["layout"]
    assert shown.least is None
    assert layout["yaxis"]["showticklabels"] is False
    assert layout["margin"]["l"] + layout["margin"]["r"] < 0.2 * WIDTH
    marks = _words(shown.figure)
    first, second = marks["Second most deprived fifth"], marks["Least deprived fifth"]
    # Above its row, clear of the words over its dot, and its block's heading above it.
    assert (first["xref"], first["x"], first["yanchor"]) == ("x domain", 0, "bottom")
    assert first["yshift"] == second["yshift"] > 19
    assert marks["<b>Patient groups</b>"]["yshift"] > first["yshift"]
    assert layout["height"] > wide.layout.height
    # The figure that was given, which others share, is as it was.
    assert wide.layout.yaxis.showticklabels is None
    assert wide.layout.margin.l == 260


def test_words_at_an_edge_stand_inside_and_two_on_one_place_stand_apart():
    row = DotRow("A long name of a row", (Dot(5.0, "", PLAIN, "most deprived"), Dot(5.1, "", PLAIN, "least deprived")))
    far = DotRow("Another name of a row", (Dot(0.0, "", PLAIN, "far left"), Dot(9.0, "", PLAIN, "far to the right")))
    places = narrow_form(dot_rows([row, far], axis="people")).figure.to_plotly_json()["data"][0]["textposition"]
    assert places[:2] == ["top center", "bottom center"]
    assert places[2:] == ["top right", "top left"]


def test_words_beside_lines_are_broken_and_none_covers_another():
    periods = pd.DataFrame(
        {"period_end": pd.date_range("2024-03-31", periods=8, freq="QE"), "label": [f"Q{n} 2024" for n in range(8)]}
    )
    names = [f"the {n} of several long names" for n in range(6)]
    lines = [TimeLine(name, INK, pd.Series(range(8)).to_numpy(float) + n / 10) for n, name in enumerate(names)]
    layout = narrow_form(lines_over_time(periods, lines, title="Each group", unit=PERCENT)).figure.to_plotly_json()[
        "layout"
    ]
    beside = [each for each in layout["annotations"] if each.get("xanchor") == "left" and each["x"] == 1]
    assert len(beside) == 6
    assert all(n_lines(each["text"]) > 1 and width(each["text"]) < WIDTH / 3 for each in beside)
    pixels = (layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]) / (
        layout["yaxis"]["range"][1] - layout["yaxis"]["range"][0]
    )
    heights = sorted(each["y"] * pixels for each in beside)
    most = max(n_lines(each["text"]) for each in beside)
    assert all(above - below >= 17 * most for below, above in zip(heights, heights[1:], strict=False))
    assert len(layout["xaxis"]["tickvals"]) < 8
    assert layout["xaxis"]["ticktext"][-1].replace("<br>", " ") == "Q7 2024"


def test_panels_beside_one_another_go_below_one_another():
    sketch = Sketch(height=400)
    sketch.scatter(x=[0, 1], y=[1, 2], mode="lines")
    sketch.bar(x=[3, 4], y=[0, 1], orientation="h", xaxis="x2", yaxis="y2")
    sketch.axis("xaxis", domain=[0, 0.46], range=[0, 1])
    sketch.axis("xaxis2", domain=[0.7, 1], anchor="y2", range=[0, 5])
    sketch.axis("yaxis", range=[0, 3])
    sketch.axis("yaxis2", anchor="x2", range=[1.5, -0.5], tickvals=[0, 1], ticktext=["Contacted", "Followed up"])
    sketch.annotate(
        x=0.62, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", text="Where the gap arises"
    )
    layout = narrow_form(sketch.drawn()).figure.to_plotly_json()["layout"]
    assert layout["xaxis"]["domain"] == layout["xaxis2"]["domain"] == [0.0, 1.0]
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1]
    heading = next(each for each in layout["annotations"] if each["text"] == "Where the gap arises")
    assert (heading["xref"], heading["yref"], heading["x"]) == ("x2 domain", "y2 domain", 0)


def test_bars_keep_their_height_beside_names_and_a_key_has_a_line_for_each_part():
    parts = [Part("known", PLAIN), Part("asked, not stated", INK), Part("nothing recorded", PLAIN, hatched=True)]
    wide = stacked_parts(["Ethnic group", "Housing situation"], parts, [[90, 5, 5], [50, 20, 30]])
    shown = narrow_form(wide).figure.to_plotly_json()
    assert shown["data"][0]["width"] < wide.data[0].width
    shifts = [
        each["yshift"] for each in shown["layout"]["annotations"] if "known" in each["text"] or "stated" in each["text"]
    ]
    assert abs(shifts[0] - shifts[1]) >= 18


def test_a_grid_of_many_columns_is_scrolled_and_one_of_few_is_not():
    cells = tuple(MatrixCell("12.3%", standing="worse") for _ in range(5))
    rows = [MatrixRow("Avoidable admissions, per 100,000 people a year", cells)]
    shown = narrow_form(comparison_matrix(rows, [MatrixColumn(name) for name in "ABCDE"]))
    assert (shown.least or 0) > WIDTH
    assert n_lines(shown.figure.layout.yaxis.ticktext[0]) > 1
    few = narrow_form(comparison_matrix([MatrixRow("Smoking", cells[:3])], [MatrixColumn(name) for name in "ABC"]))
    assert few.least is None
    # Of 27 pixels a row, 25 are a cell's: it stays as high, and its name stands above it.
    (cells_drawn,) = (each for each in few.figure.data if each.type == "heatmap")
    assert cells_drawn.ygap == pytest.approx(2 + 12.5 + 3 + 18 + 12.5 + 1 - 27)
    assert _words(few.figure)["Smoking"]["yshift"] >= 12.5


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("short", "short"),
        ("the most deprived fifth", "the most<br>deprived<br>fifth"),
        ('<b>the most</b> <span x="1">deprived</span>', '<b>the most</b><br><span x="1">deprived</span>'),
    ],
)  # fmt: skip
def test_words_are_broken_between_words_and_their_marks_stay(words, expected):
    assert broken(words, 70) == expected


def test_positions_are_read_also_where_plotly_packs_them():
    packed = Sketch(height=100)
    packed.scatter(x=pd.Series([1.5, 2.5]).to_numpy(), y=pd.Series([0.0, 1.0]).to_numpy())
    trace = packed.drawn().to_plotly_json()["data"][0]
    assert positions(trace["x"]) == [1.5, 2.5]
