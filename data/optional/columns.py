"""The optional tables as a team writes them: which table a file holds, and what stands in each of its columns."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from data.contract.ready_dimensions import USABLE
from data.contract.tables import OPTIONAL_TABLES
from data.contract.vocabulary import ALL, NONE, TOTAL

TEXT, NUMBER, DAY = "text", "number", "day"
_ANY_TABLE = "*"
# Fewer columns in common than this share of all, and a table is taken for something else.
_NEARLY = 0.6


@dataclass(frozen=True)
class OptionalColumn:
    """One column: what to write in words, whether it may be left blank, what kind it is and which words it allows.

    `may_lack`: a file may also do without the column, as those made before it was asked for do.
    """

    name: str
    what: str
    may_be_blank: bool
    kind: str
    allowed: tuple[str, ...]
    may_lack: bool = False


@cache
def columns_of(table: str) -> tuple[OptionalColumn, ...]:
    """The columns of an optional table, in the contract's order; KeyError for a table that the contract has not."""
    words = _words()
    found = []
    for name, column in OPTIONAL_TABLES[table].columns.items():
        own = (table, name) if (table, name) in words.index else (_ANY_TABLE, name)
        what, blank = words.loc[own, ["what", "blank"]]
        allowed, lacks = _allowed(name, column), not column.required
        found.append(OptionalColumn(name, what, blank == "yes", _kind(column), allowed, lacks))
    return tuple(found)


def table_of(headings: Iterable[str]) -> str:
    """The optional table with exactly these columns, in any order, but for those that it may lack; '' when there is none.

    Unnamed columns are passed over.
    """
    names = [each for each in headings if each]
    found = (
        table
        for table, schema in OPTIONAL_TABLES.items()
        if len(names) == len(set(names)) and _needed(schema) <= set(names) <= set(schema.columns)
    )
    return next(found, "")


def _needed(schema: pa.DataFrameSchema) -> set[str]:
    """The columns that a table cannot do without."""
    return {name for name, column in schema.columns.items() if column.required}


def nearly_table_of(headings: Iterable[str]) -> tuple[str, list[str], list[str]]:
    """The optional table that these columns come nearest to, the columns it lacks and those too many; '' for none."""
    names = list(dict.fromkeys(each for each in headings if each))
    alike = {
        table: len(set(names) & set(schema.columns)) / len(set(names) | set(schema.columns))
        for table, schema in OPTIONAL_TABLES.items()
    }
    table = max(alike, key=lambda each: alike[each])
    if alike[table] < _NEARLY:
        return "", [], []
    expected, needed = list(OPTIONAL_TABLES[table].columns), _needed(OPTIONAL_TABLES[table])
    lacks = [each for each in expected if each not in names and each in needed]
    return table, lacks, [each for each in names if each not in expected]


@cache
def _words() -> pd.DataFrame:
    path = Path(__file__).with_name("columns.csv")
    return pd.read_csv(path, dtype=str, keep_default_na=False).set_index(["table", "column"]).sort_index()


def _kind(column: pa.Column) -> str:
    told = str(column.dtype)
    return DAY if told.startswith("datetime") else NUMBER if told.startswith("float") else TEXT


def _allowed(name: str, column: pa.Column) -> tuple[str, ...]:
    """The words a column allows; nothing where any will do."""
    for check in column.checks:
        if "allowed_values" in (check.statistics or {}):
            # A blank is allowed by `blank`, and is no word to choose.
            return tuple(str(each) for each in check.statistics["allowed_values"] if each != "")
    if name == "dimension":
        return tuple(each for each in USABLE if each != NONE)
    if name == "group":
        return tuple(
            dict.fromkeys([ALL, *(group for code in USABLE if code != TOTAL for group in USABLE[code].groups)])
        )
    return ()
