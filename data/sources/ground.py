"""What published figures are placed on: an area, its small areas and practices, and which published areas are areas of it.

A build has it from lookups and lists; a dataset that stands already gives the same again, so that a file given later is
read as it would have been read then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from data.contract.indicator import Indicator
from data.contract.vocabulary import IN_A_NEIGHBOURHOOD
from data.dataset.dataset import Dataset
from data.sources.area import Area
from data.sources.geography import PART, PublishedAreas, published_areas
from data.sources.read_folder import Gathered

_OF_SMALL_AREAS = ("area_name", "neighbourhood_code", "place_code", "imd_quintile", "residents")


@dataclass(frozen=True, eq=False)
class Ground:
    """`small` by code has area_name, neighbourhood_code, place_code ('' for none), imd_quintile, residents and, where known,
    residents by band of age (aged_15_to_19, …); `practices` by code have
    practice_name, neighbourhood_code, place_code, imd_quintile_local and successor.

    `listed` are the practices that any list names, None where there is no list; `indicators` those that stand already.
    `changes` are of 2011 small areas to those of 2021, with the share of people; None where nothing says them.
    """

    area: Area
    small: pd.DataFrame
    practices: pd.DataFrame
    outlines: PublishedAreas
    listed: frozenset[str] | None = None
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    changes: pd.DataFrame | None = None


def ground_of_folder(
    gathered: Gathered, area: Area, small: gpd.GeoDataFrame, practices: pd.DataFrame, changes: pd.DataFrame
) -> Ground:
    """The ground of a build, by the lookups and lists of its folder."""
    listed = frozenset(gathered.frame("practices")["practice_code"])
    return Ground(area, small, practices, published_areas(gathered, small), listed, changes=changes)


def ground_of_dataset(dataset: Dataset) -> Ground:
    """The ground that a dataset was built on, as far as it tells: which practice took over from which it does not."""
    manifest = dataset.manifest
    places = dataset.areas("place")["area_name"]
    small = _small(dataset)
    area = Area(
        manifest.area_code, manifest.ods_code, manifest.area_name, frozenset(manifest.parts), frozenset(small.index)
    )
    whole = frozenset(places.index[~places.str.endswith(PART)])
    neighbourhoods = frozenset(dataset.areas("neighbourhood").index)
    outlines = PublishedAreas(whole, neighbourhoods, len(whole) == len(places))
    return Ground(area, small, _practices(dataset), outlines, indicators=dict(dataset.indicators))


def _small(dataset: Dataset) -> pd.DataFrame:
    if "lsoa" not in dataset.levels:
        return pd.DataFrame(columns=list(_OF_SMALL_AREAS), dtype=object)
    found = _placed(dataset, "lsoa").rename(columns={"population": "residents"})
    return found.reindex(columns=[*_OF_SMALL_AREAS, *(name for name in found if name.startswith("aged_"))])


def _practices(dataset: Dataset) -> pd.DataFrame:
    columns = ["practice_name", "neighbourhood_code", "place_code", "imd_quintile_local", "successor"]
    if "practice" not in dataset.levels:
        return pd.DataFrame(columns=columns, index=pd.Index([], dtype=str))
    found = _placed(dataset, "practice").rename(columns={"area_name": "practice_name"})
    return found.reindex(columns=columns)


def _placed(dataset: Dataset, level: str) -> pd.DataFrame:
    """Areas of a level with the neighbourhood and the place they lie in; one in no neighbourhood lies in its place."""
    found = dataset.areas(level)
    parents = found["parent_code"].astype(str)
    place_of = dataset.areas("neighbourhood")["parent_code"].astype(str)
    within = parents.isin(place_of.index)
    if "outside" in found:
        within &= found["outside"] == IN_A_NEIGHBOURHOOD
    return found.assign(
        neighbourhood_code=parents.where(within, ""), place_code=parents.map(place_of).where(within, parents)
    )
