"""Open boundaries: GeoJSON, GeoPackage, FlatGeobuf and shapefiles, in a zip or beside their parts."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from data.files.errors import SourceError
from data.files.opening_gdal import open_with_gdal
from data.files.opening_geojson import open_geojson
from data.files.opening_zip import member_of, opened_zip
from data.files.tables import Shapes

LAYERED = (".geojson", ".json", ".gpkg", ".fgb", ".shp")
_TEXT = (".geojson", ".json")
# A shapefile is several files of one name: without the first two its shapes or its codes cannot be read.
_NEEDED_PARTS = (".shx", ".dbf")
_READ_PARTS = (".shp", *_NEEDED_PARTS, ".prj", ".cpg")
PARTS = (*_NEEDED_PARTS, ".prj", ".cpg", ".qpj", ".qix", ".sbn", ".sbx", ".shp.xml", ".fix", ".idm", ".ind")


def open_layers(path: Path, name: str) -> list[Shapes]:
    """Every layer with shapes of a GeoJSON, GeoPackage, FlatGeobuf or shapefile."""
    suffix = path.suffix.lower()
    if suffix in _TEXT:
        return open_geojson(path.read_bytes, name)
    if suffix == ".shp":
        there = {each.suffix.lower() for each in path.parent.iterdir() if each.stem == path.stem}
        _fault_in_parts(there, name)
    return open_with_gdal(partial(_in_place, path), suffix, name)


def open_zipped_layers(path: Path, name: str) -> list[Shapes]:
    """The layers of every file of boundaries in a zip."""
    with opened_zip(path, name) as archive:
        members = [each for each in archive.namelist() if not each.startswith("__MACOSX")]
    found = []
    for member in members:
        suffix = Path(member).suffix.lower()
        if suffix not in LAYERED or suffix == ".json":
            continue
        label = f"{name} › {member}"
        if suffix in _TEXT:
            found += open_geojson(partial(member_of, path, member, name), label)
            continue
        parts = {suffix: member}
        if suffix == ".shp":
            stem = member[: -len(suffix)].lower()
            parts = {each[len(stem) :].lower(): each for each in members if each.lower().startswith(stem)}
            _fault_in_parts(set(parts), label)
            parts = {each: parts[each] for each in _READ_PARTS if each in parts}
        found += open_with_gdal(partial(_taken_out, path, parts, suffix), suffix, label)
    return found


@contextmanager
def _in_place(path: Path) -> Iterator[Path]:
    yield path


@contextmanager
def _taken_out(path: Path, parts: dict[str, str], suffix: str) -> Iterator[Path]:
    """Members of a zip as files of plain names in a folder of their own, so that nothing else lies beside them."""
    with tempfile.TemporaryDirectory() as folder:
        for part, member in parts.items():
            Path(folder, f"layer{part}").write_bytes(member_of(path, member, path.name))
        yield Path(folder, f"layer{suffix}")


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
