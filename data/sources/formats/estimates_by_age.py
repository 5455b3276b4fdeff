"""ONS mid-year estimates: residents of each small area by single year of age, for each sex or for everyone.

Headings vary by year: 'F0' to 'M90' side by side, or one sheet each for persons, males and females with '0' to '90+'.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from data.coding.ages import contract_bands
from data.contract.age_tables import AGE_COLUMNS
from data.contract.vocabulary import ALL
from data.files.dates import is_plausible
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, numbers

NAME = "ONS mid-year estimates of residents by age and sex"
KIND = "estimates_by_age"
PUBLISHER = "Office for National Statistics"
LICENCE = "Open Government Licence v3.0"
RULE = "Estimates, published as whole numbers: those of one small area are no counts of people."

_CODE = re.compile(r"(?:LSOA|lower layer super output area)\s*(?:20)?(?:\d\d)?\s*(?:codes?|CD)|area codes?", re.I)
_AGE = re.compile(r"(?P<sex>[FM])?\s*(?:age[ds]?\s*)?(?P<age>\d{1,3})(?:\s*(?:\+|plus|and over))?", re.I)
_TOTAL = re.compile(r"total|all ages|all persons", re.I)
_YEAR = re.compile(r"mid[-\s]?(?:year\s*)?(20\d\d)|(?:30(?:th)?\s+)?june\s+(20\d\d)", re.I)
_SEXES = {"F": "female", "M": "male", "": ""}
_WHOSE = re.compile(r"\b(females?|males?|persons?)\b", re.I)
# The last year of age is open; below this a table stops short of the oldest people.
_LAST_AT_LEAST = 80
# Rounding may part a total from the sum of its ages by a few people.
_MOST_APART = 0.005


@dataclass(frozen=True)
class _Header:
    """Where the headings stand (a line, from 0), the columns of code and total, and those of each year of age by sex.

    The sex is '' where the headings name none.
    """

    line: int
    code: int
    total: int | None
    ages: dict[str, dict[int, int]]


def recognises(table: SourceTable) -> bool:
    """A code of small areas beside every year of age up to 80 or more, among the first rows."""
    return _header(table.first_rows) is not None


def read(table: SourceTable) -> Reading:
    """Columns: lsoa, sex ('female', 'male' or 'all'), day, and residents by band of age (a column of AGE_COLUMNS each)."""
    lines = table.ragged()
    header = _header(lines[: len(table.first_rows)])
    if header is None:
        raise SourceError(
            "its headings stand below its first rows",
            file=table.file,
            sheet=table.sheet,
            mend="take out lines above them",
        )
    day = _day(table, lines[: header.line])
    rows = pd.DataFrame(lines[header.line + 1 :], dtype=str).fillna("")
    # So that a fault is told by the line of the file, which is the index and two.
    rows = rows.set_axis(range(header.line, header.line + len(rows))).set_axis(_names(lines[header.line], rows), axis=1)
    names = list(rows)
    code = rows[names[header.code]].str.strip()
    kept = rows[code.str.fullmatch(r"E01\d{6}")]
    parts = [
        _by_band(table, kept, {age: names[column] for age, column in columns.items()}).assign(
            lsoa=code[kept.index], sex=sex or _sex_of(table, lines[: header.line]), day=day
        )
        for sex, columns in header.ages.items()
    ]
    if header.total is not None:
        _fault_in_sums(table, parts, numbers(table, kept, names[header.total]))
    tidy = pd.concat(parts, ignore_index=True)
    dropped = {"not a small area in England": int((code != "").sum()) - len(kept)}
    return Reading(
        tidy,
        len(tidy) + sum(dropped.values()),
        period=f"mid-{day.year}",
        dropped={why: n for why, n in dropped.items() if n},
        notes=(f"{len(kept):,} small areas",),
    )


def _header(rows: Iterable[tuple[str, ...]]) -> _Header | None:
    """The first row that holds a code and, for each sex it gives, every year of age."""
    for number, row in enumerate(rows):
        code = next((place for place, cell in enumerate(row) if _CODE.fullmatch(cell.strip())), None)
        if code is None or len(row) <= _LAST_AT_LEAST:
            continue
        ages: dict[str, dict[int, int]] = {}
        for place, cell in enumerate(row):
            if found := _AGE.fullmatch(cell.strip()):
                ages.setdefault(_SEXES[(found["sex"] or "").upper()], {}).setdefault(int(found["age"]), place)
        whole = all(sorted(each) == list(range(len(each))) and len(each) > _LAST_AT_LEAST for each in ages.values())
        if ages and whole and set(ages) in ({"female", "male"}, {""}):
            total = next((place for place, cell in enumerate(row) if _TOTAL.fullmatch(cell.strip())), None)
            return _Header(number, code, total, ages)
    return None


def _names(cells: tuple[str, ...], rows: pd.DataFrame) -> list[str]:
    """The heading of each column, or its place where it has none or another column's: a fault is told by it."""
    names: list[str] = []
    for place in range(rows.shape[1]):
        cell = cells[place].strip() if place < len(cells) else ""
        names.append(cell if cell and cell not in names else f"{cell} (column {place + 1})".strip())
    return names


