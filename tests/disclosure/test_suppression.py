"""What is hidden, on tables worked by hand and on random ones against an oracle of the tests' own."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from data.contract.manifest import Disclosure
from data.disclosure.cells import cells_of, rounded, small
from data.disclosure.sums import sums_of
from data.disclosure.suppression import protect
from tests.disclosure.reading_by_hand import narrowed, ranges

EXACT = Disclosure(1, 7, 1, "Counts of 1 to 7 are hidden.")
ROUNDED = Disclosure(1, 7, 5, "Counts of 1 to 7 are hidden, the rest rounded to 5.")


def _hidden(counts: list[float], rule: Disclosure = EXACT, **more) -> list[bool]:
    """What is hidden of a total and its parts."""
    sums = sums_of([(0, range(1, len(counts)))])
    return protect(cells_of(np.array(counts, dtype=float), sums, rule, **more)).tolist()


def test_small_counts_are_one_to_seven():
    assert small(np.array([0, 1, 7, 8, np.nan]), EXACT).tolist() == [False, True, True, False, False]


def test_halves_are_rounded_up():
    assert rounded(np.array([8, 12, 12.5, 13]), 5).tolist() == [10, 10, 15, 15]


def test_nothing_small_nothing_hidden():
    assert not any(_hidden([50, 20, 30]))


def test_one_small_count_takes_another_with_it():
    assert _hidden([73, 3, 40, 30]) == [False, True, False, True]


def test_hidden_counts_that_sum_to_little_take_a_third_with_them():
    # 1 and 1 of 97: what is left for both is 2, so each would be 1 for any reader who subtracts.
    assert _hidden([97, 1, 1, 30, 40, 25]) == [False, True, True, False, False, True]


def test_hidden_counts_that_leave_each_other_room_need_no_third():
    assert _hidden([50, 4, 6, 40]) == [False, True, True, False]


def test_a_total_of_one_hidden_count_is_hidden_with_it():
    assert _hidden([3, 3, 0, 0])[:2] == [True, True]


def test_rounding_protects_what_exact_counts_would_not():
    counts = [103, 3, 48, 52]
    assert sum(_hidden(counts)) == 2
    # The shown ones are known to two either way: 100 less 50 less 50 leaves anything from 1 to 6 and more.
    assert sum(_hidden(counts, ROUNDED)) <= sum(_hidden(counts))


def test_what_may_never_be_hidden_is_not():
    cost = np.array([np.inf, 1.0, 1.0, np.inf])
    assert _hidden([73, 3, 40, 30], cost=cost) == [False, True, True, False]


def test_the_size_of_a_hidden_group_hides_what_happened_in_it():
    # Sizes: 60 = 4 + 56; events among them: 30 = 2 + 28.
    counts = np.array([60, 4, 56, 30, 2, 28], dtype=float)
    pairs = np.array([[3, 0], [4, 1], [5, 2]])
    hidden = protect(
        cells_of(
            counts,
            sums_of([(0, [1, 2]), (3, [4, 5])]),
            EXACT,
            within=pairs,
            with_it=pairs[:, ::-1],
        )
    )
    assert hidden[[1, 4]].all()
    assert (hidden[:3] <= hidden[3:]).all()


def test_counts_a_source_hid_are_protected_too():
    counts = [60, np.nan, 20, 38]
    # 60 - 20 - 38 = 2: only another hidden count keeps it.
    assert sum(_hidden(counts)) == 2


def test_a_count_a_source_hid_that_a_reader_sees_to_be_large_takes_no_other_with_it():
    # 60 - 20 - 2 of the others = 38: nobody can take it for one the rule hides.
    assert _hidden([60, np.nan, 12, 10]) == [False, True, False, False]


def test_the_whole_areas_counts_are_shown_where_hiding_in_its_places_is_enough():
    # Three groups of a whole area and of its two places: one small count, at the first place.
    places = np.array([[3, 60, 40], [30, 45, 36]], dtype=float)
    counts, sums = _table(places)
    dear, cluster = np.ones((3, 4)), np.zeros((3, 4), dtype=int)
    dear[:, 2], dear[-1], dear[:, -1], cluster[1] = 0.5, 50, 1000, 1
    hidden = protect(cells_of(counts, sums_of(sums), EXACT, cost=dear.ravel(), cluster=cluster.ravel())).reshape(3, 4)
    assert hidden.tolist() == [[True, False, True, False], [True, False, True, False], [False] * 4]


def test_counts_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="do not add up"):
        _hidden([50, 20, 20])


def test_hiding_again_hides_no_more():
    counts = np.array([97, 1, 1, 30, 40, 25], dtype=float)
    sums = sums_of([(0, range(1, 6))])
    once = protect(cells_of(counts, sums, EXACT))
    assert (protect(cells_of(counts, sums, EXACT, hidden=once)) == once).all()


def _table(inner: np.ndarray) -> tuple[np.ndarray, list]:
    """Counts of a table with its margins, and the sums of its rows and columns."""
    whole = np.pad(inner, ((0, 1), (0, 1)))
    whole[-1, :-1], whole[:-1, -1], whole[-1, -1] = inner.sum(axis=0), inner.sum(axis=1), inner.sum()
    number = np.arange(whole.size).reshape(whole.shape)
    sums = [(line[-1], line[:-1].tolist()) for line in [*number, *number.T]]
    return whole.ravel().astype(float), sums


@pytest.mark.parametrize("rule", [EXACT, ROUNDED], ids=["exact", "rounded"])
@given(inner=npst.arrays(int, (3, 4), elements=st.integers(0, 40)))
@settings(max_examples=60, deadline=None)
def test_no_small_count_of_a_random_table_can_be_narrowed_down(rule, inner):
    counts, sums = _table(inner)
    hidden = protect(cells_of(counts, sums_of(sums), rule))
    few = small(counts, rule)
    assert hidden[few].all()
    published = np.where(hidden, np.nan, rounded(counts, rule.rounded_to))
    found = ranges(published, sums, rule, np.flatnonzero(few).tolist())
    if counts[-1] > rule.hidden_to:
        assert narrowed(found, rule) == []


@given(inner=npst.arrays(int, (3, 4), elements=st.integers(20, 60)))
@settings(max_examples=20, deadline=None)
def test_a_table_without_small_counts_is_shown_whole(inner):
    counts, sums = _table(inner)
    assert not protect(cells_of(counts, sums_of(sums), EXACT)).any()
