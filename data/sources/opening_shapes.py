"""Open boundaries: GeoJSON, GeoPackage, FlatGeobuf, shapefiles (in a zip or beside their parts) and GeoParquet."""

import json
import zipfile
from functools import partial
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyogrio
from pyarrow import parquet
from pyogrio.errors import DataLayerError, DataSourceError

from data.sources.coordinates import in_longitude_latitude
from data.sources.errors import SourceError
from data.sources.tables import Shapes

LAYERED = {
    ".geojson": "GeoJSON",
    ".json": "GeoJSON",
    ".gpkg": "a GeoPackage",
    ".fgb": "FlatGeobuf",
    ".shp": "a shapefile",
}
# A shapefile is several files of one name: without the first two its shapes or its codes cannot be read.
_NEEDED_PARTS = (".shx", ".dbf")
PARTS = (*_NEEDED_PARTS, ".prj", ".cpg", ".qpj", ".qix", ".sbn", ".sbx", ".shp.xml", ".fix", ".idm", ".ind")


def open_layers(path: Path, name: str) -> list[Shapes]:
    """Every layer with shapes of a GeoJSON, GeoPackage, FlatGeobuf or shapefile."""
    if path.suffix.lower() == ".shp":
        there = {each.suffix.lower() for each in path.parent.iterdir() if each.stem == path.stem}
        _fault_in_parts(there, name)
    return _layers(str(path), path.suffix.lower(), name)


def open_zipped_layers(path: Path, name: str) -> list[Shapes]:
    """The layers of every file of boundaries in a zip; shapefiles are read where they lie in it."""
    with zipfile.ZipFile(path) as archive:
        members = [each for each in archive.namelist() if not each.startswith("__MACOSX")]
    found = []
    for member in members:
        suffix = Path(member).suffix.lower()
        if suffix not in LAYERED or suffix == ".json":
            continue
        label = f"{name} › {member}"
        if suffix == ".shp":
            stem = member[: -len(suffix)].lower()
            _fault_in_parts({each[len(stem) :].lower() for each in members if each.lower().startswith(stem)}, label)
        found += _layers(f"/vsizip/{path}/{member}", suffix, label)
    return found


def _fault_in_parts(there: set[str], name: str) -> None:
    missing = [part for part in _NEEDED_PARTS if part not in there]
    if missing:
        raise SourceError(
            f"a shapefile without its {' and '.join(missing)} file",
            file=name,
            found=", ".join(sorted(there)),
            expected=f"the .shp file with {' and '.join(_NEEDED_PARTS)} of the same name beside it",
            mend="zip all the parts of the shapefile together, or save it as a GeoPackage",
        )


def _layers(path: str, suffix: str, name: str) -> list[Shapes]:
    try:
        layers = [str(layer) for layer, kind in pyogrio.list_layers(path) if kind is not None]
        headers = [tuple(str(field) for field in pyogrio.read_info(path, layer=layer)["fields"]) for layer in layers]
    except (DataSourceError, DataLayerError) as error:
        kind = LAYERED[suffix]
        raise SourceError(
            f"not {kind}, or a damaged one", file=name, mend=f"download or save the boundaries again as {kind}"
        ) from error
    sheets = layers if len(layers) > 1 else [""]
    return [
        Shapes(name, header, partial(_read_layer, path, layer, name), sheet)
        for layer, header, sheet in zip(layers, headers, sheets, strict=True)
    ]


def _read_layer(path: str, layer: str, name: str) -> gpd.GeoDataFrame:
    try:
        found = pyogrio.read_dataframe(path, layer=layer)
    except (DataSourceError, DataLayerError) as error:
        raise SourceError("its shapes cannot be read", file=name, mend="save the boundaries again") from error
    return in_longitude_latitude(found, name)


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


def _read_geoparquet(path: Path, name: str) -> gpd.GeoDataFrame:
    return in_longitude_latitude(gpd.read_parquet(path), name)
