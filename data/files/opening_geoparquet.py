"""Open GeoParquet: shapes as well-known bytes, beside columns of text and numbers."""

from functools import partial
from pathlib import Path
from typing import BinaryIO

import geopandas as gpd
import orjson
import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from data.files.coordinate_systems import system_named
from data.files.coordinates import LONGITUDE_LATITUDE, in_longitude_latitude
from data.files.errors import SourceError
from data.files.shapes_read import REPAIRS, shapes_of_bytes
from data.files.tables import Shapes

_MEND = "download it again, or save the boundaries as a GeoPackage"
_PLAIN = (pa.types.is_string, pa.types.is_large_string, pa.types.is_integer, pa.types.is_floating, pa.types.is_boolean)


def holds_shapes(source: Path | BinaryIO, name: str) -> bool:
    """Whether a Parquet file says that it holds shapes; SourceError where it is none."""
    return b"geo" in (_schema(source, name).metadata or {})


def open_geoparquet(path: Path, name: str) -> Shapes:
    """A layer on a GeoParquet file; SourceError where it is damaged or its shapes are written otherwise."""
    schema = _schema(path, name)
    geometry, said = _geometry_column(schema, name)
    columns = tuple(
        each for each in schema.names if each != geometry and any(plain(schema.field(each).type) for plain in _PLAIN)
    )
    return Shapes(name, columns, partial(_read, path, name, columns, geometry, said))


def _schema(source: Path | BinaryIO, name: str) -> pa.Schema:
    try:
        return parquet.read_schema(source)
    except (pa.ArrowException, OSError) as error:
        raise SourceError("not a Parquet file, or a damaged one", file=name, mend=_MEND) from error


def _geometry_column(schema: pa.Schema, name: str) -> tuple[str, object]:
    """The column of shapes, and what the file says of its coordinates; SourceError when they are written otherwise."""
    fault = SourceError(
        "its shapes are not written as GeoParquet says", file=name, expected="a column of WKB", mend=_MEND
    )
    try:
        said = orjson.loads(schema.metadata[b"geo"])
        column = said["primary_column"]
        about = said["columns"][column]
        encoding, system = about["encoding"], about.get("crs", LONGITUDE_LATITUDE)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise fault from error
    if encoding != "WKB" or schema.names.count(column) != 1:
        raise fault
    return column, system


def _read(path: Path, name: str, columns: tuple[str, ...], geometry: str, said: object) -> gpd.GeoDataFrame:
    system = system_named(said, name)
    try:
        table = parquet.read_table(path, columns=[*columns, geometry])
        shapes, repairs = shapes_of_bytes(table[geometry].to_numpy(), name)
    except (pa.ArrowException, OSError, TypeError) as error:
        raise SourceError("its shapes cannot be read", file=name, mend=_MEND) from error
    frame = pd.DataFrame({each: table[each].to_pandas() for each in columns}, index=range(len(shapes)))
    found = in_longitude_latitude(gpd.GeoDataFrame(frame, geometry=shapes, crs=system), name)
    found.attrs[REPAIRS] = repairs
    return found
