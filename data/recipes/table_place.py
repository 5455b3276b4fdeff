"""Where in a sheet the table is: below which notes, under how many rows of headings, down to which row."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.coding.ages import band_of
from data.coding.labels import plain
from data.files.marks import mark_of, number_of
from data.files.sheets import Sheet
from data.files.written_periods import period_in_words

_SEARCHED = 60
_MOST_HEADING_ROWS = 3
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
# A title or a note is one long text; more letters than this are no heading.
_LONG = 120


@dataclass(frozen=True)
class TablePlace:
    """`at` is the index of the first row of headings, `rows` how many there are, `last` the index after the last row.

    `above` are the texts of the lines before the headings, `below` those after the table.
    """

    at: int
    rows: int
    last: int
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    @property
    def body(self) -> int:
        """Index of the first row below the headings."""
        return self.at + self.rows


def place_of_table(sheet: Sheet) -> TablePlace | None:
    """The place of the first table of figures in a sheet; None where no row of figures stands below headings."""
    body = _row_below_headings(sheet.rows)
    if body is None:
        return None
    at = _first_heading(sheet.rows, body)
    last = end_of_table(sheet.rows, body)
    return TablePlace(at, body - at, last, _texts(sheet.rows[:at]), _texts(sheet.rows[last:]))


def _row_below_headings(rows: Sequence[Sequence[str]]) -> int | None:
    """The row after the headings above the first row that holds figures as most of the rows below it do.

    One blank row may stand between the headings and the figures.
    """
    for number in range(1, min(_SEARCHED, len(rows))):
        head = number - 1 if any(rows[number - 1]) or number < 2 else number - 2
        if not _has_figures(rows[number]) or not _could_be_headings(rows[head]):
            continue
        below = [row for row in rows[number : number + 12] if any(row)]
        alike = sum(_has_figures(row) for row in below)
        if alike * 2 >= len(below):
            return head + 1
    return None


def _has_figures(row: Sequence[str]) -> bool:
    """Whether a row holds a number or a mark beside words, and is no row of headings that are years or 1 to n."""
    cells = [cell for cell in row if cell]
    figures = [cell for cell in cells if number_of(cell, percent=True) is not None or _is_mark(cell)]
    return len(cells) >= 2 and bool(figures) and not _are_numbered_headings(figures)


def _is_mark(cell: str) -> bool:
    """Whether a cell is a mark. A band such as '0-17' may be one, and is as likely the heading of an age."""
    # 'Suppressed' and 'Missing' head columns as well as they mark cells.
    return mark_of(cell) is not None and band_of(cell) is None and not (cell.isalpha() and len(cell) > 3)


def _are_numbered_headings(figures: Sequence[str]) -> bool:
    if len(figures) < 2:
        return False
    years = all(each.isdigit() and _FIRST_YEAR <= int(each) <= _LAST_YEAR for each in figures)
    in_order = [str(number) for number in range(1, len(figures) + 1)]
    return (years and len(set(figures)) > 1) or (len(figures) >= 4 and list(figures) == in_order)


def _could_be_headings(row: Sequence[str]) -> bool:
    cells = [cell for cell in row if cell]
    return len(cells) >= 2 and not _has_figures(row) and all(len(cell) <= _LONG * 2 for cell in cells)


def _first_heading(rows: Sequence[Sequence[str]], body: int) -> int:
    """The topmost of the rows of headings above the first row of figures."""
    at = body - 1
    while at > 0 and body - at < _MOST_HEADING_ROWS and _joins(rows[at - 1], rows[at]):
        at -= 1
    return at


def _joins(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row above a row of headings is one too: it heads what is blank, or stands several times, below it."""
    filled = [position for position, cell in enumerate(upper) if cell]
    if not filled or any(len(upper[position]) > _LONG for position in filled) or _has_figures(upper):
        return False
    blank_below = [p for p in filled if p >= len(lower) or not lower[p]]
    again = len({plain(cell) for cell in lower if cell}) < sum(bool(cell) for cell in lower)
    spans = filled[0] > 0 and (not lower[0] if lower else True) or again
    if len(filled) == 1 and (filled[0] == 0 or not again):
        return False
    # Numbered or dated headings below need the row above to say what they are of.
    bare = sum(number_of(cell) is not None or period_in_words(cell) is not None for cell in lower if cell) >= 2
    return bool(blank_below) and len(filled) >= 2 or spans or (bare and filled[0] > 0)


def end_of_table(rows: Sequence[Sequence[str]], body: int) -> int:
    """The index after the last row of figures; lines of one text that follow it are notes."""
    last = len(rows)
    while last > body and not _has_figures(rows[last - 1]) and sum(map(bool, rows[last - 1])) <= 2:
        last -= 1
    return last


def _texts(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(text for row in rows if (text := " ".join(cell for cell in row if cell)))
