"""The quiet way from a gap on screen to writing down a decision about it."""

import streamlit as st

from components.controls.page_links import room
from components.findings.selection import Selection
from data.contract.vocabulary import TOTAL

# In the address of Decisions, this opens the place to write.
ASK = "write"


def decision_link(selection: Selection) -> None:
    """A link that opens Decisions with the same selection, ready to write."""
    st.page_link(
        room("decisions"),
        label=f"Record a decision about this {'figure' if selection.by == TOTAL else 'gap'}",
        icon=":material/gavel:",
        query_params=selection.to_link() | {ASK: "decision"},
    )
