"""Write a dataset folder: checked first, complete or not at all."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.contract.indicator import Indicator, write_indicator
from data.contract.manifest import Manifest, write_manifest
from data.contract.tables import AREAS, OBSERVATION_COLUMNS, OBSERVATION_KEY, OBSERVATIONS, OPTIONAL_TABLES, checked

_CODED = ("indicator_id", "level", "area_code", "dimension", "group", "dimension_2", "group_2", "age_band", "status")


def write_dataset(
    folder: Path,
    manifest: Manifest,
    indicators: Iterable[Indicator],
    areas: gpd.GeoDataFrame,
    observations: pd.DataFrame,
    optional: Mapping[str, pd.DataFrame] | None = None,
) -> None:
    """Check every table and write the folder; an earlier dataset there is replaced only once the new one is whole.

    Raises ContractError when a table does not keep to the contract; nothing is then written.
    """
    checked_areas = checked(pd.DataFrame(areas.drop(columns="geometry")), AREAS, where="areas.parquet")
    areas = gpd.GeoDataFrame(checked_areas, geometry=areas.geometry.to_crs("EPSG:4326"))
    observations = checked(observations[list(OBSERVATION_COLUMNS)], OBSERVATIONS, where="observations.parquet")
    observations = observations.sort_values(list(OBSERVATION_KEY), ignore_index=True)
    observations = observations.astype(dict.fromkeys((*_CODED, "population_base"), "category"))
    tables = {
        name: checked(table, OPTIONAL_TABLES[name], where=f"{name}.parquet") for name, table in (optional or {}).items()
    }
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
        fresh = Path(beside) / "fresh"
        (fresh / "indicators").mkdir(parents=True)
        write_manifest(fresh / "dataset.toml", manifest)
        for indicator in indicators:
            write_indicator(fresh / "indicators", indicator)
        areas.to_parquet(fresh / "areas.parquet", compression="zstd", index=False)
        observations.to_parquet(fresh / "observations.parquet", compression="zstd", index=False, row_group_size=50_000)
        for name, table in tables.items():
            table.to_parquet(fresh / f"{name}.parquet", compression="zstd", index=False)
        if folder.exists():
            folder.rename(Path(beside) / "earlier")
        fresh.rename(folder)
