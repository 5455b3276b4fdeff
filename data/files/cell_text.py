"""The text of a cell, as every table here is read: on one line, dates as days, whole numbers without a point."""

import datetime

from data.files.tables import one_line


def cell_text(cell: object) -> str:
    """The text of a cell of a workbook; '' for a blank one."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        # Most cells are a word or a number, which is on one line already.
        return cell if cell.isalnum() else one_line(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return one_line(cell)


def without_blank_end(cells: list[str]) -> tuple[str, ...]:
    """A row up to its last filled cell."""
    last = len(cells)
    while last and not cells[last - 1]:
        last -= 1
    return tuple(cells[:last])
