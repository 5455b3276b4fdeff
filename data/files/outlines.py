"""Areas' outlines made sound: crossed lines mended, what is no outline left out, areas that share one outline refused."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.files.errors import SourceError
from data.files.shapes_read import Repairs

_POLYGON, _MULTIPOLYGON = 3, 6
_NAMED = 3
_JUDGED = 300
_MOST_CROSSINGS = 2_000
_TANGLE = "an outline that crosses itself thousands of times"
_TOLD = 20


@dataclass(frozen=True)
class Outlines:
    """The areas that have an outline, a row each; and by code and row those left out, with why, and those mended."""

    shapes: gpd.GeoDataFrame
    without: tuple[str, ...]
    mended: tuple[str, ...]


def sound_outlines(shapes: gpd.GeoDataFrame, name: str, file: str, repairs: Repairs) -> Outlines:
    """Polygons alone, valid ones. `name` is the column that tells areas apart; `repairs` what was done as they were read.

    What cannot be made an outline is left out and told, each by itself; the file stands.
    """
    given = shapes.geometry.to_numpy()
    crossed = ~shapely.is_valid(given) & ~shapely.is_missing(given)
    tangled = _tangled(given, crossed)
    kept = np.where(tangled, None, given)
    # Mended outlines may come out with stray lines beside their polygons.
    mended = np.where(crossed & ~tangled, shapely.make_valid(kept), kept)
    sound = np.array([_polygons(each) for each in mended], dtype=object)
    there = ~shapely.is_missing(sound)
    found = shapes[there].set_geometry(gpd.GeoSeries(sound[there], index=shapes.index[there], crs=shapes.crs))
    _fault_in_identical(found, name, file)
    names = [each or "no code" for each in shapes[name].astype(str)]
    why = {
        place: repairs.unread.get(place + 1, _TANGLE if tangled[place] else _no_outline(given[place]))
        for place in np.flatnonzero(~there).tolist()
    }
    again = dict.fromkeys(np.flatnonzero(crossed & there).tolist(), "its outline crosses itself")
    again |= {row - 1: "its outline was not closed" for row in repairs.closed if there[row - 1]}
    return Outlines(found, _by_row(why, names), _by_row(again, names))


def _by_row(words: dict[int, str], names: list[str]) -> tuple[str, ...]:
    return tuple(f"{names[place]} (row {place + 1:,}: {words[place]})" for place in sorted(words))


def _no_outline(shape: shapely.Geometry | None) -> str:
    if shape is None or shape.is_empty:
        return "no shape"
    return f"a {shape.geom_type.lower()}, which encloses no land"


def _tangled(given: np.ndarray, crossed: np.ndarray) -> np.ndarray:
    """Which cross themselves thousands of times: mending such a scribble takes hours, and it is no outline of any area."""
    found = np.zeros(len(given), dtype=bool)
    for place in np.flatnonzero(crossed):
        found[place] = _crossings(given[place]) > _MOST_CROSSINGS
    return found


def _crossings(shape: shapely.Geometry) -> float:
    """About how often the lines of a shape cross one another, judged by some of them."""
    points, part = (
        shapely.get_coordinates(shapely.get_rings(shape), return_index=True) if _has_rings(shape) else ([], [])
    )
    if len(points) < 3:
        return 0.0
    starts, ends = points[:-1], points[1:]
    lines = part[:-1] == part[1:]
    starts, ends = starts[lines], ends[lines]
    some = np.linspace(0, len(starts) - 1, min(len(starts), _JUDGED)).astype(int)
    found = sum(_crossed(starts[each], ends[each], starts, ends) for each in some)
    return found / len(some) * len(starts) / 2


def _has_rings(shape: shapely.Geometry) -> bool:
    return shapely.get_type_id(shape) in (_POLYGON, _MULTIPOLYGON)


def _crossed(start: np.ndarray, end: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> int:
    """How many of the lines one line crosses: each has the ends of the other on both its sides."""
    apart = _side(start, end, starts) * _side(start, end, ends) < 0
    return int((apart & (_side(starts, ends, start) * _side(starts, ends, end) < 0)).sum())


def _side(start: np.ndarray, end: np.ndarray, point: np.ndarray) -> np.ndarray:
    """Which side of a line a point lies on, by sign."""
    line, to_point = end - start, point - start
    return np.asarray(np.sign(line[..., 0] * to_point[..., 1] - line[..., 1] * to_point[..., 0]))


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


def each_told(shapes: tuple[str, ...]) -> str:
    """Each shape by its code and row, the first twenty of very many."""
    return "; ".join(shapes[:_TOLD]) + (f"; and {len(shapes) - _TOLD:,} more" if len(shapes) > _TOLD else "")
