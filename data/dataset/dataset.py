"""One dataset, opened read-only: DuckDB over its Parquet files, returning only the rows asked for."""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import duckdb
import geopandas as gpd
import pandas as pd

from data.contract.errors import ContractError
from data.contract.indicator import Indicator, read_indicators
from data.contract.manifest import Manifest, read_manifest
from data.contract.tables import OPTIONAL_TABLES
from data.contract.vocabulary import LEVELS, NONE, TOTAL


class Dataset:
    """A dataset folder, opened. Immutable: everything it returns may be cached under `version`."""

    def __init__(self, folder: Path, manifest: Manifest, indicators: dict[str, Indicator], version: str):
        self.folder = folder
        self.manifest = manifest
        self.indicators = indicators
        self.version = version
        # Copied once from the Parquet file, in its own order, so that a query reads only the blocks it needs.
        self._connection = duckdb.connect(":memory:")
        self._connection.execute(
            "CREATE TABLE observations AS FROM read_parquet(?)", [str(folder / "observations.parquet")]
        )

    @classmethod
    def open(cls, folder: Path | str) -> "Dataset":
        """Open the dataset in a folder; ContractError says what is missing and how to mend it."""
        folder = Path(folder)
        manifest = read_manifest(folder / "dataset.toml")
        for name in ("areas.parquet", "observations.parquet"):
            if not (folder / name).is_file():
                raise ContractError(f"{folder}: {name} is missing; build the dataset again")
        indicators = read_indicators(folder / "indicators")
        if not indicators:
            raise ContractError(f"{folder / 'indicators'}: no indicator files (*.toml); expected one an indicator")
        return cls(folder, manifest, indicators, _digest(folder))

    def _query(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        return self._connection.cursor().execute(sql, list(parameters)).df()

    @cached_property
    def _geography(self) -> gpd.GeoDataFrame:
        return gpd.read_parquet(self.folder / "areas.parquet")

    def areas(self, level: str) -> pd.DataFrame:
        """Areas of one level, without geometry, indexed by area code and ordered by name."""
        return self._areas.get(level, self._areas[NONE]).copy(deep=False)

    @cached_property
    def _areas(self) -> dict[str, pd.DataFrame]:
        """Areas by level; an empty table under the name of no level."""
        every = pd.DataFrame(self._geography.drop(columns="geometry")).sort_values("area_name").set_index("area_code")
        return {NONE: every.iloc[:0]} | {level: every[every["level"] == level] for level in self.levels}

    def geometry(self, level: str) -> gpd.GeoDataFrame:
        """Areas of one level that have a shape, with it (EPSG:4326), indexed by area code and ordered by name."""
        found = self._geography[(self._geography["level"] == level) & self._geography.geometry.notna()]
        return found.sort_values("area_name").set_index("area_code")

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The levels that have areas here, largest first."""
        present = set(self._geography["level"].unique())
        return tuple(level for level in LEVELS if level in present)

    def area_name(self, area_code: str) -> str:
        """An area's name; KeyError when the dataset has no such area."""
        return self._names[area_code]

    @cached_property
    def _names(self) -> dict[str, str]:
        return dict(zip(self._geography["area_code"], self._geography["area_name"], strict=True))

    @cached_property
    def area_code(self) -> str:
        """The code of the whole area (the ICB) that this dataset is about."""
        return self.manifest.area_code

    def observations(
        self,
        indicators: str | Sequence[str],
        *,
        level: str | None = None,
        areas: Sequence[str] | None = None,
        dimension: str = TOTAL,
        dimension_2: str = NONE,
        period_ends: Sequence[pd.Timestamp] | None = None,
    ) -> pd.DataFrame:
        """Observation rows for one or more indicators.

        Rows of one dimension (or pair of dimensions), optionally of one level, some areas and some period ends;
        ordered by indicator, period, area and group. Never aggregates.
        """
        wanted = [indicators] if isinstance(indicators, str) else list(indicators)
        clauses = ["indicator_id IN (SELECT unnest(?::VARCHAR[]))", "dimension = ?", "dimension_2 = ?"]
        parameters: list[object] = [wanted, dimension, dimension_2]
        if level is not None:
            clauses.append("level = ?")
            parameters.append(level)
        if areas is not None:
            clauses.append("area_code IN (SELECT unnest(?::VARCHAR[]))")
            parameters.append(list(areas))
        if period_ends is not None:
            clauses.append("period_end IN (SELECT unnest(?::TIMESTAMP[]))")
            parameters.append([pd.Timestamp(each).to_pydatetime() for each in period_ends])
        return self._query(
            f"SELECT * FROM observations WHERE {' AND '.join(clauses)} "
            'ORDER BY indicator_id, period_end, area_code, "group", group_2, age_band',
            parameters,
        )

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """What there is: one row per indicator, level, dimension pair and period, with how many rows of each status."""
        return self._query(
            "SELECT indicator_id, level, dimension, dimension_2, period_start, period_end, count(*) AS n_rows, "
            "count(*) FILTER (status = 'ok') AS n_ok, count(*) FILTER (status = 'suppressed') AS n_suppressed, "
            "count(*) FILTER (status = 'missing') AS n_missing, count(DISTINCT area_code) AS n_areas "
            "FROM observations GROUP BY ALL ORDER BY ALL"
        )

    def periods(self, indicator: str, *, level: str, dimension: str = TOTAL, dimension_2: str = NONE) -> pd.DataFrame:
        """Periods in which an indicator is shown at a level by a dimension: period_start, period_end, oldest first."""
        return self._periods.get((indicator, level, dimension, dimension_2), self._periods[()]).copy(deep=False)

    @cached_property
    def _periods(self) -> dict[tuple[str, ...], pd.DataFrame]:
        """Periods with a shown value by indicator, level and dimension pair; an empty table under no names."""
        shown = self.coverage[self.coverage["n_ok"] > 0].sort_values("period_end")
        columns = ["period_start", "period_end"]
        kept = shown.groupby(["indicator_id", "level", "dimension", "dimension_2"])
        return {(): shown[columns].iloc[:0]} | {key: rows[columns].reset_index(drop=True) for key, rows in kept}

    def dimensions(self, indicator: str, *, level: str | None = None) -> list[str]:
        """The single dimensions, other than everyone together, by which an indicator is given (at a level)."""
        levels = self._dimensions.get(indicator, {})
        wanted = levels.values() if level is None else [levels.get(level, [])]
        return sorted({each for found in wanted for each in found})

    @cached_property
    def _dimensions(self) -> dict[str, dict[str, list[str]]]:
        """Single dimensions by indicator and level."""
        found = self.coverage
        single = found[(found["dimension_2"] == NONE) & (found["dimension"] != TOTAL)]
        given: dict[str, dict[str, list[str]]] = {}
        for (indicator, level), rows in single.groupby(["indicator_id", "level"]):
            given.setdefault(indicator, {})[level] = list(rows["dimension"].unique())
        return given

    def optional(self, name: str) -> pd.DataFrame | None:
        """An optional table ('services', 'pilots', …), or None when this dataset does not carry it."""
        if name not in OPTIONAL_TABLES:
            raise KeyError(f"no such table: {name!r}; expected one of {', '.join(OPTIONAL_TABLES)}")
        path = self.folder / f"{name}.parquet"
        return pd.read_parquet(path) if path.is_file() else None


def _digest(folder: Path) -> str:
    """A short hash of every file in a dataset, to key caches and name served geometry."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
