"""Whether a journal's file is whole: looked at as it is opened, so that a damaged one is refused and not added to."""

from sqlalchemy import Engine, inspect, text

from data.journal.errors import JournalError
from data.journal.schema import METADATA

# The guards that keep a row from being changed or deleted (step 2 of the migrations), on each table.
_GUARDS = ("no_update", "no_delete", "no_replace")
MEND = (
    "leave the file as it is, put a copy of it from before in its place, and take the newest export in "
    "(python -m data journal import)"
)


def check_pages(engine: Engine, where: str) -> None:
    """JournalError where a part of a SQLite file is damaged; nothing for another database, which checks its own."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        found = connection.execute(text("PRAGMA quick_check(1)")).scalar()
    if found != "ok":
        said = " ".join(str(found).split())
        raise JournalError(f"{where}: found a damaged file ({said}); expected a whole one. To mend it: {MEND}")


def check_tables(engine: Engine, where: str) -> None:
    """JournalError where a SQLite file lacks a table, a column or a guard that this release's steps have made."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        known = inspect(connection)
        lacking = [
            f"{table.name}.{column.name}"
            for table in METADATA.sorted_tables
            for column in table.columns
            if not known.has_table(table.name)
            or column.name not in {each["name"] for each in known.get_columns(table.name)}
        ]
        guards = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars())
    wanted = [f"{table}_{guard}" for table in METADATA.tables for guard in _GUARDS]
    lacking += [f"the guard {each}" for each in wanted if each not in guards]
    if lacking:
        raise JournalError(f"{where}: found tables without {lacking[0]}; expected it there. To mend it: {MEND}")
