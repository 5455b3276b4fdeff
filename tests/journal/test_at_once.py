"""Several processes write to one journal at once: every edit of every one is in the history afterwards."""

import multiprocessing
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest

from data.journal.opening import open_journal
from tests.journal import busy_editors
from tests.journal.entries import DECISION, EVERY

NAMES = ("Ash", "Birch", "Cedar", "Dogwood")
COUNT = 12


@pytest.fixture(scope="module")
def processes() -> Iterator[ProcessPoolExecutor]:
    """Four processes that share nothing with this one or with each other, up and waiting."""
    with ProcessPoolExecutor(len(NAMES), mp_context=multiprocessing.get_context("spawn")) as pool:
        assert all(pool.map(_ready_slowly, range(len(NAMES))))
        yield pool


def _ready_slowly(_: int) -> bool:
    # Long enough for each process to be given one.
    time.sleep(0.3)
    return busy_editors.ready()


def _all_at_once(processes: ProcessPoolExecutor, work, address: str, *each: tuple) -> list:
    moment = time.time() + 0.3
    waiting = [processes.submit(work, address, moment, *arguments) for arguments in each]
    return [one.result(timeout=120) for one in waiting]


def test_a_journal_that_many_open_for_the_first_time_is_made_once_and_loses_nothing(processes, journal_address):
    added = _all_at_once(processes, busy_editors.open_and_add, journal_address, *((name, COUNT) for name in NAMES))
    with open_journal(journal_address) as journal:
        found = {each.id: each.entry.title for each in journal.records()}
    assert found == {id: f"{name} {n}" for name, ids in zip(NAMES, added, strict=True) for n, id in enumerate(ids)}


def test_editors_of_one_field_lose_nothing_that_they_typed(processes, journal_address):
    with open_journal(journal_address) as journal:
        record = journal.add(DECISION, by_role="Chair")
        counts = _all_at_once(
            processes,
            busy_editors.revise_again_and_again,
            journal_address,
            *((name, record.id, COUNT) for name in NAMES),
        )
        history = journal.history(record.id)
        standing = journal.record(record.id)
    assert [stood + aside for stood, aside in counts] == [COUNT] * len(NAMES)
    assert [each.number for each in history] == list(range(1, 2 + COUNT * len(NAMES)))
    typed = {f"{name} {number}" for name in NAMES for number in range(COUNT)}
    assert {each.entry.title for each in history[1:]} == {each.note for each in history[1:]} == typed
    found = Counter(each.stands for each in history[1:])
    assert found[True] == sum(stood for stood, _ in counts)
    assert found[False] == sum(aside for _, aside in counts) > 0
    assert standing.entry == [each for each in history if each.stands][-1].entry
    # What stood was each time written by somebody who had seen what stood before it.
    stood = [each for each in history if each.stands]
    assert [each.based_on for each in stood[1:]] == [each.number for each in stood[:-1]]


def test_editors_of_different_fields_are_all_merged(processes, journal_address):
    fields = dict(zip(NAMES, ("decision", "setting", "heard_by", "by_when"), strict=True))
    with open_journal(journal_address) as journal:
        record = journal.add(DECISION, by_role="Chair")
        merged = _all_at_once(
            processes,
            busy_editors.change_own_field,
            journal_address,
            *((name, record.id, field, COUNT) for name, field in fields.items()),
        )
        history, standing = journal.history(record.id), journal.record(record.id)
    assert len(history) == 1 + COUNT * len(NAMES)
    assert all(each.stands for each in history)
    assert sum(merged) > 0
    for name, field in fields.items():
        assert getattr(standing.entry, field) == busy_editors.last_value(field, name, COUNT)
        assert {each.changed for each in history if each.by_role == name} == {(field,)}


def test_one_export_taken_in_by_many_at_once_is_taken_in_once(processes, journal_address, tmp_path):
    with open_journal(str(tmp_path / "other.sqlite")) as other:
        for entry in EVERY:
            record = other.add(entry, by_role="Chair")
            other.revise(record.id, {"state": "closed"}, based_on=1, by_role="Chair")
        text = other.export()
    found = _all_at_once(processes, busy_editors.take_in, journal_address, *((text,) for _ in NAMES))
    assert sorted(found) == [(0, 6, 0)] * 3 + [(6, 0, 0)]
    with open_journal(journal_address) as journal:
        assert journal.export() == text
