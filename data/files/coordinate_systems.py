"""Which system of coordinates a file names: its published number, and nothing else of what the file says of it.

A description of a system may carry the address or path of a correction grid, which is opened when coordinates are
converted. So a description is only read for the number it amounts to, and the system itself is looked up by that.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial

from pyproj import CRS
from pyproj.exceptions import CRSError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]  # documented there, and not marked as such

from data.files.errors import SourceError

set_network_enabled(active=False)

_NUMBERED = re.compile(r"(?:urn:ogc:def:crs:)?EPSG:(?:[\d.]*:)?(\d{4,6})", re.IGNORECASE)
_DEGREES = re.compile(r"(?:urn:ogc:def:crs:)?OGC:(?:[\d.]*:)?CRS(?:84|83|27)h?", re.IGNORECASE)
_WELL_KNOWN_TEXT = re.compile(r"\s*[A-Z][A-Z0-9_]{3,20}\s*\[")
_LONGITUDE_LATITUDE = 4326
_SURE = 70  # of 100: a description that merely resembles a published system is not taken for it
_MEND = "export the boundaries again in longitude and latitude (EPSG:4326) or British National Grid (EPSG:27700)"


def system_named(said: object, file: str) -> CRS | None:
    """The system that a file's words (or PROJJSON) name, None where they name none that has a number.

    SourceError where they are a link: neither addresses nor other files are opened for a file.
    """
    if said is None or said == "":
        return None
    if isinstance(said, str):
        if numbered := _NUMBERED.fullmatch(said.strip()):
            return _published(int(numbered[1]))
        if _DEGREES.fullmatch(said.strip()):
            return _published(_LONGITUDE_LATITUDE)
        if "://" in said and not _WELL_KNOWN_TEXT.match(said):
            raise linked(file)
        return _amounts_to(partial(CRS.from_wkt, said)) if _WELL_KNOWN_TEXT.match(said) else None
    return _amounts_to(partial(CRS.from_json_dict, dict(said))) if isinstance(said, Mapping) else None


def linked(file: str) -> SourceError:
    """The refusal of a file that says where its coordinates' system is to be looked up."""
    return SourceError(
        "it says by a link which coordinates it is in, and links are not followed",
        file=file,
        expected="the system's number, such as EPSG:27700, or nothing for longitude and latitude",
        mend=_MEND,
    )


def _published(number: int) -> CRS | None:
    try:
        return CRS.from_epsg(number)
    except CRSError:
        return None


def _amounts_to(read: Callable[[], CRS]) -> CRS | None:
    try:
        found = read()
    except (CRSError, TypeError, ValueError):
        return None
    # A system bound to a correction grid is taken without it.
    system = found.source_crs if found.is_bound else found
    number = None if system is None else system.to_epsg(min_confidence=_SURE)
    return None if number is None else _published(number)
