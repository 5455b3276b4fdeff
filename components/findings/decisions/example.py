"""An example of the register, never saved: invented decisions on the demo's gaps of two years ago, met by its newest."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pandas as pd

from components.findings.decisions.expecting import expectations, signal_of
from components.findings.decisions.frozen import freeze
from components.findings.decisions.gap import GapStanding, decision_gap_finding, standing_gap
from components.findings.decisions.status import decision_status
from components.findings.going_on import going_on
from components.findings.kept import kept_with_dataset
from components.findings.question import Question
from components.findings.selection import Selection, dimensions_offered, periods_offered
from components.measures.change.signal import AS_EXPECTED, NO_SIGNAL, OPPOSITE
from data.dataset.dataset import Dataset
from data.journal.entry import Entry, FrozenFinding
from data.journal.entry_history import Record

_YEARS_BACK = 2
# Each example expects its gap to narrow by a fifth.
_PART = 0.2
_WANTED = (AS_EXPECTED, OPPOSITE, NO_SIGNAL)


@kept_with_dataset
def example_records(dataset: Dataset) -> tuple[Record, ...]:
    """Up to three records, one for each status that the dataset's own gaps of two years ago have come to.

    () for a dataset about a real place, to which no invented decision may be attached.
    """
    if not dataset.manifest.synthetic:
        return ()
    found: dict[str, Record] = {}
    for indicator in going_on(dataset):
        record = _example(dataset, indicator)
        if record is None:
            continue
        status = decision_status(record.entry, dataset)
        if status is not None and status.code in _WANTED and status.code not in found and not status.smaller:
            found[status.code] = replace(record, id=f"example-{len(found)}")
        if len(found) == len(_WANTED):
            break
    return tuple(found.values())


def _example(dataset: Dataset, indicator: str) -> Record | None:
    by = next((each for each in dimensions_offered(dataset, indicator) if dataset.vocabulary[each].ordered), None)
    periods = periods_offered(dataset, indicator, by) if by else []
    if by is None or not periods:
        return None
    back = pd.Timestamp(periods[0]) - pd.DateOffset(years=_YEARS_BACK)
    earlier = next((code for code in periods if pd.Timestamp(code) <= back), None)
    if earlier is None:
        return None
    question = Question(dataset, Selection(indicator, by, earlier, dataset.area_code))
    standing = standing_gap(question)
    if standing is None or not dataset.indicators[indicator].judged or not standing.lower or standing.lower <= 0:
        return None
    return _record(question, standing, decided_on=date.fromisoformat(earlier) + timedelta(days=50))


def _record(question: Question, standing: GapStanding, *, decided_on: date) -> Record:
    dataset = question.dataset
    frozen = freeze(decision_gap_finding(question), dataset, question.selection)
    entry = Entry(
        kind="decision",
        title=f"Narrow the gap: {question.indicator.short_name}",
        area_code=question.selection.area,
        decided_on=decided_on,
        indicator_id=question.indicator.id,
        decision="An invented decision, to show how one is followed: act first where this gap is widest.",
        owner_role="Invented owner, for the example",
        signal=signal_of(
            question,
            expectations(question)[0],
            _PART * standing.estimate,
            decided_on.replace(year=decided_on.year + _YEARS_BACK + 1),
        ),
        frozen=_as_of(frozen, decided_on),
    )
    moment = datetime.combine(decided_on, time(12), UTC)
    return Record("example", 1, entry, moment, moment, "Example")


def _as_of(frozen: FrozenFinding, decided_on: date) -> FrozenFinding:
    """The frozen finding as an earlier release would have given it."""
    return replace(frozen, dataset_version="example", dataset_released=decided_on - timedelta(days=5))
