"""The rules that a dataset keeps as a whole: each table by its schema, and every code in it known to the others."""

from collections.abc import Iterable, Mapping
from datetime import date

import geopandas as gpd
import pandas as pd

from data.contract.errors import ContractError
from data.contract.indicator import Indicator
from data.contract.manifest import Manifest
from data.contract.tables import AREAS, OBSERVATIONS, OPTIONAL_TABLES, checked
from data.contract.vocabulary import IN_A_NEIGHBOURHOOD, OUTSIDE_LABELS, Dimension


def checked_tables(
    areas: gpd.GeoDataFrame,
    observations: pd.DataFrame,
    optional: Mapping[str, pd.DataFrame],
    vocabulary: Mapping[str, Dimension],
) -> tuple[gpd.GeoDataFrame, pd.DataFrame, dict[str, pd.DataFrame]]:
    """The three with their types settled; ContractError says which file, row and column does not keep to its schema.

    `vocabulary` is every dimension that the dataset knows: those of every dataset, and its own.
    """
    plain = checked(pd.DataFrame(areas.drop(columns=areas.geometry.name)), AREAS, where="areas.parquet")
    return (
        gpd.GeoDataFrame(plain, geometry=areas.geometry),
        checked(observations, OBSERVATIONS, where="observations.parquet", vocabulary=vocabulary),
        {
            name: checked(table, OPTIONAL_TABLES[name], where=f"{name}.parquet", vocabulary=vocabulary)
            for name, table in optional.items()
        },
    )


def check_codes(
    manifest: Manifest, indicators: Iterable[Indicator], areas: pd.DataFrame, observations: pd.DataFrame
) -> None:
    """ContractError where a table names an indicator or an area that the dataset does not have."""
    if not isinstance(manifest.released, date):
        raise ContractError(f"dataset.toml: released is {manifest.released!r}; expected a date, like 2026-11-28")
    codes = set(areas["area_code"])
    if manifest.area_code not in codes:
        raise ContractError(
            f"dataset.toml: area_code is {manifest.area_code!r}, which areas.parquet has not; name one that it has"
        )
    _known(areas["parent_code"], {*codes, ""}, "areas.parquet", "add the area, or correct the code")
    _outside_or_in(areas)
    ids = {each.id for each in indicators}
    _known(observations["indicator_id"], ids, "observations.parquet", "define it in the folder 'indicators'")
    _known(observations["area_code"], codes, "observations.parquet", "add the area to areas.parquet")
    _at_level(areas, observations)


def _known(column: pd.Series, known: set[str], file: str, mend: str) -> None:
    unknown = sorted(set(column.unique()) - known)
    if unknown:
        row = column.index[column == unknown[0]][0]
        raise ContractError(
            f"{file}, row {row}, column {column.name}: found {unknown[0]!r}, which is not known; {mend}"
        )


def _at_level(areas: pd.DataFrame, observations: pd.DataFrame) -> None:
    """Refuse an observation of an area at a level where there is no such area."""
    pairs = observations[["level", "area_code"]].drop_duplicates()
    there = pd.MultiIndex.from_frame(areas[["level", "area_code"]])
    strange = pairs[~pd.MultiIndex.from_frame(pairs).isin(there)]
    if len(strange):
        row, first = strange.index[0], strange.iloc[0]
        raise ContractError(
            f"observations.parquet, row {row}, column area_code: found {first['area_code']!r} at level {first['level']!r}; "
            "areas.parquet has no such area at that level; correct the level or add the area"
        )


def _outside_or_in(areas: pd.DataFrame) -> None:
    """Refuse a small area that is in a neighbourhood and outside all, or that nothing says which of the two it is."""
    if "outside" not in areas:
        return
    small = areas[areas["level"] == "lsoa"]
    inside = small["parent_code"].isin(set(areas.loc[areas["level"] == "neighbourhood", "area_code"]))
    strange = small[inside == (small["outside"] != IN_A_NEIGHBOURHOOD)]
    if len(strange):
        row, first = strange.index[0], strange.iloc[0]
        raise ContractError(
            f"areas.parquet, row {row}, column outside: found {first['outside']!r} for {first['area_code']!r}, whose "
            f"parent_code is {first['parent_code']!r}; expected '' for a small area in a neighbourhood, and for one in none "
            f"{' or '.join(OUTSIDE_LABELS)}; correct the one or the other"
        )
