"""A finding on a screen: its picture fills the room that its words leave, in type for a room, no word covering another."""

from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from PIL import Image

from components.findings.compare.matrix import compare_finding
from components.findings.question import Question
from components.findings.selection import from_link
from components.findings.table import Column, Table
from components.pack.picture.drawing import Drawing
from components.pack.picture.fonts import width
from components.pack.plain_figure import plain_figure
from components.pack.presented import presented
from components.pack.screen.drawn_table import drawn_table
from components.pack.screen.larger_figure import drawn_whole, larger_figure
from components.pack.screen.rooms import COLUMNS, WIDTH, rooms
from components.pack.screen.row_parts import partings, with_rows
from components.pack.screen.words_apart import words_found

_GROUPS, _TREND, _FUNNEL, _CASCADE, _RECORDS, _TABLE, _MAP = range(7)


def _words(*placed: tuple[float, float, str]) -> Drawing:
    told = "".join(
        f'<text x="{x}" y="{y}" font-size="20" fill="#000000" xml:space="preserve">{words}</text>'
        for x, y, words in placed
    )
    return Drawing(told, 200.0, 100.0)


def test_words_that_cover_one_another_or_run_over_the_edge_are_found():
    apart = words_found(_words((10, 40, "one"), (10, 64, "two")))
    assert (apart.covering, max(apart.beyond.values()), apart.smallest) == (0, 0.0, 20.0)
    covering = words_found(_words((10, 40, "one"), (12, 46, "two"), (190, 70, "beyond")))
    assert covering.covering == 1
    assert covering.beyond["r"] == pytest.approx(190 + width("beyond", 20) - 200)
    assert covering.beyond["l"] == 0.0
    dotted = _words((10, 40, "one"))
    for x, covered in ((20, 1), (80, 0)):
        dot = replace(dotted, svg=f'{dotted.svg}<circle cx="{x}" cy="36" r="5"/>')
        assert words_found(dot).covering == covered


@pytest.mark.parametrize(
    ("place", "least"),
    [(_GROUPS, 22), (_TREND, 16), (_FUNNEL, 19), (_CASCADE, 20), (_RECORDS, 22), (_TABLE, 22), (_MAP, 22)],
)
def test_the_type_of_a_picture_is_read_across_a_room(exhibits, place, least):
    shown = presented(exhibits[place])
    assert shown.type_size >= least
    # On a screen of 1920 by 1080 a picture has no fewer pixels than it takes there.
    room = WIDTH - 56 - (shown.column + 26 if shown.column else 0)
    assert Image.open(BytesIO(shown.png)).width >= room * 1920 / WIDTH


def test_a_figure_grows_with_its_room_and_keeps_no_quiet_type(exhibits):
    figure = plain_figure(exhibits[_TREND].finding.figure)
    own = drawn_whole(larger_figure(figure, figure.height, raised=False), 1120)
    made = drawn_whole(larger_figure(figure, 900), 1120)
    assert (own.words.smallest, made.words.smallest) == (14.0, 16.0)
    assert made.drawn.height == 900
    assert own.words.covering == 0
    assert made.readable
    assert made.up > 700


@pytest.fixture(scope="module")
def matrix(demo, exhibits):
    finding = compare_finding(Question(demo, from_link(demo, {"indicator": ["smoking"]})))
    return replace(exhibits[_GROUPS], finding=finding)


def _texts(figure):
    (cells,) = (trace for trace in figure.traces if trace.get("mode") == "text")
    return {name: [] for name in figure.layout["yaxis"]["ticktext"]} | {
        name: [text for text, y in zip(cells["text"], cells["y"], strict=True) if y == row]
        for row, name in enumerate(figure.layout["yaxis"]["ticktext"])
    }


def test_a_matrix_is_shown_part_by_part_in_type_of_the_size_of_text(matrix):
    shown = presented(matrix)
    assert (shown.parts, shown.type_size >= 22) == (4, True)
    assert len({shown.part(number) for number in range(1, 5)}) == 4


def test_the_parts_of_a_matrix_hold_each_row_once_with_its_own_cells(matrix):
    whole = plain_figure(matrix.finding.figure)
    names = whole.layout["yaxis"]["ticktext"]
    every = _texts(whole)
    for parts in partings(whole, 5):
        found = {}
        for rows in parts:
            piece = with_rows(whole, rows)
            said = [name.replace("<br>", " ") for name in piece.layout["yaxis"]["ticktext"]]
            assert said == [names[row] for row in rows]
            (ground,) = (trace for trace in piece.traces if trace["type"] == "heatmap")
            first = next(trace for trace in whole.traces if trace["type"] == "heatmap")
            assert ground["z"] == [first["z"][row] for row in rows]
            cells = _texts(piece)
            assert cells[piece.layout["yaxis"]["ticktext"][-1]], "a heading never ends a part"
            found |= {name: cells[broken] for name, broken in zip(said, piece.layout["yaxis"]["ticktext"], strict=True)}
        assert found == every
        assert len(parts) <= len(names) / 3


def test_what_has_no_rows_of_its_own_is_not_parted(exhibits):
    assert [partings(plain_figure(exhibits[place].finding.figure), 5) for place in (_TREND, _FUNNEL)] == [[], []]


def test_words_stand_beside_the_picture_in_columns_that_hold_them(exhibits):
    above, beside, *_ = rooms(exhibits[_FUNNEL])
    assert above.column == 0
    assert beside.column in COLUMNS
    assert beside.height > above.height
    assert beside.width == WIDTH - 56 - beside.column - 26


def test_a_table_shows_whole_rows_and_counts_the_rest():
    frame = pd.DataFrame({"name": [f"Area {place}" for place in range(20)], "told": ["a longer line of words"] * 20})
    table = Table((Column("name", "Name"), Column("told", "What it tells")), frame)
    made = drawn_table(table, 800, 300, 22)
    assert made.shown + made.left_out == 20
    # A row is a line of 22 pixels with a share of the room between lines, and ten pixels of air; the head is one as well.
    assert made.shown == int(300 // (22 * 1.3 + 10)) - 1
    assert made.drawing.height <= 301
