"""Noughts that cannot be nought: the total, the other parts or the cell's own rate say that somebody is there."""

import pandas as pd

from data.files.problems import WARNING
from data.returns.issue import Issue, issue_in
from data.returns.monthly_return import COHORT, COUNT, HIDDEN_TO, RATE, SUPPRESSED, Return
from data.returns.sums import DISAGREES, Sum, sums_of

_MEND = "write * where a number below 6 is hidden; a 0 says that there was none"


def zeros_that_hide(each: Return) -> set[tuple[int, str]]:
    """Cells with a 0 that stands for a hidden number, as (index of the return's cells, 'count' or 'cohort').

    A count of 0 beside a rate above 0; a Total of 0 whose parts are not; and noughts among the parts where the Total less
    the other parts leaves people that these cells, at 5 each at most, could hold.
    """
    cells = each.cells
    empty = (cells["count"].to_numpy(float) == 0) & (cells["rate"].to_numpy(float) > 0)
    found = {(index, COUNT) for index in cells.index[empty]}
    for one in sums_of(each):
        found |= _in_sum(each, one)
    return found


def explained_by_zeros(each: Return, one: Sum) -> bool:
    """Whether a sum of a return disagrees only because of noughts that stand for hidden numbers."""
    return bool(_in_sum(each, one))


def _in_sum(each: Return, one: Sum) -> set[tuple[int, str]]:
    if one.outcome != DISAGREES:
        return set()
    if one.total == 0:
        return {(one.block.total, one.what)}
    zeros = one.zeros
    if one.what == COUNT:
        # Where the cohort has nobody a 0 is true.
        zeros = tuple(index for index in zeros if each.cells.at[index, COHORT] != 0)
    return {(index, one.what) for index in zeros} if 0 < one.left <= HIDDEN_TO * len(zeros) else set()


def find(each: Return) -> list[Issue]:
    """An error for each such nought, and a warning for each rate row whose formula turned a mark into 0."""
    told = {"found": "0", "expected": "*", "mend": _MEND}
    return [
        issue_in(each, each.cells.loc[[index]], what, "zero", _evidence(each.cells.loc[index], what), **told)
        for index, what in sorted(zeros_that_hide(each))
    ] + _rates(each)


def _evidence(cell: pd.Series, what: str) -> str:
    if what == COUNT and cell["rate"] > 0:
        return "a 0 that cannot be: the rate under it is above 0"
    return "a 0 that cannot be: the total and the other parts say that somebody is there"


def _rates(each: Return) -> list[Issue]:
    """Rate rows: IFERROR(count/cohort*1000, 0) reads 0 where the count or the cohort is a mark."""
    cells = each.cells
    nought = cells["rate"].to_numpy(float) == 0
    if not nought.any():
        return []
    hidden = (cells["count_status"] == SUPPRESSED) | (cells["cohort_status"] == SUPPRESSED)
    told = {"found": "0", "expected": "no rate", "mend": "let the formula give * there, as workbooks written here do"}
    problem = "the rate row shows 0 where the count or the cohort is hidden"
    return [
        issue_in(each, rows, RATE, "rate", problem, severity=WARNING, **told)
        for _, rows in cells[hidden & nought].groupby("metric", sort=False)
    ]
