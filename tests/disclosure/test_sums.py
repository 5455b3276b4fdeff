"""Cells as sums of leaves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from data.disclosure.sums import joined_sums, leaf_form, sums_of


def test_a_total_is_the_sum_of_its_parts():
    form = leaf_form(3, sums_of([(0, [1, 2])]))
    assert form.leaf.tolist() == [1, 2]
    assert form.of_leaves.toarray().tolist() == [[1, 1], [1, 0], [0, 1]]
    assert form.ties.shape == (0, 2)


def test_sums_of_sums_come_down_to_leaves():
    form = leaf_form(5, sums_of([(1, [3, 4]), (0, [1, 2])]))
    assert form.leaf.tolist() == [2, 3, 4]
    assert form.of_leaves.toarray()[0].tolist() == [1, 1, 1]


def test_a_second_sum_of_a_cell_is_a_tie():
    form = leaf_form(5, sums_of([(0, [1, 2]), (0, [3, 4])]))
    assert form.leaf.tolist() == [1, 2, 3, 4]
    # The last sum defines: everyone is 3 + 4, and so 1 + 2 must be as many.
    assert form.ties.toarray().tolist() == [[-1, -1, 1, 1]]


def test_both_margins_of_a_table_leave_no_tie():
    # 0 everyone, 1-2 rows, 3-4 columns, 5-8 the cells.
    sums = sums_of([(1, [5, 6]), (2, [7, 8]), (3, [5, 7]), (4, [6, 8]), (0, [3, 4]), (0, [1, 2])])
    assert leaf_form(9, sums).ties.shape == (0, 4)


def test_a_tie_that_follows_from_others_is_left_out():
    sums = sums_of([(0, [1]), (0, [2]), (0, [3]), (1, [2]), (0, [4])])
    assert leaf_form(5, sums).ties.shape == (2, 3)


def test_a_cell_that_is_a_part_of_itself_is_refused():
    with pytest.raises(ValueError, match="a part of itself"):
        leaf_form(2, sums_of([(0, [1]), (1, [0])]))


def test_sums_of_tables_side_by_side():
    sums = joined_sums([(sums_of([(0, [1, 2])]), 0), (sums_of([(0, [1, 2])]), 3)])
    assert (sums.total.tolist(), sums.part.tolist(), sums.number.tolist()) == ([0, 3], [1, 2, 4, 5], [0, 0, 1, 1])


@given(npst.arrays(int, (2, 3, 4), elements=st.integers(0, 50)))
def test_any_counts_of_a_cube_are_what_its_leaves_make_them(cube):
    """Every margin of a cube of three dimensions, all of them sums of its cells in several ways."""
    padded = cube
    for axis in range(3):
        padded = np.concatenate([padded, padded.sum(axis=axis, keepdims=True)], axis=axis)
    number = np.arange(padded.size).reshape(padded.shape)
    sums = []
    for axis in range(3):
        lines = np.moveaxis(number, axis, -1).reshape(-1, padded.shape[axis])
        sums += [(line[-1], line[:-1]) for line in lines]
    form = leaf_form(padded.size, sums_of(sums))
    counts = padded.ravel().astype(float)
    assert len(form.leaf) == cube.size
    np.testing.assert_allclose(form.of_leaves @ counts[form.leaf], counts)
    assert form.ties.shape[0] == 0
