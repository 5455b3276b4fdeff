"""Shapes as the browser fetches them: once per dataset, compressed, named by their content.

A feature carries only its index `i` (its place in the level's areas by name), its code and name, and the words shown
when it is pointed at. Colours travel apart, as a list in the same order, so a change of indicator never moves a shape.
"""

import gzip
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import orjson
import shapely

from data.contract.vocabulary import OUTSIDE_LABELS
from data.dataset.dataset import Dataset

_DECIMALS = 4
_HATCH_LINES = 130


@dataclass(frozen=True)
class ServedFile:
    """One file to serve: its name (with a hash of its content) and its gzip-compressed GeoJSON."""

    name: str
    compressed: bytes


@dataclass(frozen=True)
class ServedLevel:
    """The files of one level: its shapes, its boundaries as one line layer, and hatching to lay over hidden areas.

    `outside` holds the land of no neighbourhood with lines across it, on a map of neighbourhoods; else None.
    """

    codes: tuple[str, ...]
    shapes: ServedFile
    outlines: ServedFile
    hatching: ServedFile
    bounds: tuple[float, float, float, float]
    outside: ServedFile | None = None

    @property
    def files(self) -> tuple[ServedFile, ...]:
        """The files to serve."""
        return (self.shapes, self.outlines, self.hatching, *((self.outside,) if self.outside else ()))


def _served(stem: str, features: list[dict[str, Any]]) -> ServedFile:
    body = orjson.dumps({"type": "FeatureCollection", "features": features}, option=orjson.OPT_SERIALIZE_NUMPY)
    digest = hashlib.sha256(body).hexdigest()[:12]
    return ServedFile(f"{stem}-{digest}.json", gzip.compress(body, compresslevel=9, mtime=0))


def _feature(geometry: shapely.Geometry, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": orjson.loads(shapely.to_geojson(geometry))}


def _hatching(geometry: np.ndarray, bounds: tuple[float, float, float, float], *, falling: bool = False) -> np.ndarray:
    """Diagonal lines across each shape, rising for areas whose figure is hidden, falling for land in no neighbourhood."""
    west, south, east, north = bounds
    height = north - south
    starts = np.linspace(west - height, east, _HATCH_LINES)
    first, last = (north, south) if falling else (south, north)
    lines = shapely.linestrings([[(x, first), (x + height, last)] for x in starts])
    return np.asarray(shapely.intersection(geometry, shapely.multilinestrings(lines)))


def serve_level(dataset: Dataset, level: str, words: Mapping[str, Sequence[str]]) -> ServedLevel:
    """The served files of one level of a dataset; ValueError when the level has no shapes.

    `words` adds properties to the features: for each name, one text an area, in the areas' order by name.
    """
    areas = dataset.geometry(level)
    if areas.empty:
        raise ValueError(f"level {level!r} has no shapes in this dataset; found {', '.join(dataset.levels)}")
    rounded = shapely.set_precision(areas.geometry.to_numpy(), 10**-_DECIMALS)
    west, south, east, north = (float(each) for each in shapely.total_bounds(rounded))
    bounds = (west, south, east, north)
    names = areas["area_name"].tolist()
    shapes = [
        _feature(geometry, {"i": i, "code": code, "name": name} | {each: found[i] for each, found in words.items()})
        for i, (geometry, code, name) in enumerate(zip(rounded, areas.index, names, strict=True))
    ]
    outline = shapely.set_precision(_outline(areas), 10**-_DECIMALS)
    hatching = [_feature(lines, {"i": i}) for i, lines in enumerate(_hatching(rounded, bounds)) if not lines.is_empty]
    return ServedLevel(
        codes=tuple(areas.index),
        shapes=_served(level, shapes),
        outlines=_served(f"{level}-lines", [_feature(outline, {})]),
        hatching=_served(f"{level}-hatching", hatching),
        bounds=bounds,
        outside=_outside(dataset, tuple(words)) if level == "neighbourhood" else None,
    )


def _outside(dataset: Dataset, blank: tuple[str, ...]) -> ServedFile | None:
    """The land in no neighbourhood, a shape for each reason, with lines across it; None where there is none.

    `blank` are properties that areas of the level have and this land has not: pointing at it then says nothing there.
    """
    every = dataset.geometry("lsoa")
    shapes = every[every.index.isin(dataset.outside.index)]
    if shapes.empty:
        return None
    # Lines as far apart on one small area as across most of the map.
    west, south, east, north = (float(each) for each in shapely.total_bounds(every.geometry.to_numpy()))
    features = []
    for why, here in shapes.groupby("outside"):
        land = np.array([shapely.set_precision(shapely.union_all(here.geometry.to_numpy()), 10**-_DECIMALS)])
        properties = {"name": OUTSIDE_LABELS[str(why)]} | dict.fromkeys(blank, "")
        lines = _hatching(land, (west, south, east, north), falling=True)
        features += [_feature(geometry, properties) for geometry in (*land, *lines) if not geometry.is_empty]
    return _served("outside", features)


def _outline(areas: gpd.GeoDataFrame) -> shapely.Geometry:
    """All boundaries of the areas as one line, each shared edge once."""
    return shapely.line_merge(shapely.union_all(shapely.boundary(areas.geometry.to_numpy())))


def basemap_style() -> bytes:
    """A map style that fetches nothing and draws nothing, so that the ground is the page's own: a map needs no internet."""
    return orjson.dumps(
        {
            "version": 8,
            "name": "plain",
            "sources": {},
            "layers": [],
        }
    )
