"""Whether parts add up to their Total when some are hidden: against every value the hidden could have, one by one."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.returns.monthly_return import BLANK, COUNT, OK, SUPPRESSED
from data.returns.protected import protected
from data.returns.rule_hidden import worked_out
from data.returns.rule_zero import zeros_that_hide
from data.returns.sums import AGREES, CANNOT_TELL, COULD_AGREE, DISAGREES, Block, Sum, sums_of
from tests.returns.by_programme import reader_of
from tests.returns.made_returns import COHORT, METRIC, small_returns, sound, with_total


def _sum(total: int, parts: list[int | None], *, whole: bool = True, unfilled: int = 0) -> Sum:
    """A sum of parts, None where hidden."""
    block = Block(METRIC, "age", 0, tuple(range(1, len(parts) + 1)), whole)
    shown = [each for each in parts if each is not None]
    return Sum(block, COUNT, float(total), True, float(sum(shown)), len(parts) - len(shown), unfilled, ())


@pytest.mark.parametrize(
    ("total", "parts", "outcome"),
    [
        (10, [4, 6], AGREES),
        (11, [4, 6], DISAGREES),
        (9, [4, 6], DISAGREES),
        (14, [4, 6, None], COULD_AGREE),
        (15, [4, 6, None], COULD_AGREE),
        (16, [4, 6, None], CANNOT_TELL),
        (9, [4, 6, None, None], DISAGREES),
        (20, [4, 6, None, None], COULD_AGREE),
    ],
)
def test_what_can_be_said_of_a_sum(total, parts, outcome):
    assert _sum(total, parts).outcome == outcome


def test_blank_parts_and_people_outside_the_parts_leave_it_open():
    assert _sum(30, [4, 6], unfilled=1).outcome == CANNOT_TELL
    assert _sum(9, [4, 6], unfilled=1).outcome == DISAGREES
    assert _sum(12, [4, 6], whole=False).outcome == CANNOT_TELL
    assert _sum(9, [4, 6], whole=False).outcome == DISAGREES


@given(st.integers(0, 24), st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=2, max_size=5))
def test_it_disagrees_only_where_no_value_of_the_hidden_cells_could_explain_it(total, parts):
    shown, hidden = sum(each for each in parts if each is not None), parts.count(None)
    # Any number may be hidden, to protect another; small ones are 0 to 5.
    any_fits = (
        any(shown + sum(each) == total for each in product(range(25), repeat=min(hidden, 2)))
        or hidden > 2
        and shown <= total
    )
    small_fits = any(shown + sum(each) == total for each in product(range(6), repeat=hidden))
    outcome = _sum(total, parts).outcome
    assert (outcome == DISAGREES) == (not any_fits)
    assert (outcome in (AGREES, COULD_AGREE)) == small_fits


counts = st.integers(0, 12)


@given(small_returns())
def test_a_protected_return_shows_no_small_number_and_gives_none_away(each):
    found = protected(each)
    cells = found.cells[found.cells["metric"] == METRIC]
    assert not cells["count"].between(1, 5).any()
    assert not any(figures.any() for figures in worked_out(found).values())
    assert {one.outcome for one in sums_of(found)} <= {AGREES, COULD_AGREE, CANNOT_TELL}
    assert zeros_that_hide(found) == set()
    pd.testing.assert_frame_equal(protected(found).cells, found.cells)
    shown = cells["count_status"] == OK
    before = each.cells.loc[cells.index, "count"]
    assert (cells["count"][shown] == before[shown]).all(), "what is shown is what was there"


@given(small_returns(), st.sets(st.integers(0, 22), max_size=5))
def test_what_is_told_of_hidden_numbers_is_what_a_programme_leaves(each, hidden):
    """Narrowed down when, and only when, it may be small and yet not be each number from 1 to 5: by plain programmes."""
    cells = each.cells.copy()
    rows = list(cells.index[cells["metric"] == METRIC])
    gone = [rows[number] for number in sorted(hidden)]
    cells.loc[gone, "count_status"] = SUPPRESSED
    cells.loc[gone, "count"] = float("nan")
    found = worked_out(replace(each, cells=cells))[COUNT]
    reader = reader_of(cells, METRIC, least=0.0)
    for index in gone:
        low, high = reader.ends(rows.index(index))
        may_be_small, any_of_them = high >= 1 - 1e-6 and low <= 5 + 1e-6, high >= 5 - 1e-6 and low <= 1 + 1e-6
        assert found[index] == (may_be_small and not any_of_them), (low, high)
    assert found.sum() <= len(gone)


def test_nobody_in_the_cohort_makes_a_nought_true():
    parts = {"age": (0, 32, 40, 50, 60, 70, 80, 90, 50, 10), "ethnic_group": COHORT["ethnic_group"]}
    each = with_total(sound(), METRIC, parts | {"deprivation_quintile": COHORT["deprivation_quintile"]})
    first = each.cells.index[each.cells["metric"] == METRIC]
    each.cells.loc[first[0], "count"] = 485.0
    assert zeros_that_hide(each) == {(first[1], COUNT)}, "482 of 485 shown: the nought may hide three"
    each.cells.loc[first[1], "cohort"] = 0.0
    assert (first[1], COUNT) not in zeros_that_hide(each)


def test_a_blank_cell_protects_and_is_not_told_as_hidden():
    each = sound()
    first = each.cells.index[each.cells["metric"] == METRIC]
    each.cells.loc[first[1], ["count", "count_status"]] = [np.nan, BLANK]
    assert not worked_out(each)[COUNT].any()
