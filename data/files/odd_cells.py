"""Cells of a published table that hold no number where one belongs: kept as they are met, told in few lines by place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.files.errors import SourceError

_PLACES = 3
_EXCEL_DATE = re.compile(r"\d{1,2}-[A-Za-z]{3}(?:-\d{2,4})?|[A-Za-z]{3}-\d{2,4}|\d{1,2}/\d{1,2}/\d{4}")
_EXCEL_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?")
_EXPECTED = "a number, a mark such as * where it is hidden, or a blank cell"


@dataclass
class OddCells:
    """What was odd in one table. A kind is one problem of one column; `lines` tells each in a line."""

    _kinds: dict[tuple[str, str, str, str], list[tuple[int, str]]] = field(default_factory=dict)

    def add(
        self, column: str, problem: str, rows: Sequence[int], texts: Sequence[str], *, expected: str, mend: str
    ) -> None:
        """Cells at fault for one reason: their rows, as a spreadsheet counts them, and what stands in them."""
        if rows:
            self._kinds.setdefault((column, problem, expected, mend), []).extend(zip(rows, texts, strict=True))

    def add_no_numbers(self, column: str, rows: Sequence[int], texts: Sequence[str]) -> None:
        """Cells that are neither number nor mark, by what has become of them."""
        for row, text in zip(rows, texts, strict=True):
            problem, mend = _why_no_number(text)
            self.add(column, f"{problem}: taken as not given", [row], [text], expected=_EXPECTED, mend=mend)

    def take(self, others: "OddCells", names: Mapping[str, str]) -> None:
        """Add what was found in the same table under other names of its columns; `names` are these, by the others."""
        for (column, problem, expected, mend), cells in others._kinds.items():
            self._kinds.setdefault((names.get(column, column), problem, expected, mend), []).extend(cells)

    def lines(self, file: str, sheet: str) -> tuple[str, ...]:
        """A line a kind, with its file, sheet, column and first row; the number of cells like it, and where."""
        told = []
        for (column, problem, expected, mend), cells in self._kinds.items():
            row, found = cells[0]
            if len(cells) > 1:
                problem += f"; {len(cells):,} cells, in rows {_listed([at for at, _ in cells])}"
            fault = SourceError(
                problem, file=file, sheet=sheet, row=row, column=column, found=found, expected=expected, mend=mend
            )
            told.append(str(fault))
        return tuple(told)


def excel_made_a_date(text: str) -> bool:
    """Whether a cell looks like what Excel makes of '5-9' or '10/14': a day or a month that nobody wrote."""
    return _EXCEL_DATE.fullmatch(text.strip()) is not None


def _why_no_number(text: str) -> tuple[str, str]:
    if _EXCEL_ERROR.fullmatch(text):
        return "an Excel error, not a number", "correct the formula in Excel, or leave the cell blank"
    if excel_made_a_date(text):
        return (
            "a date that Excel made of something else, not a number",
            "format the column as text, type the cell again, and save it",
        )
    return "not a number", "correct the cell, or leave it blank if the figure is not published"


def _listed(rows: Sequence[int]) -> str:
    return ", ".join(f"{row:,}" for row in rows[:_PLACES]) + (", …" if len(rows) > _PLACES else "")
