"""What a database's refusal means, in words that help and hold no password."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from data.journal.errors import JournalError
from data.journal.places import VARIABLE, shown_address

_ELSEWHERE = f"or name another journal in {VARIABLE}"
# The beginning of what each database says, in lower case, and what to do about it.
_MENDS = (
    ("unable to open database file", f"make the folder one that this account may write to, {_ELSEWHERE}"),
    ("attempt to write a readonly", f"let this account write to the file and to its folder, {_ELSEWHERE}"),
    ("file is not a database", f"give a file that does not exist yet, or one that a journal made, {_ELSEWHERE}"),
    ("database is locked", "try again; if it stays so, look for a program that keeps the file open"),
    ("disk is full", "make room on the disk"),
    ("no space left", "make room on the server's disk"),
    ("permission denied", "grant this user SELECT and INSERT on the tables (to open it first: CREATE on the schema)"),
    ("password authentication failed", "mend the user or password in the address"),
    ("no password supplied", "put the user and password in the address"),
    ("already exists", "give the journal a database (or schema) of its own"),
    ("does not exist", "create the database and its user first"),
    ("connection refused", "start the database server, or mend host and port in the address"),
    ("could not translate host name", "mend the host in the address"),
    ("failed to resolve host", "mend the host in the address"),
    ("timeout", "try again; if it stays so, look at the database server"),
)


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turn a database's error into a JournalError that says where, what and how to mend it."""
    try:
        yield
    except SQLAlchemyError as error:
        # Without the cause: what drivers put in theirs is not ours to vouch for.
        raise JournalError(_words(url, error)) from None


def _words(url: URL, error: SQLAlchemyError) -> str:
    said = str(error.orig if isinstance(error, DBAPIError) and error.orig else error).strip() or type(error).__name__
    first = next(
        (line for line in reversed(said.splitlines()) if "ERROR" in line or "FATAL" in line), said.splitlines()[0]
    )
    if url.password:
        first = first.replace(str(url.password), "***")
    mend = next((mend for sign, mend in _MENDS if sign in said.lower()), "")
    return f"{shown_address(url)}: {first.strip()}" + (f". To mend it: {mend}" if mend else "")
