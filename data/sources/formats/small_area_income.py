"""Income estimates for small areas (ONS): average disposable household income of each middle-layer area of 2021.

Its headings are those that several public programs read it by; no file of it was at hand when this was made. Read since the
financial year that ended in 2023: earlier ones are of middle-layer areas of 2011, under another heading.
"""

import re
from collections.abc import Iterable

import pandas as pd

from data.files.dates import is_plausible
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, numbers

NAME = "Income estimates for small areas"
KIND = "small_area_income"
PUBLISHER = "Office for National Statistics"
LICENCE = "Open Government Licence v3.0"

SERIES = "income:disposable"
_CODE, _NAME = "MSOA code", "MSOA name"
_INCOME = "Disposable (net) annual income (£)"
_YEAR = re.compile(r"(?:financial year ending|fye)\D{0,12}(20\d\d)", re.I)


def recognises(table: SourceTable) -> bool:
    """Code and name of middle-layer areas beside the disposable income of a year, among the first rows."""
    return _header(table.first_rows) is not None


def read(table: SourceTable) -> Reading:
    """Columns: msoa, msoa_name, income (pounds a year), period_start, period_end. One row a middle-layer area in England."""
    lines = table.ragged()
    top = _header(lines[: len(table.first_rows)])
    if top is None:
        raise SourceError("its headings stand below its first rows", file=table.file, sheet=table.sheet)
    names = [cell.strip() for cell in lines[top]]
    year = _year(table, lines[:top])
    inside = [
        (number, line)
        for number, line in enumerate(lines[top + 1 :], start=top + 1)
        if len(line) > names.index(_CODE) and re.fullmatch(r"E02\d{6}", line[names.index(_CODE)].strip())
    ]
    filled = [(*line, *[""] * len(names))[: len(names)] for _, line in inside]
    # So that a fault is told by the line of the file, which is the index and two.
    rows = pd.DataFrame(filled, columns=names, index=[number - 1 for number, _ in inside], dtype=str)
    income = numbers(table, rows, _INCOME)
    tidy = pd.DataFrame({"msoa": rows[_CODE].str.strip(), "msoa_name": rows[_NAME].str.strip(), "income": income})
    known = tidy["income"] > 0
    told = sum(any(cell.strip() for cell in line) for line in lines[top + 1 :])
    dropped = {"not a middle-layer area in England": told - len(rows), "without an estimate": int((~known).sum())}
    return Reading(
        tidy[known].assign(period_start=pd.Timestamp(year - 1, 4, 1), period_end=pd.Timestamp(year, 3, 31)),
        told,
        period=f"year to March {year}",
        dropped={why: each for why, each in dropped.items() if each},
    )


def _header(rows: Iterable[tuple[str, ...]]) -> int | None:
    """The line, from 0, that holds the three headings."""
    wanted = {_CODE, _NAME, _INCOME}
    return next((number for number, row in enumerate(rows) if wanted <= {cell.strip() for cell in row}), None)


def _year(table: SourceTable, above: list[tuple[str, ...]]) -> int:
    """The year in which the financial year ended, as the lines above, the sheet's title or the file's name say."""
    for text in (*(cell for line in above for cell in line), table.sheet, table.file):
        found = _YEAR.search(text.replace("_", " "))
        if found and is_plausible(pd.Timestamp(int(found[1]), 3, 31)):
            return int(found[1])
    raise SourceError(
        "nothing says which year its income is of",
        file=table.file,
        sheet=table.sheet,
        expected="'financial year ending 2023' above the table, in the sheet's title or in the file's name",
        mend="give the sheet or the file its published name again, or add 'FYE 2023' to it",
    )
