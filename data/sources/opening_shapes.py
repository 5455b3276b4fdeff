"""Open boundaries (GeoJSON, GeoParquet) and settle which coordinates they are in."""

import json
from functools import partial
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyogrio
from pyarrow import parquet
from pyogrio.errors import DataSourceError

from data.sources.errors import SourceError
from data.sources.tables import Shapes

BRITISH_NATIONAL_GRID = "EPSG:27700"
LONGITUDE_LATITUDE = "EPSG:4326"


def open_geojson(path: Path, name: str) -> Shapes:
    """A layer on a GeoJSON file."""
    try:
        fields = pyogrio.read_info(path)["fields"]
    except DataSourceError as error:
        raise SourceError("not GeoJSON", file=name, mend="download the boundaries again as GeoJSON") from error
    return Shapes(name, tuple(str(field) for field in fields), partial(_read_geojson, path, name))


def open_geoparquet(path: Path, name: str) -> Shapes:
    """A layer on a GeoParquet file."""
    try:
        schema = parquet.read_schema(path)
    except pa.ArrowInvalid as error:
        raise SourceError("not a Parquet file, or a damaged one", file=name, mend="download it again") from error
    if b"geo" not in (schema.metadata or {}):
        return Shapes(name, (), partial(_read_geoparquet, path, name))
    geometry = json.loads(schema.metadata[b"geo"])["primary_column"]
    return Shapes(name, tuple(each for each in schema.names if each != geometry), partial(_read_geoparquet, path, name))


def _read_geojson(path: Path, name: str) -> gpd.GeoDataFrame:
    return in_longitude_latitude(gpd.read_file(path), name)


def _read_geoparquet(path: Path, name: str) -> gpd.GeoDataFrame:
    return in_longitude_latitude(gpd.read_parquet(path), name)


def in_longitude_latitude(shapes: gpd.GeoDataFrame, name: str) -> gpd.GeoDataFrame:
    """The shapes in longitude and latitude, by what their coordinates are rather than by what the file says.

    GeoJSON without a `crs` counts as longitude and latitude, but some is published in British National Grid: numbers
    in the hundreds of thousands cannot be degrees.
    """
    west, south, east, north = shapes.total_bounds
    if -180 <= west <= east <= 180 and -90 <= south <= north <= 90:
        return shapes.set_crs(LONGITUDE_LATITUDE, allow_override=True)
    if 0 <= west <= east <= 700_000 and 0 <= south <= north <= 1_300_000:
        return shapes.set_crs(BRITISH_NATIONAL_GRID, allow_override=True).to_crs(LONGITUDE_LATITUDE)
    if shapes.crs is not None and not shapes.crs.is_geographic:
        return shapes.to_crs(LONGITUDE_LATITUDE)
    raise SourceError(
        "its coordinates are neither longitude and latitude nor British National Grid",
        file=name,
        found=f"from {west:.0f}, {south:.0f} to {east:.0f}, {north:.0f}",
        expected="degrees, or metres on the National Grid",
        mend="download the boundaries again in one of the two",
    )
