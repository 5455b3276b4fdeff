"""ONS boundaries: one area a row, its level and vintage told by the name of its code column."""

import re

import geopandas as gpd
import pandas as pd

from data.files.coordinates import COORDINATES
from data.files.errors import SourceError
from data.files.outlines import each_told, sound_outlines
from data.files.shapes_read import REPAIRS
from data.files.tables import Reading, Shapes
from data.sources.england_outline import fault_outside_england

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
    told = _CODE.fullmatch(code)
    if told is None:
        raise SourceError(
            "no column of area codes", file=layer.file, sheet=layer.sheet, expected="one such as LSOA21CD"
        )
    level, vintage = told[1], told[2]
    found = layer.load()
    tidy = gpd.GeoDataFrame(
        {
            "area_type": f"{level.lower()}{vintage}",
            "area_code": _text(found[code]),
            "area_name": _text(found[name]),
        },
        geometry=found.geometry.to_numpy(),
        crs=found.crs,
    )
    outlines = sound_outlines(tidy, "area_code", layer.label, found.attrs[REPAIRS])
    fault_outside_england(outlines.shapes, "area_code", layer.label)
    _fault_without_code(outlines.shapes, layer, code)
    # An area of several features, such as one with an island, is one area.
    whole = outlines.shapes.dissolve("area_code", aggfunc="first", sort=False).reset_index()[list(tidy)]
    notes = [found.attrs[COORDINATES]] if COORDINATES in found.attrs else []
    if outlines.mended:
        notes.append(f"shapes mended: {len(outlines.mended):,}: {each_told(outlines.mended)}")
    dropped = {
        "without an outline": len(outlines.without),
        "further parts of an area, joined to its first": len(outlines.shapes) - len(whole),
    }
    return Reading(
        whole,
        len(found),
        period=f"20{vintage}",
        dropped={reason: rows for reason, rows in dropped.items() if rows},
        notes=tuple(notes),
        faults=_faults_without_outline(outlines.without, layer, code),
    )


def _faults_without_outline(without: tuple[str, ...], layer: Shapes, column: str) -> tuple[str, ...]:
    """Areas whose shape is blank, a point or cannot be read, each by code and row: the map would have a hole there."""
    if not without:
        return ()
    fault = SourceError(
        f"areas without an outline, left out: {len(without):,}",
        file=layer.file,
        sheet=layer.sheet,
        column=column,
        found=each_told(without),
        expected="a polygon for each area",
        mend="save the boundaries again, or download them from their publisher",
    )
    return (str(fault),)


def _text(cells: pd.Series) -> pd.Series:
    """Cells as text, blank where there is nothing."""
    return cells.astype(object).where(cells.notna(), "").astype(str).str.strip()


def _fault_without_code(areas: gpd.GeoDataFrame, layer: Shapes, column: str) -> None:
    """An outline that belongs to no area cannot be used, and left out in silence would leave a hole in the map."""
    nameless = areas["area_code"].eq("")
    if nameless.any():
        raise SourceError(
            f"{int(nameless.sum()):,} outlines have no area code",
            file=layer.file,
            sheet=layer.sheet,
            row=int(nameless.to_numpy().argmax()) + 1,
            column=column,
            found="a blank",
            expected="the code of the area",
            mend="give each outline its code, or take it out",
        )
