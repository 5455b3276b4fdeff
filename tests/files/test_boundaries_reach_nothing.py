"""A file of boundaries makes nothing open an address or another file, whatever it refers to."""

import contextlib
import json
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pytest
from pyarrow import parquet
from shapely import box

from data.files.errors import SourceError
from data.files.gdal import DRIVERS, guarded
from data.files.opening import open_file, open_tables
from data.files.tables import Shapes
from data.your_data.validate import take
from tests.architecture.project_files import ROOT, imported, product_modules
from tests.files.watched import watched

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells who opens a file")


@pytest.fixture
def reach(tmp_path):
    with watched(tmp_path) as (server, canary):
        yield server, canary


def _virtual(source: str) -> str:
    layer = f"<SrcDataSource>{source}</SrcDataSource><SrcLayer>x</SrcLayer>"
    return f'<OGRVRTDataSource><OGRVRTLayer name="x">{layer}</OGRVRTLayer></OGRVRTDataSource>'


def _layer(crs: object, **more: object) -> str:
    square = json.loads(gpd.GeoSeries([box(-0.13, 51.5, -0.12, 51.51)]).to_json())["features"][0]
    feature = {**square, "properties": {"LSOA21CD": "E01000001", "LSOA21NM": "City"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature], **more})


def _grid(source: str) -> str:
    """A description of a system that would be corrected by a grid at a place of the file's choosing."""
    plain = (
        'GEOGCS["x",DATUM["y",SPHEROID["z",6377563.396,299.3249646]],PRIMEM["Greenwich",0],UNIT["degree",0.01745329]'
    )
    return f'{plain},EXTENSION["PROJ4","+proj=longlat +ellps=airy +nadgrids={source} +no_defs"]]'


def _read_all(path: Path) -> list[str]:
    """Open a file and read every layer of it; the refusals, in words."""
    told = []
    try:
        for layer in open_file(path, path.name):
            if isinstance(layer, Shapes):
                layer.load()
    except SourceError as error:
        told.append(error.problem)
    return told


def _assert_untouched(reach) -> None:
    server, canary = reach
    assert server.asked == []
    assert not canary.was_touched()


def _sources(reach) -> list[str]:
    server, canary = reach
    local = str(canary.path)
    return [f"{server.address}/x.geojson", f"/vsicurl/{server.address}/x.geojson", local, f"file://{local}"]


def test_what_is_watched_is_seen_where_gdal_is_let_loose(tmp_path, reach):
    server, canary = reach
    for source in (f"{server.address}/x.geojson", str(canary.path)):
        path = tmp_path / "loose.geojson"
        path.write_text(_virtual(source), encoding="utf-8")
        code = "import sys, pyogrio\ntry: pyogrio.read_info(sys.argv[1], layer='x')\nexcept Exception: pass"
        subprocess.run([sys.executable, "-c", code, str(path)], env={}, check=True, timeout=60)
    assert server.asked
    assert canary.was_touched()


@pytest.mark.parametrize("suffix", [".geojson", ".json", ".gpkg", ".fgb", ".shp", ".parquet"])
def test_a_virtual_dataset_is_refused_under_any_name(tmp_path, reach, suffix):
    for source in _sources(reach):
        for beside in (".shx", ".dbf"):
            (tmp_path / f"x{beside}").write_bytes(b"")
        path = tmp_path / f"x{suffix}"
        path.write_text(_virtual(source) + ('"FeatureCollection"' if suffix == ".json" else ""), encoding="utf-8")
        assert len(_read_all(path)) == 1
        with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
            for part in (path.name, "x.shx", "x.dbf"):
                archive.write(tmp_path / part, part)
        # Tables too may lie in a zip as JSON and Parquet: nothing is passed over, each is refused.
        assert len(_read_all(tmp_path / "x.zip")) == 1
    _assert_untouched(reach)


def test_an_upload_looks_at_no_boundaries_at_all(tmp_path, reach):
    for source in _sources(reach):
        path = tmp_path / "x.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("areas.geojson", _virtual(source))
            archive.writestr("more.geojson", _layer({"type": "link", "properties": {"href": source}}))
        assert open_tables(path, "x.zip") == []
        assert take({"x.zip": path.read_bytes()}).observations.empty
    _assert_untouched(reach)


