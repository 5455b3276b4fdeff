"""Count rows, cells and characters while a table is read, and stop at the first that is too many."""

from collections.abc import Sequence

from data.files.errors import SourceError
from data.files.limits import TableLimits


class Counted:
    """What has been read so far in one job; each table adds its rows and is stopped when it is all too much."""

    def __init__(self, most: TableLimits):
        self.most = most
        self._cells = 0
        self._characters = 0

    def place(self, number: int, width: int, file: str, sheet: str = "") -> None:
        """SourceError where a filled row stands too far down, or is too wide to be held."""
        if number > self.most.rows:
            raise too_many("rows", f"a filled row {number:,}", self.most.rows, file, sheet)
        if width > self.most.columns:
            raise too_many("columns", f"{width:,} in row {number:,}", self.most.columns, file, sheet)

    def row(self, number: int, cells: Sequence[str], file: str, sheet: str = "") -> None:
        """Count a row as it is written; SourceError where a cell of it, or all there is so far, is too much."""
        lengths = list(map(len, cells))
        if lengths and max(lengths) > self.most.cell_characters:
            raise SourceError(
                "a cell that is too long, as a quotation mark that is not closed leaves it",
                file=file,
                sheet=sheet,
                row=number,
                found=f"{max(lengths):,} characters",
                expected=f"at most {self.most.cell_characters:,}",
                mend="close the quotation mark, or shorten the text of this row",
            )
        self._cells += max(1, len(cells))
        self._characters += sum(lengths)
        if self._cells > self.most.cells:
            raise too_many("cells", f"more, from row {number:,} on", self.most.cells, file, sheet)
        if self._characters > self.most.characters:
            raise too_many("characters", f"more, from row {number:,} on", self.most.characters, file, sheet)


def too_many(what: str, found: str, most: int, file: str, sheet: str = "") -> SourceError:
    """The refusal of a table for too many of something."""
    mend = f"leave out {what} that are not needed, or give it in parts"
    return SourceError(f"too many {what}", file=file, sheet=sheet, found=found, expected=f"at most {most:,}", mend=mend)
