"""GP Patient Survey from 2024 on, weighted results: one row a practice, network, system or the country.

Over a thousand columns, `<question>_<answer>.pct` and, for the answers counted as good together, `<question>.pcteval`
with its own 95% interval (`lowileval`, `hiwileval`), weighted base (`baseevalw`) and respondents (`baseevaluw`).
"""

import re

import pandas as pd

from data.contract.published_indicators import indicator_of_series
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, figures

NAME = "GP Patient Survey, weighted results"
KIND = "survey"
PUBLISHER = "NHS England and Ipsos (GP Patient Survey)"
LICENCE = "Open Government Licence v3.0"
RULE = "Results from fewer than 10 people hidden by the publisher."

# Of the hundreds asked, those that an indicator is made from.
_SERIES = "gpps:"
QUESTIONS = tuple(code.removeprefix(_SERIES) for code in indicator_of_series() if code.startswith(_SERIES))
# The finest area a row is of: the files for practices name their network and system beside them.
_LEVELS = {
    "ad_practicecode": ("practice", "ad_practicename"),
    "ad_pcncode": ("neighbourhood", "ad_pcnname"),
    "ad_icscodeons": ("icb", "ad_icsname"),
    "national": ("country", ""),
}
_ENGLAND = "E92000001"
_FEWEST = 10
# Above this share of figures at fault it is the file that is, and not a cell of it.
_MOSTLY = 0.5
_YEAR = re.compile(r"(?<!\d)(20[12]\d)(?!\d)")
_FIRST_YEAR = 2024
# Negative codes (-97, -98, -99) and marks stand where no figure is given.
_MARKS = ("/", "*", "-", ":")
_FIGURES = {
    "value": "pcteval",
    "lower": "lowileval",
    "upper": "hiwileval",
    "denominator": "baseevalw",
    "asked": "baseevaluw",
}
_COLUMNS = ("source_id", "area_type", "area_code", "area_name", "period_start", "period_end", *_FIGURES, "status")


def recognises(table: SourceTable) -> bool:
    """The share with a good overall experience beside the code of an area; before 2024 that was question 28."""
    now = table.has("overallexp.pcteval") and any(table.has(code) for code in _LEVELS)
    return now or _is_earlier(table)


def _is_earlier(table: SourceTable) -> bool:
    return bool(table.column_like(r"[Qq]28_12pct"))


def read(table: SourceTable) -> Reading:
    """Columns of `survey`: source_id, area_type, area_code, area_name, period, value, lower, upper (shares of 1),
    denominator (weighted base), asked (people who answered), status. One row an area and question."""
    found = table.rows()
    if _is_earlier(table):
        return _earlier(len(found))
    _fault_in_weights(table)
    code = next(each for each in _LEVELS if table.has(each))
    area_type, name = _LEVELS[code]
    year = _year(table)
    areas = pd.DataFrame(
        {
            "area_type": area_type,
            "area_code": _ENGLAND if area_type == "country" else found[code].str.strip(),
            "area_name": found[name] if name and table.has(name) else "",
            "period_start": pd.Timestamp(year, 1, 1),
            "period_end": pd.Timestamp(year, 3, 31),
        },
        index=found.index,
    )
    asked = [stem for stem in QUESTIONS if table.has(*(f"{stem}.{each}" for each in _FIGURES.values()))]
    parts = [areas.assign(source_id=f"{_SERIES}{stem}", **_figures(table, found, stem)) for stem in asked]
    tidy = pd.concat(parts, ignore_index=True)
    notes = [f"{len(found):,} areas of kind {area_type!r}, {len(asked):,} of its questions"]
    notes += [f"it does not hold the question {stem!r}" for stem in QUESTIONS if stem not in asked]
    notes.append("its year is in its name only; fieldwork runs from January to March")
    return Reading(tidy, len(tidy), period=str(year), notes=tuple(notes))


def _earlier(rows: int) -> Reading:
    """Nothing of a survey before 2024: its publisher began a new series then, with other questions and another method."""
    reason = "of the survey before 2024, which is not comparable with later years"
    return Reading(pd.DataFrame(columns=_COLUMNS), rows, dropped={reason: rows})


def _fault_in_weights(table: SourceTable) -> None:
    if not table.has("overallexp.baseevalw"):
        raise SourceError(
            "results without weighted bases",
            file=table.file,
            row=1,
            column="overallexp.baseevalw",
            expected="the weighted results",
            mend="download the file whose name says '(weighted)'",
        )


def _year(table: SourceTable) -> int:
    years = [int(year) for year in _YEAR.findall(table.file.rsplit("/", 1)[-1])]
    if not years or min(years) < _FIRST_YEAR:
        raise SourceError(
            "its rows do not say which year they are of, nor does its name",
            file=table.file,
            expected=f"a year from {_FIRST_YEAR} (when the questions were last changed) in the name, as in GPPS_2025_…",
            mend="give the file its published name again",
        )
    return years[0]


def _figures(table: SourceTable, found: pd.DataFrame, stem: str) -> dict[str, pd.Series]:
    """Figures of one question; where fewer than ten people answered, all are missing and the row is suppressed."""
    tidy, odd = {}, pd.Series(False, index=found.index)
    for name, column in _FIGURES.items():
        text = found[f"{stem}.{column}"].str.strip().replace(dict.fromkeys(_MARKS, ""))
        read = figures(table, found.assign(**{f"{stem}.{column}": text}), f"{stem}.{column}")
        tidy[name] = read.numbers.where(read.numbers >= 0)
        # A cell that no publisher writes is not one that was hidden.
        odd |= read.numbers.isna() & (text != "") & ~text.str.startswith("-")
    value, asked = tidy["value"], tidy["asked"]
    wrong = value.gt(1) | (tidy["lower"] > value) | (value > tidy["upper"])
    if wrong.any():
        _leave_out_or_refuse(table, tidy, stem, wrong)
    few = asked < _FEWEST
    shown = value.notna() & ~few & ~wrong
    nothing = (value.isna() & asked.isna()) & ~odd
    status = pd.Series("missing", index=value.index).mask(few | nothing, "suppressed")
    return {name: column.where(shown) for name, column in tidy.items()} | {"status": status.mask(shown, "ok")}


def _leave_out_or_refuse(table: SourceTable, tidy: dict[str, pd.Series], stem: str, wrong: pd.Series) -> None:
    """Tell of shares that lie outside their own interval; SourceError where most do, as in a file of percentages."""
    value = tidy["value"]
    rows = [int(row) for row in wrong.index[wrong]]
    found = [f"{value[row]:g}, from {tidy['lower'][row]:g} to {tidy['upper'][row]:g}" for row in rows]
    expected = "a share between 0 and 1 inside its own interval"
    if len(rows) > _MOSTLY * value.notna().sum():
        raise SourceError(
            "not a share with its interval around it",
            file=table.file,
            row=rows[0] + 2,
            column=f"{stem}.pcteval",
            found=found[0],
            expected=expected,
            mend="download the file again: these are proportions, not percentages",
        )
    table.odd.add(
        f"{stem}.pcteval",
        "not a share with its interval around it: taken as not given",
        [row + 2 for row in rows],
        found,
        expected=expected,
        mend="correct the cell, or leave it blank if the figure is not published",
    )
