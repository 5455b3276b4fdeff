"""Primary care datapacks of the Health Equity Evidence Centre: figures of practices, by fifths of England's practices.

A row is an indicator, board (or England, or a region) and year; a column is a fifth, numbered from the least deprived, and
`quin_4_5` the two most deprived together. A figure is that of the group's middle practice (a median), without counts or
limits. `avg` is the middle one of all England's practices, also beside a board: so it is taken once, for England.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from data.contract.vocabulary import ALL, TOTAL
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, figures

NAME = "Primary care datapacks by deprivation of the practice"
KIND = "practice_groups"
PUBLISHER = "Health Equity Evidence Centre"
LICENCE = "not stated (data of NHS England and OHID under the Open Government Licence v3.0)"
RULE = "Middle values of practices; nothing hidden is stated."

SERIES = "heec:"
_HEADINGS = {"year": "year", "indicator": "indicator", "icbname": "board", "region": "region", "avg": "avg"}
_FIFTH = re.compile(r"quin_([1-5])(?:_([1-5]))?")
_FIVE, _FOUR = "practice_deprivation_england", "practice_deprivation_england_4"
# The file counts from the least deprived, the contract from the most.
_GROUPS = {
    ("1", "2", "3", "4", "5"): (_FIVE, {str(number): str(6 - number) for number in range(1, 6)}),
    ("1", "2", "3", "4_5"): (_FOUR, {"1": "5", "2": "4", "3": "3", "4_5": "1_2"}),
}
_ENGLAND = "England"
_NONE = ("", "NA")
_YEAR = re.compile(r"20\d\d")
_SHARE, _PERCENT = (0.0, 1.0), (0.0, 100.0)
_FIGURES = "counted in figures: a row of the file has one for each group, and the middle one of England"
_TURNED = "its groups are numbered from the least deprived: their order was turned round"
_JOINED = "its two most deprived fifths are published as one group, and are shown as one"
_KEY = ["source_id", "area_type", "area_name", "period_start", "period_end", "dimension", "group"]


@cache
def _known() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def recognises(table: SourceTable) -> bool:
    """Three or more columns of fifths (quin_…) beside an indicator and a year."""
    names = _columns(table)
    return sum(bool(_FIFTH.fullmatch(each)) for each in table.header) >= 3 and {"year", "indicator"} <= set(names)


def _columns(table: SourceTable) -> dict[str, str]:
    """Which heading is which: R writes a point for a blank ('ICB.NAME'), other programs a low line."""
    plain = {re.sub(r"[^a-z]", "", name.casefold()): name for name in table.header}
    return {ours: plain[theirs] for theirs, ours in _HEADINGS.items() if theirs in plain}


def read(table: SourceTable) -> Reading:
    """Columns source_id, area_type (icb or country), area_name, period_start, period_end, dimension, group, value.

    Values are in the unit of their indicator, shares of 1. A group without a practice has no row. What is read, used and
    left out is counted in figures: a row of the file has one for each group, and the middle one of England.
    """
    found = table.rows()
    cells = _cells(table, found)
    dropped: dict[str, int] = {}

    def without(rows: pd.Series, why: str) -> None:
        nonlocal cells
        if rows.any():
            dropped[why] = dropped.get(why, 0) + int(rows.sum())
            cells = cells[~rows]

    taken = _known()["taken"]
    cells = cells.assign(label=_labels(cells))
    for why, names in _reasons(cells.loc[~cells["label"].isin(taken), "label"]).items():
        without(cells["label"].isin(names), f"of {'; '.join(names)}: {why}")
    for name, since in {each: taken[each]["since"] for each in taken if "since" in taken[each]}.items():
        early = (cells["label"] == name) & (cells["year"] < since)
        without(early, f"of {name} before {since}, when the survey had other questions")
    without(cells["area_type"] == "region", "of regions")
    beside = (cells["dimension"] == TOTAL) & (cells["area_type"] != "country")
    without(beside, "beside a board, of England's middle practice again")
    cells = cells.assign(value=_values(table, cells))
    without(cells["value"].isna(), "of groups in which there is no practice")
    dimension, _ = _groups(table)
    years = found[_columns(table)["year"]].str.strip()
    return Reading(
        _tidy(cells),
        len(cells) + sum(dropped.values()),
        period=f"{years.min()} to {years.max()}",
        dropped=dropped,
        notes=(_FIGURES, _TURNED, _JOINED) if dimension == _FOUR else (_FIGURES, _TURNED),
    )


def _labels(cells: pd.DataFrame) -> pd.Series:
    """Each figure's series: where a survey asked other questions before a year, those years are a series of their own."""
    labels = cells["label"]
    for name, series in _known()["taken"].items():
        if "earlier" in series:
            labels = labels.mask((cells["label"] == name) & (cells["year"] < series["since"]), series["earlier"])
    return labels


