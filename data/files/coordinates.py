"""Settle which coordinates boundaries are in: by what the numbers are, against what the file says of itself."""

import geopandas as gpd
import numpy as np
from pyproj import CRS

from data.files.errors import SourceError

LONGITUDE_LATITUDE = "EPSG:4326"
BRITISH_NATIONAL_GRID = "EPSG:27700"
WEB_MERCATOR = "EPSG:3857"
COORDINATES = "coordinates"  # the key of a layer's `attrs` that says what was done about its coordinates

# West, south, east and north of Great Britain, with some sea, in each of the systems its boundaries are published in.
_DEGREES = (-9.5, 49.0, 3.0, 61.5)
_GRID = (0, 0, 700_000, 1_300_000)
_MERCATOR = (-1_060_000, 6_260_000, 340_000, 8_800_000)
_MEND = "export the boundaries again in longitude and latitude (EPSG:4326) or British National Grid (EPSG:27700)"


def in_longitude_latitude(shapes: gpd.GeoDataFrame, name: str) -> gpd.GeoDataFrame:
    """The shapes in longitude and latitude (EPSG:4326); SourceError when their coordinates cannot be right.

    What the file says is believed when its coordinates then lie in Great Britain. When it says nothing, or what it
    says cannot be (numbers in the hundreds of thousands are no degrees), the size of the coordinates tells; then
    `attrs['coordinates']` says in words what was taken for granted.
    """
    bounds = tuple(shapes.total_bounds)
    if not np.isfinite(bounds).all():
        raise SourceError("it holds no shapes", file=name, expected="boundaries as polygons", mend=_MEND)
    if shapes.crs is not None and _could_be(bounds, shapes.crs):
        found = shapes.to_crs(LONGITUDE_LATITUDE)
        if _inside(tuple(found.total_bounds), _DEGREES):
            return found
    for system, box, words in (
        (LONGITUDE_LATITUDE, _DEGREES, "longitude and latitude"),
        (BRITISH_NATIONAL_GRID, _GRID, "British National Grid"),
        (WEB_MERCATOR, _MERCATOR, "web Mercator metres"),
    ):
        if _inside(bounds, box) and _could_be(bounds, CRS(system)):
            return _taken_as(shapes, system, words)
    raise _some_elsewhere(shapes, name) or _fault(bounds, shapes.crs, name)


def _could_be(bounds: tuple[float, ...], system: CRS) -> bool:
    """Whether numbers of this size can be coordinates of a system: degrees are small, metres are not."""
    small = bounds[0] >= -180 and bounds[2] <= 180 and bounds[1] >= -90 and bounds[3] <= 90
    return small if system.is_geographic else not small


def _inside(bounds: tuple[float, ...], box: tuple[float, ...]) -> bool:
    return box[0] <= bounds[0] and box[1] <= bounds[1] and bounds[2] <= box[2] and bounds[3] <= box[3]


def _taken_as(shapes: gpd.GeoDataFrame, system: str, words: str) -> gpd.GeoDataFrame:
    told = "nothing says which coordinates it is in" if shapes.crs is None else f"it passes for {_called(shapes.crs)}"
    found = shapes.set_crs(system, allow_override=True).to_crs(LONGITUDE_LATITUDE)
    # Without a word about it GeoJSON is longitude and latitude: nothing to tell.
    if shapes.crs is not None or system != LONGITUDE_LATITUDE:
        found.attrs[COORDINATES] = f"{told}; its numbers are {words}, so they were read as that"
    return found


def _some_elsewhere(shapes: gpd.GeoDataFrame, name: str) -> SourceError | None:
    """The fault where most shapes lie in Great Britain, as degrees or on the grid, and some do not: the first of those."""
    each = shapes.bounds.dropna()
    for west, south, east, north in (_DEGREES, _GRID):
        inside = (each["minx"] >= west) & (each["miny"] >= south) & (each["maxx"] <= east) & (each["maxy"] <= north)
        # Degrees are small, so they fit in the box of the grid too: there the whole layer is at fault.
        if 0.5 < inside.mean() < 1:
            first = tuple(each[~inside].iloc[0])
            swapped = _inside((first[1], first[0], first[3], first[2]), (west, south, east, north))
            return SourceError(
                f"{(~inside).sum():,} of its {len(each):,} shapes lie outside Great Britain",
                file=name,
                row=int((~inside).to_numpy().argmax()) + 1,
                found="latitude before longitude" if swapped else _extent(first),
                expected="the shapes of one layer in the same coordinates",
                mend=_MEND,
            )
    return None


def _extent(bounds: tuple[float, ...]) -> str:
    west, south, east, north = bounds
    return f"from {west:,.6g}, {south:,.6g} to {east:,.6g}, {north:,.6g}"


def _called(system: CRS) -> str:
    code = system.to_epsg()
    return f"{system.name} (EPSG:{code})" if code else system.name


def _fault(bounds: tuple[float, ...], system: CRS | None, name: str) -> SourceError:
    west, south, east, north = bounds
    found = _extent(bounds)
    if _inside((south, west, north, east), _DEGREES):
        return SourceError(
            "latitude comes before longitude", file=name, found=found, expected="longitude first", mend=_MEND
        )
    said = "" if system is None else f", though it says {_called(system)}"
    return SourceError(
        f"its coordinates are neither longitude and latitude nor British National Grid, in Great Britain{said}",
        file=name,
        found=found,
        expected="degrees, metres on the National Grid, or another system that the file names rightly",
        mend=_MEND,
    )
