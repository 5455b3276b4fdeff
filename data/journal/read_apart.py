"""A journal that somebody gives, read in a process of its own: what it holds may end that process and nothing else."""

from data.files.errors import SourceError
from data.files.sandbox import run
from data.journal.entry_history import Version
from data.journal.errors import BadLine, JournalError
from data.journal.export_import import from_lines


def versions_given(text: str) -> dict[str, list[Version]]:
    """The versions that an export holds, by record; BadLine names the first line that cannot be taken."""
    try:
        found, fault = run(read_export, text, name="the journal given")
    except SourceError as error:
        raise BadLine(f"{error}. Nothing has been taken in") from None
    if fault:
        raise BadLine(fault)
    return found


def read_export(text: str) -> tuple[dict[str, list[Version]], str]:
    """The versions, and what is wrong with the first line that cannot be taken: '' where every line can."""
    try:
        return from_lines(text), ""
    except JournalError as error:
        return {}, str(error)
