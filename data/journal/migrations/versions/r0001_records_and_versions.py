"""Records, and every version of each."""

import sqlalchemy as sa
from alembic import op

from data.journal.schema import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "record",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_record_kind", "record", ["kind"])
    op.create_table(
        "version",
        sa.Column("record_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("written_at", Moment, nullable=False),
        sa.Column("by_role", sa.String(200), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("area_code", sa.String(100), nullable=False),
        sa.Column("indicator_id", sa.String(100), nullable=False),
        sa.Column("pilot_id", sa.String(100), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("record_id", "number", name="pk_version"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_version_record_id"),
        sa.CheckConstraint("number >= 1", name="ck_version_number"),
        sqlite_with_rowid=False,
    )
    for column in ("area_code", "indicator_id", "pilot_id"):
        op.create_index(f"ix_version_{column}", "version", [column])
