"""The headings of a table: one or more rows joined, each heading once, none blank."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from data.files.sheets import Sheet

JOIN = " › "


def headings_of(sheet: Sheet, first: int, rows: int = 1) -> tuple[str, ...]:
    """One heading for each column, made of `rows` rows from index `first`: joined by ' › ', unlike one another.

    A blank in an upper row is filled from its left, as merged cells leave it. A column without a heading is called
    'column C', a heading that stands again 'Rate (2)'.
    """
    lines = [sheet.rows[number] for number in range(first, min(first + rows, len(sheet.rows)))]
    width = max((len(row) for row in sheet.rows[first:]), default=0)
    filled = [_filled(line, lines[at + 1 :], width) for at, line in enumerate(lines)]
    seen: dict[str, int] = {}
    found = []
    for position in range(width):
        parts = [line[position] for line in filled if line[position]]
        text = JOIN.join(dict.fromkeys(parts)) or f"column {get_column_letter(position + 1)}"
        seen[text] = seen.get(text, 0) + 1
        found.append(text if seen[text] == 1 else f"{text} ({seen[text]})")
    return tuple(found)


def _filled(line: Sequence[str], below: Sequence[Sequence[str]], width: int) -> list[str]:
    """A row of headings as wide as the table, blanks filled from the left where a row below has a heading."""
    cells = [*line, *[""] * (width - len(line))]
    if not below:
        return cells
    for position in range(1, width):
        under = any(position < len(row) and row[position] for row in below)
        if not cells[position] and under:
            cells[position] = cells[position - 1]
    return cells
