"""Change a record: what somebody else changed meanwhile is merged, or shown side by side; nothing is ever deleted."""

from dataclasses import asdict

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.control_help import HELP
from components.controls.journal import FIELD_LABELS, refusal, say_refused, shared_journal
from components.controls.trust.coding_fields import Coding, coding_fields
from components.controls.writer_role import remember_role, role_field
from components.findings.decisions.days import read_day
from components.style.dates import day_words
from components.style.numbers import number
from data.contract.participation_tables import RESPONSES
from data.dataset.dataset import Dataset
from data.evidence.reading import evidence_of
from data.journal.checking import CHOICES, STATES
from data.journal.entry import Entry
from data.journal.entry_history import EditedMeanwhile, Record
from data.journal.errors import JournalError

_STATES = {"open": "open", "closed": "closed: done with", "withdrawn": "withdrawn: it no longer holds"}
_TOLD = "decision_told"


def _key(record: Record, name: str) -> str:
    return f"revise_{record.id}_{name}"


def revising(record: Record, dataset: Dataset) -> None:
    """The form that changes a record, begun from the version that stood when it was opened; and any clash, to be settled."""
    told = st.session_state.pop(_key(record, _TOLD), None)
    if told:
        st.success(as_text(told))
    if _key(record, "clash") in st.session_state:
        _settle(record, st.session_state[_key(record, "clash")], dataset)
        return
    base: Record = st.session_state.setdefault(_key(record, "base"), record)
    if base.number != record.number:
        st.info(
            f"Somebody else has changed this since you opened it (version {number(record.number)} now stands). What you "
            "change here is merged with it; where both changed the same, you will see the two side by side."
        )
    st.html(blocks.question("Change this record", below=True))
    with st.form(_key(record, f"form_{base.number}"), border=False, enter_to_submit=False):
        changes, wrong = _fields(base, dataset)
        note = st.text_input("Why it is changed (kept in the history)", key=_key(record, f"note_{base.number}")).strip()
        role = role_field(_key(record, f"role_{base.number}"))
        sent = st.form_submit_button("Keep this change")
    if sent and wrong:
        say_refused(wrong)
    elif sent:
        _revise(record, changes, based_on=base.number, role=role, note=note)


def _fields(base: Record, dataset: Dataset) -> tuple[dict[str, object], list[str]]:
    """The fields that may be changed, with the base's values; returns what differs from the base, and what is wrong."""
    entry = base.entry
    changed: dict[str, object] = {}
    wrong: list[str] = []

    def key(name: str) -> str:
        return _key(base, f"{name}_{base.number}")

    left, middle, right = st.columns(3, gap="small")
    changed["state"] = left.selectbox(
        "State",
        STATES,
        index=STATES.index(entry.state),
        format_func=_STATES.__getitem__,
        key=key("state"),
        help=HELP["state"],
    )
    changed["owner_role"] = middle.text_input(
        "Owner (a role, never a name)", entry.owner_role, key=key("owner")
    ).strip()
    day = day_words(entry.by_when) if entry.by_when else ""
    typed = right.text_input("By when (DD/MM/YYYY)", day, key=key("when"))
    try:
        changed["by_when"] = entry.by_when if typed.strip() == day else read_day(typed, entry.decided_on)
    except ValueError as error:
        wrong.append(f"By when: {error}.")
    if entry.kind == "pilot":
        changed["choice"] = st.selectbox(
            "The choice", CHOICES, index=CHOICES.index(entry.choice), key=key("choice"), help=HELP["choice"]
        )
    if entry.kind == "community":
        changed["response"] = st.selectbox(
            "How far", RESPONSES, index=RESPONSES.index(entry.response), key=key("response"), help=HELP["response"]
        )
        before = Coding(entry.ways, entry.group_heard, entry.answered_on, entry.followed_up_on)
        coding, wrong_days = coding_fields(key, entry.decided_on, before)
        changed |= asdict(coding)
        wrong += wrong_days
    label = "What was done" if entry.kind == "community" else "What was decided"
    changed["decision"] = st.text_area(label, entry.decision, key=key("decision"), height=80).strip()
    known = evidence_of(dataset)
    codes = [*known, *(code for code in entry.evidence if code not in known)]
    changed["evidence"] = tuple(
        st.multiselect(
            "Evidence relied on",
            codes,
            list(entry.evidence),
            format_func=lambda code: known[code].title if code in known else code,
            key=key("evidence"),
            help=HELP["evidence"],
        )
    )
    return {name: value for name, value in changed.items() if value != getattr(entry, name)}, wrong


