"""A decision meets later figures: the same gap, in the newest period after the one it was decided on."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from components.findings.decisions.gap import FOR_AGE, definition_words
from components.findings.gaps import Gap, gap_between
from components.findings.kept import kept_with_dataset
from components.findings.question import Question
from components.findings.selection import AS_COUNTED, Selection, areas_offered
from components.measures.change.signal import AS_EXPECTED, CANNOT_TELL, NO_SIGNAL, OPPOSITE, signal
from components.style.dates import to_day
from components.style.numbers import PERCENT, Unit, gap, number
from data.contract.periods import period_label
from data.dataset.dataset import Dataset
from data.journal.entry import Entry, Signal

NOT_YET = "not yet"
CODES = (AS_EXPECTED, NO_SIGNAL, OPPOSITE, NOT_YET, CANNOT_TELL)


@dataclass(frozen=True)
class Figure:
    """A gap or a value in one period, in displayed units; `period` is the period's name."""

    period: str
    estimate: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Moved:
    """A change that can be told: the newest figure, now − then with its interval, and the smallest that would show."""

    now: Figure
    change: float
    lower: float
    upper: float
    detectable: float


@dataclass(frozen=True)
class DecisionStatus:
    """How a decision stands against the data in use.

    `code` is one of CODES; `then` is the figure as it stood, `now` the same in the newest later period that shows it (None
    where there is none); `change`, `lower`, `upper` are now − then; `smaller` (as expected, but by less), `could_show` and
    `detectable` are as in `measures.signal`; `reason` says why it cannot be told; `cautions` must be read with the verdict.
    """

    code: str
    unit: Unit
    expected: float
    then: Figure
    now: Figure | None = None
    change: float | None = None
    lower: float | None = None
    upper: float | None = None
    smaller: bool = False
    could_show: bool = False
    detectable: float | None = None
    reason: str = ""
    cautions: tuple[str, ...] = ()

    @property
    def moved(self) -> Moved | None:
        """The change with its interval; None where there is none to tell."""
        if (
            self.now is None
            or self.change is None
            or self.lower is None
            or self.upper is None
            or self.detectable is None
        ):
            return None
        return Moved(self.now, self.change, self.lower, self.upper, self.detectable)

    @property
    def later(self) -> bool:
        """Whether the data hold a figure newer than the one decided on."""
        return self.now is not None


def belongs_here(entry: Entry, dataset: Dataset) -> bool:
    """Whether a record is about an area of this dataset, and as real or as invented as the dataset is."""
    same_kind = entry.frozen is None or entry.frozen.synthetic == dataset.manifest.synthetic
    return same_kind and entry.area_code in areas_offered(dataset)


def decision_status(entry: Entry, dataset: Dataset) -> DecisionStatus | None:
    """What the dataset says of the change that a record expected; None where it expected none. Changes nothing frozen."""
    expected = entry.signal
    if expected is None:
        return None
    period = entry.frozen.period if entry.frozen else to_day(expected.period_end)
    then = Figure(period, expected.estimate, expected.lower, expected.upper)
    start = DecisionStatus(NOT_YET, PERCENT, expected.expected_change, then)
    reason = _not_here(expected, dataset)
    if reason:
        return replace(start, code=CANNOT_TELL, reason=reason)
    about = expected.indicator_id, expected.dimension, expected.area_code
    question = _question(dataset, *about, AS_COUNTED if _stood_as_counted(entry) else "")
    start = replace(start, unit=question.unit)
    if entry.frozen and entry.frozen.dataset_version == dataset.version:
        return start
    reason = _redefined(entry, question)
    if reason:
        return replace(start, code=CANNOT_TELL, reason=reason)
    return _judged(start, entry, expected, question)


@kept_with_dataset
def _question(dataset: Dataset, indicator: str, dimension: str, area: str, adjusted: str) -> Question:
    """The question of one figure, with its rows: many records ask for the same."""
    return Question(dataset, Selection(indicator, dimension, "", area, adjusted=adjusted))


def _stood_as_counted(entry: Entry) -> bool:
    """Whether the figure decided on was not adjusted for age: then later ones are not either, even if they could be."""
    if entry.frozen is None:
        return False
    return not any(cell.endswith(FOR_AGE) for row in entry.frozen.rows for cell in row)


def _not_here(expected: Signal, dataset: Dataset) -> str:
    """Why the dataset cannot have the figure at all; '' where it may."""
    if expected.indicator_id not in dataset.indicators:
        return "the indicator is not in this dataset"
    if expected.area_code not in areas_offered(dataset):
        return "the area is not in this dataset"
    if expected.dimension not in dataset.vocabulary:
        return "people are no longer divided into these groups"
    return ""


