"""The journal is found, made and opened; what stands in the way is said in words that help and hold no password."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from data.journal import opening
from data.journal.errors import JournalError
from data.journal.opening import open_journal
from data.journal.places import VARIABLE, address, default_file
from data.journal.safe_address import shown_address
from tests.browser.server import free_port
from tests.journal.entries import DECISION

SECRET = "s3cret-word"


def test_no_test_touches_anybodys_journal(tmp_path_factory):
    assert Path(os.environ[VARIABLE]).is_relative_to(tmp_path_factory.getbasetemp())
    with open_journal() as journal:
        assert journal.where == os.environ[VARIABLE]


def test_without_a_name_the_journal_is_in_the_readers_data_folder(monkeypatch, tmp_path):
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    expected = tmp_path / "share" / "neighbourhood-equity" / "journal.sqlite"
    assert default_file() == expected
    with open_journal() as journal:
        journal.add(DECISION, by_role="Chair")
    assert expected.is_file()
    monkeypatch.setenv(VARIABLE, "  ")
    with open_journal() as journal:
        assert [each.entry for each in journal.records()] == [DECISION]


@pytest.mark.parametrize(
    ("platform", "variable", "below"),
    [
        ("linux", "HOME", (".local", "share")),
        ("darwin", "HOME", ("Library", "Application Support")),
        ("win32", "LOCALAPPDATA", ()),
    ],
)
def test_the_data_folder_is_the_systems_own(monkeypatch, tmp_path, platform, variable, below):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv(variable, str(tmp_path))
    assert default_file() == tmp_path.joinpath(*below, "neighbourhood-equity", "journal.sqlite")


def test_an_account_without_a_home_is_told_to_name_a_place(monkeypatch):
    def none():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "home", none)
    monkeypatch.delenv(VARIABLE)
    with pytest.raises(JournalError, match=f"has no home folder.*name a file or a database in {VARIABLE}"):
        open_journal()


def test_the_environment_names_a_file_or_an_address_and_an_argument_goes_first(monkeypatch, tmp_path):
    file, other = tmp_path / "deep" / "down" / "a file.sqlite", tmp_path / "other.sqlite"
    monkeypatch.setenv(VARIABLE, str(file))
    with open_journal() as journal:
        assert journal.where == str(file)
    monkeypatch.setenv(VARIABLE, f"sqlite:///{other}")
    with open_journal() as journal:
        assert journal.where == str(other)
    with open_journal(str(file)) as journal:
        assert journal.where == str(file)
    assert file.is_file()
    assert other.is_file()


def test_a_file_in_the_working_folder_and_one_at_home_can_be_named(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert address("here.sqlite").database == str(tmp_path / "here.sqlite")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert address("~/mine.sqlite").database == str(tmp_path / "home" / "mine.sqlite")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_postgresql_address_is_shown_without_its_password(scheme):
    found = address(f"{scheme}://ann:{SECRET}@db.example:5433/board")
    assert (found.drivername, found.password) == ("postgresql+psycopg", SECRET)
    assert shown_address(found) == "postgresql+psycopg://ann:***@db.example:5433/board"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            "mysql://ann:s3cret-word@host/board",
            "found an address of mysql; expected a file, or an address such as postgresql",
        ),
        ("postgresql+asyncpg://ann:s3cret-word@host/b", r"found an address of postgresql\+asyncpg; expected a file"),
        ("postgresql://ann:s3cret/word@host:54x32/board", "found an address that cannot be read; expected a file"),
        ("://s3cret-word", "found an address that cannot be read; expected a file"),
        ("sqlite://", "found a database in memory, which keeps nothing; expected a file"),
        ("sqlite:///:memory:", "found a database in memory, which keeps nothing; expected a file"),
    ],
)
def test_what_is_no_journals_address_is_refused_without_being_repeated(monkeypatch, given, says):
    with pytest.raises(JournalError, match=f"^the journal's address: {says}") as caught:
        open_journal(given)
    assert "s3cret" not in "".join(traceback.format_exception(caught.value))
    monkeypatch.setenv(VARIABLE, given)
    with pytest.raises(JournalError, match=f"^{VARIABLE}: {says}"):
        open_journal()


def test_a_folder_is_not_taken_for_a_file(tmp_path):
    with pytest.raises(JournalError, match="found a folder; expected a file, such as .*journal.sqlite"):
        open_journal(str(tmp_path))


def test_a_file_of_something_else_is_left_as_it_is(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("minutes of the meeting\n" * 100, encoding="utf-8")
    with pytest.raises(
        JournalError, match=f"^{file}: file is not a database. To mend it: give a file that does not exist"
    ):
        open_journal(str(file))
    assert file.read_text(encoding="utf-8") == "minutes of the meeting\n" * 100


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(JournalError, match=f"its folder cannot be made .*name a file in a folder .* in {VARIABLE}"):
        open_journal(str(tmp_path / "file" / "journal.sqlite"))


_AS_NOBODY = """
import os, sys
from data.journal.errors import JournalError
from data.journal.opening import open_journal
from tests.journal.entries import DECISION
try:
    open_journal(sys.argv[2]).close()
