"""What the journal keeps of what communities said about places of the dataset on screen."""

from components.controls.journal import kept_records, records_for_who_does_without
from components.findings.decisions.status import belongs_here
from data.dataset.dataset import Dataset
from data.journal.entry_history import Record


def kept_said(dataset: Dataset, *, tell: bool = True) -> list[Record]:
    """Those about a place of this dataset, the newest made first; [] where the journal cannot be read.

    That is told on the page unless another part of it tells (`tell`).
    """
    found = kept_records("community") if tell else records_for_who_does_without("community") or []
    return [each for each in found if belongs_here(each.entry, dataset)]
