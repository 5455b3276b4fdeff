"""Columns whose cells are merged downwards, as pivot tables leave them: a text once, and blanks for the rows it is about."""

from collections.abc import Sequence

from data.files.marks import number_of

_MOST_FILLED = 0.6


def merged_positions(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The leftmost columns of texts that are each filled once for several rows, every time with another text."""
    found: list[int] = []
    block = [0] * len(rows)
    for position in range(max((len(row) for row in rows), default=0)):
        cells = [row[position] if position < len(row) else "" for row in rows]
        filled = [number for number, cell in enumerate(cells) if cell]
        if len(filled) == len(cells) and position == len(found):
            break
        if not _is_merged(cells, filled, block):
            break
        found.append(position)
        # Within each text of this column, those of the next begin anew.
        run = 0
        for number, cell in enumerate(cells):
            run += bool(cell)
            block[number] = run
    return tuple(found)


def filled_down(rows: Sequence[Sequence[str]], positions: Sequence[int]) -> list[tuple[str, ...]]:
    """The rows with blank cells of these columns filled from above."""
    held: dict[int, str] = {}
    found = []
    for row in rows:
        cells = list(row)
        for position in positions:
            if position < len(cells):
                cells[position] = held[position] = cells[position] or held.get(position, "")
        found.append(tuple(cells))
    return found


def _is_merged(cells: Sequence[str], filled: Sequence[int], block: Sequence[int]) -> bool:
    if not filled or filled[0] != 0 or len(filled) < 2 or len(filled) > _MOST_FILLED * len(cells):
        return False
    texts = [(block[number], cells[number]) for number in filled]
    return len(set(texts)) == len(texts) and all(number_of(cells[number]) is None for number in filled)
