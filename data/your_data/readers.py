"""Which format a sheet is in, judged by what it holds."""

from typing import Protocol

from data.files.sheets import Sheet, SheetReading
from data.your_data.assumptions import Declared
from data.your_data.formats import fingertips, heat, nnhip, research, tidy


class SheetFormat(Protocol):
    """A module that reads sheets of one format, which it names."""

    NAME: str

    def recognises(self, sheet: Sheet, /) -> bool:
        """Whether a sheet is of the format."""

    def read(self, sheet: Sheet, declared: Declared, /) -> SheetReading:
        """What stands in a sheet of the format."""


# In order: the first that recognises a sheet reads it.
FORMATS: tuple[SheetFormat, ...] = (nnhip, heat, fingertips, research, tidy)


def format_of(sheet: Sheet) -> SheetFormat | None:
    """The format of a sheet, or None when it is in none of those known."""
    return next((each for each in FORMATS if each.recognises(sheet)), None)
