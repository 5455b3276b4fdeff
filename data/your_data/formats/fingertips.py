"""Fingertips indicator extracts with their category rows: deprivation fifths and tenths, ethnic groups, sex."""

import pandas as pd

from data.coding.categories import dimension_of_type
from data.coding.labels import looked_up
from data.contract.published_indicators import indicator_of_series, indicators
from data.files.problems import WARNING, Problem
from data.files.sheets import Sheet, SheetReading, missing_headings, read_columns
from data.your_data.assumptions import Declared

NAME = "Fingertips indicator extract"
_NEEDED = ("Indicator ID", "Area Code", "Sex", "Category Type", "Category", "Time period", "Value")
_COLUMNS = {
    "x_id": ("Indicator ID",), "x_name": ("Indicator Name",), "x_sex": ("Sex",), "x_type": ("Category Type",),
    "x_category": ("Category",), "area": ("Area Code",), "period": ("Time period",), "value": ("Value",),
    "lower": ("Lower CI 95.0 limit",), "upper": ("Upper CI 95.0 limit",), "numerator": ("Count",),
    "denominator": ("Denominator",), "note": ("Value note",),
}  # fmt: skip


def heading_row(sheet: Sheet) -> int | None:
    """Five of the headings an extract always has, the ID among them."""
    is_extract = sheet.heading_row("Time period", "Area Type") is not None
    return sheet.heading_row(*_NEEDED, least=5) if is_extract else None


def read(sheet: Sheet, at: int, declared: Declared) -> SheetReading:
    """Rows for everyone, and for the categories of people that the contract has. Other rows are left out and told."""
    frame, place = read_columns(sheet, at, _COLUMNS)
    problems = missing_headings(sheet, at, {each: (each,) for each in (*_NEEDED, "Count", "Denominator")})
    if problems:
        return SheetReading(frame.iloc[:0], place, NAME, problems=tuple(problems), published=True)
    frame["area"] = frame["area"].str.removeprefix("n")
    frame["indicator"] = _indicators(frame, declared)
    place.columns["indicator"] = place.columns["x_id"]
    frame, told = _categories(sheet, frame)
    place.columns["dimension"], place.columns["group"] = place.columns["x_type"], place.columns["x_category"]
    frame, notes = _by_sex(frame)
    before = len(frame)
    frame = frame.drop_duplicates(["indicator", "area", "period", "dimension", "group", "value", "numerator"])
    if before > len(frame):
        notes.append(f"{before - len(frame):,} rows repeat another row word for word and were read once.")
    known = tuple({each.id: each for each in (*indicators().values(), *declared.indicators)}.values())
    return SheetReading(frame, place, NAME, known, tuple(told), tuple(notes), published=True)


def _by_sex(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The rows of everyone, and of the only sex that an indicator is published for, who are everyone eligible.

    Where both sexes are given beside everyone, rows of each sex are groups of their own; by another group at once they
    are left out and told.
    """
    everyone = frame["x_sex"].isin(("Persons", "Not applicable", ""))
    sexes = frame[~everyone].groupby("indicator")["x_sex"].nunique()
    alone = sorted(set(sexes.index[sexes == 1]) - set(frame.loc[everyone, "indicator"]))
    of_one = ~everyone & ~frame["indicator"].isin(alone)
    split = of_one & (frame["x_type"] == "")
    frame = frame.assign(
        dimension=frame["dimension"].mask(split, "sex"), group=frame["group"].mask(split, frame["x_sex"]),
        words=frame["words"].mask(split, "sex"),
    )  # fmt: skip
    left = of_one & ~split
    notes = [f"{code} is published for one sex only: they are everyone eligible." for code in alone]
    if left.any():
        notes.append(f"rows by sex and another group at once were left out: {int(left.sum()):,}.")
    return frame[~left & (frame["dimension"] != "")], notes


def _indicators(frame: pd.DataFrame, declared: Declared) -> pd.Series:
    """The indicator of each row's series, by its ID; an ID that no definition uses stays 'fingertips:ID'."""
    named = frame[frame["x_id"] != ""].drop_duplicates("x_name").set_index("x_name")["x_id"]
    ids = frame["x_id"].where(frame["x_id"] != "", looked_up(frame["x_name"], named.to_dict()))
    ours = {f"fingertips:{each.id}": each.id for each in declared.indicators}
    return looked_up("fingertips:" + ids, ours | indicator_of_series(), None)


def _categories(sheet: Sheet, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """Dimension and group of each row by its Category Type; a type that groups no people is told once."""
    types = frame.loc[frame["x_type"] != "", "x_type"].unique()
    kinds = {words: dimension_of_type(words) for words in types}
    told = []
    for words, (dimension, why) in kinds.items():
        if dimension:
            continue
        rows = frame[frame["x_type"] == words]
        told.append(
            sheet.problem(
                f"a category type that cannot be used, {why}: its rows are left out", severity=WARNING,
                row=int(rows["row"].iloc[0]), column="Category Type", found=words,
                expected="deprivation of small areas in England, ethnic groups, or no category",
                mend="nothing need be done, unless another extract has the figures by such groups", count=len(rows),
            )
        )  # fmt: skip
    dimension = looked_up(frame["x_type"], {words: code for words, (code, _) in kinds.items()} | {"": "total"})
    # The type says tenths or fifths, which a category such as 'Most deprived' alone would not.
    group = frame["x_category"].where(frame["x_type"] != "", "all")
    return frame.assign(dimension=dimension, group=group, words=frame["x_type"]), told
