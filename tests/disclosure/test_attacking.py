"""The auditor finds what is given away, and nothing where nothing is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from data.contract.manifest import Disclosure
from data.disclosure.attacking import Attack, attack, attack_twice
from data.disclosure.cells import cells_of, rounded, small
from data.disclosure.sums import sums_of
from tests.disclosure.reading_by_hand import narrowed, ranges

EXACT = Disclosure(1, 7, 1, "Counts of 1 to 7 are hidden.")
ROUNDED = Disclosure(1, 7, 5, "Counts of 1 to 7 are hidden, the rest rounded to 5.")


def _attacked(published: list[float], rule: Disclosure = EXACT, true: list[float] | None = None) -> Attack:
    counts = np.array(published, dtype=float)
    sums = sums_of([(0, range(1, len(counts)))])
    cells = cells_of(counts, sums, rule, vague=~np.isnan(counts))
    return attack(cells, true=None if true is None else np.array(true, dtype=float))


def test_a_lone_hidden_count_is_exact():
    assert _attacked([73, np.nan, 40, 30]) == Attack(hidden=1, exact=1, narrowed=1)


def test_two_that_sum_to_two_are_narrowed():
    # Each may be 0, 1 or 2.
    assert _attacked([97, np.nan, np.nan, 30, 40, 25]) == Attack(hidden=2, exact=0, narrowed=2)


def test_two_with_room_are_safe():
    assert _attacked([60, np.nan, np.nan, 40]) == Attack(hidden=2)


def test_a_hidden_count_that_is_plainly_large_is_no_fault():
    assert _attacked([173, np.nan, 40, 30]) == Attack(hidden=1)


def test_with_the_true_counts_only_small_ones_are_held_against_anybody():
    # 4 and 16 of 20: the first may be anything to 20, the second too.
    assert _attacked([90, np.nan, 80, 0], true=[90, 10, 80, 0]) == Attack(hidden=1)
    assert _attacked([85, np.nan, 80, 0], true=[85, 5, 80, 0]) == Attack(hidden=1, exact=1, narrowed=1)


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="no counts that fit"):
        _attacked([10, np.nan, 40, 30])


@given(inner=npst.arrays(int, (2, 4), elements=st.integers(0, 30)), data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_auditor_agrees_with_a_programme_written_apart(inner, data):
    """Small counts and some others hidden at random: how many are narrowed, counted in two ways."""
    whole = np.pad(inner, ((0, 1), (0, 1)))
    whole[-1, :-1], whole[:-1, -1], whole[-1, -1] = inner.sum(axis=0), inner.sum(axis=1), inner.sum()
    number = np.arange(whole.size).reshape(whole.shape)
    sums = [(line[-1], line[:-1].tolist()) for line in [*number, *number.T]]
    counts = whole.ravel().astype(float)
    also = data.draw(npst.arrays(bool, counts.shape))
    hidden = small(counts, ROUNDED) | (also & (counts > 0))
    published = np.where(hidden, np.nan, rounded(counts, ROUNDED.rounded_to))
    few = np.flatnonzero(small(counts, ROUNDED))
    expected = narrowed(ranges(published, sums, ROUNDED, few.tolist()), ROUNDED)
    cells = cells_of(published, sums_of(sums), ROUNDED, vague=~hidden)
    knowing = attack(cells, true=counts)
    assert knowing.narrowed == len(expected)
    assert attack_twice(cells, counts) == (knowing, attack(cells))
