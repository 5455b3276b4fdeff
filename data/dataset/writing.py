"""Write a dataset folder: checked first, complete or not at all."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.contract.errors import ContractError
from data.contract.indicator import Indicator, write_indicator
from data.contract.manifest import Manifest, write_manifest
from data.contract.tables import OBSERVATION_COLUMNS, OBSERVATION_KEY
from data.dataset.folder_contents import SYSTEMS_FOLDER
from data.dataset.replacing import fresh_beside, put_in_place
from data.dataset.whole_check import check_codes, checked_tables

# Few words in many rows: each is kept once.
CODED = (
    "indicator_id", "level", "area_code", "dimension", "group", "dimension_2", "group_2", "age_band", "status",
    "population_base",
)  # fmt: skip


def write_dataset(
    folder: Path,
    manifest: Manifest,
    indicators: Iterable[Indicator],
    areas: gpd.GeoDataFrame,
    observations: pd.DataFrame,
    optional: Mapping[str, pd.DataFrame] | None = None,
    *,
    beside: Mapping[str, Path] | None = None,
) -> None:
    """Check every table and write the folder; an earlier dataset there is replaced only once the new one is whole.

    `beside` are datasets of the same area by other systems of neighbourhoods: their folders, by the name they get inside it.

    Raises ContractError when a table does not keep to the contract; nothing is then written.
    """
    _refuse_other(folder)
    indicators = list(indicators)
    observations = observations[list(OBSERVATION_COLUMNS)]
    areas, observations, tables = checked_tables(
        areas.to_crs("EPSG:4326"), observations, optional or {}, manifest.vocabulary
    )
    check_codes(manifest, indicators, areas, observations)
    # Categories come in the order of their words, so that rows in the order of theirs are found sooner.
    observations = observations.astype(dict.fromkeys(CODED, "category"))
    observations = observations.sort_values(list(OBSERVATION_KEY), ignore_index=True)
    with fresh_beside(folder) as fresh:
        (fresh / "indicators").mkdir()
        write_manifest(fresh / "dataset.toml", manifest)
        for indicator in indicators:
            write_indicator(fresh / "indicators", indicator)
        areas.to_parquet(fresh / "areas.parquet", compression="zstd", index=False)
        observations.to_parquet(fresh / "observations.parquet", compression="zstd", index=False, row_group_size=50_000)
        for name, table in tables.items():
            table.to_parquet(fresh / f"{name}.parquet", compression="zstd", index=False)
        for code, other in (beside or {}).items():
            shutil.copytree(other, fresh / SYSTEMS_FOLDER / code)
        put_in_place(fresh, folder)


def _refuse_other(folder: Path) -> None:
    """ContractError where something else than a dataset would be replaced."""
    if folder.exists() and not (folder / "dataset.toml").is_file() and (folder.is_file() or any(folder.iterdir())):
        raise ContractError(f"{folder}: it holds something else than a dataset; name another folder, or an empty one")
