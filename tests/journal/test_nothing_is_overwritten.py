"""The database itself refuses to change or delete what is kept, even when asked in plain SQL."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data.journal.engines import for_writing, make_engine
from data.journal.places import address
from tests.journal.entries import COMMUNITY, DECISION

CHANGES = [
    "UPDATE record SET kind = 'pilot'",
    "UPDATE version SET entry = ''",
    "UPDATE version SET entry = '' WHERE number = 1",
    "DELETE FROM version",
    "DELETE FROM version WHERE number = 2",
    "DELETE FROM record",
    "INSERT INTO record SELECT * FROM record",
    "INSERT INTO version SELECT * FROM version",
    "INSERT INTO version (record_id, number, written_at, by_role, note, entry, area_code, indicator_id, pilot_id, state) "
    "SELECT 'nobody', 1, written_at, by_role, note, entry, area_code, indicator_id, pilot_id, state FROM version LIMIT 1",
]
ONLY = {
    "sqlite": [
        "INSERT OR REPLACE INTO record SELECT id, 'pilot', created_at FROM record",
        "INSERT OR REPLACE INTO version SELECT * FROM version",
        "UPDATE OR REPLACE version SET number = 1 WHERE number = 2",
        "INSERT INTO record SELECT * FROM record WHERE true ON CONFLICT (id) DO UPDATE SET kind = 'pilot'",
    ],
    "postgresql": [
        "TRUNCATE record CASCADE",
        "TRUNCATE version",
        "INSERT INTO record SELECT * FROM record ON CONFLICT (id) DO UPDATE SET kind = 'pilot'",
        "SET session_replication_role = replica; DELETE FROM version",
        "WITH gone AS (DELETE FROM version RETURNING *) SELECT * FROM gone",
    ],
}


@pytest.fixture
def kept(journal):
    """Two records, one of them revised."""
    first = journal.add(DECISION, by_role="Chair")
    journal.revise(first.id, {"state": "closed"}, based_on=1, by_role="Chair")
    journal.add(COMMUNITY, by_role="Connector")
    return journal.export()


def _try(journal_address: str, statement: str) -> None:
    engine = make_engine(address(journal_address))
    try:
        with for_writing(engine).begin() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


@pytest.mark.parametrize("statement", CHANGES)
def test_plain_sql_can_change_nothing(journal, journal_address, kept, statement):
    with pytest.raises(DBAPIError):
        _try(journal_address, statement)
    assert journal.export() == kept


def test_nor_can_what_only_one_database_knows(journal, journal_address, kept):
    for statement in ONLY[address(journal_address).get_backend_name()]:
        with pytest.raises(DBAPIError):
            _try(journal_address, statement)
        assert journal.export() == kept


@pytest.mark.usefixtures("kept")
def test_a_refusal_says_why(journal_address):
    with pytest.raises(DBAPIError, match="the journal keeps every version: rows are added, never changed or deleted"):
        _try(journal_address, "DELETE FROM version")


def test_rows_can_still_be_added(journal, journal_address, kept):
    _try(journal_address, "INSERT INTO record SELECT 'a', kind, created_at FROM record LIMIT 1")
    assert journal.export() == kept
