"""One dataset, opened read-only: wholly in memory, returning only the rows asked for."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from data.contract.indicator import Indicator, by_domain, parse_indicator
from data.contract.manifest import Manifest, parse_manifest, system_code
from data.contract.tables import OPTIONAL_TABLES
from data.contract.vocabulary import IN_A_NEIGHBOURHOOD, LEVELS, NONE, TOTAL, Dimension
from data.dataset.folder_contents import AREAS_FILE, MANIFEST, OBSERVATIONS_FILE, FolderContents, read_contents
from data.dataset.memo import Memo
from data.dataset.observation_rows import ObservationRows
from data.dataset.parquet_bytes import plain_table, shapes_table, text_table
from data.dataset.text_columns import in_plain_text
from data.dataset.whole_check import check_codes, checked_tables


class Dataset:
    """A dataset folder, opened. Immutable: everything it returns may be kept in `memo`."""

    def __init__(self, folder: Path, contents: FolderContents):
        self.folder = folder
        self.version = contents.version
        self.manifest: Manifest = parse_manifest(contents.files[MANIFEST], MANIFEST)
        self.indicators: dict[str, Indicator] = by_domain(
            parse_indicator(data, name) for name, data in contents.indicators.items()
        )
        self._observations_file = contents.files[OBSERVATIONS_FILE]
        areas = shapes_table(contents.files[AREAS_FILE], AREAS_FILE)
        observations = text_table(self._observations_file, OBSERVATIONS_FILE)
        optional = {
            name: plain_table(contents.files[file], file)
            for name in OPTIONAL_TABLES
            if (file := f"{name}.parquet") in contents.files
        }
        areas, observations, optional = checked_tables(areas, observations, optional, self.vocabulary)
        check_codes(self.manifest, self.indicators.values(), areas, observations)
        self._geography = in_plain_text(areas)
        self._optional = {name: in_plain_text(table) for name, table in optional.items()}
        self._observations = ObservationRows(observations)
        self.memo = Memo()

    @classmethod
    def open(cls, folder: Path | str) -> "Dataset":
        """Open the dataset in a folder, wholly in memory and checked; ContractError says what is wrong and how to mend it.

        The folder is not asked again: one that is changed or replaced later changes nothing here.
        """
        folder = Path(folder)
        return cls(folder, read_contents(folder))

    def geography(self) -> gpd.GeoDataFrame:
        """Areas of every level with their shapes, as they were written."""
        return self._geography.copy(deep=False)

    def every_observation(self) -> pd.DataFrame:
        """Every row of the table of observations, as it was written, codes as categories."""
        return plain_table(self._observations_file, OBSERVATIONS_FILE)

    def areas(self, level: str) -> pd.DataFrame:
        """Areas of one level, without geometry, indexed by area code and ordered by name."""
        return self._areas.get(level, self._areas[NONE]).copy(deep=False)

    @cached_property
    def _areas(self) -> dict[str, pd.DataFrame]:
        """Areas by level; an empty table under the name of no level."""
        every = pd.DataFrame(self._geography.drop(columns="geometry")).sort_values("area_name").set_index("area_code")
        return {NONE: every.iloc[:0]} | {level: every[every["level"] == level] for level in self.levels}

    @cached_property
    def outside(self) -> pd.DataFrame:
        """Small areas in no neighbourhood, as `areas` gives them: why is in their column `outside` (OUTSIDE_LABELS)."""
        small = self.areas("lsoa")
        return small[small["outside"] != IN_A_NEIGHBOURHOOD] if "outside" in small else small.iloc[:0]

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

    def level_of(self, area_code: str) -> str:
        """Level of an area; the widest where a code stands for several. Errors: KeyError for one that is not here."""
        for level in ("icb", "place", "neighbourhood"):
            if area_code in self.areas(level).index:
                return level
        raise KeyError(f"no area {area_code!r}; expected the whole area, a place or a neighbourhood of the dataset")

    @cached_property
    def _names(self) -> dict[str, str]:
        return dict(zip(self._geography["area_code"], self._geography["area_name"], strict=True))

    @cached_property
    def vocabulary(self) -> dict[str, Dimension]:
        """Every dimension that this dataset knows, by code: those of every dataset, then its own."""
        return self.manifest.vocabulary

    @cached_property
    def area_code(self) -> str:
        """The code of the whole area (the ICB) that this dataset is about."""
        return self.manifest.area_code

    @cached_property
    def system(self) -> str:
        """The code of its system of neighbourhoods, '' where it is no part of several."""
        return system_code(self.manifest.system)

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
        return self._observations.rows(
            [indicators] if isinstance(indicators, str) else indicators,
            level=level,
            areas=areas,
            dimension=dimension,
            dimension_2=dimension_2,
            period_ends=period_ends,
        )

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """What there is: one row per indicator, level, dimension pair and period, with how many rows of each status."""
        return self._observations.coverage()

    def periods(self, indicator: str, *, level: str, dimension: str = TOTAL, dimension_2: str = NONE) -> pd.DataFrame:
        """Periods in which an indicator is shown at a level by a dimension: period_start, period_end, oldest first."""
        key = (indicator, level, dimension, dimension_2)
        if key not in self._periods:
            # There are some thousand keys, and few are asked for: a table of each would keep the first visitor waiting.
            columns, places = self._shown_periods
            if key not in places:
                return columns.iloc[:0]
            self._periods[key] = columns.take(places[key]).reset_index(drop=True)
        return self._periods[key].copy(deep=False)

    @cached_property
    def _periods(self) -> dict[tuple[str, ...], pd.DataFrame]:
        """Periods with a shown value by indicator, level and dimension pair, as far as they have been asked for."""
        return {}

    @cached_property
    def _shown_periods(self) -> tuple[pd.DataFrame, dict[tuple[str, ...], np.ndarray]]:
        """Every period with a shown value, oldest first, and at which places those of a key of `_periods` stand."""
        shown = self.coverage[self.coverage["n_ok"] > 0].sort_values("period_end")
        places = shown.groupby(["indicator_id", "level", "dimension", "dimension_2"]).indices
        return shown[["period_start", "period_end"]], places

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
        found = self._optional.get(name)
        return None if found is None else found.copy(deep=False)
