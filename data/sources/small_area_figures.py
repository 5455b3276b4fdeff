"""Figures of small areas, whatever published them: of each small area, period and series, what is counted out of what."""

import pandas as pd

from data.coding.ages import band_of
from data.contract.vocabulary import UNKNOWN
from data.sources.ages import CENSUS_DAY
from data.sources.formats import claimants, small_area_income
from data.sources.ground import Ground
from data.sources.read_folder import Gathered
from data.sources.registrations import already_2021
from data.sources.report import BuildReport

#: Kinds of content that are figures of small areas.
KINDS = ("census_topic", "claimants", "small_area_income")
SECTION = "Figures of small areas"
_COUNTS = ["numerator", "denominator"]
_PERIOD = ["period_start", "period_end"]
_WORKING_AGE = (16, 64)


def small_area_figures(gathered: Gathered, ground: Ground, report: BuildReport) -> pd.DataFrame | None:
    """Columns source_id, lsoa (2021), period_start, period_end, numerator, denominator, source; None where there are none."""
    parts = []
    if gathered.has("census_topic"):
        topics = gathered.frame("census_topic").drop_duplicates(["source_id", "lsoa"])
        parts.append(topics.assign(period_start=CENSUS_DAY, period_end=CENSUS_DAY))
    if gathered.has("claimants"):
        parts.append(_claimants(gathered, ground, report))
    if gathered.has("small_area_income"):
        parts.append(_income(gathered.frame("small_area_income"), ground, report))
    return pd.concat(parts, ignore_index=True) if parts else None


def _claimants(gathered: Gathered, ground: Ground, report: BuildReport) -> pd.DataFrame:
    """Claimants out of residents aged 16 to 64 at the Census: of later years no ages of every small area may be here."""
    rows = gathered.frame("claimants").drop_duplicates(["lsoa", "period_end"])
    people = _residents_of_ages(gathered, ground.small, *_WORKING_AGE)
    if people.empty:
        report.line(
            SECTION, "claimants: put the Census table of ages (TS007A) beside them, for residents aged 16 to 64"
        )
        report.left_out(rows, "claimants without the residents of working age that they are out of")
        return rows.iloc[:0].assign(source_id=claimants.SERIES, numerator=0.0, denominator=0.0)
    if ground.changes is not None and not already_2021(rows["lsoa"], ground.changes):
        rows = _carried_over(rows, ground.changes, ground.small, report)
    found = rows.assign(
        source_id=claimants.SERIES, numerator=rows["claimants"], denominator=rows["lsoa"].map(people).round()
    )
    known = found["denominator"] >= found["numerator"]
    return report.keep(found, known, "claimants of small areas without so many residents of working age")


def _carried_over(rows: pd.DataFrame, changes: pd.DataFrame, small: pd.DataFrame, report: BuildReport) -> pd.DataFrame:
    """Claimants of 2011 small areas by those of 2021, each part with its share of the residents; counted as used here."""
    inside = rows["lsoa"].isin(changes.loc[changes["lsoa21"].isin(small.index), "lsoa11"])
    report.used(rows[inside])
    report.left_out(rows[~inside], "small areas of other areas, which only England's figure counts")
    report.line(SECTION, "claimants are carried over from 2011 to 2021 small areas, by residents of the parts")
    joined = rows.merge(changes, left_on="lsoa", right_on="lsoa11")
    parts = joined.assign(claimants=joined["claimants"] * joined["share"])
    summed = parts.groupby(["lsoa21", *_PERIOD], as_index=False)["claimants"].sum()
    return summed.rename(columns={"lsoa21": "lsoa"}).assign(claimants=summed["claimants"].round(), source=float("nan"))


def _residents_of_ages(gathered: Gathered, small: pd.DataFrame, first: int, last: int) -> pd.Series:
    """Residents of each small area from one age to another, the ages of a band equally many; empty where not known."""
    table = (
        gathered.frame("census_age").drop_duplicates("lsoa").set_index("lsoa") if gathered.has("census_age") else small
    )
    people = pd.Series(0.0, index=table.index)
    reached = False
    for name in table:
        band = band_of(str(name).removeprefix("aged_").replace("_", " ")) if str(name).startswith("aged_") else None
        if band is not None and (years := min(band[1], last) - max(band[0], first) + 1) > 0:
            people += table[name].astype(float) * years / (band[1] - band[0] + 1)
            reached = True
    return people.dropna() if reached else pd.Series(dtype=float)


def _income(rows: pd.DataFrame, ground: Ground, report: BuildReport) -> pd.DataFrame:
    """Average income of the middle-layer area that each small area lies in, times its residents, out of them.

    A small area is called after the middle-layer area that it lies in, with a letter: 'Barnet 009A' lies in 'Barnet 009'.
    """
    rows = rows.drop_duplicates(["msoa", "period_end"])
    small = ground.small.reindex(columns=["area_name", "residents"])
    within = small["area_name"].astype(str).str.replace(r"(?<=\d)[A-Z]$", "", regex=True)
    here = report.keep(rows, rows["msoa_name"].isin(within), "middle-layer areas of other areas")
    report.used(here)
    placed = small.assign(msoa_name=within).rename_axis("lsoa").reset_index().merge(here, on="msoa_name")
    return placed.assign(
        source_id=small_area_income.SERIES,
        numerator=placed["income"] * placed["residents"],
        denominator=placed["residents"],
        source=float("nan"),
    )[["source_id", "lsoa", *_PERIOD, *_COUNTS, "source"]]


def fifth_of(small: pd.DataFrame) -> pd.Series:
    """The national fifth of deprivation of each small area, as groups are called."""
    return small["imd_quintile"].map("{:.0f}".format, na_action="ignore").fillna(UNKNOWN)
