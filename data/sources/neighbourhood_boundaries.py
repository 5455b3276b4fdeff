"""Neighbourhoods as a file of boundaries draws them: each small area to the one that holds most of it."""

import re

import geopandas as gpd
import pandas as pd

from data.files.errors import SourceError
from data.files.outlines import each_told, sound_outlines
from data.files.shapes_read import REPAIRS
from data.files.tables import Shapes
from data.sources.report import BuildReport

_METRES = "EPSG:27700"
_CODE, _NAME = re.compile(r"cod|cd$|_id$", re.I), re.compile(r"name|nm$", re.I)
_ABOUT = re.compile(r"neighbo|\bint\b|locality|team", re.I)
_NUMBERING = re.compile(r"(object|f|g|shape_?)?id|shape[_ ]?(area|leng\w*)|globalid|ogc_fid|long|lat|bng_[en]", re.I)
# Outlines drawn more coarsely than small areas' cut slivers off them: those are not a division.
_SLIVER = 0.01
_MANY = 0.2
_MOSTLY = 0.5
_FIRST = 10
_SECTION = "Neighbourhoods"


def neighbourhoods_from_boundaries(layer: Shapes, areas: gpd.GeoDataFrame, report: BuildReport) -> pd.DataFrame:
    """By small area: neighbourhood_code, neighbourhood_name and fit, the share of its land in that neighbourhood.

    People are taken to be spread evenly over their small area, so shares of land stand for shares of residents. One that
    lies mostly in no neighbourhood has none. SourceError when the layer holds no polygons, nothing that tells them apart,
    or none that meets the area.
    """
    drawn = _drawn(layer, report)
    land = areas[["geometry"]].to_crs(_METRES).rename_axis("lsoa").reset_index()
    land["whole"] = land.area
    shared = gpd.overlay(land, drawn, how="intersection", keep_geom_type=True)
    shared["fit"] = shared.area / shared["whole"]
    _fault_in_cover(layer, shared, areas)
    best = shared.sort_values(["lsoa", "fit", "neighbourhood_code"], ascending=[True, False, True])
    best = best.drop_duplicates("lsoa").set_index("lsoa").reindex(areas.index)
    covered = _covered(land, drawn)
    best.loc[covered < _MOSTLY, ["neighbourhood_code", "neighbourhood_name", "fit"]] = None
    _tell_edges(covered, shared, areas["residents"], report)
    _tell(layer, best, shared, areas["residents"], report)
    return pd.DataFrame(best[["neighbourhood_code", "neighbourhood_name", "fit"]]).astype({"fit": float})


def _covered(land: gpd.GeoDataFrame, drawn: gpd.GeoDataFrame) -> pd.Series:
    """Of each small area's land, the share in any neighbourhood: where two overlap it counts once."""
    footprint = drawn.geometry.union_all()
    return pd.Series((land.intersection(footprint).area / land["whole"]).to_numpy(), index=land["lsoa"])


def _drawn(layer: Shapes, report: BuildReport) -> gpd.GeoDataFrame:
    """The neighbourhoods, one shape each, in metres."""
    found = layer.load()
    code, name = _columns(layer, found)
    named = gpd.GeoDataFrame(
        {"neighbourhood_code": found[code].astype(str).str.strip(), "neighbourhood_name": found[name].astype(str)},
        geometry=found.geometry.to_numpy(),
        crs=found.crs,
    ).to_crs(_METRES)
    outlines = sound_outlines(named, "neighbourhood_code", layer.label, found.attrs[REPAIRS])
    if outlines.shapes.empty:
        raise SourceError(
            "not boundaries",
            file=layer.label,
            found=", ".join(sorted(set(found.geom_type.dropna()))),
            expected="polygons, one or more for each neighbourhood",
            mend="give the outlines of the neighbourhoods, or a lookup of small areas",
        )
    if outlines.without:
        told = each_told(outlines.without)
        report.line(_SECTION, f"without an outline, so left out: {len(outlines.without):,}: {told}")
    if outlines.mended:
        report.line(_SECTION, f"outlines mended: {len(outlines.mended):,}: {each_told(outlines.mended)}")
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
    if not (shared["fit"] > _SLIVER).any():
        raise SourceError(
            f"none of the area's {len(areas):,} small areas lies in any of its neighbourhoods",
            file=layer.label,
            expected="neighbourhoods of this area, or of a part of it",
            mend="give the boundaries of this area's neighbourhoods",
        )


def _tell_edges(covered: pd.Series, shared: gpd.GeoDataFrame, residents: pd.Series, report: BuildReport) -> None:
    """Gaps and overlaps in people: those of small areas that are cut, by the share of their land."""
    everyone = residents.sum()
    gap = (1 - covered).where(1 - covered > _SLIVER, 0.0)
    twice = shared.groupby("lsoa")["fit"].sum().reindex(covered.index).fillna(0.0) - covered
    twice = twice.where(twice > _SLIVER, 0.0)
    for share, words in ((gap, "in no neighbourhood (gaps)"), (twice, "in two neighbourhoods at once (overlaps)")):
        people = float((share * residents).sum())
        if people:
            where = share.index[share > 0]
            report.line(
                _SECTION,
                f"land {words}: about {people:,.0f} residents ({people / everyone:.1%}), in {len(where):,} small areas "
                f"({', '.join(where[:_FIRST])}{', …' if len(where) > _FIRST else ''})",
            )


def _tell(
    layer: Shapes, best: pd.DataFrame, shared: gpd.GeoDataFrame, residents: pd.Series, report: BuildReport
) -> None:
    pieces = shared[shared["fit"] > _SLIVER].groupby("lsoa").size()
    split = best.loc[pieces.index[pieces > 1]].dropna(subset="fit")
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
    lost = met["neighbourhood_name"].drop(best["neighbourhood_code"].dropna().unique(), errors="ignore")
    if len(lost):
        listed = "; ".join(f"{name} ({code})" for code, name in lost.items())
        report.line(_SECTION, f"hold most of no small area, so are no neighbourhoods here: {listed}")


def share_fitted(fitted: pd.DataFrame, residents: pd.Series) -> float:
    """Of the residents of neighbourhoods, the share in the one that their small area was given to."""
    fitted = fitted[fitted["fit"].notna()]
    return float((fitted["fit"] * residents.reindex(fitted.index)).sum() / residents.reindex(fitted.index).sum())
