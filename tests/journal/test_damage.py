"""A damaged journal is refused by name, before anything is added to it; a full disk is told, and nothing is lost."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from data.journal.errors import JournalError
from data.journal.journal import Journal
from data.journal.opening import open_journal
from tests.journal.entries import DECISION

PAGE = 4_096


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """A journal of some forty pages, closed, all in one file."""
    path = tmp_path_factory.mktemp("whole") / "journal.sqlite"
    with open_journal(str(path)) as journal:
        for number in range(60):
            entry = DECISION.with_changes({"title": f"Decision {number}", "decision": f"Words {number}. " * 60})
            journal.add(entry, by_role="Chair")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert path.stat().st_size > 30 * PAGE
    return path


def _read(path: Path) -> list[tuple]:
    with open_journal(str(path)) as journal:
        return [(each.id, each.entry, journal.history(each.id)) for each in journal.records()]


def _read_or_refused(path: Path) -> list[tuple] | str:
    try:
        return _read(path)
    except JournalError as error:
        return str(error)


def test_whatever_page_is_overwritten_the_journal_is_refused_by_name_or_reads_as_it_was(whole, tmp_path):
    content, expected = whole.read_bytes(), _read(whole)
    chance, refused, path = random.Random(20261128), 0, tmp_path / "journal.sqlite"
    for start in range(0, len(content), PAGE):
        path.unlink(missing_ok=True)
        path.write_bytes(content[:start] + chance.randbytes(PAGE) + content[start + PAGE :])
        found = _read_or_refused(path)
        if isinstance(found, str):
            refused += 1
            assert "To mend it: " in found
            assert str(path) in found or "record " in found
        else:
            assert found == expected
    assert refused > 0.9 * len(content) / PAGE


def test_a_damaged_file_is_refused_as_it_is_opened_and_left_as_it_is(whole, tmp_path):
    content, path = whole.read_bytes(), tmp_path / "journal.sqlite"
    damaged = content[: 8 * PAGE] + bytes(PAGE) + content[9 * PAGE :]
    path.write_bytes(damaged)
    with pytest.raises(JournalError, match=f"^{path}: found a damaged file .* To mend it: leave the file as it is"):
        open_journal(str(path))
    assert path.read_bytes() == damaged


def test_a_file_cut_short_is_refused(whole, tmp_path):
    path = tmp_path / "journal.sqlite"
    path.write_bytes(whole.read_bytes()[: 20 * PAGE])
    with pytest.raises(JournalError, match=f"^{path}: .*To mend it: "):
        open_journal(str(path))


@pytest.mark.parametrize(
    ("statement", "lacks"),
    [
        ("DROP TRIGGER version_no_delete", "the guard version_no_delete"),
        ("ALTER TABLE version DROP COLUMN note", "version.note"),
        ("DROP TABLE version", "version.record_id"),
    ],
)
def test_a_journal_whose_tables_were_changed_is_refused_by_what_it_lacks(whole, tmp_path, statement, lacks):
    path = shutil.copy(whole, tmp_path / "journal.sqlite")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
    with pytest.raises(JournalError, match=f"found tables without {lacks}; expected it there"):
        open_journal(str(path))


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("entry", "not an entry", r"record [0-9a-f-]{36}, version 1: it cannot be read"),
        ("written_at", "soon", "Invalid isoformat string.*To mend it: "),
        ("entry", b"\xff\xfe", "record [0-9a-f-]{36}, version 1: it cannot be read|decode"),
    ],
)
def test_a_row_that_says_nothing_readable_is_named(whole, tmp_path, column, value, says):
    path = shutil.copy(whole, tmp_path / "journal.sqlite")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER version_no_update")
        connection.execute(f"UPDATE version SET {column} = CAST(? AS TEXT)", (value,))
        connection.execute("CREATE TRIGGER version_no_update BEFORE UPDATE ON version BEGIN SELECT 1; END")
        connection.commit()
    with open_journal(str(path)) as journal, pytest.raises(JournalError, match=says):
        journal.records()


def _fill(journal: Journal) -> None:
    for _ in range(40):
        journal.add(DECISION.with_changes({"decision": "Words. " * 500}), by_role="Chair")


def test_a_full_disk_is_told_and_what_was_kept_stays(whole, tmp_path):
    path = shutil.copy(whole, tmp_path / "journal.sqlite")
    with open_journal(str(path)) as journal:
        engine = journal._engine
        engine.dispose()
        # SQLite's own limit stands for a disk's: the error is the same.
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1"))
        with pytest.raises(JournalError, match=f"^{path}: .*full.*To mend it: make room on the disk"):
            _fill(journal)
        kept = len(journal.records())
    with open_journal(str(path)) as journal:
        assert len(journal.records()) == kept >= 60
        assert journal.add(DECISION, by_role="Chair").number == 1
