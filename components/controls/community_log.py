"""The log of what communities said, entry by entry, and a place to write one that warns against personal details."""

from collections.abc import Sequence
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from components.controls.rooms import room
from components.findings.selection import Selection
from components.findings.trust_log import LogEntry
from data.disclosure.personal_details import personal_details

WARNING = (
    "Write of groups and circumstances. Never a name, address, telephone number, date of birth, NHS number, or a story that "
    "only one person could tell."
)
_WRITTEN = (("community", "Who spoke (a group, never a person)"), ("said", "What was said"), ("done", "What was done"))


def show_log(entries: Sequence[LogEntry], selection: Selection) -> None:
    """Each entry as a card: what was said and done at the left, the indicator it bears on at the right."""
    for number, entry in enumerate(entries):
        with st.container(border=True, key=f"log_{number}"):
            words, beside = st.columns([7, 3], gap="medium")
            words.html(
                f'<div class="ne-card"><h3>{escape(entry.date)} · {escape(entry.place)}</h3>'
                f"<p><strong>{escape(entry.community)}</strong>: “{escape(entry.said)}”</p>"
                f"<p><strong>Done:</strong> {escape(entry.done)}</p>"
                f'<p class="ne-card-marks">{escape(entry.response)} · heard by {escape(_lower(entry.heard_by))} · '
                f"{escape(_lower(entry.setting))}</p></div>"
            )
            with beside:
                _indicator(entry, selection)


def _indicator(entry: LogEntry, selection: Selection) -> None:
    if not entry.indicator_id:
        st.html('<p class="ne-note">Bears on no indicator loaded here.</p>')
        return
    words = entry.gap or "no gap can be shown here"
    st.html(f'<div class="ne-card"><h3>{escape(entry.indicator)}</h3><p>{escape(words)}</p></div>')
    link = selection.to_link() | {"indicator": entry.indicator_id}
    link.pop("period", None)
    st.page_link(room("who"), label=f"Look closer at {entry.indicator}", query_params=link)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def write_entry(area: str, *, key: str) -> None:
    """A draft entry, checked as it is written and taken away as a row of the log; nothing is kept here.

    The row is refused while any text seems to point at one person.
    """
    st.html(
        f'<p class="ne-note"><strong>Before you write.</strong> {escape(WARNING)} Nothing you write is kept here.</p>'
    )
    found = {name: st.text_area(label, key=f"{key}_{name}", height=80) for name, label in _WRITTEN}
    kinds = personal_details(" ".join(found.values()))
    if kinds:
        st.warning(f"This seems to hold {' and '.join(kinds)}. Take it out; the row cannot be taken away until then.")
        return
    row = {"date": f"{date.today():%Y-%m-%d}", "area_code": area, **found, "response": "heard", "indicator_id": ""}
    st.download_button(
        "Take this entry away (CSV)",
        data=lambda: pd.DataFrame([row]).to_csv(index=False),
        file_name="community_log_entry.csv",
        mime="text/csv",
        key=f"{key}_csv",
        disabled=not found["said"].strip(),
        on_click="ignore",
    )
