"""Which format a sheet is in, judged by what it holds."""

from types import ModuleType

from data.files.sheets import Sheet
from data.your_data.formats import fingertips, heat, nnhip, research, tidy

# In order: the first that recognises a sheet reads it.
FORMATS: tuple[ModuleType, ...] = (nnhip, heat, fingertips, research, tidy)


def format_of(sheet: Sheet) -> ModuleType | None:
    """The format of a sheet, or None when it is in none of those known."""
    return next((each for each in FORMATS if each.recognises(sheet)), None)
