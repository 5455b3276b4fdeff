"""Neighbourhoods as a lookup of small areas gives them, whatever its columns are called."""

import re

import geopandas as gpd
import pandas as pd

from data.files.errors import SourceError
from data.files.spreadsheet_text import from_cell
from data.files.tables import SourceTable
from data.sources.report import BuildReport

_SMALL_AREA = r"([EW]01\d{6})?"
_MEND = "name the columns lsoa_code, neighbourhood_code, neighbourhood_name"
_CODE, _NAME = re.compile(r"cod|cd$|_id$", re.I), re.compile(r"name|nm$", re.I)
_ABOUT = re.compile(r"neighbo|\bint\b|locality|team", re.I)


def is_lookup(table: SourceTable) -> bool:
    """Whether the first rows hold a small area's code, so that the table may be a lookup."""
    return any(re.fullmatch(r"[EW]01\d{6}", cell) for row in table.first_rows for cell in row)


def neighbourhoods_from_lookup(
    table: SourceTable, areas: gpd.GeoDataFrame, changes: pd.DataFrame, report: BuildReport
) -> pd.DataFrame:
    """By small area: neighbourhood_code, neighbourhood_name (and fit, when 2011 small areas had to be carried over).

    `areas` are the area's 2021 small areas; `changes` lead from 2011 to them. Columns are found by what they hold:
    small areas by their codes, neighbourhoods as the one column (or code and name that go together) that divides them.
    """
    found = _columns_with_names(table)
    of_area = _small_area_column(table, found, areas)
    found = found[found[of_area] != ""]
    older = set(changes["lsoa11"]) - set(changes["lsoa21"])
    is_2011 = found[of_area].isin(older).any() and not areas.index.isin(found[of_area]).all()
    ours = set(changes.loc[changes["lsoa21"].isin(areas.index), "lsoa11"]) if is_2011 else set(areas.index)
    inside = found[found[of_area].isin(ours)]
    code, name = _neighbourhood_columns(table, inside.drop(columns=of_area))
    inside = inside[inside[code] != ""].drop_duplicates([of_area, code])
    _fault_in_pairs(table, inside, of_area, code)
    given = inside.set_index(of_area)[[code, name]].set_axis(["neighbourhood_code", "neighbourhood_name"], axis=1)
    fitted = _carried_over(given, areas, changes, report) if is_2011 else given.reindex(areas.index)
    _fault_in_cover(table, fitted, of_area)
    report.line(
        "Neighbourhoods",
        f"from {table.label}, columns {of_area!r} and {code!r}: {fitted['neighbourhood_code'].nunique():,} "
        f"neighbourhoods; {len(found):,} rows read, {len(found) - len(inside):,} left out "
        "(outside the area, blank or repeated)",
    )
    return fitted


def _columns_with_names(table: SourceTable) -> pd.DataFrame:
    """The rows, without columns that have no heading. A name may stand behind an apostrophe, as the drawing page saves it."""
    found = table.rows().map(from_cell)
    return found.loc[:, found.columns != ""]


def _small_area_column(table: SourceTable, found: pd.DataFrame, areas: gpd.GeoDataFrame) -> str:
    """The column of small-area codes that reaches most of the area (a lookup may hold two vintages)."""
    small = [each for each in found if found[each].str.fullmatch(_SMALL_AREA).all() and (found[each] != "").any()]
    if not small:
        raise _not_a_lookup(table, found)
    return str(max(small, key=lambda each: areas.index.isin(found[each]).sum()))


def _not_a_lookup(table: SourceTable, found: pd.DataFrame) -> SourceError:
    return SourceError(
        "not a lookup of small areas to neighbourhoods",
        file=table.file,
        sheet=table.sheet,
        row=1,
        found=", ".join(found.columns),
        expected="a column of 2021 small-area codes, and a neighbourhood code, name or both",
        mend=_MEND,
    )


