"""The areas table of the demo: every level with its outline, people and deprivation."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.demo.generator import names
from data.demo.generator.geography import Geography
from data.demo.generator.residents import BROAD_GROUPS, broad_sums

_IMD = ["imd_rank", "imd_decile", "imd_quintile", "imd_quintile_local"]


def _small_area_names(neighbourhood: np.ndarray) -> list[str]:
    """Each small area as its neighbourhood and a number within it, e.g. 'Quillmarket 07'."""
    within = pd.Series(neighbourhood).groupby(neighbourhood).cumcount() + 1
    return [
        f"{names.NEIGHBOURHOOD_NAMES[each]} {number:02d}" for each, number in zip(neighbourhood, within, strict=True)
    ]


def _small_areas(geography: Geography) -> gpd.GeoDataFrame:
    found = pd.DataFrame(
        {
            "area_code": [names.small_area_code(number) for number in range(len(geography.polygons))],
            "area_name": _small_area_names(geography.neighbourhood),
            "level": "lsoa",
            "parent_code": [names.neighbourhood_code(each) for each in geography.neighbourhood],
            "population": geography.population,
        }
    )
    found[_IMD] = geography.deprivation[_IMD].to_numpy()
    found[[f"resident_{group}" for group in BROAD_GROUPS]] = broad_sums(geography.residents).astype(float)
    found["share_most_deprived_fifth"] = (found["imd_quintile"] == 1).astype(float)
    return gpd.GeoDataFrame(found, geometry=geography.polygons, crs="EPSG:4326")


def _summed(below: gpd.GeoDataFrame) -> pd.DataFrame:
    """People of each area of the level above: sums, and the share in the most deprived fifth, by its code."""
    counts = below[["population", *(f"resident_{group}" for group in BROAD_GROUPS)]]
    deprived = below["share_most_deprived_fifth"] * below["population"]
    summed = counts.assign(deprived=deprived).groupby(below["parent_code"]).sum()
    summed["share_most_deprived_fifth"] = (summed.pop("deprived") / summed["population"]).round(6)
    return summed


def _level(
    level: str,
    below: gpd.GeoDataFrame,
    codes: list[str],
    called: list[str],
    parents: list[str],
    outlines: Sequence[shapely.Geometry | None] | np.ndarray,
) -> gpd.GeoDataFrame:
    found = pd.DataFrame({"area_code": codes, "area_name": called, "level": level, "parent_code": parents})
    found[_IMD] = np.nan
    return gpd.GeoDataFrame(found.join(_summed(below), on="area_code"), geometry=outlines, crs="EPSG:4326")


def areas_table(geography: Geography, practices: gpd.GeoDataFrame, country: pd.DataFrame) -> gpd.GeoDataFrame:
    """Every area of the demo, largest first; the country has no outline and a practice is a point."""
    small_areas = _small_areas(geography)
    n_neighbourhoods, n_places = len(geography.place), geography.place.max() + 1
    neighbourhoods = _level(
        "neighbourhood",
        small_areas,
        [names.neighbourhood_code(each) for each in range(n_neighbourhoods)],
        list(names.NEIGHBOURHOOD_NAMES),
        [names.place_code(each) for each in geography.place],
        geography.neighbourhood_polygons,
    )
    places = _level(
        "place",
        neighbourhoods,
        [names.place_code(each) for each in range(n_places)],
        list(names.PLACE_NAMES),
        [names.ICB_CODE] * n_places,
        geography.place_polygons,
    )
    whole = [shapely.union_all(geography.place_polygons)]
    icb = _level("icb", places, [names.ICB_CODE], [names.ICB_NAME], [names.COUNTRY_CODE], whole)
    country = gpd.GeoDataFrame(country, geometry=[None] * len(country), crs="EPSG:4326")
    return pd.concat([country, icb, places, neighbourhoods, practices, small_areas], ignore_index=True)
