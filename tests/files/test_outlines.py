"""Outlines that nothing told of: open, missing, crossed, copied, turned round or abroad."""

import json
import math
import struct
import time

import geopandas as gpd
import pyarrow as pa
import pytest
from pyarrow import parquet
from shapely import Point, Polygon, box, transform
from shapely.geometry import shape

from data.files.errors import SourceError
from data.files.opening import open_file
from data.sources.building import build
from data.sources.formats import boundaries
from data.sources.neighbourhoods import PCN
from tests.files.written_layers import write_layer
from tests.small_dataset import RULE
from tests.sources.published_folder import square

HOLE = {"type": "Polygon", "coordinates": []}


def _feature(code: str, geometry: dict | None) -> dict:
    return {"type": "Feature", "properties": {"LSOA21CD": code, "LSOA21NM": code}, "geometry": geometry}


def _read(tmp_path, *features: dict):
    path = tmp_path / "x.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    (layer,) = open_file(path, path.name)
    return boundaries.read(layer)


@pytest.mark.parametrize("geometry", [None, HOLE, {"type": "Point", "coordinates": [-0.95, 52.005]}])
def test_a_small_area_without_an_outline_stops_the_build_by_its_code(folder, tmp_path, geometry):
    path = folder / "a.json"
    layer = json.loads(path.read_text(encoding="utf-8"))
    (wanted,) = (each for each in layer["features"] if each["properties"]["LSOA21CD"] == "E01000006")
    wanted["geometry"] = geometry
    path.write_text(json.dumps(layer), encoding="utf-8")
    with pytest.raises(SourceError, match="1 of the area's 6 small areas have no boundary; found 'none for E01000006'"):
        build(folder, "QAA", PCN, tmp_path / "out", rule=RULE)


def test_areas_without_an_outline_are_told_by_their_codes(tmp_path):
    reading = _read(
        tmp_path, _feature("E01000001", square(0)), _feature("E01000002", None), _feature("E01000003", HOLE)
    )
    assert reading.frame["area_code"].tolist() == ["E01000001"]
    assert reading.dropped == {"without an outline": 2}
    assert "found 'E01000002 (row 2: no shape); E01000003 (row 3: no shape)'" in reading.faults[0]


@pytest.mark.parametrize("several", [False, True])
def test_an_outline_that_is_not_closed_is_closed_and_told(tmp_path, several):
    rings = [square(1)["coordinates"][0][:-1]]
    left_open = (
        {"type": "MultiPolygon", "coordinates": [rings]} if several else {"type": "Polygon", "coordinates": rings}
    )
    reading = _read(tmp_path, _feature("E01000001", square(0)), _feature("E01000002", left_open))
    assert reading.frame["area_code"].tolist() == ["E01000001", "E01000002"]
    assert reading.frame.geometry[1].equals(shape(square(1)))
    assert reading.notes == ("shapes mended: 1: E01000002 (row 2: its outline was not closed)",)
    assert reading.faults == ()


def test_an_open_outline_in_bytes_is_closed_and_one_that_is_damaged_left_out(tmp_path):
    outlines = [shape(square(number)) for number in range(4)]
    frame = gpd.GeoDataFrame(
        {"LSOA21CD": [f"E0100000{number}" for number in range(4)], "LSOA21NM": list("abcd")},
        geometry=outlines,
        crs=4326,
    )
    path = write_layer(frame, tmp_path / "x.parquet")
    table = parquet.read_table(path)
    # Little-endian, a polygon, one ring, its points: the last one cut off, and a kind of shape that there is none of.
    whole = outlines[1].wkb
    left_open = whole[:9] + (len(outlines[1].exterior.coords) - 1).to_bytes(4, "little") + whole[13:-16]
    endless = outlines[3].wkb[:13] + struct.pack("<d", math.inf) + outlines[3].wkb[21:]
    spoiled = pa.array([outlines[0].wkb, left_open, b"\x01\x99", endless], pa.binary())
    parquet.write_table(table.set_column(table.schema.names.index("geometry"), "geometry", spoiled), path)
    (layer,) = open_file(path, path.name)
    reading = boundaries.read(layer)
    assert [each.equals(outlines[number]) for number, each in enumerate(reading.frame.geometry)] == [True, True]
    assert reading.notes == ("shapes mended: 1: E01000001 (row 2: its outline was not closed)",)
    told = "left out: 2; found 'E01000002 (row 3: not a shape); E01000003 (row 4: a coordinate that is no number)'"
    assert told in reading.faults[0]


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        ({"type": "Polygon", "coordinates": [[[0, "north"], [1, 1]]]}, "not a shape"),
        ({"type": "Polygon", "coordinates": [[[-0.9, 52], [-0.8, 52]]]}, "not a shape"),
        (
            {"type": "Polygon", "coordinates": [[[-0.9, 52], [-0.8, 52], [-0.9, 52]]]},
            "a polygon, which encloses no land",
        ),
        ({"type": "LineString", "coordinates": [[-0.9, 52], [-0.8, 52]]}, "a linestring, which encloses no land"),
        (None, "no shape"),
    ],
)
def test_one_shape_that_cannot_be_used_is_left_out_by_row_and_code_and_the_others_stand(tmp_path, geometry, why):
    reading = _read(
        tmp_path, _feature("E01000001", square(0)), _feature("E01000002", geometry), _feature("E01000003", square(2))
    )
    assert reading.frame["area_code"].tolist() == ["E01000001", "E01000003"]
    assert reading.dropped == {"without an outline": 1}
    assert f"left out: 1; found 'E01000002 (row 2: {why})'" in reading.faults[0]


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": [[[0, "north"], [1, 1]]]},
        {"type": "Heptagon", "coordinates": [[1, 2]]},
        {"type": "Polygon"},
        "POLYGON ((0 0, 1 1))",
        17,
    ],
)
def test_what_is_no_shape_is_refused_with_its_row(tmp_path, geometry):
    with pytest.raises(SourceError, match=r"x.geojson, row 1: not a shape"):
        _read(tmp_path, _feature("E01000001", geometry))


