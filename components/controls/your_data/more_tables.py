"""What more a team can bring than figures: every optional table, what it would show, and its template."""

from functools import partial

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.control_help import HELP
from data.files.spreadsheet_text import WORKBOOK
from data.optional.subjects import Subject, subjects
from data.optional.template import optional_csv, optional_xlsx


def more_tables() -> None:
    """A closed list; opened, one table is chosen, and its template taken away."""
    more = st.expander("More that a team can bring: sites, pilots, referrals …", key="more_tables", on_change="rerun")
    if not more.open:
        return
    with more:
        known = {each.table: each for each in subjects()}
        table = st.selectbox(
            "Table",
            list(known),
            format_func=lambda code: f"{known[code].page}: {known[code].label}",
            key="more_table",
            help=HELP["table"],
        )
        _one(known[table])


def _one(subject: Subject) -> None:
    st.html(blocks.note(f"On {subject.page} it would show:", subject.shows))
    excel, text, _ = st.columns([4, 4, 6], gap="small")
    for place, label, suffix, data, mime in (
        (excel, "Template (Excel)", "xlsx", optional_xlsx, WORKBOOK),
        (text, "Template (CSV)", "csv", optional_csv, "text/csv"),
    ):
        place.download_button(
            label,
            data=partial(data, subject.table),
            file_name=f"{subject.table}.{suffix}",
            mime=mime,
            on_click="ignore",
            width="stretch",
            key=f"more_{suffix}",
        )
    st.html(
        blocks.note(
            "Filled in, it goes into the folder of published files, and the dataset is built again:",
            blocks.code("python -m data build --from FOLDER --area CODE --out DATASET"),
        )
    )
