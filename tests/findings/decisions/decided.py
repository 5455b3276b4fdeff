"""Decisions made for tests, and later releases of the small dataset to hold them against."""

from datetime import date

from components.findings.decisions.expecting import NARROW, expectations, signal_of
from components.findings.decisions.frozen import freeze
from components.findings.decisions.gap import decision_gap_finding
from data.dataset.dataset import Dataset
from data.journal.entry import Entry
from tests.findings.asking import ask


def decided(dataset: Dataset, amount: float = 4.0, *, code: str = NARROW, indicator: str = "smoking", **more) -> Entry:
    """A decision on the newest gap of a dataset that expects it to narrow."""
    question = ask(dataset, indicator, **more)
    expected = next(each for each in expectations(question) if each.code == code)
    return Entry(
        kind="decision",
        title="Visit at home",
        area_code=question.selection.area,
        decided_on=date(2026, 11, 20),
        indicator_id=indicator,
        decision="Visit at home first where most smoke.",
        owner_role="Tobacco lead",
        signal=signal_of(question, expected, amount, date(2027, 12, 31)),
        frozen=freeze(decision_gap_finding(question), dataset, question.selection),
    )
