"""What was received: for every place, month and metric, whether it is full, partly given, hidden, blank or not there.

A cell with the mark that hides is filled: full is a number or a mark in every cell. Suppressed is a metric whose Total is
hidden, so that it says nothing of the place as a whole.
"""

from collections.abc import Sequence

import pandas as pd

from data.returns.monthly_return import OK, SUPPRESSED, TOTAL, Return, metric_names
from data.returns.rule_timing import current

FULL, PARTLY, HIDDEN, EMPTY, NOT_RECEIVED = "full", "partly", "suppressed", "blank", "not received"
STATES = (FULL, PARTLY, HIDDEN, EMPTY, NOT_RECEIVED)
COVERAGE_COLUMNS = ("place", "month", "metric", "state", "cells", "shown", "hidden", "unfilled")


def coverage_of(returns: Sequence[Return]) -> pd.DataFrame:
    """A row a place, month and metric in COVERAGE_COLUMNS, for every month from the first received of any place to the last.

    `cells` counts the cells of the row of counts, `shown` those with a number, `hidden` those with a mark that hides,
    `unfilled` the rest.
    """
    kept = current(returns)
    if not kept:
        return pd.DataFrame(columns=list(COVERAGE_COLUMNS))
    received = [each.month for each in kept if each.month is not None]
    months = pd.date_range(min(received), max(received), freq="MS")
    by_key = {each.key: each for each in kept}
    names = {each.key[0]: each.place for each in kept}
    found = []
    for key, place in sorted(names.items(), key=lambda item: item[1]):
        for month in months:
            each = by_key.get((key, month))
            found += [_row(place, month, metric, each) for metric in metric_names()]
    return pd.DataFrame(found, columns=list(COVERAGE_COLUMNS))


def _row(place: str, month: pd.Timestamp, metric: str, each: Return | None) -> tuple[object, ...]:
    if each is None:
        return place, month, metric, NOT_RECEIVED, 0, 0, 0, 0
    rows = each.cells[each.cells["metric"] == metric]
    status = rows["count_status"]
    shown, hidden = int((status == OK).sum()), int((status == SUPPRESSED).sum())
    total = set(status[rows["dimension"] == TOTAL])
    state = _state(len(status), shown, hidden, total_hidden=SUPPRESSED in total)
    return place, month, metric, state, len(status), shown, hidden, len(status) - shown - hidden


def _state(cells: int, shown: int, hidden: int, *, total_hidden: bool) -> str:
    if not shown + hidden:
        return EMPTY
    if total_hidden or not shown:
        return HIDDEN
    return FULL if shown + hidden == cells else PARTLY


def summary(coverage: pd.DataFrame) -> pd.DataFrame:
    """A row a place and month: how many metrics are in each of STATES, in columns of these names, and the whole's `state`.

    A metric whose Total is hidden is filled in all the same: the whole is full where none is blank, in part or wholly.
    """
    counts = coverage.groupby(["place", "month", "state"], sort=False).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(STATES), fill_value=0).reset_index()
    return counts.assign(state=[_whole(each) for each in counts[list(STATES)].to_dict("records")])


def _whole(counts: dict[str, int]) -> str:
    for state in (NOT_RECEIVED, EMPTY, HIDDEN):
        if counts[state] == sum(counts.values()):
            return state
    return PARTLY if counts[EMPTY] or counts[PARTLY] else FULL
