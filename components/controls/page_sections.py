"""Several findings down a page: those with an answer in full, and those without gathered at the end in a line each."""

from collections.abc import Sequence
from html import escape

import streamlit as st

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
    lines = "".join(f"<li><strong>{escape(each.question)}</strong> {escape(each.sentence)}</li>" for each in findings)
    st.html(
        '<p class="ne-question ne-section">What this dataset lacks for this page</p>'
        f'<h2 class="ne-title">Not answered here, for want of data</h2><ul class="ne-lead">{lines}</ul>'
    )
