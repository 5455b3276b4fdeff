"""Findings of Trust on the meeting's list that follow from more than the selection: what it leads with, and the journal."""

from collections.abc import Callable, Mapping

from components.controls.cached_findings import answer_of
from components.controls.community_records import kept_said
from components.controls.journal import today
from components.controls.meeting_list import MeetingItem
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.selection import Selection
from components.findings.trust.answered import ID, Answered
from components.findings.trust.lead import trust_lead
from data.dataset.dataset import Dataset


def trust_question(
    dataset: Dataset, key: str, selection: Selection, _: Mapping[str, str], __: MeetingItem
) -> Callable[[Question], Finding] | None:
    """What stands at that place of the page, None where the selection alone says it.

    The first finding has the key of whatever the page leads with; what was answered is as the journal has it now.
    """
    if key == ID:
        return Answered(tuple(kept_said(dataset)), today())
    return trust_lead if answer_of(dataset, trust_lead, selection).id == key else None
