"""What the journal keeps of what communities said about places of the dataset on screen."""

from components.controls.journal import kept_records
from components.findings.decisions.status import belongs_here
from data.dataset.dataset import Dataset
from data.journal.entry_history import Record


def kept_said(dataset: Dataset) -> list[Record]:
    """Those about a place of this dataset, the newest made first; [] where the journal cannot be read, which is told."""
    return [each for each in kept_records("community") if belongs_here(each.entry, dataset)]
