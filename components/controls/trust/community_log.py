"""The log of what communities said, entry by entry, and a place to write one that refuses personal details."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.control_help import HELP
from components.controls.current import current_dataset
from components.controls.journal import added, shared_journal, today
from components.controls.own_dataset import own_dataset
from components.controls.page_links import room
from components.controls.trust.coding_fields import Coding, coding_fields, past_day, say_wrong_days
from components.controls.writer_role import remember_role, role_field
from components.findings.selection import Selection
from components.findings.trust.log import LogEntry
from components.style.numbers import number
from data.contract.participation_tables import RESPONSES
from data.disclosure.personal_details import personal_details
from data.files.spreadsheet_text import csv_text
from data.journal.entry import Entry
from data.journal.field_faults import FIRST_DAY

WARNING = (
    "Write of groups and circumstances. Never a name, address, telephone number, date of birth, NHS number, or a story that "
    "only one person could tell."
)
KEPT_WORDS = "What you keep goes into the journal of this server, where everybody who opens these pages reads it."
_OWN_DATA = (
    "You are looking at your own data, in this session only. What is kept here is kept for everyone, so go back to the "
    "shared data to keep it; you can take it away meanwhile."
)
_WRITTEN = (
    ("community", "Who spoke (a group, never a person)"),
    ("said", "What was said"),
    ("done", "What was done"),
    ("setting", "Where they were heard"),
    ("heard_by", "Who heard them (a role, never a name)"),
)
MOST_KEPT_SHOWN = 50
_TALL = ("said", "done")
_TURN, _TOLD = "community_turn", "community_kept"
_TITLE_LETTERS = 90


def show_log(entries: Sequence[LogEntry], selection: Selection, *, key: str = "log") -> None:
    """Each entry as a card: what was said and done at the left, the indicator it bears on at the right."""
    for place, entry in enumerate(entries):
        with st.container(border=True, key=f"{key}_{place}"):
            words, beside = st.columns([7, 3], gap="medium")
            heard = " · ".join(
                part
                for part in (
                    entry.response,
                    f"answered {entry.answered}" if entry.answered else "",
                    f"asked again {entry.followed_up}" if entry.followed_up else "",
                    f"heard by {_lower(entry.heard_by)}" if entry.heard_by else "",
                    _lower(entry.setting),
                )
                if part
            )
            words.html(
                blocks.card(
                    blocks.heading(f"{entry.date} · {entry.place}"),
                    blocks.said(blocks.strong(f"{entry.community}:"), f"“{entry.said}”"),
                    blocks.said(blocks.strong("What came of it:"), entry.done),
                    blocks.marks(heard),
                    *((blocks.marks(coded),) if (coded := _coded_words(entry)) else ()),
                )
            )
            with beside:
                _indicator(entry, selection)


def _coded_words(entry: LogEntry) -> str:
    """Whose voice it is and by which ways it was heard; '' for an entry that says neither."""
    return " · ".join(each for each in (entry.group_heard, entry.ways) if each)


def _indicator(entry: LogEntry, selection: Selection) -> None:
    if not entry.indicator_id:
        st.html(blocks.note("Bears on no indicator loaded here."))
        return
    words = entry.gap or "no gap can be shown here"
    st.html(blocks.card(blocks.heading(entry.indicator), blocks.said(words)))
    link = selection.to_link() | {"indicator": entry.indicator_id}
    link.pop("period", None)
    st.page_link(room("who"), label=f"Look closer at {as_text(entry.indicator)}", query_params=link)


def show_kept(entries: Sequence[LogEntry], selection: Selection, *, more: int = 0) -> None:
    """What was written down on these pages and is kept in the journal, newest first; nothing where nothing is.

    `more` is how many older ones are kept and not shown.
    """
    told = st.session_state.pop(_TOLD, None)
    if told:
        st.success(as_text(told))
    if not entries:
        return
    st.html(blocks.question("Written down on these pages", below=True))
    show_log(entries, selection, key="kept_log")
    if more > 0:
        st.html(blocks.note(f"{number(more)} older ones are kept too: the export on Decisions holds them."))
    st.page_link(room("decisions"), label="Change one of these, or see its history, on Decisions")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def write_entry(area: str, *, key: str) -> None:
    """An entry, checked as it is written: kept in the journal for everyone, or taken away as a row of the log.

    Neither can be done while any text seems to point at one person.
    """
    st.html(blocks.note(blocks.strong("Before you write."), WARNING, KEPT_WORDS))
    turn = st.session_state.setdefault(_TURN, 0)
    fields = {name: f"{key}_{name}_{turn}" for name, _ in _WRITTEN}
    found = {
        name: st.text_area(label, key=fields[name], height=80)
        if name in _TALL
        else st.text_input(label, key=fields[name])
        for name, label in _WRITTEN
    }
    left, right = st.columns(2, gap="small")
    response = left.selectbox(
        "How far", RESPONSES, index=RESPONSES.index("heard"), key=f"{key}_response_{turn}", help=HELP["response"]
    )
    indicators = current_dataset().indicators
    bears = right.selectbox(
        "Bears on",
        ["", *indicators],
        format_func=lambda code: indicators[code].short_name if code else "no indicator here",
        key=f"{key}_indicator_{turn}",
        help=HELP["bears_on"],
    )
    role = role_field(f"{key}_role_{turn}")
    wrong: list[str] = []
    heard_on = past_day(
        "Heard on (DD/MM/YYYY)", today(), f"{key}_heard_on_{turn}", FIRST_DAY, wrong, into=st.container()
    )
    coding, wrong_days = coding_fields(lambda name: f"{key}_{name}_{turn}", heard_on or today())
    kinds = personal_details(" ".join(found.values()))
    if kinds:
        st.warning(
            f"This seems to hold {as_text(' and '.join(kinds))}. Take it out; nothing can be kept or taken away until then."
        )
        return
    if wrong + wrong_days:
        say_wrong_days(wrong + wrong_days)
        return
    written = {**found, "response": response, "indicator_id": bears}
    _finish(Written(area, heard_on or today(), written, coding), role, key)


@dataclass(frozen=True)
class Written:
    """An entry as it is written: the place, the day it was heard, its texts and choices, and how it is coded."""

    area: str
    heard_on: date
    cells: Mapping[str, str]
    coding: Coding

    def row(self) -> dict[str, str]:
        """The entry as a row of the log."""
        about = {"date": f"{self.heard_on:%Y-%m-%d}", "area_code": self.area}
        return {**about, **self.cells, **self.coding.cells()}

    def entry(self) -> Entry:
        """The entry as the journal keeps it."""
        texts = {name: words.strip() for name, words in self.cells.items()}
        title = " ".join(texts["said"].split())
        return Entry(
            kind="community",
            title=title if len(title) <= _TITLE_LETTERS else title[: _TITLE_LETTERS - 1].rstrip() + "…",
            area_code=self.area,
            decided_on=self.heard_on,
            indicator_id=texts["indicator_id"],
            said=texts["said"],
            community=texts["community"],
            setting=texts["setting"],
            heard_by=texts["heard_by"],
            decision=texts["done"],
            response=texts["response"],
            ways=self.coding.ways,
            group_heard=self.coding.group_heard,
            answered_on=self.coding.answered_on,
            followed_up_on=self.coding.followed_up_on,
        )


def _finish(written: Written, role: str, key: str) -> None:
    """The two ways to end: keep the entry in the journal, or take it away as a row of the log."""
    said = bool(written.cells["said"].strip())
    keep, take = st.columns(2, gap="small")
    own = own_dataset() is not None
    if keep.button("Keep this entry", key=f"{key}_keep", type="primary", disabled=own or not said, width="stretch"):
        _keep(written, role)
    take.download_button(
        "Take this entry away (CSV)",
        data=lambda: csv_text(pd.DataFrame([written.row()])),
        file_name="community_log_entry.csv",
        mime="text/csv",
        key=f"{key}_csv",
        disabled=not said,
        on_click="ignore",
        width="stretch",
    )
    if own:
        st.info(_OWN_DATA)


def _keep(written: Written, role: str) -> None:
    journal = shared_journal()
    if journal is None:
        return
    if not added(journal, written.entry(), role):
        return
    remember_role(role)
    st.session_state[_TURN] += 1
    st.session_state[_TOLD] = (
        "Kept. Everybody who opens this page reads it, and Decisions follows what is done about it."
    )
    st.rerun()
