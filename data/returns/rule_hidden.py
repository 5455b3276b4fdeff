"""Small numbers shown, given away by a rate, or to be found by subtraction, one after another."""

import pandas as pd

from data.intake.problems import WARNING
from data.intake.protecting import SMALL
from data.returns.issue import Issue, issue_in
from data.returns.monthly_return import (
    COHORT,
    COUNT,
    HIDDEN_FROM,
    HIDDEN_TO,
    OK,
    PARTS,
    SUPPRESSED,
    TOTAL,
    Return,
)


def find(each: Return) -> list[Issue]:
    """Errors for small numbers shown or given away and for hidden ones that can be worked out; warnings for odd marks."""
    return [*_shown(each), *_given_away(each), *_worked_out(each), *_marks(each)]


def _shown(each: Return) -> list[Issue]:
    """Small numbers in sight, told once a row; the cohort once, though every metric repeats it."""
    mend = "write * in its place, and hide another count so that it cannot be worked out"
    told = {"found": SMALL, "expected": "*", "mend": mend}
    found = []
    for what, cells in ((COUNT, each.cells), (COHORT, each.cells.drop_duplicates(["letter", "cohort_text"]))):
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
    for _, rows in each.cells.groupby("metric", sort=False):
        if indices := worked_out(rows, COUNT):
            found.append(issue_in(each, rows.loc[indices], COUNT, "subtraction", problem, **told))
        figures = tuple(rows["cohort_text"])
        if figures not in cohorts and (indices := worked_out(rows, COHORT)):
            found.append(issue_in(each, rows.loc[indices], COHORT, "subtraction", problem, **told))
        cohorts.add(figures)
    return found


def worked_out(rows: pd.DataFrame, what: str) -> list[int]:
    """Indices of the hidden cells of one metric that subtraction finds, one after another, and that hold somebody.

    A set is the Total and the parts of one dimension; with one cell of it not known, the others tell that one.
    """
    status, value = rows[f"{what}_status"].to_dict(), rows[what].to_dict()
    known = {index for index in rows.index if status[index] == OK}
    sets = [rows.index[rows["dimension"].isin((TOTAL, dimension))] for dimension in PARTS]
    total = set(rows.index[rows["dimension"] == TOTAL])
    found: list[int] = []
    while True:
        single = [(members, set(members) - known) for members in sets if total & set(members) and len(members) > 1]
        ready = next(((members, left) for members, left in single if len(left) == 1), None)
        if ready is None:
            return [index for index in found if value[index] >= 1 and status[index] == SUPPRESSED]
        members, (index,) = ready
        parts = sum(value[each] for each in members if each not in total and each != index)
        whole = sum(value[each] for each in members if each in total and each != index)
        value[index] = parts if index in total else whole - parts
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
