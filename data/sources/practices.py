"""The area's general practices: which they are, their network, where they stand, how deprived their patients are."""

import pandas as pd

from data.sources.area import Area
from data.sources.closed_practices import last_networks, successors_of, with_successors
from data.sources.fifths import fifths
from data.sources.names import as_written
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

# Lists of authority 1 to 3 say which network a practice is in now; the others say so for a year gone by.
_CURRENT_LISTS = 3
_NETWORK = ("pcn_code", "pcn_name", "last_pcn_code", "ended")
_FACTS = ("practice_name", "postcode", "sub_icb_ods", "icb_ods", "latitude", "longitude", "status")


def practices_of(gathered: Gathered, area: Area, report: BuildReport) -> pd.DataFrame:
    """Practices of the area that have patients, figures or a place on the current map, indexed by code.

    Where lists disagree the one of highest authority (lowest number) is followed, fact by fact; a network's code and
    name are taken together.
    """
    successors = successors_of(gathered, report)
    listed = with_successors(_listed(gathered), successors)
    facts = listed.groupby("practice_code")[list(_FACTS)].first()
    member = listed[listed["pcn_code"].notna()].drop_duplicates("practice_code").set_index("practice_code")
    facts = facts.join(member[["pcn_code", "pcn_name"]].assign(pcn_from=member["source"]))
    ours = facts[facts["icb_ods"] == area.ods]
    counts = gathered.frame("counts")
    alive = pd.Index(gathered.frame("registrations")["practice_code"].unique()).union(
        counts.loc[counts["area_type"] == "practice", "area_code"].unique()
    )
    best = listed[listed["authority"] == listed["authority"].min()]
    # Of two lists of one kind the newer says which practices there are now.
    current = best.loc[best["source"] == best["source"].iloc[0], "practice_code"]
    kept = ours[ours.index.isin(alive) | ours.index.isin(current)]
    kept = kept.fillna(last_networks(kept, listed, successors, report).reindex(kept.index))
    kept = kept.fillna({"pcn_code": "", "pcn_name": ""})
    _tell(listed, ours, kept, report)
    kept["practice_name"] = _names(kept.index.to_series(), kept["practice_name"], listed, "practice", counts)
    kept["pcn_name"] = _names(kept["pcn_code"], kept["pcn_name"], listed, "pcn", counts)
    return kept.assign(successor=kept.index.map(successors))


def _listed(gathered: Gathered) -> pd.DataFrame:
    """Every list of practices, best authority first, blanks as missing; the board filled in from the sub-ICB location."""
    listed = gathered.frame("practices")
    listed = listed.assign(listed_on=listed.get("listed_on", pd.NaT))
    listed = listed.sort_values(["authority", "listed_on"], ascending=[True, False], kind="stable")
    listed = listed.reindex(columns=["practice_code", *_FACTS, *_NETWORK, "authority", "listed_on", "source"])
    listed = listed.mask(listed == "").astype({"latitude": float, "longitude": float, "ended": "datetime64[ns]"})
    boards = gathered.frame("lsoa_to_icb").drop_duplicates("sub_icb_ods").set_index("sub_icb_ods")["icb_ods"]
    listed = listed.assign(icb_ods=listed["icb_ods"].fillna(listed["sub_icb_ods"].map(boards)))
    # An older list may put a practice in a network that is no more: then it is in none.
    current = listed.loc[listed["authority"] <= _CURRENT_LISTS, "pcn_code"].dropna()
    gone = ~listed["pcn_code"].isin(current) if len(current) else pd.Series(False, index=listed.index)
    listed[["pcn_code", "pcn_name"]] = listed[["pcn_code", "pcn_name"]].mask(gone)
    return listed


def _names(codes: pd.Series, names: pd.Series, listed: pd.DataFrame, kind: str, counts: pd.DataFrame) -> pd.Series:
    spellings = pd.concat(
        [
            listed[[f"{kind}_code", f"{kind}_name"]].dropna().set_axis(["code", "name"], axis=1),
            counts[["area_code", "area_name"]].set_axis(["code", "name"], axis=1),
        ]
    )
    return as_written(codes, names.fillna(""), spellings)


def _tell(listed: pd.DataFrame, ours: pd.DataFrame, kept: pd.DataFrame, report: BuildReport) -> None:
    report.used(listed[listed["practice_code"].isin(kept.index)])
    report.left_out(listed[~listed["practice_code"].isin(ours.index)], "of another area")
    gone = listed["practice_code"].isin(ours.index) & ~listed["practice_code"].isin(kept.index)
    report.left_out(listed[gone], "closed, or not a general practice: no patients and no figures")
    report.line("Practices", f"{len(kept):,} practices of the area")
    for source, rows in kept["pcn_from"].value_counts().items():
        report.line("Practices", f"network from {source}: {rows:,} practices")
    without = kept.index[kept["pcn_code"] == ""]
    if len(without):
        report.line("Practices", f"in no network: {len(without):,} ({', '.join(without)})")


def with_deprivation(
    practices: pd.DataFrame, patients: pd.DataFrame, deprivation: pd.DataFrame, report: BuildReport
) -> pd.DataFrame:
    """Practices with their patients, the mean deprivation of where those live, and their local fifth (1 = most).

    The mean score is used where the index gives scores, else the mean rank. Where an older index is there too, the
    local fifth by it is `imd_quintile_local_<year>`.
    """
    own = patients[patients["practice_code"].isin(practices.index)]
    placed = own.join(deprivation, on="lsoa")
    placed = placed[placed["imd_rank"].notna()]
    weight = placed.groupby("practice_code")["patients"].sum()
    found = practices.assign(registered=own.groupby("practice_code")["patients"].sum())
    means = {
        measure: _mean_by_practice(placed, measure)
        for measure in deprivation
        if measure.startswith(("imd_rank", "imd_score"))
    }
    found = found.assign(imd_rank=means["imd_rank"], imd_score=means["imd_score"])
    scored = found["imd_score"].notna().any()
    for measure in (each for each in means if each.startswith("imd_rank")):
        version = measure.removeprefix("imd_rank")
        score = means[f"imd_score{version}"]
        order = -score if score.notna().any() else means[measure]
        fifth = fifths(order, found["registered"].fillna(0.0))
        # People of a practice that closed are in the fifth of the one that took them on, in every year.
        found[f"imd_quintile_local{version}"] = fifth.fillna(
            found["successor"].map(fifth) if "successor" in found else fifth
        )
    report.line(
        "Practices",
        f"mean deprivation {'score' if scored else 'rank'} known for {found['imd_quintile_local'].notna().sum():,} "
        f"practices, from {weight.sum() / own['patients'].sum():.1%} of their patients",
    )
    return found


def _mean_by_practice(placed: pd.DataFrame, measure: str) -> pd.Series:
    """The mean of a measure over where each practice's patients live; those who live where none is known are left out."""
    known = placed[placed[measure].notna()]
    weight = known.groupby("practice_code")["patients"].sum()
    return (known[measure] * known["patients"]).groupby(known["practice_code"]).sum() / weight
