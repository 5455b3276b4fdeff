"""Several findings down a page: those with an answer in full, and those without gathered at the end in a line each."""

from collections.abc import Sequence

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.page_links import room
from components.controls.show import section
from components.findings.finding import Finding


def sections(findings: Sequence[Finding]) -> list[Finding]:
    """Show each finding that has an answer as a section, keyed by its id; return those that cannot tell."""
    for each in findings:
        if each.verdict != "cannot tell":
            section(each, key=each.id)
    return [each for each in findings if each.verdict == "cannot tell"]


def lacking(findings: Sequence[Finding]) -> None:
    """Say plainly which questions of the page this dataset cannot answer, and what it would take; nothing where none."""
    if not findings:
        return
    st.html(
        blocks.question("What this dataset lacks for this page", below=True)
        + blocks.title("Not answered here, for want of data")
        + blocks.listed((blocks.strong(each.question), each.sentence) for each in findings)
    )


def where_to_load() -> None:
    """The way to the page that says what could be loaded, where it comes from and what it would show."""
    st.page_link(room("your_data"), label="What to load, and where it comes from: Your data")