def _revise(record: Record, changes: dict[str, object], *, based_on: int, role: str, note: str) -> None:
    journal = shared_journal()
    if journal is None:
        return
    if not changes and not note:
        st.info("Nothing is changed yet: change something, or write why it stays as it is.")
        return
    try:
        kept = journal.revise(record.id, changes, based_on=based_on, by_role=role, note=note)
    except EditedMeanwhile as clash:
        remember_role(role)
        st.session_state[_key(record, "clash")] = clash
        st.rerun()
    except JournalError as error:
        say_refused(refusal(error))
        return
    remember_role(role)
    _begin_afresh(record, _kept_words(kept))


def _kept_words(kept: Record) -> str:
    if kept.merged_from:
        return (
            f"Kept as version {number(kept.number)}, together with what somebody else wrote meanwhile "
            f"(version {number(kept.merged_from)}). Nothing is lost."
        )
    return f"Kept as version {number(kept.number)}."


def _begin_afresh(record: Record, told: str) -> None:
    for name in ("clash", "base"):
        st.session_state.pop(_key(record, name), None)
    st.session_state[_key(record, _TOLD)] = told
    st.rerun()


def _settle(record: Record, clash: EditedMeanwhile, dataset: Dataset) -> None:
    """Both versions side by side, and a way to keep either; the draft is in the history whatever is chosen."""
    st.warning(
        "Somebody else changed the same as you, after you opened it. Both are kept in the history: choose which is to stand."
    )
    for name in clash.fields:
        versions = (
            ("When you opened it", clash.base.entry),
            (f"{clash.theirs.by_role} wrote", clash.theirs.entry),
            (f"You wrote ({clash.mine.by_role})", clash.mine.entry),
        )
        # As text and not as markdown: what others type must neither link nor load anything.
        st.html(blocks.title(FIELD_LABELS.get(name, name), level=3))
        for column, (heading, entry) in zip(st.columns(3, gap="small"), versions, strict=True):
            column.html(blocks.card(blocks.marks(heading), blocks.said(_shown(entry, name, dataset))))
    mine, theirs = st.columns(2, gap="small")
    role, note = clash.mine.by_role, clash.mine.note
    wanted = {name: getattr(clash.mine.entry, name) for name in clash.mine.changed}
    if mine.button("Let mine stand", key=_key(record, "mine"), width="stretch"):
        st.session_state.pop(_key(record, "clash"))
        _revise(record, wanted, based_on=clash.theirs.number, role=role, note=note or "kept after both were seen")
    if theirs.button("Let theirs stand", key=_key(record, "theirs"), width="stretch"):
        others = {name: value for name, value in wanted.items() if name not in clash.fields}
        if others:
            st.session_state.pop(_key(record, "clash"))
            _revise(record, others, based_on=clash.theirs.number, role=role, note=note)
        _begin_afresh(record, "Theirs stands. Yours is in the history, set aside.")


def _shown(entry: Entry, name: str, dataset: Dataset) -> str:
    value = getattr(entry, name)
    if name in ("by_when", "answered_on", "followed_up_on"):
        return day_words(value) if value else "–"
    if name == "evidence":
        known = evidence_of(dataset)
        return "; ".join(known[code].title if code in known else code for code in value) or "–"
    if name == "ways":
        return "; ".join(value) or "–"
    return str(value) or "–"
