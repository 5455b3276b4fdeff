"""Areas' outlines made sound: crossed lines mended, lines and points left out, areas that share one outline refused."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.sources.errors import SourceError

_POLYGON, _MULTIPOLYGON = 3, 6
_NAMED = 3


@dataclass(frozen=True)
class Outlines:
    """The areas that have an outline, one row each; the names of those that have none; and how many were mended."""

    shapes: gpd.GeoDataFrame
    without: tuple[str, ...]
    mended: int


def sound_outlines(shapes: gpd.GeoDataFrame, name: str, file: str) -> Outlines:
    """Polygons alone, valid ones. `name` is the column that tells areas apart, for messages."""
    given = shapes.geometry.to_numpy()
    crossed = ~shapely.is_valid(given) & ~shapely.is_missing(given)
    # Mended outlines may come out with stray lines beside their polygons.
    sound = np.array([_polygons(each) for each in np.where(crossed, shapely.make_valid(given), given)], dtype=object)
    there = ~shapely.is_missing(sound)
    found = shapes[there].set_geometry(gpd.GeoSeries(sound[there], index=shapes.index[there], crs=shapes.crs))
    _fault_in_identical(found, name, file)
    return Outlines(found, tuple(shapes.loc[~there, name].astype(str)), int((crossed & there).sum()))


def _polygons(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    """The polygons of a shape; None where it has none, or only such as enclose no land."""
    if shape is None or shape.is_empty:
        return None
    if shapely.get_type_id(shape) not in (_POLYGON, _MULTIPOLYGON):
        parts = shapely.get_parts(shape)
        shape = shapely.union_all(parts[np.isin(shapely.get_type_id(parts), (_POLYGON, _MULTIPOLYGON))])
    return shape if shapely.area(shape) > 0 else None


def _fault_in_identical(shapes: gpd.GeoDataFrame, name: str, file: str) -> None:
    """Two areas never have the same land: a join gone wrong, or one outline copied, gives such a file."""
    same = pd.Series(shapely.to_wkb(shapely.normalize(shapes.geometry.to_numpy())), index=shapes.index)
    areas = shapes[name].astype(str).groupby(same).agg(lambda each: sorted(set(each)))
    twice = [each for each in areas if len(each) > 1]
    if twice:
        most = max(twice, key=len)
        raise SourceError(
            f"{sum(map(len, twice)):,} areas share their outline with another",
            file=file,
            found=listed(most),
            expected="an outline of its own for each area",
            mend="save the boundaries again, or download them from their publisher",
        )


def listed(names: list[str] | tuple[str, ...]) -> str:
    """The first few names, and a sign that there are more."""
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
