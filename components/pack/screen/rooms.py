"""What room a laptop's screen leaves for the picture, with the words above it or beside it."""

from dataclasses import dataclass

from components.pack.exhibit import Exhibit
from components.pack.picture.lettering import wrapped

# The smallest screen that a meeting is shown on, what is round the words, and the bar at its foot, in pixels.
WIDTH, HEIGHT = 1366.0, 768.0
EDGE, BAR, GAP = 28.0, 64.0, 8.0
COLUMNS, APART = (430.0, 540.0, 650.0), 26.0
# Type and the height of its lines, in pixels; components/style/present.css has the same.
HEADLINE, SENTENCE, TEXT = 34.0, 24.0, 22.0
# Notes of more lines than these, from edge to edge, are opened on request: they would take the picture's room.
_MOST_NOTE_LINES = 2
_LINE = {HEADLINE: 40.0, SENTENCE: 31.0, TEXT: 28.0}


@dataclass(frozen=True)
class Room:
    """What is left for the picture, in pixels; `column`: how wide the words left of it are, 0 where they stand above it."""

    column: float
    width: float
    height: float


def rooms(exhibit: Exhibit) -> list[Room]:
    """The room above which words stand, then those beside them, in each column that holds them, the narrowest first."""
    whole = HEIGHT - BAR - 2 * GAP
    across = WIDTH - 2 * EDGE
    above = Room(0.0, across, whole - _words(exhibit, across))
    holding = [each for each in COLUMNS if _words(exhibit, each) <= whole]
    return [above, *(Room(each, across - each - APART, whole) for each in holding)]


def notes_on_request(exhibit: Exhibit) -> str:
    """What stands in place of the notes where they are many; '' where they stand on the screen themselves."""
    notes, hidden = exhibit.cautions, exhibit.finding.hidden
    lines = sum(len(wrapped(words, WIDTH - 2 * EDGE, TEXT, bold=False)) for words in notes)
    if lines <= _MOST_NOTE_LINES:
        return ""
    among = f", {'it is' if len(notes) == 1 else 'one is'} about what is hidden" if hidden else ""
    return f"{'A note' if len(notes) == 1 else f'{len(notes):d} notes'} on these figures{among}: press I"


def _words(exhibit: Exhibit, across: float) -> float:
    """How high all words of the screen are, so many pixels wide."""
    found, line = exhibit.finding, notes_on_request(exhibit)
    notes = (line,) if line else exhibit.cautions
    blocks = [
        (exhibit.origin.mark, TEXT, True),
        (found.headline, HEADLINE, True),
        (found.sentence, SENTENCE, False),
        (exhibit.picture_title, TEXT, True),
        *((words, TEXT, False) for words in notes),
        (exhibit.source, TEXT, False),
    ]
    return sum(
        len(wrapped(words, across - 4, size, bold=bold)) * _LINE[size] + GAP for words, size, bold in blocks if words
    )
