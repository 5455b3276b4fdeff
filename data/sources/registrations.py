"""Patients by practice and 2021 small area, carried over from the 2011 small areas they are published for."""

import pandas as pd

from data.sources.area import Area
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

_ORDER = (
    "unchanged",
    "split",
    "merged",
    "redrawn",
    "no small area known (NO2011)",
    "small area given as CLOSED",
    "living in Wales, Scotland or Northern Ireland",
    "small area not in the lookup",
)


def small_area_changes(gathered: Gathered, area: Area, report: BuildReport) -> pd.DataFrame:
    """The fullest lookup from 2011 to 2021 small areas: lsoa11, lsoa21, change, and the share of people who go there."""
    found = gathered.frame("lsoa_changes")
    reached = found[found["lsoa21"].isin(area.small_areas)].groupby("source")["lsoa21"].nunique()
    best = reached.reindex(found["source"].unique()).fillna(0).idxmax()
    chosen = report.keep(found, found["source"] == best, "another layout of this lookup reaches more small areas")
    report.used(chosen)
    chosen = chosen.drop(columns="source").drop_duplicates(["lsoa11", "lsoa21"])
    several_new = chosen.groupby("lsoa11")["lsoa21"].transform("size") > 1
    several_old = chosen.groupby("lsoa21")["lsoa11"].transform("size") > 1
    told = pd.Series("unchanged", index=chosen.index).mask(several_new, "split").mask(several_old, "merged")
    chosen["change"] = chosen["change"].where(chosen["change"] != "", told.mask(several_new & several_old, "redrawn"))
    return chosen.assign(share=_shares(chosen, gathered.frame("census_ethnic_group")))


def _shares(changes: pd.DataFrame, census: pd.DataFrame) -> pd.Series:
    """Of each 2011 area's people, the share in each of its 2021 areas, by residents in 2021 (equal if none known)."""
    residents = changes["lsoa21"].map(census.drop_duplicates("lsoa").set_index("lsoa")["residents"]).fillna(0.0)
    whole = residents.groupby(changes["lsoa11"]).transform("sum")
    parts = changes.groupby("lsoa11")["lsoa21"].transform("size")
    return (residents / whole).where(whole > 0, 1 / parts)


def patients_by_small_area(
    gathered: Gathered, changes: pd.DataFrame, practices: pd.Index, area: Area, report: BuildReport
) -> pd.DataFrame:
    """Patients of the area's practices, and of the area's small areas, by practice and 2021 small area.

    Columns practice_code, lsoa ('' where no 2021 small area is known), patients. No patient is lost or made.
    """
    found = gathered.frame("registrations")
    inside11 = changes.loc[changes["lsoa21"].isin(area.small_areas), "lsoa11"]
    inside = found["lsoa"].isin(inside11) | found["lsoa"].isin(area.small_areas)
    found = report.keep(
        found, inside | found["practice_code"].isin(practices), "neither patients nor residents of the area"
    )
    report.used(found)
    if already_2021(found["lsoa"], changes):
        report.line("Registrations", "published for 2021 small areas: nothing to convert")
        known = found["lsoa"].isin(changes["lsoa21"])
        return found.assign(lsoa=found["lsoa"].where(known, ""))[["practice_code", "lsoa", "patients"]]
    joined = found.merge(changes, left_on="lsoa", right_on="lsoa11", how="left")
    joined["patients"] = joined["patients"] * joined["share"].fillna(1.0)
    joined["change"] = joined["change"].fillna(_why_not(joined["lsoa"]))
    _tell(joined[joined["practice_code"].isin(practices)], area, report)
    joined["lsoa"] = joined["lsoa21"].fillna("")
    return joined.groupby(["practice_code", "lsoa"], as_index=False)["patients"].sum()


def already_2021(codes: pd.Series, changes: pd.DataFrame) -> bool:
    """Codes that only one of the two vintages has tell which one a file uses."""
    only_2011 = codes.isin(set(changes["lsoa11"]) - set(changes["lsoa21"])).sum()
    only_2021 = codes.isin(set(changes["lsoa21"]) - set(changes["lsoa11"])).sum()
    return bool(only_2021 > only_2011)


def _why_not(codes: pd.Series) -> pd.Series:
    reason = pd.Series("small area not in the lookup", index=codes.index)
    reason = reason.mask(codes.str.match(r"[WS]\d|\d"), "living in Wales, Scotland or Northern Ireland")
    reason = reason.mask(codes == "CLOSED", "small area given as CLOSED")
    return reason.mask(codes.str.startswith("NO"), "no small area known (NO2011)")


def _tell(joined: pd.DataFrame, area: Area, report: BuildReport) -> None:
    total = joined["patients"].sum()
    report.line("Conversion", f"all: {total:,.0f} patients of the area's practices, by their small area of 2011")
    counts = joined.groupby("change")["patients"].sum()
    for change in _ORDER:
        if change in counts:
            report.line("Conversion", f"{change}: {counts[change]:,.0f} patients")
    outside = joined.loc[joined["lsoa21"].notna() & ~joined["lsoa21"].isin(area.small_areas), "patients"].sum()
    report.line("Conversion", f"of those placed, living outside the area: {outside:,.0f} patients")
