"""A finding that is its table, drawn: as many whole rows as have room, each cell on as many lines as it takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.findings.table import Table
from components.pack.figure_words import Line
from components.pack.picture.drawing import Drawing
from components.pack.picture.fonts import width as words_width
from components.pack.picture.lettering import LINE_HEIGHT, letters, wrapped
from components.style.colours import INK, LINE, MISSING

_PAD, _LEAST = 10.0, 70.0


@dataclass(frozen=True)
class DrawnTable:
    """The drawing, how many rows it shows, and how many have no room."""

    drawing: Drawing
    shown: int
    left_out: int


def drawn_table(table: Table, width: float, height: float, size: float) -> DrawnTable:
    """The table in type of a size, `width` pixels wide and at most `height` high, but for its head and first row."""
    text = table.text
    rows = [[str(name) for name in text.columns], *([str(cell) for cell in row] for row in text.to_numpy())]
    across = _widths(rows, width, size)
    drawn: list[str] = []
    y, shown = 0.0, 0
    for number, row in enumerate(rows):
        cells = [
            wrapped(words, wide - 2 * _PAD, size, bold=not number) for words, wide in zip(row, across, strict=True)
        ]
        high = max(len(cell) for cell in cells) * size * LINE_HEIGHT + _PAD
        if number > 1 and y + high > height:
            break
        drawn.append(_row(cells, across, y, high, size, head=not number))
        y += high
        shown = number
    return DrawnTable(Drawing("".join(drawn), width, y + 1), shown, len(rows) - 1 - shown)


def _widths(rows: Sequence[Sequence[str]], width: float, size: float) -> list[float]:
    """How wide each column is: what it would take on one line, long ones giving way to short ones."""
    wanted = [max(words_width(row[place], size, bold=True) for row in rows) + 2 * _PAD for place in range(len(rows[0]))]
    # No column takes more than its share while others wait for theirs.
    left, found = width, dict.fromkeys(range(len(wanted)), _LEAST)
    for done, place in enumerate(sorted(range(len(wanted)), key=lambda each: wanted[each])):
        found[place] = min(wanted[place], left / (len(wanted) - done))
        left -= found[place]
    spare = left / len(wanted)
    return [found[place] + spare for place in range(len(wanted))]


def _row(
    cells: Sequence[Sequence[Line]], across: Sequence[float], y: float, high: float, size: float, *, head: bool
) -> str:
    ground = f'<rect x="0" y="{y:.1f}" width="{sum(across):.1f}" height="{high:.1f}" fill="{MISSING}"/>' if head else ""
    x, drawn = 0.0, [ground]
    for cell, wide in zip(cells, across, strict=True):
        drawn.append(letters(cell, x + _PAD, y + _PAD / 2, size=size, colour=INK, yanchor="top", align="left"))
        x += wide
    drawn.append(f'<path d="M0 {y + high:.1f}H{x:.1f}" stroke="{LINE}" stroke-width="1"/>')
    return "".join(drawn)
