"""A board's own set on Decisions: what stands and its history, the form that changes it, and the file it travels in.

It stands here because to choose it is a decision: who looks for what was decided, by whom and since when, looks here.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.cached_findings import answer_of
from components.controls.decisions.cards import history_words
from components.controls.decisions.own_set_form import Filled, fields, pick_indicators
from components.controls.journal import added, fault_lines, refusal, say_refused, shared_journal, today
from components.controls.own_dataset import own_dataset
from components.controls.own_set import OPEN, kept_set
from components.controls.trust.community_log import WARNING
from components.controls.writer_role import remember_role, role_field
from components.findings.brief.own_set import own_set_finding
from components.findings.decisions.frozen import freeze
from components.findings.own_set import OfSet, OwnSet, name_of_chosen
from components.findings.selection import from_link
from components.style.dates import day_words
from components.style.numbers import number
from data.dataset.dataset import Dataset
from data.journal.checking import editor_faults, entry_faults
from data.journal.entry import Entry
from data.journal.entry_history import EditedMeanwhile, Record
from data.journal.errors import EntryError, JournalError
from data.journal.read_apart import set_given
from data.journal.set_file import FILE, set_toml

_TURN, _DRAFT, _BASE, _DONE = "own_set_turn", "own_set_draft", "own_set_base", "own_set_done"
_OWN_DATA = (
    "You are looking at your own data, in this session only. A set is kept for everyone on this server, so go back to the "
    "shared data to choose one."
)
_ABOUT = (
    "A board's own set comes first on Brief and Compare, each indicator with its local target. It changes no verdict: "
    "everything is judged together as before. Beside it Brief says what the common frame would add."
)
_FIELDS = {"owner_role": "owner", "by_when": "by when", "target": "target", "why": "why it was chosen"}
_MOST_BYTES_MB = 1
_PLACE = re.compile(r"^(?:indicators|chosen)\[(\d+)\]\.")


def own_set_section(dataset: Dataset) -> None:
    """The place to choose the set: closed until it is asked for, here or in the address."""
    if told := st.session_state.pop(_DONE, ""):
        st.success(as_text(told))
    section = st.expander(
        "Our own set of indicators and targets",
        expanded=OPEN in st.query_params,
        key="own_set_section",
        on_change="rerun",
        icon=":material/checklist:",
    )
    if not section.open:
        return
    with section:
        if own_dataset() is not None:
            st.info(_OWN_DATA)
            return
        st.html(blocks.note(_ABOUT))
        record = kept_set(dataset)
        if record is not None:
            _stands(record)
        _form(dataset, record)
        _from_file(dataset)


def _stands(record: Record) -> None:
    entry = record.entry
    words, take = st.columns([8, 4], gap="medium", vertical_alignment="center")
    words.html(
        blocks.lead(
            blocks.strong(f"‘{entry.title}’ stands."),
            f"{number(len(entry.chosen))} indicators, kept {day_words(entry.decided_on)} by {record.by_role}.",
        )
    )
    take.download_button(
        "Take the set as a file (TOML)", data=set_toml(entry), file_name=FILE, mime="application/toml",
        on_click="ignore", width="stretch", key="own_set_take",
    )  # fmt: skip
    _history(record)


def _history(record: Record) -> None:
    journal = shared_journal()
    if journal is None:
        return
    try:
        versions = journal.history(record.id)
    except JournalError as error:
        say_refused(refusal(error))
        return
    lines = [f"{history_words(each)}. {each.entry.frozen.headline if each.entry.frozen else ''}" for each in versions]
    st.html(blocks.opened("Its history: every version that was kept, and how it stood", [blocks.listed(lines[::-1])]))


def _key(name: str) -> str:
    return f"own_set_{st.session_state.setdefault(_TURN, 0)}_{name}"


def _form(dataset: Dataset, record: Record | None) -> None:
    base: Entry | None = st.session_state.get(_DRAFT) or (record.entry if record else None)
    stands = record.number if record else 0
    based_on = st.session_state.setdefault(_BASE, stands)
    if stands not in (0, based_on):
        st.info("Somebody else has kept this set since you opened it, so yours cannot be kept over it.")
        st.button("Begin from what stands now", key="own_set_anew", on_click=_anew)
    codes = pick_indicators(dataset, base, _key)
    st.html(blocks.note(blocks.strong("Before you write."), WARNING))
    with st.form(_key("form"), border=False, enter_to_submit=False):
        filled = fields(dataset, base, codes, _key)
        role = role_field(_key("role"))
        keep = st.form_submit_button("Keep this set", type="primary", disabled=not codes or stands not in (0, based_on))
        leave = record is not None and st.form_submit_button("Withdraw the set: pages show none")
    if keep:
        _keep(dataset, record, filled, role, based_on)
    elif leave and record is not None and _revised(record, {"state": "withdrawn"}, role, based_on):
        _begin_afresh("The set is withdrawn. It stays in the journal, with its history.", role)


def _keep(dataset: Dataset, record: Record | None, filled: Filled, role: str, based_on: int) -> None:
    entry = Entry(
        kind="set",
        title=filled.title,
        area_code=dataset.area_code,
        decided_on=today(),
        compare_by=filled.compare_by,
        chosen=filled.chosen,
    )
    labels = {"title": "Name of the set"} | {
        f"chosen[{place}].{field}": f"{name_of_chosen(dataset, each.indicator_id)}, {words}"
        for place, each in enumerate(filled.chosen)
        for field, words in _FIELDS.items()
    }
    wrong = [*filled.wrong, *fault_lines([*entry_faults(entry), *editor_faults(role, "")], labels)]
    if wrong:
        say_refused(wrong)
        return
    entry = _as_it_stands(dataset, entry)
    journal = shared_journal()
    if record is not None:
        changes = {name: getattr(entry, name) for name in ("title", "decided_on", "compare_by", "chosen", "frozen")}
        done = _revised(record, changes, role, based_on)
    else:
        done = journal is not None and added(journal, entry, role)
    if done:
        _begin_afresh(f"Kept: ‘{entry.title}’. Brief and Compare show it first, for everyone on this server.", role)


def _as_it_stands(dataset: Dataset, entry: Entry) -> Entry:
    """The set with how it stands today, which a later board may want to look back at."""
    selection = from_link(dataset, {})
    own = OwnSet(entry.title, entry.chosen, entry.compare_by)
    return replace(entry, frozen=freeze(answer_of(dataset, OfSet(own_set_finding, own), selection), dataset, selection))


def _revised(record: Record, changes: dict[str, object], role: str, based_on: int) -> bool:
    """Keep another version; what somebody else kept meanwhile stays as well, and is said."""
    journal = shared_journal()
    if journal is None:
        return False
    try:
        journal.revise(record.id, changes, based_on=based_on, by_role=role)
    except EditedMeanwhile:
        say_refused(
            ["Somebody has kept this set anew meanwhile. Open the page again; yours is in the history, set aside."]
        )
        return False
    except JournalError as error:
        say_refused(refusal(error))
        return False
    return True


def _begin_afresh(told: str, role: str) -> None:
    remember_role(role)
    _anew()
    st.session_state[_DONE] = told
    st.rerun()


def _from_file(dataset: Dataset) -> None:
    given = st.file_uploader(
        "Begin from a file (TOML, as it is given here)",
        type=["toml"],
        key=_key("given"),
        max_upload_size=_MOST_BYTES_MB,
    )
    if given is None:
        return
    found = _read(given.getvalue(), dataset)
    if isinstance(found, Entry):
        st.button("Put it into the form above", key="own_set_use", on_click=_use, args=(found,))
        return
    st.error("The file cannot be used.\n\n" + "\n".join(f"- {as_text(each)}" for each in found))


def _read(data: bytes, dataset: Dataset) -> Entry | Sequence[str]:
    try:
        return set_given(data, dataset.area_code, today())
    except EntryError as error:
        return fault_lines(replace(each, field=_PLACE.sub(_counted, each.field)) for each in error.faults)
    except JournalError as error:
        return refusal(error)


def _counted(place: re.Match[str]) -> str:
    """An indicator's place in the file as people count: the first is 1."""
    return f"indicator {int(place[1]) + 1}, "


def _anew() -> None:
    """Begin the form anew from what stands. For widget callbacks."""
    for name in (_DRAFT, _BASE):
        st.session_state.pop(name, None)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _use(entry: Entry) -> None:
    """Begin the form anew from a file. For widget callbacks."""
    st.session_state[_DRAFT] = entry
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
