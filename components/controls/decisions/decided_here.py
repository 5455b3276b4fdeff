"""What was decided about the chosen place, as a part of a page: the finding, and the way to the register."""

import streamlit as st

from components.controls.cached_findings import AREA, answer_by
from components.controls.journal import kept_records, today
from components.controls.page_links import room
from components.controls.show import section, section_words
from components.findings.profile.decided_here import DecidedHere
from components.findings.selection import Selection


def show_decided(selection: Selection, *, key: str) -> None:
    """Show what the journal, as it stands now, holds about the place: the register of that place, or that there is none."""
    found = answer_by(AREA, DecidedHere(tuple(kept_records()), today()), selection)
    if found.verdict == "cannot tell":
        section_words(found)
    else:
        section(found, key=key)
    st.page_link(room("decisions"), label="See every decision, or record one, on Decisions")
