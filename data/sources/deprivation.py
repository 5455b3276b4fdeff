"""Deprivation of 2021 small areas: the newest index there is, and beside it the fifths of an older one that is loaded too."""

import numpy as np
import pandas as pd

from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

# How many small areas each index ranks, to turn a rank back into a tenth.
SMALL_AREAS_IN_ENGLAND = {"2015": 32_844, "2019": 32_844, "2025": 33_755}
# Indices of 2011 small areas, which others carry over.
_OF_2011_AREAS = ("2015", "2019")


def deprivation_of_small_areas(
    gathered: Gathered, changes: pd.DataFrame | None, report: BuildReport
) -> tuple[pd.DataFrame, str]:
    """Rank, decile, quintile and score by 2021 small area, and the index's year ('2025', '2019' or '2015').

    Where an older index is there too, `imd_rank_<year>`, `imd_score_<year>` and `imd_quintile_<year>` beside them.
    """
    found = gathered.frame("deprivation")
    versions = sorted(found["imd_version"].unique(), reverse=True)
    if changes is None:
        unknown = [each for each in versions[1:] if each in _OF_2011_AREAS]
        found = report.keep(
            found, ~found["imd_version"].isin(unknown), "an older index, of areas that cannot be carried over"
        )
        versions = [each for each in versions if each not in unknown]
    report.used(found)
    table, *others = (_of_version(found, version, changes, report) for version in versions)
    for version, other in zip(versions[1:], others, strict=True):
        report.line("Deprivation", f"{versions[0]} is used; the fifths of {version} are kept beside it")
        table = table.join(other.drop(columns="imd_decile").add_suffix(f"_{version}"))
    return table, versions[0]


def _of_version(found: pd.DataFrame, version: str, changes: pd.DataFrame | None, report: BuildReport) -> pd.DataFrame:
    # The same rank is in several files of one release; the score only in one of them.
    merged = found[found["imd_version"] == version].groupby("lsoa")[["rank", "decile", "score"]].first()
    if version in _OF_2011_AREAS:
        merged = _carried_over(merged, changes)
        report.line("Deprivation", f"the {version} index is carried over from 2011 to 2021 small areas")
    decile = merged["decile"].fillna(np.ceil(merged["rank"] * 10 / SMALL_AREAS_IN_ENGLAND[version]))
    table = pd.DataFrame({"imd_rank": merged["rank"], "imd_decile": decile, "imd_quintile": np.ceil(decile / 2)})
    return table.assign(imd_score=merged["score"])


def _carried_over(merged: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """A part takes the rank of the area it was split from; a merged area the mean of those it was made of."""
    joined = changes.merge(merged, left_on="lsoa11", right_index=True)
    carried = joined.groupby("lsoa21")[["rank", "decile", "score"]].mean()
    several = joined.groupby("lsoa21").size() > 1
    carried["rank"] = carried["rank"].round()
    # The tenth of a merged area follows from its new rank, not from the mean of tenths.
    carried["decile"] = carried["decile"].mask(several)
    return carried.rename_axis("lsoa")
