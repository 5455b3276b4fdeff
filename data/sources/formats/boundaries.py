"""ONS boundaries: one area a row, its level and vintage told by the name of its code column."""

import re

import geopandas as gpd

from data.sources.coordinates import COORDINATES
from data.sources.tables import Reading, Shapes

NAME = "ONS boundaries"
KIND = "boundaries"
PUBLISHER = "Office for National Statistics"
LICENCE = "Open Government Licence v3.0. Contains OS data © Crown copyright and database right"

_CODE = re.compile(r"(LSOA|MSOA|LAD|ICB|SICBL)(\d\d)CD", re.IGNORECASE)


def _columns(layer: Shapes) -> tuple[str, str]:
    """The code column and the name column beside it, '' and '' when there are none. Some copies lower their case."""
    lowered = {name.lower(): name for name in layer.header}
    code = next((name for name in layer.header if _CODE.fullmatch(name)), "")
    return code, lowered.get(code.lower()[:-2] + "nm", "") if code else ""


def recognises(layer: Shapes) -> bool:
    """An area code such as LSOA21CD, with its name beside it."""
    return all(_columns(layer))


def read(layer: Shapes) -> Reading:
    """Columns: area_type (as 'lsoa21'), area_code, area_name, geometry (EPSG:4326)."""
    code, name = _columns(layer)
    level, vintage = _CODE.fullmatch(code).groups()
    found = layer.load()
    tidy = gpd.GeoDataFrame(
        {
            "area_type": f"{level.lower()}{vintage}",
            "area_code": found[code].astype(str),
            "area_name": found[name].astype(str),
        },
        geometry=found.geometry.to_numpy(),
        crs=found.crs,
    )
    notes = [found.attrs[COORDINATES]] if COORDINATES in found.attrs else []
    broken = ~tidy.geometry.is_valid
    if broken.any():
        tidy.loc[broken, "geometry"] = tidy.loc[broken, "geometry"].make_valid()
        notes.append(f"{broken.sum():,} shapes that cross themselves were mended")
    return Reading(tidy, len(found), period=f"20{vintage}", notes=tuple(notes))
