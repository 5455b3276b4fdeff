"""The one journal that this server writes to and everybody on it shares: opened when first asked for, never at import."""

import os
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

import streamlit as st

from components.controls.as_text import as_text
from data.journal.entry import Entry
from data.journal.entry_history import Record
from data.journal.errors import EntryError, Fault, JournalError, SilentJournalError
from data.journal.journal import Journal
from data.journal.opening import begun, open_journal
from data.journal.places import VARIABLE

# Fields as forms name them.
FIELD_LABELS = {
    "title": "In a few words",
    "said": "What was said",
    "community": "Who spoke",
    "setting": "Setting",
    "heard_by": "Heard by",
    "decision": "What was decided",
    "owner_role": "Owner",
    "by_role": "Your own role",
    "note": "Note",
    "by_when": "By when",
    "decided_on": "Decided on",
    "state": "State",
    "response": "How far",
    "ways": "Ways of building trust",
    "group_heard": "Group heard",
    "answered_on": "Answered on",
    "followed_up_on": "Asked again on",
    "evidence": "Evidence relied on",
    "chosen": "Indicators and targets",
    "compare_by": "Compare by",
    "frozen": "How it stood",
    "signal.by_when": "By when",
    "signal.expected_change": "By how much",
}


_POINTING = "what looks like"


_held: dict[str, Journal] = {}
# What opening last failed with, and when: a database that does not answer must not keep every page waiting for it.
_failed: dict[str, tuple[float, JournalError]] = {}
_SECONDS_BEFORE_TRYING_AGAIN = 10
_SECONDS_FOR_WHO_DOES_WITHOUT = 60
_lock = threading.Lock()


def _opened() -> Journal:
    """The open journal of the address that the environment names now; of any other it lets go."""
    address = os.environ.get(VARIABLE, "")
    with _lock:
        if address not in _held:
            if address in _failed:
                when, earlier = _failed[address]
                if time.monotonic() - when < _SECONDS_BEFORE_TRYING_AGAIN:
                    raise earlier
            _let_go()
            try:
                _held[address] = open_journal()
            except JournalError as error:
                _failed[address] = (time.monotonic(), error)
                raise
        return _held[address]


def _give_up(error: SilentJournalError) -> None:
    """Let the pages that follow say at once that the journal does not answer, and not wait for it one by one."""
    address = os.environ.get(VARIABLE, "")
    with _lock:
        _failed[address] = (time.monotonic(), error)
        held = _held.pop(address, None)
    if held is not None:
        held.close()


def _let_go() -> None:
    _failed.clear()
    while _held:
        _held.popitem()[1].close()


def shared_journal() -> Journal | None:
    """The journal; None, told in words on the page, where it cannot be opened just now. It is tried again later."""
    try:
        return _opened()
    except JournalError as error:
        st.error(
            f"The journal of decisions cannot be opened, so nothing can be kept or read there just now. "
            f"{as_text(str(error))}",
            icon=":material/cloud_off:",
        )
        return None


def kept_records(kind: str | None = None) -> list[Record]:
    """Every record of the journal, or of one kind, as it stands now: asked anew at every run, so that it is never stale.

    [] where the journal cannot be read, which the page then says.
    """
    return records_if_read(kind) or []


def records_if_read(kind: str | None = None) -> list[Record] | None:
    """As `kept_records`; None where the journal cannot be read, for who must not take that for an empty one."""
    journal = shared_journal()
    if journal is None:
        return None
    try:
        return journal.records(kind=kind)
    except JournalError as error:
        if isinstance(error, SilentJournalError):
            _give_up(error)
        st.error(
            f"The journal of decisions cannot be read just now. {as_text(str(error))}", icon=":material/cloud_off:"
        )
        return None


def records_for_who_does_without(kind: str) -> list[Record] | None:
    """As `kept_records`, for a page that does without them: it says nothing, waits for nothing twice, and begins no journal.

    None where the journal cannot be read: a database that lately did not answer is not asked again so soon.
    """
    lately = _failed.get(os.environ.get(VARIABLE, ""))
    if lately is not None and time.monotonic() - lately[0] < _SECONDS_FOR_WHO_DOES_WITHOUT:
        return None
    try:
        return _opened().records(kind=kind) if begun() else []
    except JournalError as error:
        if isinstance(error, SilentJournalError):
            _give_up(error)
        return None


def refusal(error: JournalError) -> list[str]:
    """What the journal would not take, a line each, by the names that the form's fields have on screen."""
    return fault_lines(error.faults) if isinstance(error, EntryError) else [str(error)]


def fault_lines(faults: Iterable[Fault], more: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """Faults of an entry as lines that name the form's fields and say how to mend them; `more` names fields of one form."""
    lines = []
    for fault in faults:
        label = more.get(fault.field) or FIELD_LABELS.get(fault.field, fault.field.replace("_", " ").capitalize())
        if fault.found.startswith(_POINTING):
            kinds = fault.found.removeprefix(_POINTING).strip()
            lines.append(f"{label}: this seems to hold {kinds}. Take it out; it cannot be kept until then.")
        else:
            lines.append(f"{label}: found {fault.found}; expected {fault.expected}.")
    return lines


def say_refused(lines: Sequence[str]) -> None:
    """Say what was refused and why, and that nothing typed is lost."""
    if lines:
        st.error(
            "Nothing is kept yet, and what you typed is still there.\n\n"
            + "\n".join(f"- {as_text(each)}" for each in lines)
        )


def added(journal: Journal, entry: Entry, role: str) -> bool:
    """Write an entry down; False, told in words on the page, where the journal would not take it."""
    try:
        journal.add(entry, by_role=role)
    except JournalError as error:
        say_refused(refusal(error))
        return False
    return True


def today() -> date:
    """The day on which the page is looked at."""
    return date.today()
