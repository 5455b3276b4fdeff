"""What communities said at the chosen place, as parts of a page: its entries as cards, and whether they were answered."""

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.cached_findings import AREA, GAPS, answer_by, question_of
from components.controls.community_records import kept_said
from components.controls.current import current_dataset
from components.controls.journal import today
from components.controls.show import notes, picture, section_words
from components.controls.trust.community_log import MOST_KEPT_SHOWN, show_kept, show_log
from components.findings.finding import Finding
from components.findings.selection import Selection
from components.findings.trust.answered import Answered, waiting_lines
from components.findings.trust.log import kept_entries, log_entries, log_finding


def show_heard(selection: Selection, *, key: str) -> None:
    """Show what communities said there and what was done, nothing where the dataset has no log."""
    found = answer_by(GAPS, log_finding, selection)
    if found.verdict != "cannot tell":
        section_words(found)
        show_log(answer_by(GAPS, log_entries, selection), selection)
        notes(found, key=key)


def show_kept_said(selection: Selection) -> None:
    """Show what was written down on these pages about the place, the newest first."""
    records = kept_said(current_dataset())
    kept = kept_entries(question_of(selection), records[:MOST_KEPT_SHOWN])
    show_kept(kept, selection, more=len(records) - MOST_KEPT_SHOWN)


def answered(selection: Selection) -> Finding:
    """How much of what was said there was answered, by the log and the journal as they stand now."""
    # Where the journal cannot be read, the part that shows its entries says so: once is enough.
    records = kept_said(current_dataset(), tell=False)
    return answer_by(AREA, Answered(tuple(records), today()), selection)


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
