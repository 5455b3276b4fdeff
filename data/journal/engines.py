"""Connections to the journal's database, SQLite or PostgreSQL, set up so that writers wait for one another."""

import sqlite3
import time
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

# How long a writer waits for another's turn on SQLite.
SECONDS_TO_WAIT = 10
# On PostgreSQL: for one of the connections that all share, for a statement, for another's lock.
SECONDS_FOR_A_CONNECTION, SECONDS_FOR_A_STATEMENT, SECONDS_FOR_A_LOCK = 5, 5, 4
_WRITES = "journal_writes"


def make_engine(url: URL) -> Engine:
    """The engine for reading; `for_writing` gives its other half. Values are kept out of error messages."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, hide_parameters=True, connect_args={"timeout": SECONDS_TO_WAIT})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return _postgresql(url)


def _postgresql(url: URL) -> Engine:
    # Imported here, for a journal in a file needs no driver.
    from data.journal.patient_connection import PatientConnection, patient_settings

    # A connection that went stale while nobody used the page is replaced before it is used.
    engine = create_engine(
        url,
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        pool_timeout=SECONDS_FOR_A_CONNECTION,
        connect_args=patient_settings(url.query),
    )
    event.listen(engine, "do_connect", lambda _, __, args, settings: PatientConnection.connect(*args, **settings))
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    """What takes long in the server ends there, and says what it was: a statement, or another's lock."""
    limits = {"statement_timeout": SECONDS_FOR_A_STATEMENT, "lock_timeout": SECONDS_FOR_A_LOCK}
    connection.exec_driver_sql("; ".join(f"SET LOCAL {name} = '{seconds}s'" for name, seconds in limits.items()))


def for_writing(engine: Engine) -> Engine:
    """The same connections, but a transaction on SQLite takes the right to write when it begins, not when it ends."""
    return engine.execution_options(**{_WRITES: True})


def _set_up_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    # Python's own driver would begin transactions by itself, and too late.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # A commit is on the disk before anybody is told that it is kept.
    connection.execute("PRAGMA synchronous = FULL")
    _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Readers beside a writer. SQLite does not wait its usual time for this one lock, so this waits here."""
    end = time.monotonic() + SECONDS_TO_WAIT
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
        else:
            return
        if time.monotonic() > end:
            raise sqlite3.OperationalError("database is locked")
        time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
