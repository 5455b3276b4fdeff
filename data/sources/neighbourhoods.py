"""Neighbourhoods from registrations: each small area to the network with most of its registered patients."""

import geopandas as gpd
import pandas as pd

from data.contract.vocabulary import ELSEWHERE, UNNAMED
from data.sources.outside import with_outside
from data.sources.report import BuildReport
from data.sources.units import Units

PCN = "pcn"
_MOSTLY = 0.5
_TOLD = 3


def network_footprints(patients: pd.DataFrame, units: Units, report: BuildReport) -> pd.DataFrame:
    """By small area: neighbourhood_code, neighbourhood_name, outside, registered, and fit: the share with that network.

    One whose people are mostly registered elsewhere is in no neighbourhood: the few who are not do not speak for it.
    """
    practices, registered = units.practices, units.registered
    elsewhere = (registered["ours"] < _MOSTLY * registered["whole"]) | (registered["ours"] == 0)
    here = patients[patients["lsoa"].isin(registered.index)].join(practices[["pcn_code"]], on="practice_code")
    networked = here[here["pcn_code"].fillna("") != ""]
    shares = networked.groupby(["lsoa", "pcn_code"], as_index=False)["patients"].sum()
    shares = shares[~shares["lsoa"].map(elsewhere)]
    # Most patients first; networks with the same number are taken in order of their codes.
    winners = shares.sort_values(["lsoa", "patients", "pcn_code"], ascending=[True, False, True])
    winners = winners.drop_duplicates("lsoa").set_index("lsoa")
    names = practices[practices["pcn_code"] != ""].drop_duplicates("pcn_code").set_index("pcn_code")["pcn_name"]
    found = pd.DataFrame(
        {"registered": registered["known"], "neighbourhood_code": winners["pcn_code"]}, registered.index
    )
    found["neighbourhood_name"] = found["neighbourhood_code"].map(names)
    found["fit"] = winners["patients"] / found["registered"].where(found["registered"] > 0)
    found = with_outside(found, ELSEWHERE)
    # A small area of whose people enough are the board's, but none in a network, is in none that is named here.
    found["outside"] = found["outside"].mask((found["outside"] == ELSEWHERE) & ~elsewhere, UNNAMED)
    _tell_footprints(found, names, report)
    _tell_elsewhere(found.join(registered[["ours", "whole"]]), report)
    return found


def _tell_footprints(found: pd.DataFrame, names: pd.Series, report: BuildReport) -> None:
    placed = found[found["neighbourhood_code"] != ""]
    lost = names.drop(placed["neighbourhood_code"].unique(), errors="ignore")
    report.line("Neighbourhoods", f"{placed['neighbourhood_code'].nunique():,} networks have a footprint")
    if len(lost):
        listed = "; ".join(f"{name} ({code})" for code, name in lost.items())
        report.line("Neighbourhoods", f"networks with most patients nowhere, so without a footprint: {listed}")
    if len(placed):
        share = (placed["fit"] * placed["registered"]).sum() / placed["registered"].sum()
        report.line(
            "Neighbourhoods",
            f"fit: {share:.1%} of patients are registered with the network their small area was given to "
            f"(mean over small areas {placed['fit'].mean():.1%}, lowest {placed['fit'].min():.1%}; "
            f"under half in {(placed['fit'] < 0.5).sum():,} small areas)",
        )


def _tell_elsewhere(found: pd.DataFrame, report: BuildReport) -> None:
    thin = found[found["outside"] == ELSEWHERE].sort_values("ours")
    if len(thin):
        few = ", ".join(
            f"{code} ({ours:,.0f} of {whole:,.0f})"
            for code, ours, whole in thin[["ours", "whole"]].head(_TOLD).itertuples()
        )
        report.line(
            "Neighbourhoods",
            f"small areas with fewer than half of their people among the patients of this board's practices: {len(thin):,} "
            f"({few}{', …' if len(thin) > _TOLD else ''}); most there are registered elsewhere, so they are given to no "
            "network",
        )


def practices_placed(
    practices: pd.DataFrame,
    patients: pd.DataFrame,
    small: gpd.GeoDataFrame,
    places: dict[str, str],
    own: pd.Series | None,
) -> pd.DataFrame:
    """Practices with `neighbourhood_code` and `place_code`, '' where there is none.

    `own` is each practice's neighbourhood where networks or practices make them up; without it, a practice is in the one
    where most of its patients live. Its place is its neighbourhood's, so that places add up; with no neighbourhood, where
    most patients live.
    """
    # Where most of a practice's patients live in no neighbourhood, neither is the practice.
    lives = patients.join(small[["neighbourhood_code", "place_code"]], on="lsoa", how="inner")
    if own is not None:
        neighbourhood = own.where(own.isin(small["neighbourhood_code"]), "").reindex(practices.index).fillna("")
    else:
        neighbourhood = _most_patients(lives, "neighbourhood_code").reindex(practices.index).fillna("")
    fallback = _most_patients(lives, "place_code").reindex(practices.index)
    place = neighbourhood.map(places).fillna(fallback).fillna("")
    return practices.assign(neighbourhood_code=neighbourhood, place_code=place)


def _most_patients(lives: pd.DataFrame, column: str) -> pd.Series:
    sums = lives.groupby(["practice_code", column], as_index=False)["patients"].sum()
    sums = sums.sort_values(["patients", column], ascending=[False, True])
    return sums.drop_duplicates("practice_code").set_index("practice_code")[column]
