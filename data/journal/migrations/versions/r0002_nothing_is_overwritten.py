"""The database itself refuses to change or delete a row, whoever asks and however."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEYS = {"record": "id = NEW.id", "version": "record_id = NEW.record_id AND number = NEW.number"}


def upgrade() -> None:
    """Put triggers on both tables."""
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _guard_sqlite() -> None:
    for table, same in _KEYS.items():
        refusal = f"SELECT RAISE(ABORT, 'the journal keeps every {table}: rows are added, never changed or deleted')"
        for event in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} BEGIN {refusal}; END")
        # INSERT OR REPLACE deletes the row it replaces without waking a delete trigger.
        there = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
        op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} {there} BEGIN {refusal}; END")


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION journal_keeps_every_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'the journal keeps every %: rows are added, never changed or deleted', TG_TABLE_NAME "
        "USING ERRCODE = 'restrict_violation'; END $$"
    )
    for table in _KEYS:
        name = f"{table}_no_change"
        op.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION journal_keeps_every_row()"
        )
        # Also where a session has put ordinary triggers to sleep.
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
