"""Do the parts of each figure add up to its Total? What is shown, what is hidden, and what the hidden could be."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from data.contract.vocabulary import UNKNOWN
from data.returns.monthly_return import COHORT, COUNT, HIDDEN_TO, OK, PARTS, SUPPRESSED, TOTAL, Return

AGREES, COULD_AGREE, CANNOT_TELL, DISAGREES = "agrees", "could agree", "cannot tell", "disagrees"


@dataclass(frozen=True)
class Sum:
    """One Total and the parts of one dimension: of the counts of a metric, or of its cohort.

    `total` and `parts` are rows of the return's cells. `shown` is the sum of the parts that are shown, `hidden` how many are
    hidden, `unfilled` how many are blank or no number. `whole` says that people of no known group have a column of their
    own, so that nobody need be outside the parts.
    """

    metric: str
    dimension: str
    what: str
    total: pd.Series
    parts: pd.DataFrame
    shown: float
    hidden: int
    unfilled: int
    whole: bool

    @property
    def left(self) -> float:
        """The Total less the parts shown: what the hidden and blank parts hold; NaN where the Total is not shown."""
        return float(self.total[self.what]) - self.shown

    @property
    def outcome(self) -> str:
        """Whether they add up. 'disagrees' only where no value of the hidden cells could make them.

        A hidden part is mostly 0 to 5, but one hidden to protect another may be any number: too much left over is then
        'cannot tell', and too little never is.
        """
        if self.total[f"{self.what}_status"] != OK or self.parts.empty:
            return CANNOT_TELL
        if self.left < 0:
            return DISAGREES
        if not self.hidden and not self.unfilled:
            return AGREES if self.left == 0 else (DISAGREES if self.whole else CANNOT_TELL)
        if self.unfilled or not self.whole:
            return COULD_AGREE if self.left == 0 else CANNOT_TELL
        return COULD_AGREE if self.left <= HIDDEN_TO * self.hidden else CANNOT_TELL


def sums_of(each: Return) -> Iterator[Sum]:
    """Every Total with the parts of every dimension: counts of each metric, and the cohort once for each of its rows."""
    for metric, rows in each.cells.groupby("metric", sort=False):
        total = rows[rows["dimension"] == TOTAL]
        if total.empty:
            continue
        for what in (COUNT, COHORT):
            for dimension in PARTS:
                parts = rows[rows["dimension"] == dimension]
                yield _sum(metric, dimension, what, total.iloc[0], parts)


def cohort_sums_once(sums: list[Sum]) -> list[Sum]:
    """The sums without those of a cohort that another metric has told already: the same figures in every cell."""
    seen, kept = set(), []
    for each in sums:
        figures = (each.dimension, str(each.total["cohort_text"]), *each.parts["cohort_text"])
        if each.what == COHORT and figures in seen:
            continue
        if each.what == COHORT:
            seen.add(figures)
        kept.append(each)
    return kept


def _sum(metric: str, dimension: str, what: str, total: pd.Series, parts: pd.DataFrame) -> Sum:
    status = parts[f"{what}_status"]
    hidden = int((status == SUPPRESSED).sum())
    unfilled = int((~status.isin((OK, SUPPRESSED))).sum())
    shown = float(parts[what].sum())
    return Sum(metric, dimension, what, total, parts, shown, hidden, unfilled, UNKNOWN in set(parts["group"]))
