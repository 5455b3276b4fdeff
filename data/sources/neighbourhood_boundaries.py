"""Neighbourhoods as a file of boundaries draws them: each small area to the one that holds most of it."""

import re

import geopandas as gpd
import pandas as pd

from data.files.errors import SourceError
from data.files.outlines import listed, sound_outlines
from data.files.tables import Shapes
from data.sources.report import BuildReport

_METRES = "EPSG:27700"
_CODE, _NAME = re.compile(r"cod|cd$|_id$", re.I), re.compile(r"name|nm$", re.I)
_ABOUT = re.compile(r"neighbo|\bint\b|locality|team", re.I)
_NUMBERING = re.compile(r"(object|f|g|shape_?)?id|shape[_ ]?(area|leng\w*)|globalid|ogc_fid|long|lat|bng_[en]", re.I)
# Outlines drawn more coarsely than small areas' cut slivers off them: those are not a division.
_SLIVER = 0.01
_MANY = 0.2
_SECTION = "Neighbourhoods"
_KINDS = ("Polygon", "MultiPolygon")


def neighbourhoods_from_boundaries(layer: Shapes, areas: gpd.GeoDataFrame, report: BuildReport) -> pd.DataFrame:
    """By small area: neighbourhood_code, neighbourhood_name and fit, the share of its land in that neighbourhood.

    People are taken to be spread evenly over their small area, so shares of land stand for shares of residents.
    SourceError when the layer holds no polygons, nothing that tells them apart, or leaves small areas out.
    """
    drawn = _drawn(layer, report)
    land = areas[["geometry"]].to_crs(_METRES).rename_axis("lsoa").reset_index()
    land["whole"] = land.area
    shared = gpd.overlay(land, drawn, how="intersection", keep_geom_type=True)
    shared["fit"] = shared.area / shared["whole"]
    _fault_in_cover(layer, shared, areas)
    best = shared.sort_values(["lsoa", "fit", "neighbourhood_code"], ascending=[True, False, True])
    best = best.drop_duplicates("lsoa").set_index("lsoa").reindex(areas.index)
    _tell(layer, best, shared, areas["residents"], report)
    return pd.DataFrame(best[["neighbourhood_code", "neighbourhood_name", "fit"]])


def _drawn(layer: Shapes, report: BuildReport) -> gpd.GeoDataFrame:
    """The neighbourhoods, one shape each, in metres."""
    found = layer.load()
    if not found.geom_type[found.geometry.notna()].isin(_KINDS).all():
        raise SourceError(
            "not boundaries",
            file=layer.label,
            found=", ".join(sorted(set(found.geom_type.dropna()))),
            expected="polygons, one or more for each neighbourhood",
            mend="give the outlines of the neighbourhoods, or a lookup of small areas",
        )
    code, name = _columns(layer, found)
    named = gpd.GeoDataFrame(
        {"neighbourhood_code": found[code].astype(str).str.strip(), "neighbourhood_name": found[name].astype(str)},
        geometry=found.geometry.to_numpy(),
        crs=found.crs,
    ).to_crs(_METRES)
    outlines = sound_outlines(named, "neighbourhood_code", layer.label)
    if outlines.without:
        report.line(
            _SECTION, f"without an outline, so left out: {len(outlines.without):,} ({listed(outlines.without)})"
        )
    if outlines.mended:
        report.line(_SECTION, f"outlines that cross themselves, mended: {outlines.mended:,}")
    return outlines.shapes.dissolve("neighbourhood_code", aggfunc="first").reset_index()


def _columns(layer: Shapes, found: gpd.GeoDataFrame) -> tuple[str, str]:
    columns = [each for each in layer.header if not _NUMBERING.fullmatch(each) and found[each].notna().all()]
    about = [each for each in columns if _ABOUT.search(each)] or columns
    codes = [each for each in about if _CODE.search(each)]
    names = [each for each in about if _NAME.search(each)]
    if not (codes or names) and len(about) == 1:
        codes = about
    if not codes and not names:
        raise SourceError(
            "nothing tells its neighbourhoods apart",
            file=layer.label,
            found=", ".join(layer.header) or "no columns",
            expected="a neighbourhood code, name or both",
            mend="name the columns hood_code and hood_name (a shapefile keeps ten letters of a name)",
        )
    return (codes or names)[0], (names or codes)[0]


def _fault_in_cover(layer: Shapes, shared: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> None:
    inside = shared.loc[shared["fit"] > _SLIVER, "lsoa"]
    missing = areas.index.difference(inside)
    if len(missing):
        raise SourceError(
            f"{len(missing):,} of the area's {len(areas):,} small areas lie in no neighbourhood",
            file=layer.label,
            found=f"none for {', '.join(missing[:3])}{' …' if len(missing) > 3 else ''}",
            expected="neighbourhoods that cover the whole area",
            mend="draw the missing neighbourhoods, or give the boundaries of this area",
        )


def _tell(
    layer: Shapes, best: pd.DataFrame, shared: gpd.GeoDataFrame, residents: pd.Series, report: BuildReport
) -> None:
    pieces = shared[shared["fit"] > _SLIVER].groupby("lsoa").size()
    split = best.loc[pieces.index[pieces > 1]]
    covered = shared.groupby("lsoa")["fit"].sum().reindex(best.index)
    report.line(
        _SECTION, f"from {layer.label}: {best['neighbourhood_code'].nunique():,} neighbourhoods have small areas"
    )
    words = (
        f"fit: {share_fitted(best, residents):.1%} of residents are in the neighbourhood their small area was given to"
    )
    if len(split):
        words += (
            f"; {len(split):,} small areas are split by a boundary (the smallest share of one that is in its "
            f"neighbourhood is {split['fit'].min():.1%}, {split['fit'].idxmin()})"
        )
    report.line(_SECTION, words + "; people are taken to be spread evenly over each small area")
    if len(split) > _MANY * len(best):
        report.line(
            _SECTION,
            f"{len(split) / len(best):.0%} of small areas are split: outlines drawn more coarsely than those of the small "
            "areas do that; outlines in full detail, or a lookup of small areas, fit better",
        )
    met = shared[shared["fit"] > _SLIVER].drop_duplicates("neighbourhood_code").set_index("neighbourhood_code")
    lost = met["neighbourhood_name"].drop(best["neighbourhood_code"].unique(), errors="ignore")
    if len(lost):
        listed = "; ".join(f"{name} ({code})" for code, name in lost.items())
        report.line(_SECTION, f"hold most of no small area, so are no neighbourhoods here: {listed}")
    partly = covered.index[covered < 0.5]
    if len(partly):
        report.line(_SECTION, f"mostly outside every neighbourhood: {len(partly):,} ({', '.join(partly[:10])})")
    twice = covered.index[covered > 1 + _SLIVER]
    if len(twice):
        report.line(_SECTION, f"in neighbourhoods that overlap: {len(twice):,} ({', '.join(twice[:10])})")


def share_fitted(fitted: pd.DataFrame, residents: pd.Series) -> float:
    """Of all residents, the share in the neighbourhood that their small area was given to."""
    return float((fitted["fit"] * residents.reindex(fitted.index)).sum() / residents.reindex(fitted.index).sum())
