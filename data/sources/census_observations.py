"""Topics of the Census added up from small areas: residents of each neighbourhood, place and the whole area, by fifth."""

import geopandas as gpd
import pandas as pd

from data.contract.tables import OBSERVATION_COLUMNS
from data.contract.vocabulary import ALL, NONE, TOTAL, UNKNOWN
from data.sources.ages import CENSUS_DAY
from data.sources.area import Area
from data.sources.definitions import Definitions
from data.sources.geography import ENGLAND, SMALL_AREAS_OF_CENSUS_2021
from data.sources.published import FIFTHS
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

_COUNTS = ["numerator", "denominator"]
_SECTION = "Census topics"


def census_observations(
    gathered: Gathered, small: gpd.GeoDataFrame, area: Area, definitions: Definitions, report: BuildReport
) -> pd.DataFrame | None:
    """Observations of every topic found, in the columns of the contract; None where the folder holds none.

    `small` are the area's small areas with neighbourhood_code, place_code and imd_quintile. A topic that lacks any of them
    is left out: a sum of the others would be of fewer people. England is there where its every small area is.
    """
    if not gathered.has("census_topic"):
        return None
    rows = gathered.frame("census_topic").drop_duplicates(["source_id", "lsoa"])
    rows = rows.assign(indicator_id=rows["source_id"].map(definitions.of_series))
    rows = report.keep(rows, rows["indicator_id"].notna(), "topics that no indicator definition uses")
    here = rows[rows["lsoa"].isin(small.index)]
    there = here.groupby("indicator_id")["lsoa"].transform("nunique") == len(small)
    for indicator in here.loc[~there, "indicator_id"].unique():
        report.line(_SECTION, f"{indicator}: not given for every small area of {area.name}, so it is left out")
    here = here[there]
    report.used(here)
    report.left_out(rows.drop(here.index), "small areas of other areas, which only England's figure counts")
    known = small[["neighbourhood_code", "place_code", "imd_quintile"]]
    here = here.join(known, on="lsoa").assign(icb=area.code, all=ALL)
    here["fifth"] = here["imd_quintile"].map("{:.0f}".format, na_action="ignore").fillna(UNKNOWN)
    parts = [
        _sums(here, level, column, dimension, group)
        for level, column in (("neighbourhood", "neighbourhood_code"), ("place", "place_code"), ("icb", "icb"))
        for dimension, group in ((TOTAL, "all"), (FIFTHS, "fifth"))
    ]
    whole = rows.groupby("indicator_id")["lsoa"].transform("nunique") == SMALL_AREAS_OF_CENSUS_2021
    parts.append(_sums(rows[whole].assign(country=ENGLAND, all=ALL), "country", "country", TOTAL, "all"))
    found = pd.concat(parts, ignore_index=True)
    found = found[found["indicator_id"].isin(here["indicator_id"])]
    found = found.assign(
        period_start=CENSUS_DAY, period_end=CENSUS_DAY, dimension_2=NONE, group_2=NONE, age_band="", status="ok",
        value=float("nan"), lower=float("nan"), upper=float("nan"),
        population_base=definitions.bases(found["indicator_id"]),
    )  # fmt: skip
    return found[list(OBSERVATION_COLUMNS)]


def _sums(rows: pd.DataFrame, level: str, column: str, dimension: str, group: str) -> pd.DataFrame:
    rows = rows[rows[column].fillna("") != ""]
    found = rows.groupby(["indicator_id", column, group], as_index=False)[_COUNTS].sum()
    return found.rename(columns={column: "area_code", group: "group"}).assign(level=level, dimension=dimension)
