"""A journal that somebody gives, read in a process of its own: what it holds may end that process and nothing else."""

from data.files.errors import SourceError
from data.files.sandbox import run
from data.journal.errors import BadLine, JournalError
from data.journal.export_import import Arrived, from_lines


def export_given(text: str) -> Arrived:
    """What an export holds; BadLine names the first line that cannot be taken."""
    try:
        found, fault = run(read_export, text, name="the journal given")
    except SourceError as error:
        raise BadLine(f"{error}. Nothing has been taken in") from None
    if fault:
        raise BadLine(fault)
    return found


def read_export(text: str) -> tuple[Arrived, str]:
    """All of it, and what is wrong with the first line that cannot be taken: '' where every line can."""
    try:
        return from_lines(text), ""
    except JournalError as error:
        return Arrived({}), str(error)
