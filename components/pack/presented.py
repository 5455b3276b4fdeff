"""A finding as one screen of a meeting: where its words stand, and its picture. What draws it is loaded when asked for."""

from dataclasses import dataclass
from pkgutil import resolve_name

from components.pack.exhibit import Exhibit


@dataclass(frozen=True)
class Presented:
    """One screen, laid out for a laptop's of 1366 by 768 pixels.

    `column` is how wide the words are that stand left of the picture, 0 where they stand above it; `png` is the picture,
    None where words suffice, and `alt` what it shows; `type_size` is its smallest type, in pixels; `rows_left_out` are
    rows of a table that have no room. A figure of many rows is in parts: `png` has the first rows and `others` those after.
    `notes_on_request` stands in place of notes that are too long for the screen, '' where they stand there.
    """

    column: int
    png: bytes | None
    alt: str
    type_size: float
    rows_left_out: int = 0
    others: tuple[bytes, ...] = ()
    notes_on_request: str = ""

    @property
    def parts(self) -> int:
        """In how many parts it is shown, one after the other."""
        return 1 + len(self.others)

    def part(self, number: int) -> bytes | None:
        """The picture of a part, by its number from 1."""
        return self.others[number - 2] if number > 1 else self.png


def presented(exhibit: Exhibit) -> Presented:
    """The finding laid out for a screen."""
    made: Presented = resolve_name("components.pack.screen.layout:laid_out")(exhibit)
    return made
