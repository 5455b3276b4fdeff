"""Questions to the journal's tables: records as they stand, and the versions of one."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from data.journal.entry import Entry
from data.journal.entry_history import Record, Version
from data.journal.errors import EntryError, JournalError
from data.journal.schema import RECORD, VERSION
from data.journal.soundness import MEND

_ASIDE = "set aside"


def records(
    connection: Connection,
    *,
    record_id: str | None = None,
    kind: str | None = None,
    area_codes: Collection[str] | None = None,
    **equal: str | None,
) -> list[Record]:
    """Records as they stand, the newest made first; `equal` are columns of the standing version (None: any value)."""
    asked = _standing()
    if record_id is not None:
        asked = asked.where(RECORD.c.id == record_id)
    if kind is not None:
        asked = asked.where(RECORD.c.kind == kind)
    if area_codes is not None:
        asked = asked.where(VERSION.c.area_code.in_(sorted(area_codes)))
    for name, value in equal.items():
        if value is not None:
            asked = asked.where(VERSION.c[name] == value)
    return [_record(row) for row in connection.execute(asked)]


def _standing() -> Select[*tuple[Any, ...]]:
    newest = (
        select(VERSION.c.record_id, func.max(VERSION.c.number).label("number"))
        .where(VERSION.c.standing != _ASIDE)
        .group_by(VERSION.c.record_id)
        .subquery()
    )
    same = (newest.c.record_id == VERSION.c.record_id) & (newest.c.number == VERSION.c.number)
    joined = VERSION.join(newest, same).join(RECORD, RECORD.c.id == VERSION.c.record_id)
    return select(RECORD.c.created_at, VERSION).select_from(joined).order_by(RECORD.c.created_at.desc(), RECORD.c.id)


# More than a page's import may bring a journal to: a smaller one would be emptied by every reading of all.
@lru_cache(maxsize=12_000)
def _entry(text: str) -> Entry:
    """What a version says. It never changes, and a page asks for it again at every click."""
    return Entry.from_json(text)


def _entry_of(row: Row[*tuple[Any, ...]]) -> Entry:
    try:
        return _entry(row.entry)
    except EntryError as error:
        raise JournalError(
            f"record {row.record_id}, version {row.number}: it cannot be read ({error}). To mend it: {MEND}"
        ) from None


def _record(row: Row[*tuple[Any, ...]]) -> Record:
    return Record(
        id=row.record_id,
        number=row.number,
        entry=_entry_of(row),
        created_at=row.created_at,
        changed_at=row.written_at,
        by_role=row.by_role,
        merged_from=row.merged_from,
    )


def count(connection: Connection) -> int:
    """How many versions there are of all records together."""
    return connection.execute(select(func.count()).select_from(VERSION)).scalar_one()


def versions(connection: Connection, record_id: str | None = None) -> dict[str, list[Version]]:
    """Every version of one record, or of all, by record: records by when they were made, versions by number."""
    asked = select(VERSION).join(RECORD).order_by(RECORD.c.created_at, RECORD.c.id, VERSION.c.number)
    if record_id is not None:
        asked = asked.where(VERSION.c.record_id == record_id)
    found: dict[str, list[Version]] = {}
    for row in connection.execute(asked):
        earlier = found.setdefault(row.record_id, [])
        earlier.append(_version(row, earlier))
    return found


def _version(row: Row[*tuple[Any, ...]], earlier: Sequence[Version]) -> Version:
    version = Version(
        record_id=row.record_id,
        number=row.number,
        entry=_entry_of(row),
        written_at=row.written_at,
        by_role=row.by_role,
        note=row.note,
        standing=row.standing,
        based_on=row.based_on,
        merged_from=row.merged_from,
    )
    return with_changed(version, earlier)


def with_changed(version: Version, earlier: Sequence[Version]) -> Version:
    """A version that says which fields its editor changed, seen from the versions before it.

    A merged version is held against what it was merged with, any other against what its editor had before them.
    """
    # A database from before step 3 has no `based_on`: each version was written on top of the one before it.
    before = version.merged_from or version.based_on or version.number - 1
    found = next((each for each in earlier if each.number == before), None)
    return version if found is None else replace(version, changed=found.entry.changed(version.entry))
