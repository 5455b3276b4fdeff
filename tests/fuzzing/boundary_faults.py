"""Faults in boundaries: outlines open, crossed, empty, copied or turned, coordinates that cannot be, links, deep nesting."""

import json
import math
from collections.abc import Callable
from random import Random

Layer = dict
_ADDRESS = "http://127.0.0.1:9/x.geojson"
_SHAPES = (
    None, {}, [], "POINT (0 0)", {"type": "Point", "coordinates": [-1, 52]}, {"type": "Polygon", "coordinates": []},
    {"type": "Polygon", "coordinates": [[]]}, {"type": "Polygon", "coordinates": [[[0, 0]]]},
    {"type": "Polygon", "coordinates": [[[-1, 52], [-0.9, 52], [-1, 52]]]}, {"type": "MultiPolygon", "coordinates": []},
    {"type": "Polygon", "coordinates": [[[-1, 52], [-0.9, 52.1], [-0.9, 52], [-1, 52.1], [-1, 52]]]},
    {"type": "GeometryCollection", "geometries": []}, {"type": "LineString", "coordinates": [[-1, 52], [-1, 53]]},
    {"type": "Polygon", "coordinates": [[["-1", "52"], ["x", None], [{}], []]]}, {"type": 3, "coordinates": 5},
    {"type": "Polygon", "coordinates": [[[-1, 52, 3, 4], [-0.9, 52, 3], [-0.9, 52.1], [-1, 52, 3, 4]]]},
)  # fmt: skip
_NUMBERS = (1e308, -1e308, 1e-320, 180.0001, 90, 0, 530_000, 10**30, True, "1", None, [1])


def _in_layer(change: Callable[[Layer, Random], None]) -> Callable[[bytes, Random], bytes]:
    """A fault that is made in what a GeoJSON text says."""

    def fault(data: bytes, random: Random) -> bytes:
        layer = json.loads(data)
        change(layer, random)
        return json.dumps(layer).encode()

    fault.__name__ = change.__name__
    return fault


def _feature(layer: Layer, random: Random) -> dict:
    return random.choice(layer["features"])


@_in_layer
def odd_shape(layer: Layer, random: Random) -> None:
    _feature(layer, random)["geometry"] = random.choice(_SHAPES)


@_in_layer
def every_shape_odd(layer: Layer, random: Random) -> None:
    shape = random.choice(_SHAPES)
    for each in layer["features"]:
        each["geometry"] = shape


@_in_layer
def one_outline(layer: Layer, _random: Random) -> None:
    for each in layer["features"]:
        each["geometry"] = layer["features"][0]["geometry"]


@_in_layer
def open_ring(layer: Layer, random: Random) -> None:
    _feature(layer, random)["geometry"]["coordinates"][0].pop()


@_in_layer
def odd_coordinate(layer: Layer, random: Random) -> None:
    point = random.choice(_feature(layer, random)["geometry"]["coordinates"][0])
    point[random.randrange(2)] = random.choice(_NUMBERS)


@_in_layer
def turned(layer: Layer, random: Random) -> None:
    wanted = layer["features"] if random.random() < 0.5 else [_feature(layer, random)]
    for each in wanted:
        each["geometry"]["coordinates"] = [[point[::-1] for point in ring] for ring in each["geometry"]["coordinates"]]


@_in_layer
def far_away(layer: Layer, random: Random) -> None:
    by = random.choice((10, 1_000, 1e7, -100))
    for each in layer["features"]:
        rings = each["geometry"]["coordinates"]
        each["geometry"]["coordinates"] = [[[east + by, north + by] for east, north, *_ in ring] for ring in rings]


@_in_layer
def star(layer: Layer, random: Random) -> None:
    corners = random.choice((50, 3_000))
    points = [[-1 + math.cos(2 * n * n) / 90, 52 + math.sin(3 * n * n) / 90] for n in range(corners)]
    _feature(layer, random)["geometry"]["coordinates"] = [[*points, points[0]]]


@_in_layer
def linked(layer: Layer, random: Random) -> None:
    layer["crs"] = random.choice(
        (
            {"type": "link", "properties": {"href": _ADDRESS, "type": "proj4"}},
            {"type": "name", "properties": {"name": _ADDRESS}},
            {"type": "name", "properties": {"name": "EPSG:99999"}},
            {"type": "name", "properties": {"name": "+proj=longlat +nadgrids=/dev/zero"}},
            {"type": "name", "properties": {"name": 'PROJCS["' + "[" * 5000}},
            {"type": "name", "properties": {"name": {"a": 1}}},
            {"type": 5},
            "EPSG:27700",
        )
    )


@_in_layer
def odd_properties(layer: Layer, random: Random) -> None:
    _feature(layer, random)["properties"] = random.choice(
        (
            None,
            [],
            "x",
            {},
            {"": ""},
            {"LSOA21CD": None, "LSOA21NM": {}},
            {"LSOA21CD": 5, "LSOA21NM": [1]},
            {"team_code": 7},
        )
    )


@_in_layer
def odd_layer(layer: Layer, random: Random) -> None:
    layer.update(
        random.choice(
            (
                {"features": []},
                {"features": None},
                {"features": {}},
                {"features": [None]},
                {"features": [5, "x"]},
                {"type": "Topology"},
                {"features": layer["features"] * 400},
            )
        )
    )


def nested(_data: bytes, random: Random) -> bytes:
    """Parts inside one another without end."""
    depth = random.choice((50, 5_000, 200_000))
    return b'{"type":"FeatureCollection","features":' + b"[" * depth + b"]" * depth + b"}"


def virtual(_data: bytes, random: Random) -> bytes:
    """A virtual dataset in place of a layer."""
    source = random.choice((_ADDRESS, "/vsicurl/" + _ADDRESS, "/etc/hostname", "x.csv"))
    layer = f"<SrcDataSource>{source}</SrcDataSource>"
    return f'<OGRVRTDataSource><OGRVRTLayer name="x">{layer}</OGRVRTLayer></OGRVRTDataSource>'.encode()


FAULTS = (
    odd_shape, odd_shape, every_shape_odd, one_outline, open_ring, odd_coordinate, turned, far_away, star, linked,
    odd_properties, odd_layer, nested, virtual,
)  # fmt: skip
