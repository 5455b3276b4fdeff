"""Boundaries as people hold them: GeoPackage, shapefile, FlatGeobuf, GeoParquet, in whatever coordinates."""

import json
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
from pyproj import Transformer
from shapely import Polygon, box, transform

from data.files.coordinates import COORDINATES, in_longitude_latitude
from data.files.errors import SourceError
from data.files.opening import files_in, open_file
from data.sources.formats import boundaries
from data.sources.readers import reader_of
from tests.files.written_layers import write_layer

LONDON = box(-0.13, 51.50, -0.12, 51.51)


def _shapes(system: str = "EPSG:4326", code: str = "LSOA21CD") -> gpd.GeoDataFrame:
    names = {code: ["E01000001"], code[:-2] + ("nm" if code.islower() else "NM"): ["City 001A"]}
    return gpd.GeoDataFrame(names, geometry=[LONDON], crs="EPSG:4326").to_crs(system)


def _read(path):
    (layer,) = open_file(path, path.name)
    assert reader_of(layer) is boundaries
    return boundaries.read(layer)


def _assert_in_london(found: gpd.GeoDataFrame, within: float = 1e-4):
    assert found.crs == "EPSG:4326"
    assert list(found.total_bounds) == pytest.approx([-0.13, 51.50, -0.12, 51.51], abs=within)


@pytest.mark.parametrize("system", ["EPSG:4326", "EPSG:27700", "EPSG:3857", "EPSG:25830", "EPSG:4258"])
@pytest.mark.parametrize("name", ["any.gpkg", "any.fgb", "any.parquet", "any.geojson"])
def test_every_kind_of_file_in_any_coordinates_comes_out_in_degrees(tmp_path, name, system):
    path = tmp_path / name
    reading = _read(write_layer(_shapes(system), path))
    assert reading.frame[["area_type", "area_code", "area_name"]].to_numpy().tolist() == [
        ["lsoa21", "E01000001", "City 001A"]
    ]
    _assert_in_london(reading.frame)
    assert reading.notes == ()


@pytest.mark.parametrize("with_prj", [True, False])
def test_a_zipped_shapefile_is_read_with_and_without_its_prj(tmp_path, with_prj):
    _shapes("EPSG:27700").to_file(tmp_path / "areas.shp")
    path = tmp_path / "areas.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in sorted(tmp_path.glob("areas.*")):
            if part.suffix != ".zip" and (with_prj or part.suffix != ".prj"):
                archive.write(part, f"inside/{part.name}")
    (layer,) = open_file(path, "areas.zip")
    assert layer.label == "areas.zip › inside/areas.shp"
    reading = boundaries.read(layer)
    _assert_in_london(reading.frame)
    assert any("British National Grid" in note for note in reading.notes) is not with_prj


def test_a_shapefile_beside_its_parts_is_one_file(tmp_path):
    _shapes().to_file(tmp_path / "areas.shp")
    assert len(list(tmp_path.iterdir())) > 3
    assert [path.name for path in files_in(tmp_path)] == ["areas.shp"]
    _assert_in_london(_read(tmp_path / "areas.shp").frame)


def test_a_shapefile_without_its_parts_says_which_are_missing(tmp_path):
    _shapes().to_file(tmp_path / "areas.shp")
    (tmp_path / "areas.dbf").unlink()
    with pytest.raises(SourceError, match=r"areas.shp: a shapefile without its \.dbf file.*save it as a GeoPackage"):
        open_file(tmp_path / "areas.shp", "areas.shp")
    path = tmp_path / "areas.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(tmp_path / "areas.shp", "areas.shp")
    with pytest.raises(SourceError, match=r"without its \.shx and \.dbf file"):
        open_file(path, "areas.zip")


def test_each_layer_of_a_geopackage_is_a_table_of_its_own(tmp_path):
    path = tmp_path / "two.gpkg"
    _shapes().to_file(path, layer="small areas")
    _shapes(code="MSOA21CD").to_file(path, layer="middle", mode="a")
    layers = open_file(path, "two.gpkg")
    assert sorted(layer.label for layer in layers) == ["two.gpkg [middle]", "two.gpkg [small areas]"]
    assert sorted(boundaries.read(layer).frame["area_type"][0] for layer in layers) == ["lsoa21", "msoa21"]


def test_codes_in_small_letters_are_codes(tmp_path):
    _shapes(code="lsoa21cd").to_file(tmp_path / "x.gpkg")
    assert _read(tmp_path / "x.gpkg").frame["area_type"].tolist() == ["lsoa21"]


