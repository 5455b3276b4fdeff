"""The grid of states: every cell by its own mark, long names cut, and a key for the states that are there."""

import pytest

from components.charts.state_grid import LOOKS, StateRow, state_grid

NAMES = {state: state.capitalize() for state in LOOKS}


def test_every_state_has_a_mark_of_its_own_and_cells_stand_where_they_belong():
    rows = [
        StateRow("A place", ("full", "blank"), ("15 full", "blank")),
        StateRow("B" * 60, ("partly", "full"), ("x", "y")),
    ]
    figure = state_grid(rows, ["Jan 26", "Feb 26"], NAMES)
    by_symbol = {trace.marker.symbol: trace for trace in figure.data if len(trace.x)}
    assert list(zip(by_symbol["circle-open"].x, by_symbol["circle-open"].y, strict=True)) == [(1, 0)]
    assert list(by_symbol["diamond"].customdata) == [f"{'B' * 60}, Jan 26: x"]
    looks = [(symbol, mark) for symbol, _, _, mark in LOOKS.values()]
    assert len({mark for _, mark in looks}) == len(looks), "told by shape, never by shade alone"
    assert figure.layout.yaxis.ticktext[1].endswith("…")
    assert len(figure.layout.yaxis.ticktext[1]) == 40
    key = figure.layout.annotations[-1].text
    assert "Full" in key
    assert "Not received" not in key, "only what is there is in the key"


def test_no_rows_is_an_error():
    with pytest.raises(ValueError, match="found none"):
        state_grid([], ["Jan 26"], NAMES)
