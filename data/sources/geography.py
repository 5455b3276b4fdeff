"""The table of areas: small areas dissolved upwards, so that every level nests in the one above."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from data.contract.published_indicators import attribute_of_series
from data.contract.vocabulary import IN_A_NEIGHBOURHOOD
from data.sources.area import Area
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

ENGLAND = "E92000001"
#: How the name of a place ends of which only a part lies in the area: its own published figures are of more people.
PART = " (part)"
SMALL_AREAS_OF_CENSUS_2021 = 33_755
_FIRST = ("area_code", "area_name", "level", "parent_code", "population", "registered")


def areas_table(
    gathered: Gathered, area: Area, small: gpd.GeoDataFrame, practices: pd.DataFrame, report: BuildReport
) -> gpd.GeoDataFrame:
    """Every area of every level. `small` and `practices` know their neighbourhood, and `practices` their place."""
    whole_places = _whole_places(gathered, small)
    names = small["place_name"].where(small["place_code"].isin(whole_places), small["place_name"] + PART)
    parents, placed = place_of_neighbourhoods(small), small[small["outside"] == IN_A_NEIGHBOURHOOD]
    levels = [
        _england(gathered),
        _dissolved(small.assign(code=area.code), "icb", {area.code: area.name}, {area.code: ENGLAND}),
        _dissolved(
            small.assign(code=small["place_code"]),
            "place",
            dict(zip(small["place_code"], names, strict=True)),
            dict.fromkeys(small["place_code"], area.code),
        ),
        _dissolved(
            placed.assign(code=placed["neighbourhood_code"]),
            "neighbourhood",
            dict(zip(small["neighbourhood_code"], small["neighbourhood_name"], strict=True)),
            parents,
        ),
        _small(small),
        _points(practices),
    ]
    table = pd.concat(levels, ignore_index=True)
    table["outside"] = table["outside"].fillna(IN_A_NEIGHBOURHOOD)
    table["registered"] = table["registered"].fillna(_registered(table, practices, area))
    with_figures = {*parents.values(), *practices["place_code"]}
    empty = table[(table["level"] == "place") & ~table["area_code"].isin(with_figures)]
    if len(empty):
        names = ", ".join(empty["area_name"])
        report.line("Areas", f"places in which no neighbourhood has most of its residents, so without figures: {names}")
    for level, rows in table["level"].value_counts(sort=False).items():
        report.line("Areas", f"{level}: {rows:,}")
    first = [name for name in _FIRST if name in table]
    ordered = first + [name for name in table if name not in (*first, "geometry")] + ["geometry"]
    return gpd.GeoDataFrame(table[ordered], geometry="geometry", crs=small.crs)


def place_of_neighbourhoods(small: gpd.GeoDataFrame) -> dict[str, str]:
    """The place with most of each neighbourhood's residents; places with the same number in order of their codes."""
    small = small[small["outside"] == IN_A_NEIGHBOURHOOD]
    residents = small.groupby(["neighbourhood_code", "place_code"], as_index=False)["residents"].sum()
    residents = residents.sort_values(["residents", "place_code"], ascending=[False, True])
    first = residents.drop_duplicates("neighbourhood_code")
    return dict(zip(first["neighbourhood_code"], first["place_code"], strict=True))


@dataclass(frozen=True)
class PublishedAreas:
    """Areas whose own published figures can stand: places that lie wholly in the area, and neighbourhoods, by code.

    `whole` says whether the places together are the whole area.
    """

    places: frozenset[str]
    neighbourhoods: frozenset[str]
    whole: bool


def published_areas(gathered: Gathered, small: gpd.GeoDataFrame) -> PublishedAreas:
    """Which of the area's places and neighbourhoods a publisher's own figures are of, by their codes."""
    whole = _whole_places(gathered, small)
    return PublishedAreas(
        frozenset(whole), frozenset(small["neighbourhood_code"]) - {""}, whole == set(small["place_code"].unique())
    )


def _whole_places(gathered: Gathered, small: gpd.GeoDataFrame) -> set[str]:
    """Places that lie wholly in the area, so far as the lookup shows."""
    everywhere = gathered.frame("lsoa_to_place").drop_duplicates("lsoa").groupby("place_code").size()
    here = small.groupby("place_code").size()
    return set(here.index[here == everywhere.reindex(here.index)])


def _resident_columns(frame: pd.DataFrame) -> list[str]:
    return [name for name in frame if name.startswith(("resident_", "aged_"))]


