"""The rows being checked, where each came from, and the problems found so far."""

from collections.abc import Sequence

import pandas as pd

from data.files import upload_limits as bounds
from data.files.problems import ERROR, Problem
from data.files.sheets import NUMBERS, Place, Sheet, SheetReading

_GROUPED = ("group", "dimension")
_WIDE = (*NUMBERS, *_GROUPED)


class Work:
    """Rows of every sheet read, in FIELDS and more; `bad` marks rows with an error, `left_out` those passed over.

    Steps add columns to `frame` and problems to `problems`; a problem is told at the cell it is about.
    """

    def __init__(self, readings: Sequence[SheetReading], sheets: Sequence[Sheet]):
        frames = [
            each.frame.assign(
                table=number, percent=each.percent, published=each.published, most_deprived=each.most_deprived
            )
            for number, each in enumerate(readings)
        ]
        self.frame = pd.concat(frames, ignore_index=True).assign(bad=False, left_out=False, pieces=1)
        self.places: list[Place] = [each.place for each in readings]
        self.uncalculated = [each.uncalculated for each in sheets]
        self.problems: list[Problem] = []
        self.notes: list[str] = []

    @property
    def open_rows(self) -> pd.Series:
        """Which rows are still to be used."""
        return ~(self.frame["bad"] | self.frame["left_out"])

    def tell(
        self,
        rows: pd.Series,
        field: str,
        problem: str,
        *,
        found: pd.Series | None = None,
        expected: str | pd.Series = "",
        mend: str = "",
        severity: str = ERROR,
        offer: str = "",
        each: bool = True,
    ) -> None:
        """Tell a problem of the marked rows at their cell of `field`; rows with an error are not used.

        Where `each` is False, rows of one sheet with the same content are one problem, told at the first of them.
        """
        if not rows.any():
            return
        if severity == ERROR:
            self.frame.loc[rows, "bad"] = True
        at = self.frame[rows]
        content = (at[field] if found is None else found.reindex(at.index)).astype(str)
        at = at.assign(_found=content, _count=1)
        at["_expected"] = expected if isinstance(expected, str) else expected.reindex(at.index)
        if not each:
            counts = at.groupby(["table", "_found"])["_count"].transform("sum")
            at = at.assign(_count=counts).drop_duplicates(["table", "_found"])
        for number, (_, row) in enumerate(at.iterrows()):
            if number == bounds.MOST_TOLD:
                rest = f"{problem}: more rows like those above"
                self._add(row, field, rest, mend, severity, offer, count=int(at["_count"].iloc[number:].sum()))
                break
            self._add(row, field, problem, mend, severity, offer, count=int(row["_count"]))

    def _add(
        self, row: pd.Series, field: str, problem: str, mend: str, severity: str, offer: str, *, count: int
    ) -> None:
        number, letter, heading = self.whereabouts(row, field)
        place = self.places[row["table"]]
        cell = f"{letter}{number}" if letter else ""
        found = row["_found"] if row["_found"] else "a blank cell"
        self.problems.append(
            Problem(
                place.file,
                place.sheet,
                number,
                heading,
                cell,
                severity,
                problem,
                found,
                row["_expected"],
                mend,
                offer,
                count,
            )
        )

    def whereabouts(self, row: pd.Series, field: str) -> tuple[int, str, str]:
        """Row number, column letter and heading of one field of one row."""
        place: Place = self.places[row["table"]]
        if field in place.fixed:
            return place.fixed[field]
        number = int(row["row"])
        if row["letter"] and field in _WIDE and not (field in _GROUPED and field in place.columns):
            if field == "denominator" and row["row_denominator"]:
                number = int(row["row_denominator"])
            return number, *place.beside.get(row["letter"], {}).get(field, (row["letter"], row["heading"]))
        letter, heading = place.columns.get(field, ("", field))
        return number, letter, heading
