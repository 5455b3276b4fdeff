"""A meeting's list kept in the journal under a name, and opened again beside what has changed since."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.control_help import HELP
from components.controls.current import current_dataset
from components.controls.journal import added, kept_records, refusal, say_refused, shared_journal, today
from components.controls.meeting.reopen import Reopened, reopened
from components.controls.meeting_list import MeetingItem, from_link, keep
from components.controls.own_dataset import own_dataset
from components.controls.writer_role import remember_role, role_field
from components.findings.decisions.frozen import freeze
from components.findings.decisions.status import belongs_here
from components.findings.meeting.agenda import AgendaLine, agenda_finding
from components.findings.meeting.since import Since, listed_finding, since_finding
from components.findings.selection import from_link as selection_from_link
from components.findings.selection import periods_offered
from components.style.dates import day_words
from data.dataset.dataset import Dataset
from data.journal.entry import Entry, ListedFinding
from data.journal.entry_history import EditedMeanwhile, Record
from data.journal.errors import JournalError

_OPENED, _DONE = "meeting_opened", "meeting_kept_words"
_OWN = (
    "You are looking at your own data, in this session only. A list is kept for everyone on this server, so go back to the "
    "shared data to keep one."
)


def kept_lists(found: Sequence[Reopened]) -> None:
    """Where the list is kept, and kept ones are opened; on request, so that nothing else waits for the journal."""
    if words := st.session_state.pop(_DONE, ""):
        st.success(as_text(words))
    section = st.expander(
        "Keep this list, or open one that was kept",
        key="meeting_kept",
        on_change="rerun",
        icon=":material/inventory_2:",
    )
    if not section.open:
        return
    with section:
        if own_dataset() is not None:
            st.info(_OWN)
            return
        records = _records(current_dataset())
        _open_one(records)
        if found:
            _keep_this(found, records)


def since_kept() -> None:
    """Of a list that was opened from the journal: each finding then and now."""
    record_id, dataset = st.session_state.get(_OPENED), current_dataset()
    record = next((each for each in _records(dataset) if each.id == record_id), None) if record_id else None
    if record is None or record.entry.frozen is None:
        return
    entry, frozen = record.entry, record.entry.frozen
    found = [_since(each) for each in entry.agenda]
    finding = since_finding(found, frozen, entry.decided_on, dataset)
    with st.container(border=True, key="meeting_since"):
        st.html(blocks.question(finding.question) + blocks.title(finding.headline) + blocks.lead(finding.sentence))
        st.html(blocks.note(f"The list ‘{entry.title}’, kept {day_words(entry.decided_on)} by {record.by_role}."))
        more = st.expander("Finding by finding", key="meeting_since_more", on_change="rerun")
        if more.open:
            with more:
                st.html(blocks.term("How to read it.", finding.how_to_read))
                st.dataframe(finding.table.text, hide_index=True, key="meeting_since_table")


def _records(dataset: Dataset) -> list[Record]:
    found = kept_records(kind="meeting")
    return [each for each in found if each.entry.state != "withdrawn" and belongs_here(each.entry, dataset)]


def _open_one(records: Sequence[Record]) -> None:
    if not records:
        st.html(blocks.note("No list about this area is kept in this journal yet."))
        return
    by_id = {each.id: each for each in records}

    def words(record_id: str) -> str:
        entry = by_id[record_id].entry
        return f"{entry.title} – {day_words(entry.decided_on)}"

    chosen = st.selectbox(
        "A list that was kept", list(by_id), format_func=words, key="meeting_kept_choice", help=HELP["kept_list"]
    )
    st.button("Open this list", key="meeting_open", on_click=_opened, args=(by_id[chosen],))


def _opened(record: Record) -> None:
    """Make a kept list the session's. For widget callbacks."""
    keep([item for item in map(_item, record.entry.agenda) if item is not None])
    st.session_state[_OPENED] = record.id


def _item(listed: ListedFinding) -> MeetingItem | None:
    item = from_link(listed.link)
    return None if item is None else replace(item, note=listed.note, speaker=listed.speaker)


def _since(listed: ListedFinding) -> Since:
    item = _item(listed)
    again = None if item is None else reopened(item)
    return Since(listed, None if again is None else again.finding, None if again is None else again.about)


def _keep_this(found: Sequence[Reopened], records: Sequence[Record]) -> None:
    st.html(
        blocks.note(
            "What is kept stays: findings, figures, notes and speakers. Name roles, and nobody who is a patient."
        )
    )
    opened = next((each for each in records if each.id == st.session_state.get(_OPENED)), None)
    with st.form("meeting_keep", border=False, enter_to_submit=False):
        name = st.text_input(
            "Name of the list", key="meeting_name", max_chars=120, placeholder="for example: Board, December"
        )
        role = role_field("meeting_role")
        anew = st.form_submit_button("Keep this list", key="meeting_keep_new")
        again = opened is not None and st.form_submit_button(
            as_text(f"Keep it as ‘{opened.entry.title}’, as it stands now"), key="meeting_keep_again"
        )
    if anew or again:
        entry = _entry(found, opened.entry.title if again and opened else name.strip())
        done = _revised(opened, entry, role) if again and opened else _added(entry, role)
        if done:
            remember_role(role)
            st.session_state[_DONE] = f"Kept: ‘{entry.title}’. Open it here next time, beside what has changed."
            st.rerun()


def _entry(found: Sequence[Reopened], name: str) -> Entry:
    dataset = current_dataset()
    agenda = agenda_finding([AgendaLine(each.finding, each.item.speaker, each.item.note) for each in found])
    return Entry(
        kind="meeting",
        title=name,
        area_code=dataset.area_code,
        decided_on=today(),
        frozen=freeze(agenda, dataset, selection_from_link(dataset, {})),
        agenda=tuple(_listed(dataset, each) for each in found),
    )


def _listed(dataset: Dataset, each: Reopened) -> ListedFinding:
    item = _without_newest_period(dataset, each.item)
    return listed_finding(
        each.finding, each.about, link=item.plain_link, speaker=each.item.speaker, note=each.item.note
    )


def _without_newest_period(dataset: Dataset, item: MeetingItem) -> MeetingItem:
    """An item of the newest period is one of the newest period next time too; an older one is asked for by its day."""
    selection = selection_from_link(dataset, item.parameters)
    periods = periods_offered(dataset, selection.indicator, selection.by)
    if not periods or selection.period != periods[0]:
        return item
    return replace(item, address=tuple(each for each in item.address if each[0] != "period"))


def _added(entry: Entry, role: str) -> bool:
    journal = shared_journal()
    return journal is not None and added(journal, entry, role)


def _revised(record: Record, entry: Entry, role: str) -> bool:
    """Keep another version under the same name; what somebody else kept meanwhile stays as well, and is said."""
    journal = shared_journal()
    if journal is None:
        return False
    changes = {name: getattr(entry, name) for name in ("decided_on", "frozen", "agenda")}
    try:
        journal.revise(record.id, changes, based_on=record.number, by_role=role)
    except EditedMeanwhile:
        say_refused(["Somebody has kept this list anew meanwhile. Open it again; yours is in the history, set aside."])
        return False
    except JournalError as error:
        say_refused(refusal(error))
        return False
    return True
