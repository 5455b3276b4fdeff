"""The line of evidence under a page's main answer, and the way to its entry on the Evidence page."""

from html import escape

import streamlit as st

from components.controls.page_links import room
from components.findings.evidence.by_principle import PrincipleEvidence


def evidence_line(evidence: PrincipleEvidence) -> None:
    """Say in one short note what is known to work, how sure that is, and who says so; link to the entry."""
    certainty = evidence.certainty[0].upper() + evidence.certainty[1:]
    st.html(
        f'<p class="ne-note"><strong>What is known.</strong> {escape(evidence.line)} '
        f"<strong>How sure.</strong> {escape(certainty)} Source: {escape(evidence.source)}.</p>"
    )
    st.page_link(room("evidence"), label="More of this evidence", query_params={"evidence": evidence.evidence_id})
