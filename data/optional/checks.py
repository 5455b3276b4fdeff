"""What a single row of an optional table must hold to: the contract, and the areas, indicators and pilots there are."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import pandas as pd
import pandera.pandas as pa

from data.contract.known_groups import strange_groups
from data.contract.ready_dimensions import USABLE
from data.contract.tables import OPTIONAL_TABLES
from data.contract.vocabulary import LEVEL_LABELS, POPULATION_BASES
from data.dataset.dataset import Dataset
from data.evidence.reading import built_in
from data.optional.columns import columns_of

# Tables without a column for the level of their areas, and that may not leave them blank.
_LEVEL_OF = {"travel_times": "lsoa", "teams": "neighbourhood", "team_survey": "neighbourhood"}


@dataclass(frozen=True)
class Known:
    """What there is to refer to: area codes by level, indicators' ids and, once they are settled, pilots and sites."""

    areas: Mapping[str, Collection[str]]
    indicators: Collection[str]
    pilots: Collection[str] = ()
    sites: Collection[str] = ()


def known_of(dataset: Dataset) -> Known:
    """What there is to refer to in a dataset that is there already."""
    areas = {level: set(dataset.areas(level).index) for level in dataset.levels}
    pilots, sites = dataset.optional("pilots"), dataset.optional("services")
    return Known(
        areas,
        set(dataset.indicators),
        pilots=set() if pilots is None else set(pilots["pilot_id"]),
        sites=set() if sites is None else set(sites["site_code"]),
    )


@dataclass(frozen=True)
class Doubt:
    """A fault of one row (by its index): the column, what was found and expected, and how to mend it."""

    index: int
    column: str
    problem: str
    found: str
    expected: str
    mend: str


class _Case(Protocol):
    """One of the cases in which a check of the contract fails."""

    check: object
    column: str


def against_contract(table: str, frame: pd.DataFrame) -> list[Doubt]:
    """Rows that the contract refuses, each once for each check. `frame` has the contract's columns and a unique index."""
    try:
        OPTIONAL_TABLES[table].validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        return [*_refused(table, frame, error.failure_cases), *_of_strange_groups(frame)]
    return _of_strange_groups(frame)


def _of_strange_groups(frame: pd.DataFrame) -> list[Doubt]:
    """Rows by a dimension, or of a group, that nothing declares."""
    problem, mend = "what its cells say does not agree", "correct the cell that is wrong"
    return [
        Doubt(each.row, ", ".join(each.columns), problem, each.found, each.expected, mend)
        for each in strange_groups(frame, USABLE)
    ]


def _refused(table: str, frame: pd.DataFrame, cases: pd.DataFrame) -> list[Doubt]:
    whole = cases["schema_context"] == "DataFrameSchema"
    doubts = [
        Doubt(
            int(case.index),
            str(case.column),
            "not allowed",
            str(case.failure_case),
            _expected(table, case),
            "correct it",
        )
        for case in cases[~whole]
        .rename(columns={"index": "at"})
        .assign(index=lambda found: found["at"])
        .itertuples(False)
    ]
    for (check, index), _ in cases[whole].groupby(["check", "index"], sort=False):
        again = check == "multiple_fields_uniqueness"
        columns = OPTIONAL_TABLES[table].unique if again else _columns_of(str(check), frame)
        found = ", ".join(f"{name} {_shown(frame.at[index, name])}" for name in columns)
        doubts.append(
            Doubt(
                int(index),
                ", ".join(columns),
                "the same row more than once, with other figures" if again else "what its cells say does not agree",
                found,
                "each of them once" if again else str(check),
                "keep the row that is right" if again else "correct the cell that is wrong",
            )
        )
    return doubts


def _expected(table: str, case: _Case) -> str:
    """What a column's check wants, in words."""
    if str(case.check).startswith("greater_than_or_equal_to"):
        column = OPTIONAL_TABLES[table].columns[case.column]
        return f"{column.checks[0].statistics['min_value']} or more"
    return str(case.check)


