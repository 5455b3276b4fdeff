"""The board's own set that stands for the dataset in use: read from the journal, which every page of the server shares."""

from components.controls.journal import records_quietly
from components.findings.decisions.status import belongs_here
from components.findings.own_set import OwnSet
from data.dataset.dataset import Dataset
from data.journal.entry_history import Record

# In the address of Decisions, this opens the place to choose the set.
OPEN = "set"


def kept_set(dataset: Dataset) -> Record | None:
    """The set about the whole area that was kept last and not withdrawn; None where there is none.

    It is asked for anew at every run, so that a page never shows a set that stands no more.
    """
    found = [
        each
        for each in records_quietly("set")
        if each.entry.state == "open"
        and each.entry.area_code == dataset.area_code
        and belongs_here(each.entry, dataset)
    ]
    return max(found, key=lambda each: each.changed_at, default=None)


def own_set(dataset: Dataset) -> OwnSet | None:
    """The same, as findings take it."""
    record = kept_set(dataset)
    return None if record is None else OwnSet(record.entry.title, record.entry.chosen, record.entry.compare_by)
