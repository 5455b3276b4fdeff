"""A pilot taken away as learning for another board: one small file that its server takes in."""

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.cached_findings import answer_of
from components.findings.pilots.learning_entry import learning_entry
from components.findings.selection import Selection
from data.dataset.dataset import Dataset
from data.files.spreadsheet_text import csv_text


def travelling(dataset: Dataset, selection: Selection, pilot_id: str) -> None:
    """A button that hands over what was learnt, and what another board does with it."""
    st.html(
        blocks.note(
            "What was learnt can go to another board: what was done, what was seen and what it cost, with no counts of "
            "people, no neighbourhood and no owner. Read it before you send it: names and words are as your team wrote them. "
            "There it goes into the folder of published files, and Evidence shows it as learning from another board."
        )
    )
    st.download_button(
        "Take this as learning for another board (CSV)",
        data=lambda: csv_text(answer_of(dataset, learning_entry(pilot_id), selection)),
        file_name=f"evidence from {pilot_id}.csv",
        mime="text/csv",
        key="learning_csv",
        on_click="ignore",
    )
