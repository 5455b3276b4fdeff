"""One place's return for one month, as it stood in its workbook: every cell with its figure or mark, and where it stands."""

import datetime
from dataclasses import dataclass

import pandas as pd

from data.coding.labels import plain
from data.contract.manifest import Disclosure
from data.contract.vocabulary import UNKNOWN
from data.your_data.formats.nnhip_layout import metrics

OK, SUPPRESSED, BLANK, WRONG = "ok", "suppressed", "blank", "not a number"
COUNT, COHORT, RATE = "count", "cohort", "rate"
TOTAL = "total"
PARTS = ("age", "ethnic_group", "deprivation_quintile")
PART_WORDS = {"age": "age", "ethnic_group": "ethnic group", "deprivation_quintile": "deprivation quintile"}
# The heading above the columns of each dimension, with which the label of each of its groups begins.
OVER = {"age": "Age Group", "ethnic_group": "Ethnic Group", "deprivation_quintile": "Deprivation Quintile"}
# "Any numbers below 6 should be suppressed from the submission and replaced with *" (the template's Instructions).
HIDDEN_FROM, HIDDEN_TO = 1, 5
RULE = Disclosure(HIDDEN_FROM, HIDDEN_TO, 1, "Counts below 6 are replaced with *.")
CASELOAD = "nnhip_caseload"
CELL_COLUMNS = (
    "metric", "dimension", "group", "label", "letter",
    "count", "count_status", "count_text", "count_row",
    "cohort", "cohort_status", "cohort_text", "cohort_row",
    "rate", "rate_row",
)  # fmt: skip
GROUP = ["dimension", "group"]
KEY = ["metric", *GROUP]


@dataclass(frozen=True)
class Return:
    """What one sheet of one workbook says of one place and month.

    `month` is its first day, None where it cannot be read. `cells` has a row a metric and group in CELL_COLUMNS: numbers
    are NaN unless their status is 'ok', `…_text` is what stood in the cell. `received` is the day it was sent where
    somebody has said so (`received_from` 'declared'), or the day the workbook was last saved ('saved'); None where
    neither can be known. `uncalculated` are cells whose formula was never worked out. `known_places` are those that the
    workbook's own list allows.
    """

    file: str
    sheet: str
    place: str
    month: pd.Timestamp | None
    cells: pd.DataFrame
    received: datetime.date | None = None
    received_from: str = ""
    synthetic: bool = False
    month_text: str = ""
    known_places: tuple[str, ...] = ()
    uncalculated: frozenset[str] = frozenset()

    @property
    def month_end(self) -> pd.Timestamp:
        """The last day of the month; ValueError where the month is not known."""
        if self.month is None:
            raise ValueError(f"{self.file}: found no month, expected one")
        return self.month + pd.offsets.MonthEnd(0)

    @property
    def is_unfilled(self) -> bool:
        """Whether it is a template that nobody has begun: no place, and not one figure or mark."""
        return not self.place and bool((self.cells["count_status"] == BLANK).all())

    @property
    def key(self) -> tuple[str, pd.Timestamp | None]:
        """Place and month, the place compared plainly."""
        return plain(self.place), self.month


def metric_names() -> dict[str, str]:
    """The short name of every metric, in the template's order."""
    return {each["id"]: each["short_name"] for each in metrics()}


def metric_roles() -> dict[str, str]:
    """What every metric is to a scorecard: 'outcome', 'balancing' or 'reach'."""
    return {each["id"]: each["role"] for each in metrics()}


def group_code(label: str) -> str:
    """A group's code by its label in the template: 'White' is 'white', 'Not Known' is 'unknown', '18-19' is itself."""
    return UNKNOWN if plain(label) == "not known" else label.strip().lower()


def own_label(dimension: str, label: str) -> str:
    """A group's label without the heading above it: 'Age Group 18-19' as '18-19'; '' for the Total."""
    return "" if dimension == TOTAL else label.removeprefix(f"{OVER[dimension]} ")


def month_words(month: pd.Timestamp | None) -> str:
    """'March 2026'; 'a month that cannot be read' for None."""
    return "a month that cannot be read" if month is None else f"{month:%B %Y}"
