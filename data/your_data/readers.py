"""Which format a sheet is in, judged by what it holds."""

from dataclasses import dataclass
from typing import Protocol

from data.files.sheets import Sheet, SheetReading
from data.your_data.assumptions import Declared
from data.your_data.formats import fingertips, heat, nnhip, tidy


class SheetFormat(Protocol):
    """A module that reads sheets of one format, which it names."""

    NAME: str

    def heading_row(self, sheet: Sheet, /) -> int | None:
        """Index of the row of headings by which a sheet is known to be of the format; None where it is of no such kind."""

    def read(self, sheet: Sheet, at: int, declared: Declared, /) -> SheetReading:
        """What stands in a sheet of the format, whose headings are in the row of index `at`."""


@dataclass(frozen=True)
class RecognisedSheet:
    """A sheet whose format is known, with the index of the row of headings by which it is."""

    sheet: Sheet
    format: SheetFormat
    at: int

    def read(self, declared: Declared) -> SheetReading:
        """What stands in it."""
        return self.format.read(self.sheet, self.at, declared)


# In order: the first that recognises a sheet reads it.
FORMATS: tuple[SheetFormat, ...] = (nnhip, heat, fingertips, tidy)


def recognised_sheet(sheet: Sheet) -> RecognisedSheet | None:
    """A sheet with its format, or None when it is in none of those known."""
    for each in FORMATS:
        at = each.heading_row(sheet)
        if at is not None:
            return RecognisedSheet(sheet, each, at)
    return None
