"""Figures of small areas added up: of each neighbourhood, place and the whole area, and of each fifth of deprivation."""

import pandas as pd

from data.contract.tables import OBSERVATION_COLUMNS
from data.contract.vocabulary import ALL, NONE, TOTAL
from data.sources.area import Area
from data.sources.definitions import Definitions
from data.sources.geography import ENGLAND, SMALL_AREAS_OF_CENSUS_2021
from data.sources.ground import Ground
from data.sources.published import FIFTHS
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport
from data.sources.small_area_figures import SECTION, fifth_of, small_area_figures

_COUNTS = ["numerator", "denominator"]
_SERIES = ["indicator_id", "period_start", "period_end"]


def small_area_observations(
    gathered: Gathered, ground: Ground, definitions: Definitions, report: BuildReport
) -> pd.DataFrame | None:
    """Observations of every series found, in the columns of the contract; None where the folder holds none.

    A series and period that lacks any of the area's small areas is left out: a sum of the others would be of fewer people.
    England is there where its every small area is. An average has no fifths: its parts are averages of wider areas.
    """
    rows = small_area_figures(gathered, ground, report)
    if rows is None or rows.empty:
        return None
    area, small = ground.area, ground.small
    rows = rows.assign(indicator_id=rows["source_id"].map(definitions.of_series))
    rows = report.keep(rows, rows["indicator_id"].notna(), "figures of small areas that no indicator definition uses")
    here = _of_every_small_area(rows[rows["lsoa"].isin(small.index)], small, area, report)
    report.used(here)
    others = rows.drop(here.index)
    report.left_out(others[others["source"].notna()], "small areas of other areas, which only England's figure counts")
    here = here.join(small[["neighbourhood_code", "place_code"]], on="lsoa").assign(icb=area.code, all=ALL)
    here["fifth"] = here["lsoa"].map(fifth_of(small))
    average = definitions.kinds(here["indicator_id"], "mean")
    levels = (("neighbourhood", "neighbourhood_code"), ("place", "place_code"), ("icb", "icb"))
    parts = [_sums(here, level, column, TOTAL, "all") for level, column in levels]
    parts += [_sums(here[~average], level, column, FIFTHS, "fifth") for level, column in levels]
    whole = rows.groupby(_SERIES)["lsoa"].transform("nunique") == SMALL_AREAS_OF_CENSUS_2021
    parts.append(_sums(rows[whole].assign(country=ENGLAND, all=ALL), "country", "country", TOTAL, "all"))
    found = pd.concat(parts, ignore_index=True)
    found = found[found["indicator_id"].isin(here["indicator_id"])]
    means = definitions.kinds(found["indicator_id"], "mean")
    found = found.assign(
        dimension_2=NONE, group_2=NONE, age_band="", status="ok",
        value=(found["numerator"] / found["denominator"]).where(means), lower=float("nan"), upper=float("nan"),
        population_base=definitions.bases(found["indicator_id"]),
    )  # fmt: skip
    return found[list(OBSERVATION_COLUMNS)]


def _of_every_small_area(here: pd.DataFrame, small: pd.DataFrame, area: Area, report: BuildReport) -> pd.DataFrame:
    """The rows of series and periods that are given for every small area; the others are told."""
    there = here.groupby(_SERIES)["lsoa"].transform("nunique") == len(small)
    for indicator, rows in here[~there].groupby("indicator_id"):
        months = rows["period_end"].nunique()
        of = "" if months == 1 else f" in {months} periods"
        report.line(SECTION, f"{indicator}: not given for every small area of {area.name}{of}, so it is left out")
    return here[there]


def _sums(rows: pd.DataFrame, level: str, column: str, dimension: str, group: str) -> pd.DataFrame:
    rows = rows[rows[column].fillna("") != ""]
    found = rows.groupby([*_SERIES, column, group], as_index=False)[_COUNTS].sum()
    return found.rename(columns={column: "area_code", group: "group"}).assign(level=level, dimension=dimension)
