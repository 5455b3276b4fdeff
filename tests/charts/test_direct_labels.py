"""Labels at the ends of lines: near their lines, in order, and never on top of one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.charts.direct_labels import EndLabel, end_labels, moved_apart
from components.charts.sketch import Sketch


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        ([], []),
        ([5.0], [5.0]),
        ([1.0, 5.0, 9.0], [1.0, 5.0, 9.0]),
        ([5.0, 5.0], [4.0, 6.0]),
        ([6.0, 5.0], [6.5, 4.5]),
        # Pushed up from the lower bound.
        ([0.0, 0.5], [0.0, 2.0]),
        ([9.5, 10.0], [8.0, 10.0]),
    ],
)
def test_by_hand(positions, expected):
    assert moved_apart(positions, 2.0, (0.0, 10.0)) == pytest.approx(expected)


@given(st.lists(st.floats(0, 100), max_size=12), st.floats(0.1, 20))
def test_apart_in_order_and_within_bounds(positions, least):
    moved = moved_apart(positions, least, (0.0, 100.0))
    assert len(moved) == len(positions)
    assert all(-1e-9 <= each <= 100 + 1e-9 for each in moved)
    in_order = [moved[place] for place in sorted(range(len(positions)), key=lambda place: positions[place])]
    room = min(least, 100 / max(len(positions) - 1, 1))
    assert all(later - earlier >= room - 1e-6 for earlier, later in zip(in_order, in_order[1:], strict=False))


def test_no_label_is_left_out_of_the_axis():
    sketch = Sketch(height=300)
    labels = [EndLabel(at, f"line {at}", "#000000", strong=at == 0) for at in (0.0, 0.1, 0.2, 9.9, 10.0)]
    end_labels(sketch, labels, yref="y", across=(0.0, 10.0), pixels=200)
    made = sketch.drawn().layout.annotations
    assert [each.text for each in made] == ["<b>line 0.0</b>", "line 0.1", "line 0.2", "line 9.9", "line 10.0"]
    assert all(0 <= each.y <= 10 for each in made)
