"""What is wrong in what was given: where, what was found, what was expected and how to mend it, one row a problem."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

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


def problem_table(problems: Iterable[Problem]) -> pd.DataFrame:
    """Problems as a table, a row each in the order of file, sheet and row, errors before warnings of one place."""
    frame = pd.DataFrame([asdict(each) for each in problems], columns=list(PROBLEM_COLUMNS))
    frame = frame.astype(
        {"row": int, "count": int} | {name: str for name in PROBLEM_COLUMNS if name not in ("row", "count")}
    )
    return frame.sort_values(["file", "sheet", "row", "severity"], kind="stable", ignore_index=True)


def problems_of(table: pd.DataFrame) -> list[Problem]:
    """The rows of a table of problems as problems again."""
    return [Problem(**row) for row in table.to_dict("records")]
