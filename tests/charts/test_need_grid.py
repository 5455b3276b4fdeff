"""The grid of need: heads that would touch stand by turns a line higher, and only where they would."""

import numpy as np
import pytest

from components.charts.need_grid import need_grid

HEADS = ("Index", "Rank range", "Deprivation", "Long-term", "Mental", "Learning", "Neurological", "Palliative")


@pytest.mark.parametrize(("name", "raised"), [("Ashdown", 0), ("Northenden and Brooklands (Wythenshawe)", 18)])
def test_heads_stand_by_turns_a_line_higher_beside_long_names_of_areas(name, raised):
    figure = need_grid([name], HEADS, [["1"] * 8], np.zeros((1, 8)), [False])
    assert [each.yshift for each in figure.layout.annotations] == [0, raised] * 4
    assert figure.layout.margin.t == 52 + raised
