"""Rows of the optional tables that the Records and Trust pages read: newest period, one area, and the words around them."""

from collections.abc import Sequence

import pandas as pd

from components.findings.finding import Finding, nothing_to_show
from components.findings.kept import kept_with_dataset
from components.findings.question import Question
from components.style.numbers import WHOLE_PERCENT, Unit
from data.contract.vocabulary import ALL, TOTAL
from data.dataset.dataset import Dataset

SHARE = Unit("%", "percentage points", 1)
WHOLE = WHOLE_PERCENT


def newest_rows(question: Question, table: str) -> pd.DataFrame | None:
    """The rows of an optional table in each level's newest period; None where the dataset does not carry it.

    They are shared by every question of the dataset: never change them.
    """
    return _newest_of(question.dataset, table)


@kept_with_dataset
def _newest_of(dataset: Dataset, table: str) -> pd.DataFrame | None:
    found = dataset.optional(table)
    if found is None or found.empty:
        return None
    newest = found.groupby("level", observed=True)["period_end"].transform("max")
    return found[found["period_end"] == newest].reset_index(drop=True)


def everyone(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows about everyone together."""
    return rows[(rows["dimension"] == TOTAL) & (rows["group"] == ALL)]


def of_area(rows: pd.DataFrame, area: str) -> pd.DataFrame:
    """The rows of one area."""
    return rows[rows["area_code"] == area]


def source_of(question: Question, words: str) -> str:
    """The source line of a figure that is not one indicator's."""
    return question.sourced(words)


def listed(names: Sequence[str]) -> str:
    """Names as a sentence says them: 'a, b and c'."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def one_in(share: float) -> str:
    """A share (0 to 1) as people say it: '1 in 4' or '3 in 10' where that is near enough, else as a whole percentage.

    Example: 0.26 is '1 in 4', 0.29 is '3 in 10', 0.62 is '62%'.
    """
    many = round(1 / share) if share > 0 else 0
    if 2 <= many <= 10 and abs(1 / many - share) < 0.08 * share:
        return f"1 in {many}"
    tenths = round(10 * share)
    if tenths in (3, 7, 9) and abs(tenths / 10 - share) <= 0.02:
        return f"{tenths} in 10"
    return f"{100 * share:.0f}%"


def lacks(question: Question, id: str, asks: str, what: str, needs: str, *, method: str) -> Finding:
    """The finding for a table that is not loaded: what is lacking, and what would answer the question."""
    return nothing_to_show(
        id,
        asks,
        f"{what} is not loaded. It would take {needs}.",
        method=method,
        source=source_of(question, "none loaded"),
    )
