"""Rows are added to the journal's tables here and nowhere else, one writer of a record at a time."""

import random
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from data.journal.entry_history import Version
from data.journal.schema import RECORD, VERSION

_TRIES = 8
# A statement must be done within the time that a connection waits for an answer.
_ROWS_AT_ONCE = 200
# PostgreSQL: could not serialise, deadlock. Both undo the whole transaction and ask for it again.
_TRY_AGAIN = ("40001", "40P01")
Done = TypeVar("Done")


def in_turn(engine: Engine, record_ids: Iterable[str], work: Callable[[Connection], Done]) -> Done:
    """Do `work` in a transaction, while nobody else writes to these records, and return what it returns once it is kept.

    It is done again from the start where another writer was quicker all the same: `work` must only read and add rows.
    """
    ids = sorted(set(record_ids))
    for left in reversed(range(_TRIES)):
        try:
            with engine.begin() as connection:
                _wait_for_turn(connection, ids)
                return work(connection)
        except DBAPIError as error:
            if not left or not _quicker(error):
                raise
        time.sleep(random.uniform(0, 0.05))
    raise AssertionError("the last try either returns or raises")


def _wait_for_turn(connection: Connection, record_ids: list[str]) -> None:
    """On SQLite the transaction itself began with the lock. On PostgreSQL each record has its own, let go at the end."""
    if connection.dialect.name != "postgresql":
        return
    for each in record_ids:
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:id, 0))"), {"id": each})


def _quicker(error: DBAPIError) -> bool:
    return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in _TRY_AGAIN


def add_versions(connection: Connection, versions: Sequence[Version]) -> None:
    """Add versions; a first version makes its record too."""
    rows = [_row(each) for each in versions]
    firsts = [
        {"id": each.record_id, "kind": each.entry.kind, "created_at": each.written_at}
        for each in versions
        if each.number == 1
    ]
    if firsts:
        connection.execute(insert(RECORD), firsts)
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        connection.execute(insert(VERSION), rows[start : start + _ROWS_AT_ONCE])


def _row(version: Version) -> dict[str, object]:
    entry = version.entry
    return {
        "record_id": version.record_id,
        "number": version.number,
        "written_at": version.written_at,
        "by_role": version.by_role,
        "note": version.note,
        "entry": entry.to_json(),
        "area_code": entry.area_code,
        "indicator_id": entry.indicator_id,
        "pilot_id": entry.pilot_id,
        "state": entry.state,
        "standing": version.standing,
        "based_on": version.based_on,
        "merged_from": version.merged_from,
    }
