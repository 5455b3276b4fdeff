"""Neighbourhoods from a file of any kind: a lookup of small areas, or boundaries."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.files.errors import SourceError
from data.files.named_refusal import refused_by_name
from data.files.opening import open_file
from data.files.tables import Shapes
from data.sources.neighbourhood_boundaries import neighbourhoods_from_boundaries, share_fitted
from data.sources.neighbourhood_lookup import is_lookup, neighbourhoods_from_lookup
from data.sources.report import BuildReport

BY_LOOKUP = "Neighbourhoods as given in a local lookup of small areas."


def neighbourhoods_from_file(
    path: Path, areas: gpd.GeoDataFrame, changes: pd.DataFrame, report: BuildReport
) -> tuple[pd.DataFrame, str]:
    """By small area: neighbourhood_code, neighbourhood_name (and fit); and in a sentence how they were drawn.

    The first table with small-area codes is taken as a lookup, else the first layer of boundaries.
    """
    with refused_by_name(path.name):
        tables = open_file(path, path.name) if path.is_file() else []
        if not tables:
            raise _not_read(path)
        lookups = [table for table in tables if not isinstance(table, Shapes)]
        layers = [table for table in tables if isinstance(table, Shapes)]
        if lookups and not layers:
            chosen = next((table for table in lookups if is_lookup(table)), lookups[0])
            return _told_apart(neighbourhoods_from_lookup(chosen, areas, changes, report), areas), BY_LOOKUP
        fitted = _told_apart(neighbourhoods_from_boundaries(layers[0], areas, report), areas)
    basis = (
        "Neighbourhoods as drawn in a file of boundaries: each small area is given to the neighbourhood that holds most "
        f"of it, which is right for {share_fitted(fitted, areas['residents']):.1%} of residents if people are spread "
        "evenly over their small area."
    )
    return fitted, basis


def _not_read(path: Path) -> SourceError:
    return SourceError(
        "no such file" if not path.is_file() else "not a kind of file that is read",
        file=str(path),
        expected="'pcn', a lookup of small areas (CSV, Excel) or boundaries (GeoJSON, GeoPackage, shapefile, GeoParquet)",
        mend="give the file's path after --neighbourhoods",
    )


def _told_apart(fitted: pd.DataFrame, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """The neighbourhoods with one name each, and with codes of their own where they bear those of places.

    Boroughs or small areas may serve as neighbourhoods; a code must still say which of the two is meant.
    """
    code = fitted["neighbourhood_code"]
    names = fitted["neighbourhood_name"].mask(fitted["neighbourhood_name"].str.strip() == "").fillna(code)
    fitted = fitted.assign(neighbourhood_name=names.groupby(code).transform("first"))
    taken = code.isin({*areas["place_code"], *areas.index})
    return fitted.assign(neighbourhood_code="N-" + code if taken.any() else code)
