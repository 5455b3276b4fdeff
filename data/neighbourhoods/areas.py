"""The table of areas with the drawn neighbourhoods in place of the old: dissolved from small areas, so that all nest."""

import geopandas as gpd
import numpy as np
import pandas as pd

from data.contract.vocabulary import IN_A_NEIGHBOURHOOD, UNNAMED
from data.neighbourhoods.drawing import Drawing

_SHARE = "share_most_deprived_fifth"
_SUMMED = ("population", "registered")
_OF_SMALL_AREAS_ONLY = ("imd_rank", "imd_decile", "imd_quintile", "imd_score")


def place_of_small_areas(areas: gpd.GeoDataFrame) -> pd.Series:
    """The place each small area lies in, by a point inside it; where the places' shapes do not say, its neighbourhood's."""
    small, places = areas[areas["level"] == "lsoa"], areas[areas["level"] == "place"]
    parent = areas[areas["level"] == "neighbourhood"].set_index("area_code")["parent_code"]
    known = small.set_index("area_code")["parent_code"].map(parent)
    if places.empty:
        return known
    inside = _inside(_points(small), places.set_index("area_code"))
    return inside.fillna(known)


def redrawn_areas(areas: gpd.GeoDataFrame, drawing: Drawing, whole_area: str) -> gpd.GeoDataFrame:
    """Every area, with the drawing's teams as the neighbourhoods.

    A team's place is the one with most of its residents. Practices stand in the team they lie in.
    """
    small = areas[areas["level"] == "lsoa"].set_index("area_code")
    small = small.assign(team=pd.Series(drawing.team_of), place=place_of_small_areas(areas))
    teams = _dissolved(small[small["team"] != ""], drawing, whole_area)
    kept = areas[areas["level"] != "neighbourhood"].copy()
    inside = kept["level"] == "lsoa"
    above = small["team"].where(small["team"] != "", small["place"].fillna(whole_area))
    kept.loc[inside, "parent_code"] = kept.loc[inside, "area_code"].map(above)
    kept["outside"] = kept["area_code"].map(_outside(small)).where(inside).fillna(IN_A_NEIGHBOURHOOD)
    practices = kept["level"] == "practice"
    if practices.any():
        placed = _inside(kept[practices].set_index("area_code").geometry, teams.set_index("area_code"))
        kept.loc[practices, "parent_code"] = kept.loc[practices, "area_code"].map(placed).fillna("")
    # How well an area fits the network it was given to says nothing about a team that was drawn.
    table = pd.concat([kept, teams], ignore_index=True).drop(columns="fit", errors="ignore")
    table["outside"] = table["outside"].fillna(IN_A_NEIGHBOURHOOD)
    return gpd.GeoDataFrame(table, geometry="geometry", crs=areas.crs)


def _outside(small: gpd.GeoDataFrame) -> pd.Series:
    """Why each small area is in no team: as before, or because it was put in none."""
    before = small["outside"].replace(IN_A_NEIGHBOURHOOD, UNNAMED) if "outside" in small else UNNAMED
    return pd.Series(before, index=small.index).where(small["team"] == "", IN_A_NEIGHBOURHOOD)


def _dissolved(small: gpd.GeoDataFrame, drawing: Drawing, whole_area: str) -> gpd.GeoDataFrame:
    by_team = small.groupby("team")
    shapes = small[["team", "geometry"]].dissolve("team")
    counted = [name for name in small if name in _SUMMED or name.startswith("resident_")]
    # A sum of which a part is not known is not known.
    found = shapes.join(by_team[counted].agg(lambda parts: parts.sum(skipna=False)))
    if _SHARE in small:
        people = small["population"].where(small[_SHARE].notna())
        known = people.groupby(small["team"]).sum()
        found[_SHARE] = (people * small[_SHARE]).groupby(small["team"]).sum() / known.where(known > 0)
    for name in small:
        if name.startswith(_OF_SMALL_AREAS_ONLY):
            found[name] = np.nan
    most = small.groupby(["team", "place"], as_index=False)["population"].sum()
    most = most.sort_values(["population", "place"], ascending=[False, True]).drop_duplicates("team")
    codes = found.index.to_series()
    places = codes.map(most.set_index("team")["place"]).fillna(whole_area)
    names = codes.map(dict(drawing.teams))
    return (
        found.assign(area_name=names, parent_code=places, level="neighbourhood").rename_axis("area_code").reset_index()
    )


def area_at(points: gpd.GeoSeries, areas: gpd.GeoDataFrame, level: str) -> pd.Series:
    """The code of the area of a level that each point lies in, NaN where none."""
    return _inside(points, areas[areas["level"] == level].set_index("area_code"))


def _points(shapes: gpd.GeoDataFrame) -> gpd.GeoSeries:
    return shapes.set_index("area_code").geometry.representative_point()


def _inside(points: gpd.GeoSeries, shapes: gpd.GeoDataFrame) -> pd.Series:
    """The index of the shape that each point lies in, NaN where none; a point on a border is in the first by index."""
    there = gpd.GeoDataFrame(geometry=points[points.notna()])
    shapes = shapes[["geometry"]].sort_index().rename_axis("holder")
    joined = gpd.sjoin(there, shapes, predicate="intersects")
    joined = joined.sort_values("holder")
    return joined.loc[~joined.index.duplicated(), "holder"].reindex(points.index)
