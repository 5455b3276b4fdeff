"""Cells left blank, cells that hold no number, cohorts of several sizes, and counts that cannot be."""

import numpy as np
import pandas as pd

from data.files.marks import mark_of
from data.files.problems import WARNING
from data.returns.issue import Issue, issue_in
from data.returns.monthly_return import BLANK, CASELOAD, COHORT, COUNT, GROUP, OK, WRONG, Return


def find(each: Return) -> list[Issue]:
    """Errors for blank cells, no numbers, differing cohorts and impossible counts; a warning for marks in doubt."""
    return [*_blank(each), *_wrong(each), *_cohorts(each), *_impossible(each)]


def _blank(each: Return) -> list[Issue]:
    if not any((each.cells[f"{what}_status"].to_numpy(object) == BLANK).any() for what in (COUNT, COHORT)):
        return []
    found, seen = [], set()
    for metric, rows in each.cells.groupby("metric", sort=False):
        for what, name in ((COUNT, "counts"), (COHORT, "sizes of the cohort")):
            blank = rows[rows[f"{what}_status"] == BLANK]
            # The cohort is told once, though every metric repeats it.
            told = (what, *blank["label"]) if what == COHORT else (what, metric)
            if blank.empty or told in seen:
                continue
            seen.add(told)
            found += _blank_row(each, rows, blank, what, name)
    return found


def _blank_row(each: Return, rows: pd.DataFrame, blank: pd.DataFrame, what: str, name: str) -> list[Issue]:
    text = blank[f"{what}_text"].str.strip()
    cells = blank["letter"] + blank[f"{what}_row"].astype(str)
    formula = cells.isin(each.uncalculated)
    marked, empty = blank[text != ""], blank[(text == "") & ~formula]
    found = []
    if len(blank[formula]):
        mend = "open the workbook in Excel, save it and give it again"
        problem, told = f"{name} whose formula was never worked out", {"found": "formulas", "expected": "numbers"}
        found.append(issue_in(each, blank[formula], what, "blank", problem, mend=mend, **told))
    if len(empty):
        whole = len(empty) == len(rows)
        problem = f"the whole row of {name} is blank" if whole else f"{name} left blank"
        mend = "fill in the counts; write 0 where there was none and * where a number below 6 is hidden"
        found.append(
            issue_in(each, empty, what, "blank", problem, found="blank cells", expected="a number or *", mend=mend)
        )
    if len(marked):
        doubt = mark_of(marked[f"{what}_text"].iloc[0])
        found.append(
            issue_in(
                each, marked, what, "mark", f"{name} with a mark that tells no number: taken as blank",
                severity=WARNING, found=marked[f"{what}_text"].iloc[0],
                expected="a number, or * where one below 6 is hidden",
                mend=f"write one of these in its place ({doubt[1]})" if doubt else "write one of these in its place",
            )
        )  # fmt: skip
    return found


def _wrong(each: Return) -> list[Issue]:
    found = []
    for what in (COUNT, COHORT):
        is_wrong = each.cells[f"{what}_status"].to_numpy(object) == WRONG
        if not is_wrong.any():
            continue
        wrong = each.cells[is_wrong].drop_duplicates([*GROUP, f"{what}_row"])
        for index in wrong.index:
            row = wrong.loc[[index]]
            found.append(
                issue_in(
                    each, row, what, "number", "not a whole number of 0 or more, and no mark",
                    found=row[f"{what}_text"].iloc[0], expected="a whole number, or * where one below 6 is hidden",
                    mend="write the number alone: no unit, decimals or note in the cell",
                )
            )  # fmt: skip
    return found


def _cohorts(each: Return) -> list[Issue]:
    """The cohort is one group of people: every metric must be out of the same ones. One issue a sheet, at the first cell."""
    names = ("metric", "cohort_status", *GROUP, "cohort_text", "cohort_row")
    columns = (each.cells[name].to_numpy(object) for name in names)
    first: dict[tuple[str, str], tuple[str, int]] = {}
    apart = []
    for place, (metric, status, by, group, text, row) in enumerate(zip(*columns, strict=True)):
        if metric != CASELOAD and status != BLANK and text != first.setdefault((by, group), (text, row))[0]:
            apart.append(place)
    if not apart:
        return []
    other = each.cells.iloc[apart]
    text, row = first[other["dimension"].iloc[0], other["group"].iloc[0]]
    problem = "the cohort's size differs from that beside the first metric"
    told = {"found": other["cohort_text"].iloc[0], "expected": f"{text}, as in row {row}"}
    return [
        issue_in(each, other, COHORT, "cohort", problem, mend="give one size of the cohort in every metric", **told)
    ]


def _shown(cells: pd.DataFrame, what: str) -> np.ndarray:
    """The figures that are shown (rows,), NaN for others."""
    return np.where(cells[f"{what}_status"].to_numpy(object) == OK, cells[what].to_numpy(float), np.nan)


def _impossible(each: Return) -> list[Issue]:
    count, cohort = (_shown(each.cells, what) for what in (COUNT, COHORT))
    if not (count > cohort).any():
        return []
    cells = each.cells[~np.isnan(count) & ~np.isnan(cohort)]
    found = []
    nobody = cells[(cells["cohort"] == 0) & (cells["count"] > 0)].drop_duplicates([*GROUP, "cohort_row"])
    for _, rows in nobody.groupby("metric", sort=False):
        problem, told = "a count out of nobody", {"found": "a cohort of 0", "expected": "the size of the cohort"}
        found.append(
            issue_in(each, rows, COHORT, "impossible", problem, mend="correct the cohort or the count", **told)
        )
    more = cells[(cells["metric"] == CASELOAD) & (cells["count"] > cells["cohort"]) & (cells["cohort"] > 0)]
    for index in more.index:
        row = more.loc[[index]]
        found.append(
            issue_in(
                each, row, COUNT, "impossible", "more patients on the caseload than in the cohort",
                found=f"{row['count'].iloc[0]:.0f}", expected=f"at most {row['cohort'].iloc[0]:.0f}",
                mend="correct the caseload; it is part of the cohort",
            )
        )  # fmt: skip
    return found
