"""Published tables that no board or neighbourhood can be shown by, whatever is said of their columns: refused by name.

They are of hospitals or of commissioners, and count events without the people these are out of. A guess at their columns
would only lead somebody to figures that mean nothing here.
"""

import re
from dataclasses import dataclass

from data.files.errors import SourceError
from data.files.tables import Shapes, SourceTable

_FIRST_ROWS = 20
_EXPECTED = "figures of small areas, practices, networks, councils or boards, with the people they are out of"
_INSTEAD = (
    "take A&E attendances or emergency admissions by board and council instead, as Fingertips publishes them, or your "
    "own extract by practice or small area"
)


@dataclass(frozen=True)
class Unsuited:
    """One such publication: its name, why it cannot be used, and the words in a cell of its first rows that tell it."""

    name: str
    why: str
    words: re.Pattern[str]


_TRUSTS = "it counts by hospital trust, and a trust is no area: its patients come from several boards"
_COMMISSIONERS = (
    "it counts events by commissioner and region, without the people these are out of or any area within a board"
)
# The report of a month, in a line above its table; the same as text, in a heading.
_UNSUITED = (
    Unsuited(
        "NHS England's monthly A&E attendances and emergency admissions",
        _TRUSTS,
        re.compile(r"A&E attendances and emergency admissions.*|(?:number of )?A&E attendances type 1.*", re.I),
    ),
    Unsuited(
        "NHS England's monthly hospital activity",
        _COMMISSIONERS,
        re.compile(r"monthly (?:hospital activity|activity return).*", re.I),
    ),
)


def unsuited(table: SourceTable | Shapes) -> SourceError | None:
    """The refusal of a table that nothing here can be shown by; None for any other."""
    if isinstance(table, Shapes):
        return None
    cells = [cell.strip() for row in table.first_rows[:_FIRST_ROWS] for cell in row if cell]
    for each in _UNSUITED:
        if any(each.words.fullmatch(cell) for cell in cells):
            return SourceError(
                f"{each.name}, which no neighbourhood can be shown by: {each.why}", file=table.file, sheet=table.sheet,
                expected=_EXPECTED, mend=_INSTEAD,
            )  # fmt: skip
    return None
