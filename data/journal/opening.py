"""Open the journal: find it, make its folder, bring its tables up to date."""

from pathlib import Path

from sqlalchemy import URL

from data.journal.database_errors import told
from data.journal.engines import for_writing, make_engine
from data.journal.errors import JournalError
from data.journal.journal import Journal
from data.journal.migrating import upgrade
from data.journal.places import VARIABLE, address
from data.journal.safe_address import shown_address
from data.journal.soundness import check_pages, check_tables

POSTGRES_EXTRA = "pip install '.[postgres]'"


def open_journal(url: str | None = None) -> Journal:
    """The journal at `url`: a file's path or a database's address (places.py says which, and what stands in for None).

    A file that does not exist yet is made, and the tables are brought up to date, safely also when several open it at
    once. JournalError says why it cannot be opened and how to mend it.
    """
    found = address(url)
    if found.get_backend_name() == "sqlite":
        _make_folder(found)
    try:
        engine = make_engine(found)
    except ModuleNotFoundError as error:
        raise JournalError(
            f"{shown_address(found)}: {error.name} is not installed, which PostgreSQL needs. To mend it: {POSTGRES_EXTRA}"
        ) from None
    try:
        with told(found):
            check_pages(engine, shown_address(found))
            upgrade(for_writing(engine), shown_address(found))
            check_tables(engine, shown_address(found))
    except BaseException:
        engine.dispose()
        raise
    return Journal(engine)


def begun(url: str | None = None) -> bool:
    """Whether there may be something in the journal at `url`: not where it is a file that nobody has written yet.

    JournalError where `url` is no journal's address.
    """
    found = address(url)
    return found.get_backend_name() != "sqlite" or Path(str(found.database)).exists()


def _make_folder(url: URL) -> None:
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JournalError(
            f"{url.database}: its folder cannot be made ({error.strerror}). To mend it: name a file in a folder that this "
            f"account may write to, in {VARIABLE}"
        ) from None
