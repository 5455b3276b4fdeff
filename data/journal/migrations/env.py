"""How Alembic runs the steps: on the connection that migrating.py gives, in its transaction, under its lock."""

from alembic import context

from data.journal.schema import METADATA, REVISION_TABLE


def run() -> None:
    """Run the steps that the database still lacks, all of them or none."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=METADATA,
        version_table=REVISION_TABLE,
        # SQLite can take back the making of a table; Alembic does not count on it unless told.
        transactional_ddl=True,
    )
    context.run_migrations()


# The name that Alembic loads this file under: anybody else who imports it is only looking.
if __name__ == "env_py":
    run()
