"""A drawing as a lookup: the CSV that is saved, loaded back, and given to `python -m data build --neighbourhoods`."""

from functools import partial

import pandas as pd

from data.files.errors import SourceError
from data.files.opening_text import HEAD_BYTES, open_text
from data.files.spreadsheet_text import csv_text, from_cell
from data.neighbourhoods.drawing import Drawing

COLUMNS = ("lsoa_code", "neighbourhood_code", "neighbourhood_name")
MOST_BYTES = 5_000_000
MOST_TEAMS = 200


def lookup_csv(drawing: Drawing) -> str:
    """The drawing as CSV text, a row a small area; areas in no team have blank cells."""
    rows = [(area, team, drawing.teams.get(team, "")) for area, team in sorted(drawing.team_of.items())]
    return csv_text(pd.DataFrame(rows, columns=list(COLUMNS)))


def read_lookup(data: bytes, name: str, areas: pd.Index) -> Drawing:
    """The drawing in a CSV of small areas and their neighbourhoods; SourceError says what is wrong and how to mend it.

    `areas` are the dataset's small areas. Those the file does not name are in no team; rows of other areas are passed
    over as long as some are of this one.
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
    of_area, code, called = _columns(found, name, areas)
    inside = found[found[of_area].isin(areas) & (found[code] != "")].drop_duplicates([of_area, code])
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
            mend="choose one neighbourhood for it",
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
    twice = found.columns[found.columns.duplicated()]
    if len(twice):
        raise SourceError(
            "two columns have one name", file=name, row=1, found=twice[0], expected="each name once", mend="rename one"
        )
    return found.apply(lambda column: column.str.strip().map(from_cell))


def _columns(found: pd.DataFrame, name: str, areas: pd.Index) -> tuple[str, str, str]:
    """The columns of small areas, of neighbourhoods' codes and of their names; one of the last two may stand for both."""
    held = {column: int(found[column].isin(areas).sum()) for column in found}
    small = max(held, key=held.__getitem__, default="")
    rest = [column for column in found if column != small]
    about = [column for column in rest if "neighbo" in column.lower() or "team" in column.lower()] or rest
    codes = [column for column in about if "cod" in column.lower() or column.lower().endswith("cd")]
    names = [column for column in about if "name" in column.lower() or column.lower().endswith("nm")]
    if not held.get(small):
        raise SourceError(
            "no column holds small areas of this dataset",
            file=name,
            found=", ".join(map(str, found.columns)) or "an empty file",
            expected=f"codes such as {areas[0]}",
            mend=f"give the small areas in a column {COLUMNS[0]}; older or newer codes must be converted first",
        )
    if not about:
        raise SourceError(
            "no column says which neighbourhood",
            file=name,
            row=1,
            found=", ".join(found.columns),
            expected=f"{COLUMNS[1]}, {COLUMNS[2]} or both",
            mend="add the column",
        )
    return small, (codes or names or about)[0], (names or codes or about)[0]


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
