"""Open the formats of boundaries that only GDAL reads, once their first bytes say that they are what they are called."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.files.coordinate_systems import system_named
from data.files.coordinates import in_longitude_latitude
from data.files.errors import SourceError
from data.files.gdal import FAULTS, guarded
from data.files.shapes_read import REPAIRS, shapes_of_bytes
from data.files.tables import Shapes

# What each kind is called, and how its files begin.
_KINDS = {
    ".gpkg": ("a GeoPackage", b"SQLite format 3\x00"),
    ".fgb": ("FlatGeobuf", b"fgb\x03fgb"),
    ".shp": ("a shapefile", b"\x00\x00\x27\x0a"),
}
Placed = Callable[[], AbstractContextManager[Path]]


def open_with_gdal(placed: Placed, suffix: str, name: str) -> list[Shapes]:
    """Every layer with shapes; `placed` puts the file where it can be opened for as long as it is looked at."""
    kind, start = _KINDS[suffix]
    mend = f"download or save the boundaries again as {kind}"
    with placed() as path:
        with path.open("rb") as stream:
            if stream.read(len(start)) != start:
                raise SourceError(f"not {kind}, or a damaged one", file=name, mend=mend)
        gdal = guarded()
        try:
            layers = [str(layer) for layer, shapes in gdal.list_layers(path) if shapes is not None]
            headers = [tuple(str(field) for field in gdal.read_info(path, layer=layer)["fields"]) for layer in layers]
        except FAULTS as error:
            raise SourceError(f"not {kind}, or a damaged one", file=name, mend=mend) from error
    sheets = [""] if len(layers) == 1 else layers
    return [
        Shapes(name, header, partial(_read_layer, placed, layer, name), sheet)
        for layer, header, sheet in zip(layers, headers, sheets, strict=True)
    ]


def _read_layer(placed: Placed, layer: str, name: str) -> gpd.GeoDataFrame:
    # The columns and the bytes of the shapes are taken, and what the layer says of its coordinates as words only.
    try:
        with placed() as path:
            about, _, shapes, columns = guarded().raw.read(path, layer=layer)
    except FAULTS as error:
        raise SourceError("its shapes cannot be read", file=name, mend="save the boundaries again") from error
    read, repairs = shapes_of_bytes(shapes, name)
    frame = pd.DataFrame(dict(zip(map(str, about["fields"]), columns, strict=True)), index=range(len(read)))
    system = system_named(about["crs"], name)
    found = in_longitude_latitude(gpd.GeoDataFrame(frame, geometry=read, crs=system), name)
    found.attrs[REPAIRS] = repairs
    return found
