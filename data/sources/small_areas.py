"""The small areas of the chosen area: shape, residents, deprivation, and the place each lies in."""

import geopandas as gpd
import numpy as np
import pandas as pd

from data.files.errors import SourceError
from data.sources.area import Area
from data.sources.fifths import fifths
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport


def small_areas(gathered: Gathered, area: Area, deprivation: pd.DataFrame, report: BuildReport) -> gpd.GeoDataFrame:
    """One row a 2021 small area, indexed by its code: names, place, residents, deprivation and shape."""
    index = pd.Index(sorted(area.small_areas), name="lsoa")
    shapes = _shapes(gathered, index, report)
    found = gpd.GeoDataFrame({"area_name": shapes["area_name"]}, geometry=shapes.geometry, index=index)
    found = found.join(_one_each(gathered, "lsoa_to_place", index, report)[["place_code", "place_name"]])
    found = found.join(_one_each(gathered, "census_ethnic_group", index, report))
    found = found.join(_ages(gathered, index, report))
    older = [name for name in deprivation if name.startswith("imd_quintile_")]
    found = found.join(deprivation[["imd_rank", "imd_decile", "imd_quintile", "imd_score", *older]])
    without = found["imd_rank"].isna().sum()
    if without:
        report.line("Areas", f"{without:,} small areas have no deprivation rank; their fifth is left unknown")
    found["imd_quintile_local"] = fifths(found["imd_rank"], found["residents"])
    most_deprived = np.where(found["imd_quintile"] == 1, 1.0, 0.0)
    found["share_most_deprived_fifth"] = pd.Series(most_deprived, index=index).where(found["imd_quintile"].notna())
    return found


def _ages(gathered: Gathered, index: pd.Index, report: BuildReport) -> pd.DataFrame:
    """Residents by age band where a census table of ages is found; without one, no columns."""
    if not gathered.has("census_age"):
        return pd.DataFrame(index=index)
    return _one_each(gathered, "census_age", index, report)


def _shapes(gathered: Gathered, index: pd.Index, report: BuildReport) -> gpd.GeoDataFrame:
    boundaries = gathered.frame("boundaries")
    report.left_out(
        boundaries[boundaries["area_type"] != "lsoa21"], "boundaries of another kind (areas are made of small areas)"
    )
    shapes = boundaries[boundaries["area_type"] == "lsoa21"]
    shapes = report.keep(shapes, shapes["area_code"].isin(index), "outside the area")
    report.used(shapes)
    return _all_there(shapes.drop_duplicates("area_code").set_index("area_code"), index, "boundary", report)


def _one_each(gathered: Gathered, kind: str, index: pd.Index, report: BuildReport) -> pd.DataFrame:
    frame = gathered.frame(kind)
    frame = report.keep(frame, frame["lsoa"].isin(index), "outside the area")
    # The newest file is followed, and of those the one that says most of an area.
    if "vintage" in frame:
        frame = frame.sort_values("vintage", ascending=False, kind="stable")
    frame = frame.iloc[frame.drop(columns="vintage", errors="ignore").isna().sum(axis=1).argsort(kind="stable")]
    unique = report.keep(frame, ~frame["lsoa"].duplicated(), "already known from another file")
    report.used(unique)
    name = gathered.readers[frame["source"].iloc[0]].NAME if len(frame) else kind
    return _all_there(
        unique.set_index("lsoa").drop(columns=["source", "vintage"], errors="ignore"), index, f"row in: {name}", report
    )


def _all_there(frame: pd.DataFrame, index: pd.Index, what: str, report: BuildReport) -> pd.DataFrame:
    missing = index.difference(frame.index)
    if len(missing):
        # What was told of the files may be why.
        told = [each for each in (*report.refused, *report.faults) if any(code in each for code in missing[:3])]
        raise SourceError(
            f"{len(missing):,} of the area's {len(index):,} small areas have no {what}",
            found=f"none for {', '.join(missing[:3])}{' …' if len(missing) > 3 else ''}",
            expected="one for each 2021 small area of the area",
            mend="add the file for the whole area (or for England) to the folder"
            + "".join(f"; {each}" for each in told[:1]),
        )
    return frame.reindex(index)
