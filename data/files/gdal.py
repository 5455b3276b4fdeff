"""GDAL with every way out of a file shut: it knows the three formats it is used for, and no network.

GDAL asks each of its drivers in turn whether a file is theirs, by what is in it and not by its name. A file called
areas.geojson may so be a virtual dataset that makes the process open any address or file. Drivers are chosen once, when
GDAL starts, so they are named here before it does; this is the only file that imports it.
"""

import os
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from data.files.errors import SourceError

DRIVERS = frozenset({"ESRI Shapefile", "GPKG", "FlatGeobuf"})
# Every other driver of the GDAL that is installed with pyogrio (3.12), for vectors and for pictures.
_SKIPPED = (
    "ADBC", "AIVector", "AVCBin", "AVCE00", "AmigoCloud", "CSV", "CSW", "Carto", "DGN", "DXF", "EDIGEO", "EEDA",
    "ESRIJSON", "Elasticsearch", "GDALG", "GML", "GPSBabel", "GPX", "GTFS", "GeoJSON", "GeoJSONSeq", "GeoRSS", "HTTP",
    "Idrisi", "JML", "JSONFG", "KML", "LIBKML", "LVBAG", "MBTiles", "MEM", "MVT", "MapInfo File", "MapML",
    "MiraMonVector", "NGW", "OAPIF", "ODS", "OGCAPI", "OGR_GMT", "OGR_PDS", "OGR_VRT", "OSM", "OpenFileGDB", "PCIDSK",
    "PDF", "PDS4", "PGDUMP", "PLSCENES", "PMTiles", "S57", "SQLite", "SXF", "Selafin", "TopoJSON", "VDV", "VFK",
    "VICAR", "VRT", "WAsP", "WFS", "XLSX",
)  # fmt: skip
_SETTINGS = {
    "GDAL_SKIP": ",".join(_SKIPPED),
    "GDAL_VRT_ENABLE_PYTHON": "NO",
    "GDAL_DRIVER_PATH": "disable",
    # A layer's folder is not searched for other files that might go with it.
    "GDAL_DISABLE_READDIR_ON_OPEN": "TRUE",
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    # Files on a network are opened by an address whose name ends in one of these: no name ends so.
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".no-network",
    "GDAL_HTTP_MAX_RETRY": "0",
    "GDAL_HTTP_CONNECTTIMEOUT": "1",
    "GDAL_HTTP_TIMEOUT": "1",
    "PROJ_NETWORK": "OFF",
}

os.environ.update(_SETTINGS)

import pyogrio  # noqa: E402 - GDAL reads its drivers' list from the environment when it starts
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError  # noqa: E402

# What GDAL raises for a file that it cannot read.
FAULTS = (DataSourceError, DataLayerError, FeatureError, FieldError, GeometryError)


class Raw(Protocol):
    """What is used of the part of GDAL's reader that makes nothing of what it reads."""

    def read(self, path: Path, /, *, layer: str) -> tuple[dict[str, Any], object, np.ndarray, list[np.ndarray]]:
        """What a layer says of itself, its rows' numbers, the bytes of its shapes, and its columns."""


class Gdal(Protocol):
    """What is used of GDAL's reader."""

    raw: Raw

    def list_layers(self, path: Path, /) -> np.ndarray:
        """Name and kind of shapes of each layer."""

    def read_info(self, path: Path, /, *, layer: str) -> dict[str, Any]:
        """What a layer says of itself."""


def guarded() -> Gdal:
    """GDAL, once it is sure that it knows no driver but ours; SourceError where something else started it first."""
    more = sorted(set(pyogrio.list_drivers()) - DRIVERS)
    if more:
        raise SourceError(
            "boundaries are not read here: the reader of maps knows formats that can open addresses and other files",
            found=", ".join(more[:5]),
            expected=", ".join(sorted(DRIVERS)),
            mend="give the boundaries as GeoJSON or GeoParquet, which are read without it",
        )
    gdal: Gdal = pyogrio
    return gdal
