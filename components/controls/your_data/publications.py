"""What published files would add, for the dataset of a real area."""

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.findings.your_data.publications import publications_finding
from data.dataset.dataset import Dataset


def published_files(dataset: Dataset) -> None:
    """A closed list of every publication and what of it is loaded; nothing on an invented area, which nothing real joins."""
    if dataset.manifest.synthetic:
        return
    found = publications_finding(dataset)
    more = st.expander(
        f"Published files: {as_text(found.headline[0].lower() + found.headline[1:])}", key="published_files"
    )
    with more:
        st.html(blocks.note(found.sentence, found.how_to_read))
        text = found.table.text
        st.dataframe(text, hide_index=True, height=42 + 38 * len(text), key="published_files_table")
