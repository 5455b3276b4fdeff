"""Tables from the bytes of Parquet files; whatever is wrong with those is a ContractError that names the file."""

import io
from collections.abc import Callable
from struct import error as struct_error
from typing import TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from pyproj.exceptions import ProjError

from data.contract.errors import ContractError

Read = TypeVar("Read")

# What Arrow, pandas, geopandas, shapely and pyproj raise of damaged files, found by damaging them byte by byte.
_FAULTS = (
    pa.ArrowException, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, MemoryError,
    NotImplementedError, shapely.errors.ShapelyError, ProjError, struct_error,
)  # fmt: skip
_IN_ARROW = {each: pd.StringDtype("pyarrow", na_value=np.nan) for each in (pa.string(), pa.large_string())}


def plain_table(data: bytes, file: str) -> pd.DataFrame:
    """A table as it was written: columns of a few codes are categories."""
    return _read(lambda: pq.read_table(io.BytesIO(data)).to_pandas(), file)


def text_table(data: bytes, file: str) -> pd.DataFrame:
    """A table with its columns of codes as text: pandas checks and compares those several times as fast as categories."""
    return _read(lambda: _as_text(pq.read_table(io.BytesIO(data))).to_pandas(types_mapper=_IN_ARROW.get), file)


def shapes_table(data: bytes, file: str) -> gpd.GeoDataFrame:
    """A table with a shape for each row, in longitudes and latitudes."""
    found = _read(lambda: gpd.read_parquet(io.BytesIO(data)), file)
    if found.crs is None or found.crs.to_epsg() not in (4326, None):
        raise ContractError(
            f"{file}, column geometry: found {found.crs}; expected longitudes and latitudes (EPSG:4326)"
        )
    return found


def _as_text(table: pa.Table) -> pa.Table:
    fields = [pa.field(each.name, pa.string()) if pa.types.is_dictionary(each.type) else each for each in table.schema]
    return table.cast(pa.schema(fields))


def _read(read: Callable[[], Read], file: str) -> Read:
    try:
        return read()
    except _FAULTS as error:
        # The library's own words may be pages long, and may hold bytes of the file.
        raise ContractError(
            f"{file}: it cannot be read, as if damaged or copied in part; copy or build it again"
        ) from error
