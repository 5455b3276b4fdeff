"""Shapes as a file of boundaries gives them: an outline left open is closed, one that is no shape is left out and told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import orjson
import shapely

from data.files.errors import SourceError

REPAIRS = "repairs"  # the key of a layer's `attrs` that says what was done to its shapes

_NO_SHAPE = "not a shape"
_NO_NUMBER = "a coordinate that is no number"
# Three corners are the fewest that enclose any land.
_FEWEST_CORNERS = 3


@dataclass(frozen=True)
class Repairs:
    """What was done to the shapes of one layer, by row, the first being 1: outlines closed, and why others were left out."""

    closed: tuple[int, ...] = ()
    unread: dict[int, str] = field(default_factory=dict)


def shapes_of_bytes(given: np.ndarray, name: str) -> tuple[np.ndarray, Repairs]:
    """Shapes from well-known bytes; SourceError when none of those given can be read."""
    strict = shapely.from_wkb(given, on_invalid="ignore")
    there = np.array([each is not None for each in given], dtype=bool)
    # Only those that are refused as they stand: the reader closes their outlines.
    odd = there & shapely.is_missing(strict)
    shapes = np.asarray(strict, dtype=object)
    shapes[odd] = shapely.from_wkb(given[odd], on_invalid="fix")
    closed = odd & ~shapely.is_missing(shapes)
    return _finite(shapes, closed, {int(row) + 1: _NO_SHAPE for row in np.flatnonzero(odd & ~closed)}, name)


def shapes_of_geojson(given: Sequence[object], name: str) -> tuple[np.ndarray, Repairs]:
    """Shapes from what each GeoJSON feature gives as its geometry; SourceError when none of those given can be read."""
    strict = _from_geojson(given)
    odd = [place for place, each in enumerate(given) if each is not None and strict[place] is None]
    mended = _from_geojson([_with_closed_rings(given[place]) for place in odd])
    shapes, closed, unread = strict, np.zeros(len(given), dtype=bool), {}
    for place, shape in zip(odd, mended, strict=True):
        shapes[place] = shape
        closed[place] = shape is not None
        if shape is None:
            unread[place + 1] = _NO_SHAPE
    return _finite(shapes, closed, unread, name)


def _finite(shapes: np.ndarray, closed: np.ndarray, unread: dict[int, str], name: str) -> tuple[np.ndarray, Repairs]:
    """Without the shapes of which a coordinate is no number; SourceError when none is left of those given."""
    points, of = shapely.get_coordinates(shapes, return_index=True)
    wrong = np.unique(of[~np.isfinite(points).all(axis=1)])
    shapes[wrong] = None
    unread = unread | {int(place) + 1: _NO_NUMBER for place in wrong}
    if unread and shapely.is_missing(shapes).all():
        first = min(unread)
        raise SourceError(
            unread[first], file=name, row=first, expected="a polygon or several", mend="save the boundaries again"
        )
    return shapes, Repairs(
        tuple(int(place) + 1 for place in np.flatnonzero(closed & ~shapely.is_missing(shapes))), unread
    )


def _from_geojson(given: Sequence[object]) -> np.ndarray:
    texts = np.array([None if each is None else orjson.dumps(each).decode() for each in given], dtype=object)
    return np.array(shapely.from_geojson(texts, on_invalid="ignore"), dtype=object)


def _with_closed_rings(geometry: object) -> object:
    """A polygon, or several, whose outlines end where they begin; anything else as it is."""
    parts: Any = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or not isinstance(parts, list):
        return geometry
    if geometry.get("type") == "Polygon":
        return {**geometry, "coordinates": [_closed(ring) for ring in parts]}
    if geometry.get("type") == "MultiPolygon":
        rings = [[_closed(ring) for ring in each] if isinstance(each, list) else each for each in parts]
        return {**geometry, "coordinates": rings}
    return geometry


def _closed(ring: object) -> object:
    if isinstance(ring, list) and len(ring) >= _FEWEST_CORNERS and ring[0] != ring[-1]:
        return [*ring, ring[0]]
    return ring