def _dissolved(small: gpd.GeoDataFrame, level: str, names: dict[str, str], parents: dict[str, str]) -> gpd.GeoDataFrame:
    counted = ["residents", *_resident_columns(small)]
    shapes = small[["code", "geometry"]].dissolve("code")
    sums = small.groupby("code")[counted].sum()
    known = small["share_most_deprived_fifth"].notna()
    deprived = (small["share_most_deprived_fifth"] * small["residents"])[known].groupby(small["code"]).sum()
    found = shapes.join(sums.rename(columns={"residents": "population"}))
    found["share_most_deprived_fifth"] = deprived / small.loc[known].groupby("code")["residents"].sum()
    if level == "neighbourhood" and "fit" in small:
        people = small["registered" if "registered" in small else "residents"]
        found["fit"] = (small["fit"] * people).groupby(small["code"]).sum() / people.groupby(small["code"]).sum()
    codes = found.index.to_series()
    found = found.assign(area_name=codes.map(names), parent_code=codes.map(parents), level=level)
    return found.rename_axis("area_code").reset_index()


def _fifths_in(areas: pd.DataFrame) -> list[str]:
    """The columns that say in which fifth an area is: national, local, and by an older index."""
    return [name for name in areas if name.startswith("imd_quintile")]


def _small(small: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    kept = ["area_name", "imd_rank", "imd_decile", "imd_score", *_fifths_in(small), "fit", "registered"]
    kept = [name for name in kept if name in small] + ["share_most_deprived_fifth", *_resident_columns(small)]
    # One in no neighbourhood stands in its place directly, so that places and the whole area still hold it.
    parents = small["neighbourhood_code"].where(small["neighbourhood_code"] != "", small["place_code"])
    found = small[[*kept, "outside", "geometry"]].assign(
        population=small["residents"], parent_code=parents, level="lsoa"
    )
    return found.rename_axis("area_code").reset_index()


def _points(practices: pd.DataFrame) -> gpd.GeoDataFrame:
    kept = ["practice_name", "registered", "imd_rank", "imd_score", *_fifths_in(practices)]
    kept += [name for name in attribute_of_series().values() if name in practices]
    found = practices[kept].rename(columns={"practice_name": "area_name"})
    found["imd_rank"] = found["imd_rank"].round()
    where = gpd.points_from_xy(practices["longitude"], practices["latitude"], crs="EPSG:4326")
    shapes = gpd.GeoSeries(where, index=practices.index).where(practices["latitude"].notna(), None)
    parents = practices["neighbourhood_code"].where(practices["neighbourhood_code"] != "", practices["place_code"])
    found = found.assign(population=found["registered"], parent_code=parents, level="practice")
    return gpd.GeoDataFrame(found, geometry=shapes, crs="EPSG:4326").rename_axis("area_code").reset_index()


def _england(gathered: Gathered) -> gpd.GeoDataFrame:
    """The row for England: no shape, and residents only if the census file is the whole country's."""
    census = gathered.frame("census_ethnic_group").drop_duplicates("lsoa")
    found = {"area_code": [ENGLAND], "area_name": ["England"], "level": ["country"], "parent_code": [""]}
    if len(census) == SMALL_AREAS_OF_CENSUS_2021:
        sums = census[["residents", *_resident_columns(census)]].sum().rename({"residents": "population"})
        found |= {name: [float(value)] for name, value in sums.items()}
        if gathered.has("census_age"):
            ages = gathered.frame("census_age").drop_duplicates("lsoa")
            if len(ages) == SMALL_AREAS_OF_CENSUS_2021:
                found |= {name: [float(value)] for name, value in ages[_resident_columns(ages)].sum().items()}
    return gpd.GeoDataFrame(found, geometry=[None], crs="EPSG:4326")


def _registered(table: pd.DataFrame, practices: pd.DataFrame, area: Area) -> pd.Series:
    """Patients of the practices of each neighbourhood, place and the whole area."""
    sums = pd.concat(
        [
            practices.groupby("neighbourhood_code")["registered"].sum(),
            practices.groupby("place_code")["registered"].sum(),
            pd.Series({area.code: practices["registered"].sum()}),
        ]
    )
    wanted = table["level"].isin(("neighbourhood", "place", "icb"))
    return table["area_code"].map(sums.drop("", errors="ignore")).where(wanted)
