"""ONS boundaries: one area a row, its level and vintage told by the name of its code column."""

import re

import geopandas as gpd

from data.sources.tables import Reading, Shapes

NAME = "ONS boundaries"
KIND = "boundaries"
PUBLISHER = "Office for National Statistics"
LICENCE = "Open Government Licence v3.0. Contains OS data © Crown copyright and database right"

_CODE = re.compile(r"(LSOA|MSOA|LAD|ICB|SICBL)(\d\d)CD")


def _code_column(layer: Shapes) -> str:
    return next((name for name in layer.header if _CODE.fullmatch(name)), "")


def recognises(layer: Shapes) -> bool:
    """An area code such as LSOA21CD, with its name beside it."""
    code = _code_column(layer)
    return code != "" and code.removesuffix("CD") + "NM" in layer.header


def read(layer: Shapes) -> Reading:
    """Columns: area_type (as 'lsoa21'), area_code, area_name, geometry (EPSG:4326)."""
    code = _code_column(layer)
    level, vintage = _CODE.fullmatch(code).groups()
    found = layer.load()
    tidy = gpd.GeoDataFrame(
        {
            "area_type": f"{level.lower()}{vintage}",
            "area_code": found[code].astype(str),
            "area_name": found[code.removesuffix("CD") + "NM"].astype(str),
        },
        geometry=found.geometry.to_numpy(),
        crs=found.crs,
    )
    return Reading(tidy, len(found), period=f"20{vintage}")
