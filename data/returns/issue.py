"""One thing at fault or in doubt in a return: where, what was found, what was expected and how to mend it."""

from dataclasses import asdict, dataclass

import pandas as pd

from data.files.problems import ERROR, Problem
from data.returns.monthly_return import Return, metric_names, month_words

# Kinds of issue, most important first, and how each is called.
KINDS = {
    "layout": "Not laid out as the template is, or cannot be read",
    "zero": "A 0 that stands for a hidden number",
    "sums": "A total that disagrees with its parts",
    "impossible": "A count that cannot be",
    "number": "A cell that is no number and no mark",
    "small": "A small number shown, or given away",
    "subtraction": "A hidden number that can be worked out, or nearly",
    "cohort": "More than one size of one cohort",
    "blank": "Cells left blank",
    "missing": "A month not received",
    "twice": "A month received more than once",
    "place": "A place or month that is not known",
    "late": "Sent after the timetable's date",
    "undated": "No telling when it was sent",
    "mark": "A mark other than *",
    "rate": "A rate row that shows 0 for a hidden number",
}


@dataclass(frozen=True)
class Issue(Problem):
    """A problem with its kind (one of KINDS), and the place, month and metric it is about; '' where it is about none."""

    kind: str = ""
    place: str = ""
    month: str = ""
    metric: str = ""


def issue_of(
    each: Return, kind: str, problem: str, *, row: int = 0, column: str = "", letter: str = "", severity: str = ERROR,
    found: str = "", expected: str = "", mend: str = "", count: int = 1, metric: str = "",
) -> Issue:  # fmt: skip
    """An issue of one return."""
    cell = f"{letter}{row}" if letter and row else ""
    return Issue(
        each.file, each.sheet, row, column, cell, severity, problem, found, expected, mend, count=count,
        kind=kind, place=each.place, month=month_words(each.month) if each.month is not None else "", metric=metric,
    )  # fmt: skip


def issue_in(
    each: Return, rows: pd.DataFrame, what: str, kind: str, problem: str, *, severity: str = ERROR, found: str = "",
    expected: str = "", mend: str = "",
) -> Issue:  # fmt: skip
    """One issue for several cells of one row of the sheet, placed at the first of them and counting them all.

    `what` is 'count', 'cohort' or 'rate': which of the rows of the metric it is about.
    """
    cell = rows.iloc[0]
    others = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
    return issue_of(
        each, kind, problem, row=int(cell[f"{what}_row"]), column=f"{cell['label']}{others}", letter=str(cell["letter"]),
        severity=severity, found=found, expected=expected, mend=mend, count=len(rows), metric=metric_names()[cell["metric"]],
    )  # fmt: skip


def of_problem(problem: Problem) -> Issue:
    """A problem of reading as an issue of the layout."""
    return Issue(**asdict(problem), kind="layout")
