"""Neighbourhoods as a local lookup of small areas gives them."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.sources.errors import SourceError
from data.sources.opening import open_file
from data.sources.report import BuildReport


def neighbourhoods_from_lookup(path: Path, areas: gpd.GeoDataFrame, report: BuildReport) -> pd.DataFrame:
    """By small area: neighbourhood_code, neighbourhood_name from a CSV with a small-area code and a neighbourhood's.

    The columns are found by what they hold (codes such as E01000115) and by their names (neighbourhood, code, name).
    """
    tables = open_file(path, path.name) if path.is_file() else []
    if not tables:
        raise SourceError(
            "no such file",
            file=str(path),
            expected="'pcn', or a CSV file of small areas and their neighbourhoods",
            mend="give the file's path after --neighbourhoods",
        )
    found = tables[0].rows()
    of_area, code, name = _lookup_columns(path, found)
    inside = found[found[of_area].isin(areas.index) & (found[code] != "")].drop_duplicates([of_area, code])
    _fault_in_lookup(path, inside, of_area, code, areas)
    report.line(
        "Neighbourhoods",
        f"from {path.name}: {inside[code].nunique():,} neighbourhoods; {len(found):,} rows read, "
        f"{len(found) - len(inside):,} left out (outside the area, blank or repeated)",
    )
    lookup = inside.set_index(of_area).reindex(areas.index)
    return pd.DataFrame({"neighbourhood_code": lookup[code], "neighbourhood_name": lookup[name]})


def _lookup_columns(path: Path, found: pd.DataFrame) -> tuple[str, str, str]:
    """The columns of small areas, of neighbourhoods' codes and of their names; one of the two may stand for both."""
    small = [name for name in found if found[name].str.fullmatch(r"(E01\d{6})?").all() and (found[name] != "").any()]
    rest = [name for name in found if name not in small]
    about = [name for name in rest if "neighbo" in name.lower()] or rest
    codes = [name for name in about if "cod" in name.lower() or name.lower().endswith("cd")]
    names = [name for name in about if "name" in name.lower() or name.lower().endswith("nm")]
    if not small or not about:
        raise SourceError(
            "not a lookup of small areas to neighbourhoods",
            file=path.name,
            row=1,
            found=", ".join(found.columns),
            expected="a column of 2021 small-area codes, and a neighbourhood code, name or both",
            mend="name the columns lsoa_code, neighbourhood_code, neighbourhood_name",
        )
    return small[0], (codes or names or about)[0], (names or codes or about)[0]


def _fault_in_lookup(path: Path, inside: pd.DataFrame, of_area: str, code: str, areas: gpd.GeoDataFrame) -> None:
    """SourceError when a small area has no neighbourhood or two."""
    missing = areas.index.difference(inside[of_area])
    if len(missing):
        raise SourceError(
            f"{len(missing):,} of the area's small areas have no neighbourhood",
            file=path.name,
            column=of_area,
            found=f"none for {', '.join(missing[:3])}",
            expected="a row for each of the area's 2021 small areas",
            mend="add the missing small areas (2021 codes) to the lookup",
        )
    again = inside[of_area].duplicated()
    if again.any():
        row = again.idxmax()
        raise SourceError(
            "a small area is in two neighbourhoods",
            file=path.name,
            row=int(row) + 2,
            column=code,
            found=f"{inside[of_area][row]} in {inside[code][row]!r}",
            expected="each small area once",
            mend="choose one neighbourhood for it",
        )
