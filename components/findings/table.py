"""The table behind a finding: raw numbers, and the same cells as the words everyone reads."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from components.style.numbers import HIDDEN, NOT_COLLECTED, Unit, number
from data.files.spreadsheet_text import csv_text

ABSENT_WORDS = {"suppressed": HIDDEN, "missing": NOT_COLLECTED, "not_applicable": "does not apply"}


@dataclass(frozen=True)
class Column:
    """One column: its key in the frame, its heading, and its unit (None for words)."""

    key: str
    label: str
    unit: Unit | None = None


def with_row(frame: pd.DataFrame, **cells: object) -> pd.DataFrame:
    """The frame with one more row at its foot: a total, a gap, an index. Cells not given stay empty."""
    return pd.concat([frame, pd.DataFrame([cells])], ignore_index=True)


@dataclass(frozen=True)
class Table:
    """Rows of a finding. A number that is absent is told by the row's `status`, in words, and never as zero.

    `frame` holds a column for each `Column.key`, and may hold `status` (as in the dataset's contract) or `reason`
    (words that say why a number is not defined). Where the cells of a row differ in status, `<key>_status` tells it for
    one column.
    """

    columns: tuple[Column, ...]
    frame: pd.DataFrame

    def __post_init__(self) -> None:
        absent = [column.key for column in self.columns if column.key not in self.frame.columns]
        if absent:
            raise ValueError(f"table lacks column {absent[0]!r}; found {', '.join(map(str, self.frame.columns))}")

    @cached_property
    def text(self) -> pd.DataFrame:
        """Every cell as it is read, headings as they are read."""
        cells = {}
        for column in self.columns:
            found = self.frame[column.key]
            if column.unit is None:
                cells[column.label] = found.fillna("").astype(str)
            else:
                cells[column.label] = pd.Series(
                    self._told(column.key, column.unit.decimals), index=found.index, dtype=object
                )
        return pd.DataFrame(cells)

    def _told(self, key: str, decimals: int) -> list[str]:
        """The cells of a column of numbers as they are read."""
        found = self.frame[key]
        absent = found.isna().to_numpy()
        # Words for what is absent are looked for only where something is: most columns are full.
        instead = self._absent(key) if absent.any() else []
        return [
            instead[place] if absent[place] else number(value, decimals) for place, value in enumerate(found.tolist())
        ]

    def _absent(self, key: str) -> list[str]:
        """What each row of a column shows in place of a number it does not have."""
        if f"{key}_status" in self.frame:
            words: list[str] = self.frame[f"{key}_status"].map(ABSENT_WORDS).fillna("–").tolist()
        elif "reason" in self.frame:
            words = self.frame["reason"].fillna("").where(lambda reasons: reasons != "", "–").tolist()
        elif "status" in self.frame:
            words = self.frame["status"].map(ABSENT_WORDS).fillna("–").tolist()
        else:
            words = ["–"] * len(self.frame)
        return words

    @property
    def csv(self) -> str:
        """The table as CSV text with the readable headings, absent numbers in words, no cell a formula."""
        return csv_text(self.text)
