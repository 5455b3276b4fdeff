"""What communities said at the chosen place, as parts of a page: its entries as cards, and whether they were answered."""

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.cached_findings import AREA, GAPS, answer_by
from components.controls.current import current_dataset
from components.controls.journal import kept_records, today
from components.controls.show import notes, picture, section_words
from components.controls.trust.community_log import show_log
from components.findings.decisions.status import belongs_here
from components.findings.finding import Finding
from components.findings.selection import Selection
from components.findings.trust.answered import Answered, waiting_lines
from components.findings.trust.log import log_entries, log_finding
from data.dataset.dataset import Dataset
from data.journal.entry_history import Record


def show_heard(selection: Selection, *, key: str) -> None:
    """Show what communities said there and what was done, nothing where the dataset has no log."""
    found = answer_by(GAPS, log_finding, selection)
    if found.verdict != "cannot tell":
        section_words(found)
        show_log(answer_by(GAPS, log_entries, selection), selection)
        notes(found, key=key)


def kept_said(dataset: Dataset) -> list[Record]:
    """What the journal keeps of what communities said about a place of this dataset, the newest made first."""
    return [each for each in kept_records("community") if belongs_here(each.entry, dataset)]


def answered(selection: Selection) -> Finding:
    """How much of what was said there was answered, by the log and the journal as they stand now."""
    return answer_by(AREA, Answered(tuple(kept_said(current_dataset())), today()), selection)


def show_answered(selection: Selection, *, key: str) -> None:
    """Show how much was answered and what still waits, the longest first; nothing where no entry says."""
    found = answered(selection)
    if found.verdict == "cannot tell":
        return
    section_words(found)
    if lines := waiting_lines(found):
        st.html(blocks.note(blocks.strong("Open longest:")) + blocks.listed(lines))
    picture(found, key=key)
    notes(found, key=key)
