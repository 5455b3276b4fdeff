"""Primary and complementary suppression, on small cases and on random tables."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from data.disclosure.suppression import AdditiveSets, rounded, small, suppress


def _one_set(n: int) -> AdditiveSets:
    return AdditiveSets(np.arange(n), np.zeros(n, dtype=int))


def _table_sets(height: int, width: int) -> AdditiveSets:
    """Rows and columns of a table whose last row and last column are totals."""
    row, column = (axis.ravel() for axis in np.indices((height, width)))
    every = np.arange(height * width)
    return AdditiveSets(np.concatenate([every, every]), np.concatenate([row, height + column]))


def test_small_counts_are_one_to_seven():
    assert list(small(np.array([0, 1, 7, 8, np.nan]))) == [False, True, True, False, False]


def test_a_threshold_of_its_own():
    assert list(small(np.array([1, 4, 5]), hidden_from=1, hidden_to=4)) == [True, True, False]


def test_nothing_small_nothing_hidden():
    assert not suppress(np.array([20, 30, 50]), _one_set(3)).any()


def test_one_small_count_takes_the_next_smallest_with_it():
    assert list(suppress(np.array([3, 40, 30, 73]), _one_set(4))) == [True, False, True, False]


def test_two_small_counts_protect_each_other():
    assert list(suppress(np.array([3, 4, 30, 37]), _one_set(4))) == [True, True, False, False]


def test_nought_stays_and_protects_nothing():
    assert list(suppress(np.array([3, 0, 30, 33]), _one_set(4))) == [True, False, True, False]


def test_a_total_of_one_hidden_count_is_hidden_with_it():
    assert list(suppress(np.array([3, 0, 0, 3]), _one_set(4))) == [True, False, False, True]


def test_two_rows_with_one_count_hide_together():
    sets = AdditiveSets(np.array([0, 1]), np.array([0, 0]))
    assert list(suppress(np.array([20, 20]), sets, hidden=np.array([True, False]))) == [True, True]


def test_a_partner_that_exposes_another_set_is_protected_too():
    # Groups of two areas with their sums; the partner hidden in the first area would follow from the second area.
    table = np.array([[3, 20, 90, 113], [50, 60, 70, 180], [53, 80, 160, 293]])
    hidden = suppress(table.ravel(), _table_sets(3, 4)).reshape(3, 4)
    assert (hidden.sum(axis=0) != 1).all()
    assert (hidden.sum(axis=1) != 1).all()


def test_without_sets_only_small_counts_are_hidden():
    none = AdditiveSets(np.array([], dtype=int), np.array([], dtype=int))
    assert list(suppress(np.array([3, 30]), none)) == [True, False]


@given(npst.arrays(int, (3, 4), elements=st.integers(0, 40)))
def test_no_row_or_column_has_one_hidden_cell_that_could_be_helped(inner):
    table = np.pad(inner, ((0, 1), (0, 1)))
    table[-1, :-1], table[:-1, -1] = inner.sum(axis=0), inner.sum(axis=1)
    table[-1, -1] = inner.sum()
    hidden = suppress(table.ravel(), _table_sets(4, 5)).reshape(4, 5)
    assert hidden[(table >= 1) & (table <= 7)].all()
    assert not hidden[table == 0].any()
    for axis in (0, 1):
        exposed = hidden.sum(axis=axis) == 1
        spare = (~hidden & (table > 0)).sum(axis=axis)
        assert not (exposed & (spare > 0)).any()


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (8, 10), (12, 10), (12.5, 15), (13, 15)])
def test_rounding_to_five(count, shown):
    assert rounded(np.array([count]), 5)[0] == shown
