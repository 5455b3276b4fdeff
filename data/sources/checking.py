"""Check a dataset that lies in a folder: everything a page relies on, table by table."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.contract.errors import ContractError
from data.contract.tables import AREAS, OBSERVATIONS, OPTIONAL_TABLES, checked
from data.dataset.dataset import Dataset
from data.evidence.reading import evidence_faults


def check(folder: Path) -> list[str]:
    """What the dataset holds, a line each; ContractError says what is at fault, where and how to mend it."""
    dataset = Dataset.open(folder)
    areas = gpd.read_parquet(folder / "areas.parquet")
    checked(pd.DataFrame(areas.drop(columns="geometry")), AREAS, where="areas.parquet")
    observations = pd.read_parquet(folder / "observations.parquet")
    checked(observations, OBSERVATIONS, where="observations.parquet")
    _known(observations["indicator_id"], set(dataset.indicators), "observations.parquet", "indicator_id")
    _known(observations["area_code"], set(areas["area_code"]), "observations.parquet", "area_code")
    _known(areas["parent_code"], {*areas["area_code"], ""}, "areas.parquet", "parent_code")
    lines = [f"{dataset.manifest.title} (version {dataset.version})"]
    lines += [f"{level}: {len(dataset.areas(level)):,} areas" for level in dataset.levels]
    lines.append(f"{len(dataset.indicators):,} indicators, {len(observations):,} observations")
    for name, schema in OPTIONAL_TABLES.items():
        table = dataset.optional(name)
        if table is not None:
            lines.append(f"{name}: {len(checked(table, schema, where=f'{name}.parquet')):,} rows")
    faults = evidence_faults(dataset)
    if faults:
        raise ContractError("\n".join(faults))
    return lines


def _known(codes: pd.Series, known: set[str], file: str, column: str) -> None:
    unknown = sorted(set(codes.astype(str)) - known)
    if unknown:
        raise ContractError(
            f"{file}, column {column}: found {unknown[0]!r} and {len(unknown) - 1:,} others like it; "
            "expected a code that the dataset defines"
        )
