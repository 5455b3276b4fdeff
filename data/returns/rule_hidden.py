"""Small numbers shown, given away by a rate, or narrowed down by all that a return shows."""

import numpy as np
import pandas as pd

from data.disclosure.cells import small
from data.files.problems import WARNING
from data.returns.issue import Issue, issue_in
from data.returns.linked_cells import as_read
from data.returns.monthly_return import (
    COHORT,
    COUNT,
    GROUP,
    HIDDEN_TO,
    OK,
    RULE,
    SUPPRESSED,
    Return,
)
from data.returns.narrowing import told
from data.your_data.mask_small_counts import SMALL


def find(each: Return) -> list[Issue]:
    """Errors for small numbers shown or given away and for hidden ones that are narrowed down; warnings for odd marks."""
    return [*_shown(each), *_given_away(each), *_worked_out(each), *_marks(each)]


def _shown(each: Return) -> list[Issue]:
    """Small numbers in sight, told once a row; the cohort once, though every metric repeats it."""
    mend = "write * in its place, and hide another count so that it cannot be worked out"
    told = {"found": SMALL, "expected": "*", "mend": mend}
    found = []
    for what in (COUNT, COHORT):
        if not small(each.cells[what].to_numpy(float), RULE).any():
            continue
        cells = each.cells.drop_duplicates([*GROUP, "cohort_text"]) if what == COHORT else each.cells
        in_sight = cells[small(cells[what].to_numpy(float), RULE)]
        found += [
            issue_in(each, rows, what, "small", "small numbers are shown", **told)
            for _, rows in in_sight.groupby("metric", sort=False)
        ]
    return found


def _given_away(each: Return) -> list[Issue]:
    """A hidden count beside its rate and its cohort is no longer hidden."""
    cells = each.cells
    status = {what: cells[f"{what}_status"].to_numpy(object) for what in (COUNT, COHORT)}
    known = (status[COUNT] == SUPPRESSED) & (cells["rate"].to_numpy(float) > 0) & (status[COHORT] == OK)
    if not known.any():
        return []
    mend = "put the template's own formula back in the rate row"
    told = {"found": "* and a rate", "expected": "* and no rate", "mend": mend}
    return [
        issue_in(each, rows, COUNT, "small", "hidden counts are given away by the rates under them", **told)
        for _, rows in cells[known].groupby("metric", sort=False)
    ]


def _worked_out(each: Return) -> list[Issue]:
    """Hidden cells of which a reader can tell too much; the cohort once, though every metric repeats it."""
    mend = "hide the next smallest count of that row too, or the Total"
    words = {"found": "*", "expected": "another count of the same row hidden as well", "mend": mend}
    problem = f"hidden, and yet the Total and the other parts do not leave it every number below {HIDDEN_TO + 1}"
    found = worked_out(each)
    of_metric = each.cells["metric"].to_numpy(object)
    return [
        issue_in(each, each.cells[here], what, "subtraction", problem, **words)
        for metric in dict.fromkeys(of_metric[found[COUNT] | found[COHORT]])
        for what in (COUNT, COHORT)
        if (here := found[what] & (of_metric == metric)).any()
    ]


def worked_out(each: Return) -> dict[str, np.ndarray]:
    """Which hidden figures may be small and yet cannot be each number that the rule hides, for a reader who adds up all
    that the return shows: by 'count' and 'cohort', a row of the return each. A cohort that metrics repeat is told once."""
    linked = as_read(each)
    narrowed = told(linked.cells).narrowed
    if not narrowed.any():
        return dict.fromkeys((COUNT, COHORT), np.zeros(len(each.cells), dtype=bool))
    found = {
        what: narrowed[at] & (each.cells[f"{what}_status"] == SUPPRESSED).to_numpy() for what, at in linked.at.items()
    }
    found[COHORT] &= ~pd.Series(linked.at[COHORT]).where(found[COHORT]).duplicated().to_numpy()
    return found


def _marks(each: Return) -> list[Issue]:
    """Hidden with another mark than the template asks for: read as hidden, but others may not."""
    hidden = each.cells["count_status"].to_numpy(object) == SUPPRESSED
    is_odd = hidden & np.array([text.strip() != "*" for text in each.cells["count_text"].to_numpy(object)], dtype=bool)
    if not is_odd.any():
        return []
    odd = each.cells[is_odd]
    mend = "write * wherever a number below 6 is hidden"
    return [
        issue_in(
            each, rows, COUNT, "mark", "hidden with a mark that is not the template's", severity=WARNING,
            found=rows["count_text"].iloc[0], expected="*", mend=mend,
        )
        for _, rows in odd.groupby("metric", sort=False)
    ]  # fmt: skip
