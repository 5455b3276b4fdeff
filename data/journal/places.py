"""Where the journal is: from what a person wrote to a database's address, with clear words where that is no such thing."""

import os
import re
import sys
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from data.journal.errors import JournalError

VARIABLE = "NEIGHBOURHOOD_EQUITY_JOURNAL"
FILE = "journal.sqlite"
_FOLDER = "neighbourhood-equity"
_EXPECTED = "a file, or an address such as postgresql://USER:PASSWORD@HOST/DATABASE (with %40 for an @ in the password)"
_POSTGRESQL = ("postgres", "postgresql", "postgresql+psycopg")
# An address without its '//', or written as 'password=…': a file of that name would show the password for ever.
_NEARLY_AN_ADDRESS = re.compile(r"^(?:postgres|mysql|mssql|oracle)[\w+]*:|:[^/\\]*@|\bpassword\s*=", re.IGNORECASE)
_SQLITE = ("sqlite", "sqlite+pysqlite")


def default_file() -> Path:
    """The journal of whoever runs the dashboard: a file in their own data folder, outside the program and its clone.

    So an upgrade, a fresh clone or a program folder that nobody may write to leaves what was decided alone. JournalError
    for an account that has no home.
    """
    try:
        return _data_folder() / _FOLDER / FILE
    except RuntimeError:
        raise JournalError(
            f"this account has no home folder to keep a journal in. To mend it: name a file or a database in {VARIABLE}"
        ) from None


def _data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def address(given: str | None) -> URL:
    """The address of a journal: of `given` (an address or a file), else of the environment's, else of the default file.

    JournalError where it is neither a file nor the address of a SQLite or PostgreSQL database. The message never repeats
    an address, which may hold a password.
    """
    source, text = ("the journal's address", given) if given else (VARIABLE, os.environ.get(VARIABLE, ""))
    text = (text or "").strip()
    if not text:
        return _of_file(default_file())
    if "://" not in text:
        if _NEARLY_AN_ADDRESS.search(text):
            raise JournalError(f"{source}: found what is neither a file nor an address; expected {_EXPECTED}")
        return _of_file(Path(os.path.expanduser(text)))
    url = _read(text)
    if url is None:
        raise JournalError(f"{source}: found an address that cannot be read; expected {_EXPECTED}")
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in _SQLITE:
        raise JournalError(f"{source}: found an address of {url.drivername}; expected {_EXPECTED}")
    if not url.database or url.database == ":memory:":
        raise JournalError(f"{source}: found a database in memory, which keeps nothing; expected {_EXPECTED}")
    return url


def _read(text: str) -> URL | None:
    """The address that a text is; None where it is none, or where a part of its password could be taken for its host."""
    if text.partition("?")[0].count("@") > 1:
        return None
    try:
        return make_url(text)
    except (ArgumentError, ValueError):
        return None


def _of_file(path: Path) -> URL:
    try:
        is_folder = path.is_dir()
    except OSError as error:
        raise JournalError(
            f"{path}: it cannot be looked at ({error.strerror}). To mend it: name a file that this account may use, in "
            f"{VARIABLE}"
        ) from None
    if is_folder:
        raise JournalError(f"{path}: found a folder; expected a file, such as {path / FILE}")
    return URL.create("sqlite+pysqlite", database=str(path.absolute()))
