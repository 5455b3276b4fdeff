"""What a database's refusal means, in words that help and hold no password."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from data.journal.errors import JournalError, SilentJournalError
from data.journal.places import VARIABLE
from data.journal.safe_address import shown_address, without_secrets
from data.journal.soundness import MEND

_ELSEWHERE = f"or name another journal in {VARIABLE}"
# The beginning of what each database says, in lower case, and what to do about it.
_MENDS = (
    ("unable to open database file", f"make the folder one that this account may write to, {_ELSEWHERE}"),
    ("attempt to write a readonly", f"let this account write to the file and to its folder, {_ELSEWHERE}"),
    ("file is not a database", f"give a file that does not exist yet, or one that a journal made, {_ELSEWHERE}"),
    ("malformed", MEND),
    ("could not decode", MEND),
    ("isoformat", MEND),
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
    ("invalid connection option", "take that option out of the address"),
    ("timeout", "try again; if it stays so, look at the database server"),
    ("timed out", "try again; if it stays so, look at the database server"),
)


# What a database that does not answer says, or is said of it.
_SILENT = (
    "timeout",
    "timed out",
    "connection refused",
    "server closed the connection",
    "connection is lost",
    "is closed",
)


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turn a database's error into a JournalError that says where, what and how to mend it."""
    try:
        yield
    # A value that the file holds in a form of another kind is told by a ValueError.
    except (SQLAlchemyError, ValueError) as error:
        said = str(error.orig if isinstance(error, DBAPIError) and error.orig else error).strip()
        kind = SilentJournalError if any(sign in said.lower() for sign in _SILENT) else JournalError
        # Without the cause: what drivers put in theirs is not ours to vouch for.
        raise kind(_words(url, said or type(error).__name__)) from None


def _words(url: URL, said: str) -> str:
    lines = said.splitlines()
    first = next((line for line in reversed(lines) if "ERROR" in line or "FATAL" in line), lines[0])
    mend = next((mend for sign, mend in _MENDS if sign in said.lower()), "")
    told_of = f"{shown_address(url)}: {without_secrets(url, first.strip())}"
    return told_of + (f". To mend it: {mend}" if mend else "")