def test_parts_of_one_area_are_one_area(tmp_path):
    reading = _read(
        tmp_path, *(_feature(code, square(n)) for n, code in enumerate(["E01000001", "E01000002", "E01000001"]))
    )
    assert reading.frame["area_code"].tolist() == ["E01000001", "E01000002"]
    assert [each.area for each in reading.frame.geometry] == pytest.approx([2e-4, 1e-4])
    assert reading.dropped == {"further parts of an area, joined to its first": 1}


def test_thirty_areas_of_one_outline_are_refused(tmp_path):
    with pytest.raises(SourceError, match=r"30 areas share their outline.*found 'E01000000, E01000001, E01000002, …'"):
        _read(tmp_path, *(_feature(f"E010000{n:02d}", square(0)) for n in range(30)))


def test_some_areas_with_latitude_first_are_refused_by_their_row(tmp_path):
    turned = square(2)
    turned["coordinates"] = [[point[::-1] for point in turned["coordinates"][0]]]
    with pytest.raises(
        SourceError, match=r"row 3: 1 of its 3 shapes lie outside Great Britain; found 'latitude before"
    ):
        _read(tmp_path, *(_feature(f"E0100000{n}", each) for n, each in enumerate([square(0), square(1), turned])))


def test_northings_before_eastings_are_refused(tmp_path):
    london = box(530_000, 180_000, 531_000, 181_000)
    names = {"LSOA21CD": ["E01000001"], "LSOA21NM": ["x"]}
    frame = gpd.GeoDataFrame(names, geometry=[london], crs="EPSG:27700")
    (layer,) = open_file(write_layer(frame, tmp_path / "right.gpkg"), "right.gpkg")
    assert boundaries.read(layer).frame.geometry[0].centroid.x == pytest.approx(-0.12, abs=0.01)
    frame.geometry = [transform(london, lambda points: points[:, ::-1])]
    (layer,) = open_file(write_layer(frame, tmp_path / "turned.gpkg"), "turned.gpkg")
    with pytest.raises(SourceError, match="1 of its 1 areas in England lie elsewhere; found 'E01000001 there'"):
        boundaries.read(layer)


def test_lines_that_mending_leaves_are_not_kept(tmp_path):
    # A square with a spike: mending parts it into a polygon and a line.
    spiked = Polygon([(-0.13, 51.5), (-0.12, 51.5), (-0.12, 51.51), (-0.11, 51.52), (-0.12, 51.51), (-0.13, 51.51)])
    frame = gpd.GeoDataFrame({"LSOA21CD": ["E01000001"], "LSOA21NM": ["x"]}, geometry=[spiked], crs="EPSG:4326")
    (layer,) = open_file(write_layer(frame, tmp_path / "x.parquet"), "x.parquet")
    reading = boundaries.read(layer)
    assert reading.frame.geom_type.tolist() == ["Polygon"]
    assert reading.notes == ("shapes mended: 1: E01000001 (row 1: its outline crosses itself)",)


def test_a_layer_of_points_is_no_layer_of_areas(tmp_path):
    frame = gpd.GeoDataFrame(
        {"LSOA21CD": ["E01000001"], "LSOA21NM": ["x"]}, geometry=[Point(-0.1, 51.5)], crs="EPSG:4326"
    )
    (layer,) = open_file(write_layer(frame, tmp_path / "x.gpkg"), "x.gpkg")
    reading = boundaries.read(layer)
    assert reading.frame.empty
    assert reading.dropped == {"without an outline": 1}
    assert "found 'E01000001 (row 1: a point, which encloses no land)'" in reading.faults[0]


def test_a_scribble_is_left_out_before_it_is_mended(tmp_path):
    points = [[-1 + math.cos(2 * n * n) / 90, 52 + math.sin(3 * n * n) / 90] for n in range(3000)]
    scribble = {"type": "Polygon", "coordinates": [[*points, points[0]]]}
    began = time.monotonic()
    reading = _read(tmp_path, _feature("E01000001", scribble), _feature("E01000002", square(1)))
    assert reading.frame["area_code"].tolist() == ["E01000002"]
    assert "found 'E01000001 (row 1: an outline that crosses itself thousands of times)'" in reading.faults[0]
    assert time.monotonic() - began < 5