def _redefined(entry: Entry, question: Question) -> str:
    """Which part of the definition differs from the one that was frozen; '' where none does, or none was frozen."""
    if entry.frozen is None:
        return ""
    kept = {row[0]: row[1] for row in entry.frozen.rows if len(row) > 1}
    for label, words in definition_words(question).items():
        if label in kept and kept[label] != words:
            return f"the definition has changed since ({label.lower()}), so the figures before and after are not alike"
    return ""


def _judged(start: DecisionStatus, entry: Entry, expected: Signal, question: Question) -> DecisionStatus:
    """The status from the rows of the same area and groups in every period."""
    rows = question.values(areas=[expected.area_code], by=expected.dimension, all_periods=True)
    higher = question.indicator.higher_is_better
    parts = dict(list(rows.groupby("period_end")))
    frozen_end = pd.Timestamp(expected.period_end)

    @cache
    def figure(end: pd.Timestamp) -> Gap:
        # Only of the periods that are asked for: each takes milliseconds, and there may be hundreds of records.
        return _figure(parts[end], expected, higher)

    cautions, reason = _revision(start, figure(frozen_end) if frozen_end in parts else None, expected)
    if reason:
        return replace(start, code=CANNOT_TELL, reason=reason)
    later = sorted(end for end in parts if end > frozen_end)
    if not later:
        return replace(start, cautions=cautions)
    shown = next((end for end in reversed(later) if figure(end).size is not None), None)
    if shown is None:
        return replace(start, code=CANNOT_TELL, reason=figure(later[-1]).reason, cautions=cautions)
    begins = parts[shown]["period_start"].iloc[0]
    if shown != later[-1]:
        unseen = period_label(parts[later[-1]]["period_start"].iloc[0], later[-1])
        cautions += (f"In {unseen} it cannot be shown: {figure(later[-1]).reason}.",)
    cautions += _timing(begins, expected.period_end, entry.decided_on)
    return _compared(replace(start, cautions=cautions), expected, figure(shown), period_label(begins, shown))


def _figure(groups: pd.DataFrame, expected: Signal, higher_is_better: bool) -> Gap:
    """The gap between the same two groups, or the one group's value in a gap's clothes, so that both are read alike."""
    if expected.measure == "gap":
        return gap_between(groups, expected.disadvantaged, expected.reference, higher_is_better=higher_is_better)
    row = groups[groups["group"] == (expected.disadvantaged or "all")]
    if row.empty or pd.isna(row["value"].iloc[0]):
        hidden = not row.empty and row["status"].iloc[0] == "suppressed"
        why = "the figure is hidden to protect confidentiality" if hidden else "the figure is not in the data"
        return Gap(expected.disadvantaged, "", None, None, None, None, None, None, why)
    value, lower, upper = (float(row[name].iloc[0]) for name in ("value", "lower", "upper"))
    limits = (lower, upper) if np.isfinite(lower) and np.isfinite(upper) else (None, None)
    return Gap(expected.disadvantaged, "", value, None, value, value, *limits)


def _revision(start: DecisionStatus, found: Gap | None, expected: Signal) -> tuple[tuple[str, ...], str]:
    """Whether the frozen period's own figure has been revised: a caution, or the reason it cannot be compared."""
    if found is None or found.size is None:
        return (), ""
    decimals = start.unit.decimals
    if number(found.size, decimals) == number(expected.estimate, decimals):
        return (), ""
    now = f"{gap(found.size, start.unit)} where it was {gap(expected.estimate, start.unit)}"
    lower, upper = expected.lower, expected.upper
    if lower is not None and upper is not None and not lower <= found.size <= upper:
        return (), f"the figure for {start.then.period} has been revised beyond chance ({now})"
    return (f"The figure for {start.then.period} has since been revised ({now}); it is kept here as it stood.",), ""


def _timing(begins: pd.Timestamp, frozen_end: date, decided_on: date) -> tuple[str, ...]:
    if begins <= pd.Timestamp(frozen_end):
        return ("The two periods share months, so only part of a change can show yet.",)
    if begins < pd.Timestamp(decided_on):
        return ("The newest figures begin before the decision was made, so only part of a change can show yet.",)
    return ()


def _compared(start: DecisionStatus, expected: Signal, now: Gap, period: str) -> DecisionStatus:
    if now.size is None:
        return replace(start, code=CANNOT_TELL, reason=now.reason)
    found = signal(
        expected.estimate,
        _or_nan(expected.lower),
        _or_nan(expected.upper),
        now.size,
        _or_nan(now.lower),
        _or_nan(now.upper),
        expected.expected_change,
        least=expected.smallest,
    )
    limited = bool(found.change.has_interval)
    return replace(
        start,
        code=found.code.item(),
        now=Figure(period, now.size, now.lower, now.upper),
        change=now.size - expected.estimate,
        lower=float(found.change.lower) if limited else None,
        upper=float(found.change.upper) if limited else None,
        smaller=bool(found.smaller),
        could_show=bool(found.could_show),
        detectable=float(found.detectable) if limited else None,
        reason=str(found.reason.item()),
    )


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value
