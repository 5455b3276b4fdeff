"""The board's own set that stands for the dataset in use: read from the journal, which every page of the server shares."""

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.journal import records_for_who_does_without
from components.findings.decisions.status import belongs_here
from components.findings.own_set import OwnSet
from data.dataset.dataset import Dataset
from data.journal.entry_history import Record

# In the address of Decisions, this opens the place to choose the set.
OPEN = "set"
_UNREAD = (
    "Whether the board keeps a set of indicators of its own cannot be told just now: the journal cannot be read. Decisions "
    "says why."
)


def kept_set(dataset: Dataset) -> Record | None:
    """The set about the whole area that was kept last and not withdrawn; None where there is none."""
    return _standing(records_for_who_does_without("set") or [], dataset)


def own_set(dataset: Dataset) -> OwnSet | None:
    """The same, as findings take it."""
    return _plain(kept_set(dataset))


def own_set_told(dataset: Dataset) -> OwnSet | None:
    """The same, for a page that shows the set first: where nobody can tell whether there is one, a note says so.

    It is asked for anew at every run, so that a page never shows a set that stands no more.
    """
    found = records_for_who_does_without("set")
    if found is None:
        st.html(blocks.note(_UNREAD))
    return _plain(_standing(found or [], dataset))


def _standing(records: list[Record], dataset: Dataset) -> Record | None:
    found = [
        each
        for each in records
        if each.entry.state == "open"
        and each.entry.area_code == dataset.area_code
        and belongs_here(each.entry, dataset)
    ]
    return max(found, key=lambda each: each.changed_at, default=None)


def _plain(record: Record | None) -> OwnSet | None:
    return None if record is None else OwnSet(record.entry.title, record.entry.chosen, record.entry.compare_by)
