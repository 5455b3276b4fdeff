"""The line of evidence under a page's main answer, and the way to its entry on the Evidence page."""

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.page_links import room
from components.findings.evidence.by_principle import PrincipleEvidence


def evidence_line(evidence: PrincipleEvidence) -> None:
    """Say in one short note what is known to work, how sure that is, and who says so; link to the entry."""
    certainty = evidence.certainty[0].upper() + evidence.certainty[1:]
    st.html(
        blocks.note(
            blocks.strong("What is known."),
            evidence.line,
            blocks.strong("How sure."),
            f"{certainty} Source: {evidence.source}.",
        )
    )
    st.page_link(room("evidence"), label="More of this evidence", query_params={"evidence": evidence.evidence_id})