except JournalError:
    pass
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    open_journal(sys.argv[1]).add(DECISION, by_role="Chair")
except JournalError as error:
    sys.exit(str(error))
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any account can look into, which pytest's own are not."""
    found = Path(tempfile.mkdtemp(prefix="journal-"))
    found.chmod(0o755)
    yield found
    for path in (*found.rglob("*"), found):
        path.chmod(0o755)
    shutil.rmtree(found)


def _told_without_rights(path: Path, tmp_path: Path) -> str:
    """What an account without rights is told; an opening that it may do, before, loads everything that it needs."""
    command = [sys.executable, "-c", _AS_NOBODY, str(path), str(tmp_path / "warm.sqlite")]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    return done.stderr.strip()


def test_a_place_that_this_account_may_not_write_to_is_named(open_folder, tmp_path):
    file = open_folder / "closed" / "journal.sqlite"
    open_journal(str(file)).close()
    file.chmod(0o444)
    file.parent.chmod(0o555)
    said = _told_without_rights(file, tmp_path)
    assert re.match(rf"{file}: .*To mend it: .* or name another journal in {VARIABLE}$", said)
    assert "Permission denied" in _told_without_rights(file.parent / "new" / "journal.sqlite", tmp_path)
    file.parent.chmod(0o700)
    assert (os.geteuid() != 0) or f"{file}: it cannot be looked at (Permission denied)" in _told_without_rights(
        file, tmp_path
    )


def test_without_the_driver_it_says_what_to_install(monkeypatch):
    def none(_url):
        raise ModuleNotFoundError("No module named 'psycopg'", name="psycopg")

    monkeypatch.setattr(opening, "make_engine", none)
    with pytest.raises(JournalError, match=r"psycopg is not installed.*To mend it: pip install '\.\[postgres\]'"):
        open_journal(f"postgresql://ann:{SECRET}@localhost/board")


def test_sqlalchemy_says_so_in_that_way(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(JournalError, match="psycopg is not installed"):
        open_journal(f"postgresql://ann:{SECRET}@localhost/board")


def test_a_server_that_does_not_answer_is_named_without_the_password():
    port = free_port()
    with pytest.raises(
        JournalError, match=f"127.0.0.1:{port}.*To mend it: start the database server, or mend host"
    ) as caught:
        open_journal(f"postgresql://ann:{SECRET}@127.0.0.1:{port}/board")
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_wrong_password_or_database_is_told_without_the_password(postgres_server):
    given = postgres_server.address("postgres")
    wrong = given.replace(postgres_server.password, SECRET)
    with pytest.raises(
        JournalError, match="password authentication failed.*To mend it: mend the user or pass"
    ) as caught:
        open_journal(wrong)
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    with pytest.raises(JournalError, match='database "none" does not exist. To mend it: create the database') as caught:
        open_journal(postgres_server.address("none"))
    assert postgres_server.password not in "".join(traceback.format_exception(caught.value))


def test_a_user_who_may_only_read_and_add_can_do_all_that_a_journal_needs(postgres_server):
    with postgres_server.database() as given:
        open_journal(given).close()
        with psycopg.connect(given, autocommit=True) as owner:
            owner.execute(f"CREATE ROLE scribe LOGIN PASSWORD '{SECRET}'")
            try:
                as_scribe = given.replace("journal:", "scribe:").replace(postgres_server.password, SECRET)
                with pytest.raises(
                    JournalError, match="permission denied.*To mend it: grant this user SELECT and INSERT"
                ):
                    open_journal(as_scribe)
                owner.execute(
                    "GRANT SELECT ON journal_revision TO scribe; GRANT SELECT, INSERT ON record, version TO scribe"
                )
                with open_journal(as_scribe) as journal:
                    record = journal.add(DECISION, by_role="Chair")
                    assert journal.revise(record.id, {"state": "closed"}, based_on=1, by_role="Chair").number == 2
            finally:
                owner.execute("DROP OWNED BY scribe; DROP ROLE scribe")


def test_a_stale_connection_is_replaced_before_it_is_used(postgres_server):
    with postgres_server.database() as given, open_journal(given) as journal:
        journal.add(DECISION, by_role="Chair")
        with psycopg.connect(postgres_server.address("postgres"), autocommit=True) as owner:
            owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test_%'")
        assert len(journal.records()) == 1


def test_sqlite_is_set_up_for_readers_beside_a_writer(tmp_path):
    with open_journal(str(tmp_path / "journal.sqlite")) as journal, journal._engine.connect() as connection:
        found = {
            each: connection.execute(text(f"PRAGMA {each}")).scalar()
            for each in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 10_000}


def test_a_journal_says_where_it_is_without_a_password(postgres_server):
    with postgres_server.database() as given, open_journal(given) as journal:
        assert postgres_server.password not in journal.where
        assert journal.where.startswith("postgresql+psycopg://journal:***@127.0.0.1:")
