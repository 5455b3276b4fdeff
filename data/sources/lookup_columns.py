"""Which columns of a lookup are the neighbourhoods, whatever they are called."""

import re

import pandas as pd

from data.files.divisions import code_and_name, code_and_name_beside, divisions
from data.files.errors import SourceError
from data.files.tables import SourceTable
from data.sources.units import UNIT_WORDS

SMALL_AREA_CODES = r"([EW]01\d{6})?"
_MEND = "name the columns lsoa_code, neighbourhood_code, neighbourhood_name"
_CHOOSE = "name one of them after --neighbourhood-column (for a further system, as in Localities[COLUMN]=FILE)"
_CODE_AND_NAME = 2
_ABOUT = re.compile(r"neighbo|\bint\b|locality|team", re.I)


def neighbourhood_columns(
    table: SourceTable, rows: pd.DataFrame, unit_columns: list[str], chosen: str = ""
) -> tuple[str, str]:
    """The columns of neighbourhoods' codes and names; one of the two may stand for both.

    `rows` are those of the area, `unit_columns` hold the units that are put together. `chosen` names the column to take,
    where several could be meant. SourceError lists what there is to choose from.
    """
    rest = rows.drop(columns=unit_columns)
    other = [str(each) for each in rest if not rest[each].str.fullmatch(SMALL_AREA_CODES).all()]
    if chosen:
        return _chosen(table, rest, other, chosen)
    named = [each for each in other if _ABOUT.search(each)]
    if named:
        return code_and_name(named)
    choices = divisions(rest, other) or _one_neighbourhood(rest, other)
    if len(choices) > 1:
        raise SourceError(
            "several of its columns could be the neighbourhoods",
            file=table.file,
            sheet=table.sheet,
            row=1,
            found="; ".join(sorted(" and ".join(columns) for columns in choices)),
            expected="one code, name or both that put small areas together",
            mend=f"{_CHOOSE}, or {_MEND}",
        )
    if not choices:
        raise not_a_lookup(table, rest)
    return code_and_name(choices[0])


def _one_neighbourhood(rest: pd.DataFrame, other: list[str]) -> list[list[str]]:
    """Columns that are the same in every row, where nothing divides the rows: a lookup of one neighbourhood alone.

    A code and a name go together; of more such columns nobody can say which is the neighbourhood.
    """
    same = [each for each in other if rest[each].nunique() == 1]
    return [same] if 0 < len(same) <= _CODE_AND_NAME else [[each] for each in same]


def _chosen(table: SourceTable, rest: pd.DataFrame, other: list[str], chosen: str) -> tuple[str, str]:
    column = next((each for each in other if each.casefold() == chosen.strip().casefold()), "")
    if not column:
        raise SourceError(
            "no column of this name",
            file=table.file,
            sheet=table.sheet,
            row=1,
            found=", ".join(other) or "no column beside those of the units",
            expected=chosen,
            mend=_CHOOSE,
        )
    return code_and_name_beside(rest, column, other)


def not_a_lookup(table: SourceTable, found: pd.DataFrame) -> SourceError:
    """The refusal of a table that puts no units of the area together."""
    return SourceError(
        "not a lookup of small areas to neighbourhoods",
        file=table.file,
        sheet=table.sheet,
        row=1,
        found=", ".join(map(str, found.columns)),
        expected=f"a column of {', '.join(UNIT_WORDS.values())} of this area, by code or name, and a neighbourhood code, "
        "name or both",
        mend=_MEND,
    )
