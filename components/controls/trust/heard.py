"""What communities said at the chosen place, as a part of a page: the finding, its entries as cards, and its notes."""

from components.controls.cached_findings import GAPS, answer_by
from components.controls.show import notes, section_words
from components.controls.trust.community_log import show_log
from components.findings.selection import Selection
from components.findings.trust.log import log_entries, log_finding


def show_heard(selection: Selection, *, key: str) -> None:
    """Show what communities said there and what was done, nothing where the dataset has no log."""
    found = answer_by(GAPS, log_finding, selection)
    if found.verdict != "cannot tell":
        section_words(found)
        show_log(answer_by(GAPS, log_entries, selection), selection)
        notes(found, key=key)