def _neighbourhood_columns(table: SourceTable, rest: pd.DataFrame) -> tuple[str, str]:
    """The columns of neighbourhoods' codes and names; one of the two may stand for both."""
    other = [each for each in rest if not rest[each].str.fullmatch(_SMALL_AREA).all()]
    named = [each for each in other if _ABOUT.search(each)]
    if named:
        return _code_and_name(named)
    # What is the same for every small area, or different for each, divides nothing.
    dividing = [each for each in other if 1 < rest[each].nunique() < max(2, 0.9 * len(rest))]
    together = {each: [one for one in dividing if _same_division(rest, each, one)] for each in dividing}
    choices = {tuple(columns) for columns in together.values()}
    if len(choices) > 1:
        raise SourceError(
            "several of its columns could be the neighbourhoods",
            file=table.file,
            sheet=table.sheet,
            row=1,
            found="; ".join(sorted(" and ".join(columns) for columns in choices)),
            expected="one code, name or both that put small areas together",
            mend=_MEND + ", or take the other columns out",
        )
    if not choices:
        if other and rest[other[0]].nunique() == 1:
            return _code_and_name(other)
        raise _not_a_lookup(table, rest)
    return _code_and_name(list(choices.pop()))


def _code_and_name(columns: list[str]) -> tuple[str, str]:
    codes = [each for each in columns if _CODE.search(each)]
    names = [each for each in columns if _NAME.search(each)]
    return (codes or names or columns)[0], (names or codes or columns)[0]


def _same_division(rest: pd.DataFrame, one: str, other: str) -> bool:
    pairs = len(rest[[one, other]].drop_duplicates())
    return bool(pairs == rest[one].nunique() == rest[other].nunique())


def _fault_in_pairs(table: SourceTable, inside: pd.DataFrame, of_area: str, code: str) -> None:
    again = inside[of_area].duplicated()
    if again.any():
        row = again.idxmax()
        raise SourceError(
            "a small area is in two neighbourhoods",
            file=table.file,
            sheet=table.sheet,
            row=int(row) + 2,
            column=code,
            found=f"{inside[of_area][row]} in {inside[code][row]!r}",
            expected="each small area once",
            mend="choose one neighbourhood for it",
        )


def _fault_in_cover(table: SourceTable, fitted: pd.DataFrame, of_area: str) -> None:
    missing = fitted.index[fitted["neighbourhood_code"].isna()]
    if len(missing):
        raise SourceError(
            f"{len(missing):,} of the area's small areas have no neighbourhood",
            file=table.file,
            sheet=table.sheet,
            column=of_area,
            found=f"none for {', '.join(missing[:3])}",
            expected="a row for each of the area's small areas",
            mend="add the missing small areas (2021 codes) to the lookup",
        )


def _carried_over(
    given: pd.DataFrame, areas: gpd.GeoDataFrame, changes: pd.DataFrame, report: BuildReport
) -> pd.DataFrame:
    """From 2011 to 2021 small areas: a part follows the area it was split from, a merged area the most of its parts.

    The parts of a merged area are taken to be alike in size; `fit` is the share of them in its neighbourhood.
    """
    joined = changes[changes["lsoa21"].isin(areas.index)].join(given, on="lsoa11", how="inner")
    keys = ["lsoa21", "neighbourhood_code", "neighbourhood_name"]
    parts = joined.groupby(keys, as_index=False).agg(share=("share", "sum"), parts=("lsoa11", "size"))
    parts["fit"] = parts["parts"] / parts.groupby("lsoa21")["parts"].transform("sum")
    parts = parts.sort_values(["lsoa21", "fit", "share", "neighbourhood_code"], ascending=[True, False, False, True])
    best = parts.drop_duplicates("lsoa21").set_index("lsoa21")
    split = best.index[best["fit"] < 1]
    words = "the lookup is of 2011 small areas: carried over to those of 2021"
    if len(split):
        words += (
            f"; {len(split):,} merged from two neighbourhoods went to the one with most of their parts "
            f"(smallest share {best['fit'].min():.0%}): {', '.join(split[:10])}"
        )
    report.line("Neighbourhoods", words)
    return best[["neighbourhood_code", "neighbourhood_name", "fit"]].reindex(areas.index)
