"""A database that is frozen, busy or swallowed by the network ends every wait within seconds, in words; then it is back."""

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy.exc import OperationalError
from streamlit.testing.v1 import AppTest

from data.journal import engines, patient_connection
from data.journal.errors import JournalError, SilentJournalError
from data.journal.opening import open_journal
from data.journal.places import VARIABLE
from tests.journal.entries import DECISION
from tests.pages.conftest import open_page

# How long a journal waits, by where it is said; and here, where every wait is waited out, less of each.
_USUAL = {
    engines: {"SECONDS_FOR_A_CONNECTION": 5, "SECONDS_FOR_A_STATEMENT": 5, "SECONDS_FOR_A_LOCK": 4},
    patient_connection: {"SECONDS_TO_CONNECT": 3, "SECONDS_FOR_AN_ANSWER": 6, "SECONDS_FOR_A_GREETING": 2},
}
_SHORTER = {
    engines: {"SECONDS_FOR_A_CONNECTION": 2, "SECONDS_FOR_A_STATEMENT": 2, "SECONDS_FOR_A_LOCK": 1},
    patient_connection: {"SECONDS_TO_CONNECT": 2, "SECONDS_FOR_AN_ANSWER": 3, "SECONDS_FOR_A_GREETING": 1},
}
# To greet in vain, to connect in vain, and what a slow machine adds.
MOST_SECONDS = 1 + 2 + 3


@contextmanager
def _stopped(*pids: int) -> Iterator[None]:
    """Processes of the tests' own server, stopped as a frozen machine's are, until the block ends."""
    for each in pids:
        os.kill(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in pids:
            os.kill(each, signal.SIGCONT)


def _postmaster(address: str) -> int:
    with psycopg.connect(address, autocommit=True) as connection:
        folder = connection.execute("SHOW data_directory").fetchone()[0]
    with open(f"{folder}/postmaster.pid", encoding="utf-8") as file:
        return int(file.readline())


def _backends(address: str) -> list[int]:
    with psycopg.connect(address, autocommit=True) as connection:
        asked = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        return [pid for (pid,) in connection.execute(asked)]


class _Swallowing:
    """A network between here and a server that can be made to swallow everything, and says nothing of it."""

    def __init__(self, address: str):
        self._server = (urlsplit(address).hostname, urlsplit(address).port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.open = threading.Event()
        self.open.set()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            far = socket.create_connection(self._server)
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                self.open.wait()
                other.sendall(data)
        other.close()

    def close(self) -> None:
        self.open.set()
        self._listening.close()


def _seconds(work, words: str = "timeout") -> float:
    began = time.monotonic()
    with pytest.raises(SilentJournalError, match=f"127.0.0.1:.*{words}.*To mend it: try again"):
        work()
    return time.monotonic() - began


@pytest.fixture
def address(postgres_server, monkeypatch) -> Iterator[str]:
    """A database with nothing in it, whose journals wait less than usual."""
    for module, seconds in _SHORTER.items():
        for name, value in seconds.items():
            monkeypatch.setattr(module, name, value)
    with postgres_server.database() as given:
        yield given


def test_nobody_waits_longer_than_seconds_and_what_the_server_says_comes_first():
    assert {module: {name: getattr(module, name) for name in names} for module, names in _USUAL.items()} == _USUAL
    for seconds in (_USUAL, _SHORTER):
        waits = seconds[engines] | seconds[patient_connection]
        assert waits["SECONDS_FOR_A_LOCK"] < waits["SECONDS_FOR_A_STATEMENT"] < waits["SECONDS_FOR_AN_ANSWER"]


def test_a_frozen_server_is_told_within_seconds_and_nothing_is_lost(address):
    with open_journal(address) as journal:
        journal.add(DECISION, by_role="Chair")
        with _stopped(_postmaster(address), *_backends(address)):
            assert _seconds(journal.records) < MOST_SECONDS
            assert _seconds(lambda: journal.add(DECISION, by_role="Chair")) < MOST_SECONDS
            assert _seconds(lambda: open_journal(address)) < MOST_SECONDS
        assert len(journal.records()) == 1
        journal.add(DECISION, by_role="Clerk")
        assert len(journal.records()) == 2


def test_a_server_that_freezes_in_the_middle_of_an_answer_is_given_up_too(address):
    with open_journal(address) as journal, journal._engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        began = time.monotonic()
        with _stopped(*_backends(address)), pytest.raises(OperationalError, match="did not answer in 3 seconds"):
            connection.exec_driver_sql("SELECT 2")
        assert 2 < time.monotonic() - began < 5


def test_a_network_that_swallows_everything_is_told_within_seconds(address):
    between = _Swallowing(address)
    try:
        with open_journal(address.replace(f":{urlsplit(address).port}/", f":{between.port}/")) as journal:
            journal.add(DECISION, by_role="Chair")
            between.open.clear()
            assert _seconds(journal.records) < MOST_SECONDS
            assert _seconds(lambda: journal.add(DECISION, by_role="Chair")) < MOST_SECONDS
            between.open.set()
            assert journal.records()[0].entry == DECISION
    finally:
        between.close()


def test_a_table_that_another_program_keeps_locked_is_told_by_the_server(address):
    with open_journal(address) as journal, psycopg.connect(address) as other:
        other.execute("LOCK TABLE version IN ACCESS EXCLUSIVE MODE")
        # In the server's own words: its limits are less than what is waited for here.
        assert _seconds(journal.records, "lock timeout") < 2 + 2
        other.rollback()
        assert journal.records() == []


def test_when_every_connection_is_taken_the_wait_for_one_ends(address):
    with open_journal(address) as journal:
        taken = [
            journal._engine.connect() for _ in range(journal._engine.pool.size() + journal._engine.pool._max_overflow)
        ]
        try:
            began = time.monotonic()
            with pytest.raises(JournalError, match="connection timed out.*To mend it: try again"):
                journal.records()
            assert 1 < time.monotonic() - began < 4
        finally:
            for each in taken:
                each.close()
        assert journal.records() == []


def test_pages_say_that_the_journal_does_not_answer_and_do_not_wait_one_by_one(address, monkeypatch):
    monkeypatch.setenv(VARIABLE, address)
    assert not open_page("decisions").error
    with _stopped(_postmaster(address), *_backends(address)):
        first, took = _opened()
        assert took < MOST_SECONDS + 3
        assert any("cannot be read just now" in each.value and "timeout" in each.value for each in first.error)
        second, took = _opened()
        assert took < 5
        assert any("timeout" in each.value for each in second.error)


def _opened() -> tuple[AppTest, float]:
    began = time.monotonic()
    page = open_page("decisions")
    assert [each.value for each in page.exception] == []
    return page, time.monotonic() - began