def _cells(table: SourceTable, found: pd.DataFrame) -> pd.DataFrame:
    """Every figure of the file in a row of its own: row, column, text, label, area, year, dimension and group."""
    names, (dimension, groups) = _columns(table), _groups(table)
    rows = _areas(found, names).assign(
        row=found.index, label=found[names["indicator"]].str.strip(), year=_years(table, found[names["year"]])
    )
    parts = [
        rows.assign(column=f"quin_{theirs}", text=found[f"quin_{theirs}"], dimension=dimension, group=ours)
        for theirs, ours in groups.items()
    ]
    if "avg" in names:
        parts.append(rows.assign(column=names["avg"], text=found[names["avg"]], dimension=TOTAL, group=ALL))
    return pd.concat(parts, ignore_index=True)


def _tidy(cells: pd.DataFrame) -> pd.DataFrame:
    series = cells["label"].map(lambda name: _known()["taken"][name])
    of = series.map(lambda each: each["of"])
    year = cells["year"]
    # A financial year is called by the year in which it ends; five years likewise.
    first = (year - of.map({"financial": 1, "five": 4, "survey": 0})).astype(str)
    return cells.assign(
        source_id=SERIES + series.map(lambda each: each["series"]).astype(str),
        period_start=pd.to_datetime(first + (of == "financial").map({True: "-04-01", False: "-01-01"})),
        period_end=pd.to_datetime(year.astype(str) + (of == "five").map({True: "-12-31", False: "-03-31"})),
    )[[*_KEY, "value"]].reset_index(drop=True)


def _groups(table: SourceTable) -> tuple[str, dict[str, str]]:
    """The dimension of the file's fifths, and our group for each of theirs; SourceError for other fifths together."""
    found = [name.removeprefix("quin_") for name in table.header if _FIFTH.fullmatch(name)]
    known = _GROUPS.get(tuple(sorted(found)))
    if known is None:
        raise SourceError(
            "its fifths are not such as can be read",
            file=table.file,
            sheet=table.sheet,
            row=1,
            found=", ".join(f"quin_{each}" for each in found),
            expected="quin_1 to quin_5, or quin_1, quin_2, quin_3 and quin_4_5",
            mend="take the file as its authors give it",
        )
    return known


def _areas(found: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Each row's area: its board, else its region, which may be England."""
    nothing = pd.Series("", index=found.index)
    board = found[names["board"]].str.strip() if "board" in names else nothing
    region = found[names["region"]].str.strip() if "region" in names else nothing
    name = board.mask(board.isin(_NONE), region)
    kind = pd.Series("icb", index=found.index).mask(board.isin(_NONE), "region").mask(name == _ENGLAND, "country")
    return pd.DataFrame({"area_type": kind, "area_name": name})


def _years(table: SourceTable, years: pd.Series) -> pd.Series:
    """Years as whole numbers; SourceError for one that is none."""
    odd = ~years.str.strip().str.fullmatch(_YEAR)
    if odd.any():
        row = odd.idxmax()
        raise SourceError(
            "a year that cannot be read",
            file=table.file,
            sheet=table.sheet,
            row=int(row) + 2,
            column=_columns(table)["year"],
            found=years[row],
            expected="a year such as 2024",
            mend="write the year as the authors do",
        )
    return years.astype(int)


def _values(table: SourceTable, cells: pd.DataFrame) -> pd.Series:
    """The figures, shares as of 1; one that is impossible is told by row and column, and taken as not given."""
    found = pd.Series(float("nan"), index=cells.index)
    for (column, label), part in cells.groupby(["column", "label"], sort=False):
        series = _known()["taken"][label]
        text = part.set_index("row")[["text"]].rename(columns={"text": column})
        value = figures(table, text.assign(**{column: text[column].str.strip().replace("NA", "")}), str(column)).numbers
        percent = series.get("percent", False)
        low, high = series.get("range", _PERCENT if percent else _SHARE)
        wrong = (value < low) | (value > high)
        if wrong.any():
            table.odd.add(
                str(column),
                "a figure that cannot be: taken as not given",
                [int(row) + 2 for row in wrong.index[wrong]],
                [f"{each:g}" for each in value[wrong]],
                expected=f"a number from {low:g} to {high:g}",
                mend="see what the authors publish",
            )
        found[part.index] = (value.mask(wrong) / (100 if percent else 1)).to_numpy()
    return found


def _reasons(labels: pd.Series) -> dict[str, list[str]]:
    """Why series are left out, each reason with their names as they stand in the file."""
    found: dict[str, list[str]] = {}
    for name in labels.unique():
        known = (each["why"] for each in _known()["left_out"] if re.fullmatch(each["names"], name))
        found.setdefault(next(known, "what it is is not known here"), []).append(name)
    return found
