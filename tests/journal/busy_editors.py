"""What a process of its own does to a journal while others do the same; top-level, so that it can be sent to one."""

import time
from collections.abc import Callable
from datetime import timedelta

from data.journal.entry_history import EditedMeanwhile
from data.journal.opening import open_journal
from tests.journal.entries import DECISION, titled


def wait_for(moment: float) -> None:
    """Start with the others."""
    time.sleep(max(0.0, moment - time.time()))


def ready() -> bool:
    """Something to ask of a process, so that it is up and has imported what it needs."""
    return callable(open_journal)


def open_and_add(address: str, moment: float, name: str, count: int) -> list[str]:
    """Open a journal, which may not exist yet, add records to it, and return their ids."""
    wait_for(moment)
    with open_journal(address) as journal:
        return [journal.add(titled(f"{name} {number}"), by_role=name).id for number in range(count)]


def revise_again_and_again(address: str, moment: float, name: str, record_id: str, count: int) -> tuple[int, int]:
    """Change the title of one record, and its day, over and over; returns how many stood and how many were set aside.

    Each revision is based on the version last seen before the one that stands now, as a person's would be.
    """
    stood = aside = 0
    with open_journal(address) as journal:
        seen = journal.record(record_id).number
        wait_for(moment)
        for number in range(count):
            changes = {"title": f"{name} {number}"}
            try:
                seen = journal.revise(record_id, changes, based_on=seen, by_role=name, note=f"{name} {number}").number
                stood += 1
            except EditedMeanwhile as both:
                seen = both.theirs.number
                aside += 1
    return stood, aside


def change_own_field(address: str, moment: float, name: str, record_id: str, field: str, count: int) -> int:
    """Change one field that nobody else changes, always based on the first version this process saw change it."""
    value_of: dict[str, Callable[[int], object]] = {
        "decision": lambda number: f"{name} {number}",
        "setting": lambda number: f"{name} {number}",
        "heard_by": lambda number: f"{name} {number}",
        "by_when": lambda number: DECISION.by_when + timedelta(days=number + 1),
    }
    merged = 0
    with open_journal(address) as journal:
        wait_for(moment)
        seen = 1
        for number in range(count):
            found = journal.revise(record_id, {field: value_of[field](number)}, based_on=seen, by_role=name)
            mine = [each for each in journal.history(record_id) if each.by_role == name][-1]
            merged += mine.standing == "merged"
            seen = mine.number
            assert found.number >= mine.number
    return merged


def last_value(field: str, name: str, count: int) -> object:
    """What `change_own_field` leaves its field at."""
    return DECISION.by_when + timedelta(days=count) if field == "by_when" else f"{name} {count - 1}"


def take_in(address: str, moment: float, text: str) -> tuple[int, int, int]:
    """Take an export in; returns how many versions were new, already there and in conflict."""
    with open_journal(address) as journal:
        wait_for(moment)
        found = journal.take_in(text)
    return found.new, found.already, len(found.conflicts)
