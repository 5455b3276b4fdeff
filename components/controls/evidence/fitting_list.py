"""Entries of the evidence as a short list: a line each, with how sure it is."""

from collections.abc import Sequence

import streamlit as st

from components.controls import html_blocks as blocks
from components.findings.evidence.use import EvidenceInUse


def fitting_list(entries: Sequence[EvidenceInUse]) -> None:
    """One line an entry, its title first; the kind of action on top with what it means. Nothing for no entries."""
    lines: list[tuple[str, ...]] = []
    for each in entries:
        entry = each.entry
        mark = "◇ From another board. " if entry.from_elsewhere else "◆ Local. " if entry.local else ""
        told = entry.says if entry.kind in ("pattern", "learning") else f"How sure: {each.certainty}."
        lines.append((blocks.strong(f"{mark}{entry.title}."), told))
    if lines:
        st.html(blocks.listed(lines))
