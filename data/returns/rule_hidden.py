"""Small numbers shown, given away by a rate, or to be found by subtraction, one after another."""

from itertools import groupby

import pandas as pd

from data.intake.problems import WARNING
from data.intake.protecting import SMALL
from data.returns.issue import Issue, issue_in
from data.returns.monthly_return import (
    COHORT,
    COUNT,
    GROUP,
    HIDDEN_FROM,
    HIDDEN_TO,
    OK,
    SUPPRESSED,
    Return,
)
from data.returns.sums import Block, blocks_of


def find(each: Return) -> list[Issue]:
    """Errors for small numbers shown or given away and for hidden ones that can be worked out; warnings for odd marks."""
    return [*_shown(each), *_given_away(each), *_worked_out(each), *_marks(each)]


def _shown(each: Return) -> list[Issue]:
    """Small numbers in sight, told once a row; the cohort once, though every metric repeats it."""
    mend = "write * in its place, and hide another count so that it cannot be worked out"
    told = {"found": SMALL, "expected": "*", "mend": mend}
    found = []
    for what, cells in ((COUNT, each.cells), (COHORT, each.cells.drop_duplicates([*GROUP, "cohort_text"]))):
        small = cells[cells[what].between(HIDDEN_FROM, HIDDEN_TO)]
        found += [
            issue_in(each, rows, what, "small", "small numbers are shown", **told)
            for _, rows in small.groupby("metric", sort=False)
        ]
    return found


def _given_away(each: Return) -> list[Issue]:
    """A hidden count beside its rate and its cohort is no longer hidden."""
    cells = each.cells
    known = (cells["count_status"] == SUPPRESSED) & (cells["rate"] > 0) & (cells["cohort_status"] == OK)
    mend = "put the template's own formula back in the rate row"
    told = {"found": "* and a rate", "expected": "* and no rate", "mend": mend}
    return [
        issue_in(each, rows, COUNT, "small", "hidden counts are given away by the rates under them", **told)
        for _, rows in cells[known].groupby("metric", sort=False)
    ]


def _worked_out(each: Return) -> list[Issue]:
    """Hidden cells that subtraction finds, a row each; the cohort once, though every metric repeats it."""
    mend = "hide the next smallest count of that row too, or the Total"
    told = {"found": "*", "expected": "another count of the same row hidden as well", "mend": mend}
    problem = "hidden, and yet the Total and the other parts tell it"
    found, cohorts = [], set()
    for metric, blocks in groupby(blocks_of(each.cells), key=lambda block: block.metric):
        blocks = list(blocks)
        if indices := worked_out(each.cells, blocks, COUNT):
            found.append(issue_in(each, each.cells.loc[indices], COUNT, "subtraction", problem, **told))
        figures = tuple(each.cells.loc[each.cells["metric"] == metric, "cohort_text"])
        if figures not in cohorts and (indices := worked_out(each.cells, blocks, COHORT)):
            found.append(issue_in(each, each.cells.loc[indices], COHORT, "subtraction", problem, **told))
        cohorts.add(figures)
    return found


def worked_out(cells: pd.DataFrame, blocks: list[Block], what: str) -> list[int]:
    """Indices of the hidden cells of one metric that subtraction finds, one after another, and that hold somebody.

    With one cell of a block not known, the others tell it; what it tells may leave only one unknown in another block.
    """
    members = sorted({index for block in blocks for index in block.members})
    status, value = cells[f"{what}_status"].loc[members].to_dict(), cells[what].loc[members].to_dict()
    known = {index for index in members if status[index] == OK}
    found: list[int] = []
    while True:
        single = [(block, left) for block in blocks if len(left := set(block.members) - known) == 1]
        if not single:
            return [index for index in found if value[index] >= 1 and status[index] == SUPPRESSED]
        block, (index,) = single[0]
        parts = sum(value[each] for each in block.parts if each != index)
        value[index] = parts if index == block.total else value[block.total] - parts
        known.add(index)
        found.append(index)


def _marks(each: Return) -> list[Issue]:
    """Hidden with another mark than the template asks for: read as hidden, but others may not."""
    odd = each.cells[(each.cells["count_status"] == SUPPRESSED) & (each.cells["count_text"].str.strip() != "*")]
    mend = "write * wherever a number below 6 is hidden"
    return [
        issue_in(
            each, rows, COUNT, "mark", "hidden with a mark that is not the template's", severity=WARNING,
            found=rows["count_text"].iloc[0], expected="*", mend=mend,
        )
        for _, rows in odd.groupby("metric", sort=False)
    ]  # fmt: skip
