"""A drawing as a lookup: the CSV that is saved, loaded back, and given to `python -m data build --neighbourhoods`."""

import re
from dataclasses import dataclass
from functools import partial

import pandas as pd

from data.files.divisions import code_and_name, code_and_name_beside, divisions
from data.files.errors import SourceError
from data.files.opening_text import HEAD_BYTES, open_text
from data.files.spreadsheet_text import csv_text, from_cell
from data.neighbourhoods.drawing import Drawing

COLUMNS = ("lsoa_code", "neighbourhood_code", "neighbourhood_name")
MOST_BYTES = 5_000_000
MOST_TEAMS = 200
_ABOUT = re.compile(r"neighbo|team", re.I)
_OTHER_UNITS = "a lookup of wards, practices or networks goes to python -m data build --neighbourhoods"


def lookup_csv(drawing: Drawing) -> str:
    """The drawing as CSV text, a row a small area; areas in no team have blank cells."""
    rows = [(area, team, drawing.teams.get(team, "")) for area, team in sorted(drawing.team_of.items())]
    return csv_text(pd.DataFrame(rows, columns=list(COLUMNS)))


@dataclass(frozen=True)
class LookupGiven:
    """What a lookup says: the drawing; or, where several of its columns could be the neighbourhoods, None and these."""

    drawing: Drawing | None
    columns: tuple[str, ...] = ()


def read_lookup(data: bytes, name: str, areas: pd.Index, column: str = "") -> LookupGiven:
    """The drawing in a CSV of small areas and their neighbourhoods; SourceError says what is wrong and how to mend it.

    `areas` are the dataset's small areas. Those the file does not name are in no team; rows of other areas are passed
    over as long as some are of this one. `column` is the one of neighbourhoods, chosen where several could be.
    """
    if len(data) > MOST_BYTES:
        raise SourceError(
            "the file is too large",
            file=name,
            found=f"{len(data):,} bytes",
            expected=f"{MOST_BYTES:,} at most",
            mend="keep one row a small area and three columns",
        )
    found = _rows(data, name)
    of_area = _small_area_column(found, name, areas)
    here = found[found[of_area].isin(areas)]
    rest = [each for each in found if each != of_area]
    columns = _neighbourhood_columns(here, rest, name, column)
    if len(columns) > 1:
        return LookupGiven(None, tuple(columns))
    code, called = next(iter(columns.values()))
    return LookupGiven(_drawing(here, of_area, code, called, name, areas))


def _drawing(here: pd.DataFrame, of_area: str, code: str, called: str, name: str, areas: pd.Index) -> Drawing:
    inside = here[here[code] != ""].drop_duplicates([of_area, code])
    again = inside[of_area].duplicated()
    if again.any():
        row = again.idxmax()
        raise SourceError(
            "a small area is in two neighbourhoods",
            file=name,
            row=int(row) + 2,
            column=code,
            found=f"{inside.at[row, of_area]} in {inside.at[row, code]}",
            expected="each small area once",
            mend=f"choose one neighbourhood for it; {_OTHER_UNITS}",
        )
    teams = _teams(inside, code, called, name)
    return Drawing(teams, dict.fromkeys(areas, "") | dict(zip(inside[of_area], inside[code], strict=True)))


def _rows(data: bytes, name: str) -> pd.DataFrame:
    """The rows as text, cells trimmed and as they were before they were made safe for a spreadsheet."""
    if not data.strip() or b"\0" in data[:HEAD_BYTES]:
        raise SourceError(
            "not comma-separated text" if data.strip() else "the file is empty",
            file=name,
            expected=f"a CSV file with the columns {', '.join(COLUMNS)}",
            mend="save the table as CSV",
        )
    try:
        found = open_text(data[:HEAD_BYTES], partial(bytes, data), name).rows()
    except UnicodeDecodeError as error:
        raise SourceError("not readable as text", file=name, expected="UTF-8", mend="save it as CSV UTF-8") from error
    found = found.loc[:, found.columns != ""]
    twice = found.columns[found.columns.duplicated()]
    if len(twice):
        raise SourceError(
            "two columns have one name", file=name, row=1, found=twice[0], expected="each name once", mend="rename one"
        )
    return found.apply(lambda column: column.str.strip().map(from_cell))


def _small_area_column(found: pd.DataFrame, name: str, areas: pd.Index) -> str:
    held = {column: int(found[column].isin(areas).sum()) for column in found}
    small = max(held, key=held.__getitem__, default="")
    if not held.get(small):
        raise SourceError(
            "no column holds small areas of this dataset",
            file=name,
            found=", ".join(map(str, found.columns)) or "an empty file",
            expected=f"codes such as {areas[0]}",
            mend=f"give the small areas in a column {COLUMNS[0]}; convert codes of another year first; {_OTHER_UNITS}",
        )
    return small


def _neighbourhood_columns(here: pd.DataFrame, rest: list[str], name: str, chosen: str) -> dict[str, tuple[str, str]]:
    """The columns of neighbourhoods' codes and names by what the choice is called; several where nobody has chosen."""
    if not rest:
        raise SourceError(
            "no column says which neighbourhood",
            file=name,
            row=1,
            found=", ".join(here.columns),
            expected=f"{COLUMNS[1]}, {COLUMNS[2]} or both",
            mend="add the column",
        )
    if chosen in rest:
        return {chosen: code_and_name_beside(here, chosen, rest)}
    about = [column for column in rest if _ABOUT.search(column)]
    choices = [about] if about else divisions(here, rest) or [rest]
    if len(choices) > 1:
        # Each is offered by the name that people know it by.
        return {code_and_name(each)[1]: code_and_name(each) for each in choices}
    return {"": code_and_name(choices[0])}


def _teams(inside: pd.DataFrame, code: str, called: str, name: str) -> dict[str, str]:
    """Names of the neighbourhoods by code; one without a name is called by its code."""
    pairs = pd.DataFrame({"code": inside[code], "name": inside[called]}).drop_duplicates()
    pairs["name"] = pairs["name"].where(pairs["name"] != "", pairs["code"])
    for column, heading, other in (("code", code, called), ("name", called, code)):
        twice = pairs[column].duplicated()
        if twice.any():
            row = twice.idxmax()
            raise SourceError(
                f"one {heading} has two of {other}",
                file=name,
                row=int(row) + 2,
                column=heading,
                found=pairs.at[row, column],
                expected="one name for each code and one code for each name",
                mend="write it the same in every row",
            )
    if len(pairs) > MOST_TEAMS:
        raise SourceError(
            "too many neighbourhoods",
            file=name,
            column=code,
            found=f"{len(pairs):,}",
            expected=f"{MOST_TEAMS} at most",
            mend="check that the column holds neighbourhoods and not smaller areas",
        )
    return dict(zip(pairs["code"], pairs["name"], strict=True))
