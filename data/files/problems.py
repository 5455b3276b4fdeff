"""What is wrong in what was given: where, what was found, what was expected and how to mend it, one row a problem."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import TypeVar

import pandas as pd

from data.files.errors import SourceError

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Problem:
    """One fault (an error: the row is not used) or doubt (a warning: it is used) in one place of one file.

    `row` counts from 1 as a spreadsheet does, 0 for a whole sheet; `column` is the column's heading; `cell` is the place
    to mark ('D6'), '' for a whole sheet. `offer` names a conversion that mends every problem like it once it is passed
    to `take(…, confirmed=(offer,))`; '' when only the file's owner can mend it. `count` is how many rows are like it.
    """

    file: str
    sheet: str
    row: int
    column: str
    cell: str
    severity: str
    problem: str
    found: str
    expected: str
    mend: str
    offer: str = ""
    count: int = 1

    @property
    def sentence(self) -> str:
        """The whole problem in one line, as an error of a published file is told."""
        told = SourceError(
            self.problem,
            file=self.file,
            sheet=self.sheet,
            row=self.row or None,
            column=self.column,
            found=self.found or None,
            expected=self.expected,
            mend=self.mend,
        )
        return str(told)


PROBLEM_COLUMNS = tuple(each.name for each in fields(Problem))
Told = TypeVar("Told", bound=Problem)


def in_order(problems: Iterable[Told]) -> tuple[Told, ...]:
    """Problems by file, sheet and row, errors before warnings of one place; those of one kind as they were found."""
    return tuple(sorted(problems, key=lambda each: (each.file, each.sheet, each.row, each.severity)))


def problem_table(problems: Iterable[Problem]) -> pd.DataFrame:
    """Problems as a table to show or to write: a row each in PROBLEM_COLUMNS, in order."""
    frame = pd.DataFrame([asdict(each) for each in in_order(problems)], columns=list(PROBLEM_COLUMNS))
    return frame.astype(
        {"row": int, "count": int} | {name: str for name in PROBLEM_COLUMNS if name not in ("row", "count")}
    )
