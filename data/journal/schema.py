"""The journal's tables as they are now: records, the versions of each, and recipes. Rows are added, never changed."""

from datetime import UTC, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

# The name of a migration's own table, so that a database shared with other programs keeps theirs apart.
REVISION_TABLE = "journal_revision"
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, to the microsecond; SQLite, which knows no time zones, holds it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; only a moment that says its zone can be told."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value}: found a moment without a time zone; expected one with it")
        return value.astimezone(UTC).replace(tzinfo=None if dialect.name == "sqlite" else UTC)

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """In UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


RECORD = Table(
    "record",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("kind", String(20), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

# `area_code` to `state` repeat what stands in `entry`, so that the database can search by them.
VERSION = Table(
    "version",
    METADATA,
    Column("record_id", String(36), ForeignKey("record.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("written_at", Moment, nullable=False),
    Column("by_role", String(200), nullable=False),
    Column("note", Text, nullable=False),
    Column("entry", Text, nullable=False),
    Column("area_code", String(100), nullable=False),
    Column("indicator_id", String(100), nullable=False),
    Column("pilot_id", String(100), nullable=False),
    Column("state", String(20), nullable=False),
    Column("standing", String(20), nullable=False, server_default="written"),
    Column("based_on", Integer, nullable=True),
    Column("merged_from", Integer, nullable=True),
    CheckConstraint("number >= 1", name="number"),
    Index(None, "area_code"),
    Index(None, "indicator_id"),
    Index(None, "pilot_id"),
    sqlite_with_rowid=False,
)

# How a table in no known format is read, by the layout it is for. The last row of a layout stands; a blank text says that
# it was forgotten.
RECIPE = Table(
    "recipe",
    METADATA,
    Column("fingerprint", String(100), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("written_at", Moment, nullable=False),
    Column("by_role", String(200), nullable=False),
    Column("name", String(200), nullable=False),
    Column("text", Text, nullable=False),
    CheckConstraint("number >= 1", name="number"),
    sqlite_with_rowid=False,
)
