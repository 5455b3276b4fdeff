"""Where the figures of a table stand, and which observation each of them has become."""

from dataclasses import dataclass, field

import pandas as pd

from data.files.sheets import NUMBERS, Place
from data.your_data.row_checks import Work

NOWHERE = -1
_COLUMNS = ("file", "sheet", "row", "letter", "last", "name", "cell", "observation")
_KEY = ["indicator_id", "level", "area_code", "period_start", "period_end"]
_GROUPS = ["dimension", "group", "dimension_2", "group_2"]


@dataclass(frozen=True)
class NumberPlaces:
    """A row in `cells` for each figure that was read: file, sheet, row, name (one of NUMBERS), cell ('D6'), observation.

    In a wide sheet `letter` is the figure's column, and `last` the last row of those that belong together; else '' and 0.
    `observation` is the number of the intake's observation that the figure alone has become; -1 where it has become none,
    or a part of one. `labels` are the letters of each sheet's columns that hold no figures.
    """

    cells: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(_COLUMNS)))
    labels: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)


def number_places(work: Work, observations: pd.DataFrame) -> NumberPlaces:
    """The places of the figures of all rows read, good or bad."""
    frame = work.frame.assign(observation=_observation_of(work, observations))
    found: list[pd.DataFrame] = []
    labels: dict[tuple[str, str], frozenset[str]] = {}
    for number, rows in frame.groupby("table", sort=False):
        place = work.places[number]
        labels[place.file, place.sheet] = frozenset(
            letter for name, (letter, _) in place.columns.items() if name not in NUMBERS
        )
        for name in NUMBERS:
            if found and not (rows[name] != "").any():
                # A table has some of the numbers only; the first makes the columns, whatever it holds.
                continue
            cells = _cells(rows, place, name)
            filled = rows[cells != ""]
            found.append(
                pd.DataFrame(
                    {
                        "file": place.file,
                        "sheet": place.sheet,
                        "row": filled["row"].astype(int),
                        "letter": _letters(filled["letter"], place, name),
                        "last": filled[["row", "row_denominator"]]
                        .max(axis=1)
                        .where(filled["letter"] != "", 0)
                        .astype(int),
                        "name": name,
                        "cell": cells[cells != ""],
                        "observation": filled["observation"],
                    }
                )
            )
    return NumberPlaces(pd.concat(found, ignore_index=True), labels) if found else NumberPlaces()


def _letters(letters: pd.Series, place: Place, name: str) -> pd.Series:
    """The column of one number in each row of a wide sheet, which may be another than that of the row's other numbers."""
    return letters.map({each: place.beside.get(each, {}).get(name, (each, ""))[0] for each in letters.unique()})


def _cells(rows: pd.DataFrame, place: Place, name: str) -> pd.Series:
    """The cell of one number of each row; '' where the row has none."""
    letter = place.columns.get(name, ("", ""))[0]
    wide = rows["letter"] != ""
    row = rows["row"].mask(wide & (name == "denominator") & (rows["row_denominator"] > 0), rows["row_denominator"])
    cell = _letters(rows["letter"], place, name).where(wide, letter)
    return (cell + row.astype(int).astype(str)).where((cell != "") & (rows[name] != ""), "")


def _observation_of(work: Work, observations: pd.DataFrame) -> pd.Series:
    """For each row read, the number of the observation that is made of it alone, else -1."""
    frame = work.frame
    nowhere = pd.Series(NOWHERE, index=frame.index)
    coded = {"indicator_id": "indicator_id", **{name: f"{name}_code" for name in _GROUPS}}
    if observations.empty or not {*coded.values(), *_KEY} <= set(frame.columns):
        return nowhere
    rows = frame.loc[work.open_rows, [*_KEY, *(f"{name}_code" for name in _GROUPS)]]
    rows.columns = [*_KEY, *_GROUPS]
    key = [*_KEY, *_GROUPS]
    rows = rows[~rows.duplicated(key, keep=False)].astype({name: str for name in key if "period" not in name})
    keyed = observations[key].astype({name: str for name in key if "period" not in name})
    numbered = keyed.assign(observation=range(len(keyed)))
    merged = rows.reset_index(names="_row").merge(numbered, on=key, how="inner").set_index("_row")["observation"]
    nowhere.loc[merged.index] = merged
    return nowhere
