"""Bring a database's tables up to what this code expects, whoever else opens it at the same time."""

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from data.journal.errors import JournalError
from data.journal.schema import REVISION_TABLE

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number will do, so long as everybody who opens a journal locks the same one.
_LOCK = 7_045_161_309
# Alembic keeps what it is doing in one place for the whole process.
_ONE_AT_A_TIME = threading.Lock()


def upgrade(engine: Engine, where: str, *, to: str = "head") -> None:
    """Run the steps that a database still lacks; JournalError if a newer release has been at it.

    `engine` must begin its transactions as writers do (engines.py): the second of two who open at once waits, then finds
    nothing left to do.
    """
    config = _config()
    script = ScriptDirectory.from_config(config)
    with _ONE_AT_A_TIME:
        with engine.connect() as connection:
            found = revision(connection)
        if found is not None and found not in {each.revision for each in script.walk_revisions()}:
            raise JournalError(
                f"{where}: found tables of a newer release (step {found}); expected step {script.get_current_head()} or "
                "earlier. To mend it: run the release that wrote it, or a later one"
            )
        if found == script.get_current_head():
            return
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, to)


def revision(connection: Connection) -> str | None:
    """The step that a database's tables are at; None where it has none of ours."""
    return MigrationContext.configure(connection, opts={"version_table": REVISION_TABLE}).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