def _by_band(table: SourceTable, rows: pd.DataFrame, columns: dict[int, str]) -> pd.DataFrame:
    """Residents by the contract's bands; NaN where a year of one is not given."""
    years = {age: numbers(table, rows, name) for age, name in columns.items()}
    bands = {}
    for name, code in AGE_COLUMNS.items():
        first, last = contract_bands()[code]
        inside = [years[age] for age in years if first <= age <= last]
        bands[name] = pd.concat(inside, axis=1).sum(axis=1, skipna=False)
    return pd.DataFrame(bands, index=rows.index)


def _fault_in_sums(table: SourceTable, parts: list[pd.DataFrame], total: pd.Series) -> None:
    """Refuse a table whose ages do not give its totals: it has been changed, or a column of it is something else."""
    people = sum(
        (part[list(AGE_COLUMNS)].sum(axis=1, skipna=False) for part in parts), pd.Series(0.0, index=total.index)
    )
    both = people.notna() & total.notna()
    apart = abs(people[both].sum() - total[both].sum())
    if apart > _MOST_APART * max(total[both].sum(), 1.0):
        raise SourceError(
            "its ages do not add up to its total",
            file=table.file,
            sheet=table.sheet,
            found=f"{people[both].sum():,.0f} in all years of age, {total[both].sum():,.0f} in total",
            expected="every year of age, and of both sexes where it has them",
            mend="take the sheet as the Office for National Statistics publishes it",
        )


def _sex_of(table: SourceTable, above: list[tuple[str, ...]]) -> str:
    """Whose a sheet without sexes in its headings is: its title says it, or a line above the table; else everyone's."""
    for text in (table.sheet, *(cell for line in above for cell in line)):
        found = {each[0].casefold() for each in _WHOSE.findall(text)}
        if found:
            return {"f": "female", "m": "male"}[found.pop()] if len(found) == 1 and "p" not in found else ALL
    return ALL


def _day(table: SourceTable, above: list[tuple[str, ...]]) -> pd.Timestamp:
    """The middle of the year that the sheet's title, the lines above the table or the file's name say."""
    for text in (table.sheet, *(cell for line in above for cell in line), table.file):
        for found in _YEAR.finditer(text.replace("_", " ")):
            day = pd.Timestamp(int(found[1] or found[2]), 6, 30)
            if is_plausible(day):
                return day
    raise SourceError(
        "nothing says which year its residents are of",
        file=table.file,
        sheet=table.sheet,
        expected="'mid-2024' in the sheet's title, in a line above the table or in the file's name",
        mend="give the sheet or the file its published name again",
    )