@pytest.mark.parametrize("kind", ["link", "url", "name"])
def test_a_link_to_a_system_of_coordinates_is_not_followed(tmp_path, reach, kind):
    for source in _sources(reach):
        member = {"link": {"href": source, "type": "proj4"}, "url": {"url": source}, "name": {"name": source}}[kind]
        path = tmp_path / "x.geojson"
        path.write_text(_layer({"type": kind, "properties": member}), encoding="utf-8")
        told = _read_all(path)
        if kind == "link":
            assert told == ["it says by a link which coordinates it is in, and links are not followed"]
    _assert_untouched(reach)


def test_a_grid_that_a_description_names_is_not_opened(tmp_path, reach):
    for source in (*_sources(reach), f"@{reach[1].path}"):
        shapes = gpd.GeoDataFrame(
            {"LSOA21CD": ["E01000001"]}, geometry=[box(-0.13, 51.5, -0.12, 51.51)], crs="EPSG:4326"
        )
        path = tmp_path / "x.gpkg"
        path.unlink(missing_ok=True)
        shapes.to_file(path, layer="x")
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute(
                "update gpkg_spatial_ref_sys set organization='ours', organization_coordsys_id=9, definition=?",
                [_grid(source)],
            )
            database.commit()
        _read_all(path)
        shapes.to_file(tmp_path / "y.shp")
        (tmp_path / "y.prj").write_text(_grid(source), encoding="utf-8")
        _read_all(tmp_path / "y.shp")
    _assert_untouched(reach)


@pytest.mark.parametrize("said", ["{source}", "+init={source}:1", "+proj=longlat +nadgrids={source}"])
def test_what_a_geoparquet_file_says_of_its_system_is_no_path(tmp_path, reach, said):
    shapes = gpd.GeoDataFrame({"LSOA21CD": ["E01000001"]}, geometry=[box(-0.13, 51.5, -0.12, 51.51)], crs="EPSG:4326")
    shapes.to_parquet(tmp_path / "x.parquet")
    table = parquet.read_table(tmp_path / "x.parquet")
    about = json.loads(table.schema.metadata[b"geo"])
    for source in _sources(reach):
        for crs in (said.format(source=source), {"type": "GeographicCRS", "name": said.format(source=source)}):
            about["columns"]["geometry"]["crs"] = crs
            changed = table.replace_schema_metadata({b"geo": json.dumps(about).encode()})
            parquet.write_table(pa.table(changed), tmp_path / "y.parquet")
            _read_all(tmp_path / "y.parquet")
    _assert_untouched(reach)


def test_gdal_knows_only_the_drivers_it_is_used_for():
    assert set(guarded().list_drivers()) == DRIVERS


def test_gdal_that_something_else_started_is_not_used(tmp_path):
    gpd.GeoDataFrame({"a": [1]}, geometry=[box(-0.13, 51.5, -0.12, 51.51)], crs="EPSG:4326").to_file(
        tmp_path / "x.gpkg"
    )
    code = (
        "import sys, pathlib, pyogrio\n"
        "from data.files.opening import open_file\nfrom data.files.errors import SourceError\n"
        "try: open_file(pathlib.Path(sys.argv[1]), 'x.gpkg')\n"
        "except SourceError as error: print(error.problem)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "x.gpkg")],
        cwd=ROOT,
        env={},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("boundaries are not read here")


def test_only_one_file_of_the_product_starts_gdal():
    written = {path: (ROOT / path).read_text(encoding="utf-8") for path in product_modules()}
    # Only what holds the word can import it: to read every file as Python takes seconds.
    named = [path for path, text in written.items() if "pyogrio" in text]
    starts = [str(path) for path in named if any(name.split(".")[0] == "pyogrio" for name in imported(path))]
    assert starts == ["data/files/gdal.py"]
    loose = [
        str(path) for path, text in written.items() if any(call in text for call in ("gpd.read_file", ".to_file("))
    ]
    assert loose == []
