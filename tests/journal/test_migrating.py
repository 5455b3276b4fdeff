"""The tables are brought up to date step by step, and every row that was there before is there after."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, inspect, select, text
from sqlalchemy.exc import DBAPIError

from data.journal import migrating
from data.journal.engines import for_writing, make_engine
from data.journal.errors import JournalError
from data.journal.opening import open_journal
from data.journal.places import address
from data.journal.schema import METADATA, REVISION_TABLE
from tests.journal.entries import COMMUNITY, DECISION, titled

FIRST, LAST = "0001", "0004"
ID, OTHER = "11111111-2222-4333-8444-555555555555", "66666666-7777-4888-8999-aaaaaaaaaaaa"
WRITTEN = [datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC), datetime(2026, 2, 2, tzinfo=UTC)]


@pytest.fixture
def engine(journal_address):
    """Connections to a database that holds nothing yet."""
    found = for_writing(make_engine(address(journal_address)))
    yield found
    found.dispose()


def _rows_at(engine: Engine) -> dict[str, list[tuple]]:
    """Every row of both tables as the database has them now, by table."""
    tables = MetaData()
    tables.reflect(engine, only=["record", "version"])
    with engine.begin() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for name, table in tables.tables.items()
        }


def _fill_first_step(engine: Engine) -> None:
    """Rows as the first step's tables hold them: a decision in two versions, and something a community said."""
    tables = MetaData()
    tables.reflect(engine, only=["record", "version"])
    record, version = tables.tables["record"], tables.tables["version"]
    moments = [each.replace(tzinfo=None) if engine.dialect.name == "sqlite" else each for each in WRITTEN]
    rows = [
        (ID, 1, moments[0], DECISION),
        (ID, 2, moments[1], titled("Another title")),
        (OTHER, 1, moments[1], COMMUNITY),
    ]
    with engine.begin() as connection:
        for id, number, moment, entry in rows:
            if number == 1:
                connection.execute(record.insert(), {"id": id, "kind": entry.kind, "created_at": moment})
            found = {
                "record_id": id,
                "number": number,
                "written_at": moment,
                "by_role": "Chair",
                "note": f"note {number}",
            }
            found |= {each: getattr(entry, each) for each in ("area_code", "indicator_id", "pilot_id", "state")}
            connection.execute(version.insert(), found | {"entry": entry.to_json()})


def test_there_are_steps_in_one_line():
    config = Config()
    config.set_main_option("script_location", str(migrating.MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    assert [each.revision for each in script.walk_revisions()][::-1] == ["0001", "0002", "0003", LAST]
    assert script.get_heads() == [LAST]


def test_a_new_step_is_written_from_the_template_and_runs_after_the_last(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(migrating, "MIGRATIONS", shutil.copytree(migrating.MIGRATIONS, tmp_path / "migrations"))
    config = Config()
    config.set_main_option("script_location", str(migrating.MIGRATIONS))
    step = Path(command.revision(config, "Something new.", rev_id="0005").path)
    assert step.read_text(encoding="utf-8").startswith('"""Something new."""\n')
    step.write_text(step.read_text(encoding="utf-8").replace("pass", "op.execute('CREATE TABLE newer (a TEXT)')"))
    migrating.upgrade(engine, "here")
    assert "newer" in inspect(engine).get_table_names()
    with engine.begin() as connection:
        assert migrating.revision(connection) == "0005"


def test_a_database_of_the_first_step_comes_up_to_date_with_every_row(engine, journal_address):
    migrating.upgrade(engine, "here", to=FIRST)
    _fill_first_step(engine)
    before = _rows_at(engine)
    assert [len(before["record"]), len(before["version"])] == [2, 3]
    with open_journal(journal_address) as journal:
        with engine.begin() as connection:
            assert migrating.revision(connection) == LAST
        after = _rows_at(engine)
        assert after["record"] == before["record"]
        kept = len(before["version"][0])
        assert [row[:kept] for row in after["version"]] == before["version"]
        assert {row[kept:] for row in after["version"]} == {("written", None, None)}
        first, second = journal.history(ID)
        assert (first.entry, first.written_at, first.note) == (DECISION, WRITTEN[0], "note 1")
        assert (second.entry.title, second.changed, second.stands) == ("Another title", ("title",), True)
        assert [each.id for each in journal.records()] == [OTHER, ID]
        merged = journal.revise(ID, {"state": "closed"}, based_on=1, by_role="Chair")
        assert (merged.number, merged.entry.title, merged.entry.state) == (3, "Another title", "closed")


@pytest.mark.parametrize("step", ["0001", "0002"])
def test_what_an_older_step_exports_is_what_the_newest_does(engine, journal_address, step):
    migrating.upgrade(engine, "here", to=FIRST)
    _fill_first_step(engine)
    migrating.upgrade(engine, "here", to=step)
    with open_journal(journal_address) as journal:
        text = journal.export()
    assert text.count("\n") == 4
    with open_journal(journal_address) as journal:
        assert journal.take_in(text).already == 3


def test_rows_that_were_there_before_can_no_longer_be_changed(engine, journal_address):
    migrating.upgrade(engine, "here", to=FIRST)
    _fill_first_step(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE version SET note = 'before step 2'"))
    open_journal(journal_address).close()
    for statement in ("UPDATE version SET note = ''", "DELETE FROM version", "DELETE FROM record"):
        with pytest.raises(DBAPIError), engine.begin() as connection:
            connection.execute(text(statement))


def test_the_newest_step_is_what_the_code_expects(engine, journal_address):
    open_journal(journal_address).close()
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": REVISION_TABLE, "compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, METADATA) == []


def test_the_comparison_would_find_a_difference(engine):
    migrating.upgrade(engine, "here", to="0002")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": REVISION_TABLE})
        found = {each[-1].name for each in compare_metadata(context, METADATA)}
    assert found == {"standing", "based_on", "merged_from", "recipe"}


def test_a_step_that_fails_leaves_nothing_behind(engine, tmp_path, monkeypatch):
    broken = shutil.copytree(migrating.MIGRATIONS, tmp_path / "migrations")
    step = broken / "versions" / "r0003_drafts_set_aside.py"
    step.write_text(step.read_text(encoding="utf-8") + "    op.execute('no such statement')\n", encoding="utf-8")
    monkeypatch.setattr(migrating, "MIGRATIONS", broken)
    with pytest.raises(DBAPIError):
        migrating.upgrade(engine, "here")
    assert inspect(engine).get_table_names() == []


def test_opening_again_changes_nothing(journal, journal_address, engine):
    journal.add(DECISION, by_role="Chair")
    before = _rows_at(engine)
    open_journal(journal_address).close()
    assert _rows_at(engine) == before


@pytest.mark.usefixtures("journal")
def test_tables_of_a_newer_release_are_left_alone(journal_address, engine):
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {REVISION_TABLE} SET version_num = '0999'"))
    with pytest.raises(
        JournalError, match=r"found tables of a newer release \(step 0999\); expected step 0004 or earlier"
    ):
        open_journal(journal_address)


def test_tables_of_another_program_are_left_alone(engine, journal_address):
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE version (theirs TEXT)"))
    with pytest.raises(JournalError, match="already exists.*To mend it: give the journal a database .* of its own"):
        open_journal(journal_address)
    assert sorted(inspect(engine).get_table_names()) == ["version"]
