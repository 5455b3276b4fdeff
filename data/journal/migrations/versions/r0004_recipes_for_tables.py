"""Recipes for tables in no known format: kept like everything else here, by rows that are added and never changed."""

import sqlalchemy as sa
from alembic import op

from data.journal.schema import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_REFUSAL = "the journal keeps every recipe: rows are added, never changed or deleted"


def upgrade() -> None:
    """Make the table, guarded as the others are."""
    op.create_table(
        "recipe",
        sa.Column("fingerprint", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("written_at", Moment, nullable=False),
        sa.Column("by_role", sa.String(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", "number", name="pk_recipe"),
        sa.CheckConstraint("number >= 1", name="ck_recipe_number"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _guard_sqlite() -> None:
    refusal = f"SELECT RAISE(ABORT, '{_REFUSAL}')"
    for event in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER recipe_no_{event.lower()} BEFORE {event} ON recipe BEGIN {refusal}; END")
    there = "WHEN EXISTS (SELECT 1 FROM recipe WHERE fingerprint = NEW.fingerprint AND number = NEW.number)"
    op.execute(f"CREATE TRIGGER recipe_no_replace BEFORE INSERT ON recipe {there} BEGIN {refusal}; END")


def _guard_postgresql() -> None:
    # The function is there since step 2.
    op.execute(
        "CREATE TRIGGER recipe_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON recipe "
        "FOR EACH STATEMENT EXECUTE FUNCTION journal_keeps_every_row()"
    )
    op.execute("ALTER TABLE recipe ENABLE ALWAYS TRIGGER recipe_no_change")
