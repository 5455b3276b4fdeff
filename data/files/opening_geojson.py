"""Open GeoJSON: read as the text it is, so that nothing it refers to is ever opened."""

from collections.abc import Callable
from functools import partial
from typing import Any

import geopandas as gpd
import orjson
import pandas as pd

from data.files.coordinate_systems import linked, system_named
from data.files.coordinates import in_longitude_latitude
from data.files.errors import SourceError
from data.files.shapes_read import REPAIRS, shapes_of_geojson
from data.files.tables import Shapes

_MEND = "download or save the boundaries again as GeoJSON"
_MARK = b"\xef\xbb\xbf"


def open_geojson(load: Callable[[], bytes], name: str) -> list[Shapes]:
    """The one layer of a GeoJSON text; SourceError when it is none."""
    header: dict[str, None] = {}
    for feature in _features(load(), name)[0]:
        header |= dict.fromkeys(feature.get("properties") or {})
    return [Shapes(name, tuple(header), partial(_read, load, name, tuple(header)))]


def _features(data: bytes, name: str) -> tuple[list[dict[str, Any]], object]:
    """The features, and what the text says of its coordinates."""
    try:
        found = orjson.loads(data.removeprefix(_MARK))
    except orjson.JSONDecodeError as error:
        raise SourceError("not GeoJSON, or a damaged one", file=name, mend=_MEND) from error
    if isinstance(found, dict) and found.get("type") == "Feature":
        found = {**found, "features": [found]}
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        raise SourceError("not GeoJSON, or a damaged one", file=name, expected="a FeatureCollection", mend=_MEND)
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
            raise SourceError("not a feature", file=name, row=number, expected="properties and a geometry", mend=_MEND)
    return features, found.get("crs")


def _system_said(said: object, name: str) -> object:
    """What the old `crs` member names, which most files leave out. Links were once allowed there."""
    if not isinstance(said, dict):
        return None
    properties = said.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    if said.get("type") == "link" or "href" in properties:
        raise linked(name)
    return properties.get("name") or properties.get("code")


def _read(load: Callable[[], bytes], name: str, header: tuple[str, ...]) -> gpd.GeoDataFrame:
    features, said = _features(load(), name)
    system = system_named(_system_said(said, name), name)
    properties = [feature.get("properties") or {} for feature in features]
    frame = pd.DataFrame({column: [each.get(column) for each in properties] for column in header})
    shapes, repairs = shapes_of_geojson([feature.get("geometry") for feature in features], name)
    # Without a word about it GeoJSON is longitude and latitude.
    found = in_longitude_latitude(gpd.GeoDataFrame(frame, geometry=shapes, crs=system), name)
    found.attrs[REPAIRS] = repairs
    return found
