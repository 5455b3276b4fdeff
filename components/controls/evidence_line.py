"""The line of evidence under a page's main answer."""

from html import escape

import streamlit as st

from components.findings.principle_evidence import PrincipleEvidence


def evidence_line(evidence: PrincipleEvidence) -> None:
    """Say in one short note what is known to work, how sure that is, and who says so."""
    st.html(
        f'<p class="ne-note"><strong>What is known.</strong> {escape(evidence.line.capitalize()[0] + evidence.line[1:])} '
        f"<strong>How sure.</strong> {escape(evidence.certainty[0].upper() + evidence.certainty[1:])} "
        f"Source: {escape(evidence.source)}.</p>"
    )
