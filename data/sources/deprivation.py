"""Deprivation of 2021 small areas: the newest index there is, carried over from 2011 areas when only that is found."""

import numpy as np
import pandas as pd

from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

# How many small areas each index ranks, to turn a rank back into a tenth.
SMALL_AREAS_IN_ENGLAND = {"2019": 32_844, "2025": 33_755}


def deprivation_of_small_areas(
    gathered: Gathered, changes: pd.DataFrame | None, report: BuildReport
) -> tuple[pd.DataFrame, str]:
    """Rank, decile, quintile and score by 2021 small area, and the index's year ('2025' or '2019')."""
    found = gathered.frame("deprivation")
    version = found["imd_version"].max()
    older = found["imd_version"] != version
    found = report.keep(found, ~older, f"an older index: {version} is used")
    report.used(found)
    # The same rank is in several files of one release; the score only in one of them.
    merged = found.groupby("lsoa")[["rank", "decile", "score"]].first()
    if version == "2019":
        merged = _carried_over(merged, changes)
        report.line("Deprivation", "only the 2019 index was found: carried over from 2011 to 2021 small areas")
    decile = merged["decile"].fillna(np.ceil(merged["rank"] * 10 / SMALL_AREAS_IN_ENGLAND[version]))
    table = pd.DataFrame({"imd_rank": merged["rank"], "imd_decile": decile, "imd_quintile": np.ceil(decile / 2)})
    return table.assign(imd_score=merged["score"]), version


def _carried_over(merged: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """A part takes the rank of the area it was split from; a merged area the mean of those it was made of."""
    joined = changes.merge(merged, left_on="lsoa11", right_index=True)
    carried = joined.groupby("lsoa21")[["rank", "decile", "score"]].mean()
    several = joined.groupby("lsoa21").size() > 1
    carried["rank"] = carried["rank"].round()
    # The tenth of a merged area follows from its new rank, not from the mean of tenths.
    carried["decile"] = carried["decile"].mask(several)
    return carried.rename_axis("lsoa")
