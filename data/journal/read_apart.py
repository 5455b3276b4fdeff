"""What somebody gives to a journal, read in a process of its own: it may end that process and nothing else."""

from datetime import date

from data.files.errors import SourceError
from data.files.limits import Limits
from data.files.sandbox import run
from data.journal.entry import Entry
from data.journal.errors import BadLine, EntryError, Fault, JournalError
from data.journal.export_import import Arrived, from_lines
from data.journal.set_file import set_from_toml

# A set is small: what takes longer to read was made to.
_OF_A_SET = Limits(seconds=10, processor_seconds=10, memory=200_000_000)


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


def set_given(data: bytes, area_code: str, decided_on: date) -> Entry:
    """The set that a file describes, as `set_from_toml` reads it; JournalError where it is none that can be read."""
    try:
        found, faults = run(read_set, data, area_code, decided_on, name="the set given", limits=_OF_A_SET)
    except SourceError:
        raise JournalError(
            "the set given: it cannot be read. To mend it: take a set as a file here, and compare the two"
        ) from None
    if found is None:
        raise EntryError(*faults)
    return found


def read_set(data: bytes, area_code: str, decided_on: date) -> tuple[Entry | None, tuple[Fault, ...]]:
    """The set, or everything that is wrong with it."""
    try:
        return set_from_toml(data.decode("utf-8-sig"), area_code=area_code, decided_on=decided_on), ()
    except UnicodeDecodeError:
        return None, (Fault("text", "bytes that are not UTF-8 text", "a file as it is given here"),)
    except EntryError as error:
        return None, error.faults
