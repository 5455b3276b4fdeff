"""Neighbourhoods from files of any kind: lookups of small areas or other units, or boundaries; one, several or a folder."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.files.errors import SourceError
from data.files.named_refusal import refused_by_name
from data.files.opening import files_in, open_file
from data.files.tables import Shapes, SourceTable
from data.sources.neighbourhood_boundaries import neighbourhoods_from_boundaries, share_fitted
from data.sources.neighbourhood_lookup import Footprints, is_lookup, neighbourhoods_from_lookup
from data.sources.outside import with_outside
from data.sources.report import BuildReport
from data.sources.units import NETWORK, PRACTICE, SMALL_AREA, SMALL_AREA_2011, UNIT_WORDS, Units

BY_LOOKUP = "Neighbourhoods as given in a local lookup of small areas."
_DRAWN = "boundaries"


def neighbourhoods_from_files(
    paths: Sequence[Path], units: Units, report: BuildReport, chosen: str = ""
) -> tuple[Footprints, str]:
    """The neighbourhoods in one or several files or folders, and in a sentence how they were drawn.

    Of a file the first table with units of the area is taken as a lookup, else the first layer of boundaries. `chosen` names
    the column of neighbourhoods where a lookup has several. A small area in no file's neighbourhoods is outside them.
    """
    found = [_read(table, units, report, chosen) for path in paths for table in _tables(path, units)]
    together = found[0] if len(found) == 1 else _together(found)
    areas = _told_apart(together.areas, units.areas)
    renamed = dict(zip(together.areas["neighbourhood_code"], areas["neighbourhood_code"], strict=True))
    of_practice = together.of_practice
    if of_practice is not None:
        # A neighbourhood in which no small area has most of its patients is none here.
        of_practice = of_practice.map(renamed).fillna("")
    return Footprints(areas, together.unit, of_practice), _basis(areas, together.unit, units.areas)


def _tables(path: Path, units: Units) -> Iterator[SourceTable | Shapes]:
    """Of each file at a path the table or layer that gives neighbourhoods."""
    for file in files_in(path) if path.is_dir() else [path]:
        with refused_by_name(file.name):
            tables = open_file(file, file.name) if file.is_file() else []
            if not tables:
                raise _not_read(file)
            lookups = [table for table in tables if not isinstance(table, Shapes)]
            layers = [table for table in tables if isinstance(table, Shapes)]
        if layers:
            yield layers[0]
        else:
            yield next((table for table in lookups if is_lookup(table, units)), lookups[0])


def _read(table: SourceTable | Shapes, units: Units, report: BuildReport, chosen: str) -> Footprints:
    with refused_by_name(table.file, table.sheet):
        if isinstance(table, Shapes):
            return Footprints(with_outside(neighbourhoods_from_boundaries(table, units.areas, report)), _DRAWN)
        return neighbourhoods_from_lookup(table, units, report, chosen)


def _together(found: Sequence[Footprints]) -> Footprints:
    """Several files' neighbourhoods as one: a small area that two of them name is in that which holds more of it."""
    parts = pd.concat(
        [each.areas.assign(fit=each.areas.get("fit", 1.0), file=number) for number, each in enumerate(found)]
    )
    placed = parts[parts["neighbourhood_code"] != ""].rename_axis("lsoa").reset_index()
    placed = placed.sort_values(["lsoa", "fit", "file"], ascending=[True, False, True])
    _fault_in_files(placed)
    best = placed.drop_duplicates("lsoa").set_index("lsoa").reindex(found[0].areas.index)
    why = found[0].areas["outside"].where(found[0].areas["outside"] != "", found[-1].areas["outside"])
    merged = with_outside(best)
    merged["outside"] = merged["outside"].where(merged["neighbourhood_code"] != "", why)
    units = {each.unit for each in found}
    own = [each.of_practice for each in found if each.of_practice is not None]
    of_practice = None
    if len(own) == len(found):
        of_practice = own[0]
        for other in own[1:]:
            of_practice = of_practice.where(of_practice != "", other)
    columns = [name for name in ("neighbourhood_code", "neighbourhood_name", "outside", "registered") if name in merged]
    kept = [*columns, "fit"] if any("fit" in each.areas for each in found) else columns
    return Footprints(merged[kept], units.pop() if len(units) == 1 else SMALL_AREA, of_practice)


def _fault_in_files(placed: pd.DataFrame) -> None:
    """Refuse a small area that two files give wholly to two neighbourhoods."""
    both = placed[placed["fit"] == placed.groupby("lsoa")["fit"].transform("max")]
    several = both.groupby("lsoa")["neighbourhood_code"].nunique()
    again = several.index[several > 1]
    if len(again):
        codes = both.loc[both["lsoa"] == again[0], "neighbourhood_code"]
        raise SourceError(
            "a small area is in neighbourhoods of two files",
            found=f"{again[0]} in {' and in '.join(map(repr, codes.unique()))}",
            expected="each small area in one file's neighbourhoods",
            mend="take it out of one of the files; another system of neighbourhoods is given after --also",
        )


def _basis(areas: pd.DataFrame, unit: str, small: gpd.GeoDataFrame) -> str:
    if unit == _DRAWN:
        return (
            "Neighbourhoods as drawn in a file of boundaries: each small area is given to the neighbourhood that holds "
            f"most of it, which is right for {share_fitted(areas, small['residents']):.1%} of their residents if people "
            "are spread evenly over their small area."
        )
    if unit in (PRACTICE, NETWORK):
        return (
            f"Neighbourhoods as given in a local lookup of {UNIT_WORDS[unit]}: each small area is given to the "
            "neighbourhood with whose practices most of its patients are registered, which is right for "
            f"{share_fitted(areas, areas['registered']):.1%} of patients there."
        )
    if unit in (SMALL_AREA, SMALL_AREA_2011):
        return BY_LOOKUP
    return f"Neighbourhoods as given in a local lookup of {UNIT_WORDS[unit]}."


def _not_read(path: Path) -> SourceError:
    return SourceError(
        "no such file" if not path.is_file() else "not a kind of file that is read",
        file=str(path),
        expected="'pcn', a lookup of small areas or other units (CSV, Excel) or boundaries (GeoJSON, GeoPackage, shapefile, "
        "GeoParquet)",
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
    return fitted.assign(neighbourhood_code=("N-" + code).where(code != "", "") if taken.any() else code)
