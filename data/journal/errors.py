"""What the journal says when it cannot take, keep or give something."""

from dataclasses import dataclass


class JournalError(Exception):
    """Says what went wrong, what was found, what is expected and how to mend it. Never holds a password."""


class SilentJournalError(JournalError):
    """The database did not answer in time, or not at all: what was asked may be asked again later."""


class BadLine(JournalError):  # noqa: N818 - says what it is, as a message does
    """A line of an export that cannot be taken in, by its number; nothing of the export was."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an entry: which field ('signal.estimate'), what was found there, what is expected."""

    field: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.field}: found {self.found}; expected {self.expected}"


class EntryError(JournalError):
    """An entry that cannot be taken; `faults` names every fault, so that a form can mark each field."""

    def __init__(self, *faults: Fault):
        self.faults = faults
        super().__init__("; ".join(map(str, faults)))