def _columns_of(check: str, frame: pd.DataFrame) -> list[str]:
    """The columns that the words of a check name; every column where they name none."""
    words = check.replace(",", " ").split()
    return [name for name in frame if name in words] or list(frame)


def _shown(cell: object) -> str:
    if isinstance(cell, pd.Timestamp):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float):
        return f"{cell:g}" if cell == cell else "blank"
    return "blank" if cell == "" or cell is pd.NaT else str(cell)


def against_known(table: str, frame: pd.DataFrame, known: Known) -> list[Doubt]:
    """Rows that refer to an area, an indicator, a pilot or a site that there is none of."""
    doubts: list[Doubt] = []

    def tell(column: str, lacks: Callable[[dict[str, Any]], str], noun: str, mend: str) -> None:
        for row in frame.to_dict("index").items():
            if lacking := lacks(row[1]):
                doubts.append(
                    Doubt(row[0], column, f"there is no such {noun}", lacking, _one_of(noun, known, row[1]), mend)
                )

    as_built = "write the code as the dataset has it"
    if "area_code" in frame:
        # What need not be about an area may be about one of any level.
        lacks = partial(_no_area, _may_be_blank(table, "area_code"), known, _LEVEL_OF.get(table, ""))
        tell("area_code", lacks, "area", as_built)
    for column in ("area_codes", "comparators"):
        if column in frame:
            tell(column, partial(_no_neighbourhood, column, known), "neighbourhood", as_built)
    if "indicator_id" in frame:
        blank = ("",) if _may_be_blank(table, "indicator_id") else ()
        tell(
            "indicator_id",
            lambda row: "" if row["indicator_id"] in (*blank, *known.indicators) else row["indicator_id"],
            "indicator",
            "write its id as the dataset has it, or build with the files that hold it",
        )
    if "people_of" in frame:
        tell(
            "people_of",
            lambda row: "" if row["people_of"] in (*POPULATION_BASES, *known.indicators) else row["people_of"],
            "indicator",
            "write an indicator's id as the dataset has it, registered or resident",
        )
    if "pilot_id" in frame and table != "pilots":
        tell(
            "pilot_id",
            lambda row: "" if row["pilot_id"] in known.pilots else row["pilot_id"],
            "pilot",
            "give the pilot in the table 'pilots', without a fault",
        )
    if table == "evidence":
        tell(
            "evidence_id",
            lambda row: row["evidence_id"] if row["evidence_id"] in built_in() else "",
            "free id",
            "give the entry an id of your own: this one is built in",
        )
    if table == "travel_times":
        tell(
            "site_code",
            lambda row: "" if row["site_code"] in known.sites else row["site_code"],
            "site",
            "give the site in the table 'services'",
        )
    return doubts


def _no_area(anywhere: bool, known: Known, of_all: str, row: dict[str, Any]) -> str:
    code = row["area_code"]
    if anywhere:
        return "" if code == "" or any(code in codes for codes in known.areas.values()) else str(code)
    level = of_all or row["level"]
    return "" if code in known.areas.get(level, ()) else f"{code} ({LEVEL_LABELS[level].lower()})"


def _may_be_blank(table: str, column: str) -> bool:
    return any(each.may_be_blank for each in columns_of(table) if each.name == column)


def _no_neighbourhood(column: str, known: Known, row: dict[str, Any]) -> str:
    """The codes of a joined list that are of no neighbourhood."""
    here = known.areas.get("neighbourhood", ())
    return ";".join(code for code in row[column].split(";") if code and code not in here)


def _one_of(noun: str, known: Known, row: dict[str, Any]) -> str:
    """What would have done, with one or two examples."""
    level = {"area": row.get("level", "neighbourhood"), "neighbourhood": "neighbourhood"}.get(noun)
    there = {"indicator": known.indicators, "pilot": known.pilots, "site": known.sites}.get(noun)
    codes = sorted(known.areas.get(level, ()) if level else there or ())[:2]
    of = f"{LEVEL_LABELS[level].lower()}" if level else f"{noun}s"
    return f"one of the dataset's {of}, such as {' or '.join(codes)}" if codes else f"nothing: the dataset has no {of}"