def test_an_outline_without_a_code_is_refused_and_a_row_of_nothing_is_left_out(tmp_path):
    shapes = pd.concat([_shapes(), _shapes()], ignore_index=True)
    shapes.loc[1, "LSOA21CD"] = None
    shapes.loc[1, "geometry"] = box(-0.11, 51.50, -0.10, 51.51)
    shapes.to_file(tmp_path / "x.gpkg")
    with pytest.raises(SourceError, match="1 outlines have no area code") as caught:
        _read(tmp_path / "x.gpkg")
    assert (caught.value.row, caught.value.column) == (2, "LSOA21CD")
    shapes.loc[1, "geometry"] = None
    shapes.to_file(tmp_path / "y.gpkg")
    reading = _read(tmp_path / "y.gpkg")
    assert reading.dropped == {"without an outline": 1}
    assert "found 'no code (row 2: no shape)'" in reading.faults[0]


@pytest.mark.parametrize("name", ["bad.gpkg", "bad.fgb", "bad.zip"])
def test_a_damaged_file_is_named(tmp_path, name):
    (tmp_path / name).write_bytes(b"not what it says")
    with pytest.raises(SourceError, match=name) as caught:
        open_file(tmp_path / name, name)
    assert caught.value.mend


def test_metres_that_pass_for_degrees_are_read_as_the_national_grid_and_told():
    wrong = _shapes("EPSG:27700").set_crs("EPSG:4326", allow_override=True)
    found = in_longitude_latitude(wrong, "x")
    _assert_in_london(found)
    assert found.attrs[COORDINATES].startswith(
        "it passes for WGS 84 (EPSG:4326); its numbers are British National Grid"
    )


def test_degrees_that_pass_for_the_national_grid_are_read_as_degrees_and_told():
    found = in_longitude_latitude(_shapes().set_crs("EPSG:27700", allow_override=True), "x")
    _assert_in_london(found)
    assert "longitude and latitude" in found.attrs[COORDINATES]


def test_web_mercator_that_says_nothing_is_known_by_its_size():
    found = in_longitude_latitude(_shapes("EPSG:3857").set_crs(None, allow_override=True), "x")
    _assert_in_london(found)


def test_a_crs_member_in_geojson_is_believed(tmp_path):
    shape = _shapes("EPSG:27700")
    text = json.loads(shape.set_crs(None, allow_override=True).to_json())
    text["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    (tmp_path / "x.geojson").write_text(json.dumps(text), encoding="utf-8")
    reading = _read(tmp_path / "x.geojson")
    _assert_in_london(reading.frame)
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("shape", "system", "words"),
    [
        (box(51.50, -0.13, 51.51, -0.12), "EPSG:4326", "latitude comes before longitude"),
        (box(2.3, 48.8, 2.4, 48.9), "EPSG:4326", "neither longitude and latitude.*it says WGS 84"),
        (box(3_000_000, 9_000_000, 3_100_000, 9_100_000), "EPSG:27700", "it says OSGB36 / British National Grid"),
        (box(3_000_000, 9_000_000, 3_100_000, 9_100_000), None, "neither longitude and latitude"),
        (Polygon(), None, "it holds no shapes"),
    ],
)
def test_coordinates_that_cannot_be_right_are_refused_with_how_to_mend_them(shape, system, words):
    with pytest.raises(SourceError, match=words) as caught:
        in_longitude_latitude(gpd.GeoDataFrame(geometry=[shape], crs=system), "areas.gpkg")
    assert "EPSG:27700" in caught.value.mend
    assert caught.value.file == "areas.gpkg"


def test_conversion_agrees_with_the_projection_itself():
    found = in_longitude_latitude(gpd.GeoDataFrame(geometry=[box(530_000, 180_000, 531_000, 181_000)]), "x")
    degrees = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)
    expected = transform(box(530_000, 180_000, 531_000, 181_000), degrees.transform, interleaved=False)
    assert found.geometry[0].equals_exact(expected, 1e-9)


def test_a_shape_that_crosses_itself_is_mended_and_told(tmp_path):
    bow = Polygon([(-0.13, 51.50), (-0.12, 51.51), (-0.12, 51.50), (-0.13, 51.51)])
    frame = gpd.GeoDataFrame({"LSOA21CD": ["E01000001"], "LSOA21NM": ["x"]}, geometry=[bow], crs="EPSG:4326")
    frame.to_parquet(tmp_path / "x.parquet")
    reading = _read(tmp_path / "x.parquet")
    assert reading.frame.geometry.is_valid.all()
    assert reading.notes == ("shapes mended: 1: E01000001 (row 1: its outline crosses itself)",)
