"""A return as it may be sent tells nobody a small number: drawn returns, and returns made to be hard."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from data.returns.linked_cells import as_read
from data.returns.monthly_return import BLANK, CELL_COLUMNS, COUNT, OK, SUPPRESSED, Return
from data.returns.narrowing import told
from data.returns.protected import protected
from data.returns.rule_hidden import worked_out
from data.your_data.formats.nnhip_layout import metrics
from tests.returns.by_programme import CASELOAD, told_of_small
from tests.returns.made_returns import COHORT, MARCH, PLACES, rows_of, sound, with_total

_METRIC = "nnhip_outpatient_new"
_A_MONTH = (80, 220, 60, 18, 35, 260, 5, 25, 16, 4, 55, 30, 600, 400, 110)


def _drawn(number: int) -> Return:
    """A return of 500 people drawn anew: most of its parts are small."""
    random, rows = np.random.default_rng(number), []
    for metric, usual in zip(metrics(), _A_MONTH, strict=True):
        total = int(random.poisson(usual))
        shares = {by: np.array(parts) / sum(parts) for by, parts in COHORT.items()}
        parts = {by: random.multinomial(total, share) for by, share in shares.items()}
        if metric["id"] == CASELOAD:
            parts = {by: random.multivariate_hypergeometric(np.array(COHORT[by]), total) for by in COHORT}
        rows += rows_of(metric["id"], parts)
    return Return("", "", PLACES[0], MARCH, pd.DataFrame(rows, columns=list(CELL_COLUMNS)))


@pytest.mark.parametrize("number", range(4))
def test_no_small_number_of_a_drawn_return_is_found_or_narrowed_down(number):
    before = _drawn(number)
    after = protected(before)
    found = told_of_small(before.cells, after.cells, least=0.0)
    assert found == {"small": found["small"], "exact": 0, "narrowed": 0}
    assert found["small"] > 80, "as many as make the test worth something"
    assert (after.cells["count_status"] == OK).mean() > 0.5, "and most figures are shown"
    pd.testing.assert_frame_equal(protected(after).cells, after.cells)


def test_the_programmes_of_the_test_find_what_is_told_where_only_one_part_is_hidden():
    before = _drawn(1)
    cells = before.cells.copy()
    small = cells.index[(cells["metric"] == _METRIC) & cells["count"].between(1, 5)][0]
    cells.loc[small, ["count", "count_status"]] = [np.nan, SUPPRESSED]
    of_metric = before.cells[before.cells["metric"] == _METRIC]
    assert told_of_small(of_metric, cells[cells["metric"] == _METRIC], least=0.0)["exact"] >= 1
    assert worked_out(replace(before, cells=cells))[COUNT][small]


def _with(parts: dict[str, tuple[int, ...]]) -> Return:
    return with_total(sound(), _METRIC, parts)


def _hidden(each: Return, by: str) -> list[float]:
    """The counts that protecting hides of one dimension of the metric, in their order."""
    rows = each.cells[(each.cells["metric"] == _METRIC) & (each.cells["dimension"] == by)]
    after = protected(each).cells.loc[rows.index]
    return list(rows.loc[after["count_status"] == SUPPRESSED, "count"])


def test_hidden_parts_that_add_up_to_little_take_another_with_them():
    # 60, 40, 30, 20, 1 and 1 of 152: two hidden that leave 2 could each be no more than 2.
    fifths = (60, 40, 30, 20, 1, 1)
    each = _with(
        {"age": (0, 0, 0, 0, 0, 0, 0, 152, 0, 0), "ethnic_group": (152, 0, 0, 0, 0, 0), "deprivation_quintile": fifths}
    )
    hidden = _hidden(each, "deprivation_quintile")
    assert sorted(hidden)[:2] == [1, 1]
    assert len(hidden) == 3
    assert not any(figures.any() for figures in worked_out(protected(each)).values())


def test_sums_that_do_not_hold_hide_nothing_more():
    each = sound()
    total = each.cells.index[each.cells["metric"] == _METRIC][0]
    each.cells.loc[total, "count"] = 900.0
    assert (protected(each).cells["count_status"] == OK).all()


def test_a_blank_part_protects_the_hidden_one_beside_it():
    each = sound()
    rows = each.cells.index[each.cells["metric"] == _METRIC]
    each.cells.loc[rows[1], ["count", "count_status"]] = [np.nan, BLANK]
    each.cells.loc[rows[2], "count"] = 3.0
    found = protected(each).cells.loc[rows]
    assert list(found.index[found["count_status"] == SUPPRESSED]) == [rows[2]]


def test_a_cohort_that_metrics_repeat_is_hidden_in_all_of_them_and_counts_of_too_few_people_too():
    each = sound()
    small = each.cells["group"] == "90+"
    other = each.cells["group"] == "80-89"
    each.cells.loc[small, "cohort"], moved = 3.0, each.cells.loc[small, "cohort"].iloc[0] - 3.0
    each.cells.loc[other, "cohort"] += moved
    # Only one metric's cohort is marked by the sender.
    first = each.cells.index[small][0]
    each.cells.loc[first, ["cohort", "cohort_status"]] = [np.nan, SUPPRESSED]
    found = protected(each).cells
    assert (found.loc[small, "cohort_status"] == SUPPRESSED).all()
    assert (found.loc[small, "count_status"] == SUPPRESSED).all()
    by_group = found.groupby(["dimension", "group"])["cohort_status"].nunique()
    assert (by_group == 1).all()


def test_what_the_sender_hid_badly_is_mended_without_knowing_the_number():
    each = sound()
    rows = each.cells.index[each.cells["metric"] == _METRIC]
    each.cells.loc[rows[2], "count"] = 47.0
    each.cells.loc[rows[1], ["count", "count_status"]] = [np.nan, SUPPRESSED]
    assert worked_out(each)[COUNT][rows[1]], "the Total and the other ages leave 3"
    found = protected(each)
    assert not worked_out(found)[COUNT].any()
    assert told(as_read(found).cells).narrowed.sum() == 0


def test_a_hidden_number_that_is_plainly_no_small_one_asks_for_nothing():
    each = sound()
    rows = each.cells.index[each.cells["metric"] == _METRIC]
    each.cells.loc[rows[0], ["count", "count_status"]] = [np.nan, SUPPRESSED]
    assert not worked_out(each)[COUNT].any(), "the Total is 500, as its parts tell"
    assert (protected(each).cells["count_status"] == SUPPRESSED).sum() == 1
