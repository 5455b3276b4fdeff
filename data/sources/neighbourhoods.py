"""Neighbourhoods from registrations: each small area to the network with most of its registered patients."""

import geopandas as gpd
import pandas as pd

from data.sources.report import BuildReport

PCN = "pcn"
_MOSTLY = 0.5
_TOLD = 3
_METRES = "EPSG:27700"


def network_footprints(
    patients: pd.DataFrame, practices: pd.DataFrame, areas: gpd.GeoDataFrame, report: BuildReport
) -> pd.DataFrame:
    """By small area: neighbourhood_code, neighbourhood_name, and fit: its patients' share registered with that network."""
    inside = patients[patients["lsoa"].isin(areas.index)].join(practices[["pcn_code"]], on="practice_code")
    everyone = inside.groupby("lsoa")["patients"].sum()
    ours = inside[inside["pcn_code"].fillna("") != ""]
    shares = ours.groupby(["lsoa", "pcn_code"], as_index=False)["patients"].sum()
    # Most patients first; networks with the same number are taken in order of their codes.
    winners = shares.sort_values(["lsoa", "patients", "pcn_code"], ascending=[True, False, True])
    winners = winners.drop_duplicates("lsoa").set_index("lsoa")
    found = pd.DataFrame({"neighbourhood_code": winners["pcn_code"], "registered": everyone}, index=areas.index)
    found["fit"] = winners["patients"] / everyone.where(~_thin(found, areas), areas["residents"])
    _tell_thin(found, areas, report)
    empty = found["neighbourhood_code"].isna()
    if empty.any():
        found.loc[empty, "neighbourhood_code"] = _nearest(areas, found["neighbourhood_code"])
        report.line("Neighbourhoods", f"{empty.sum():,} small areas with no registered patients join the nearest one")
    names = practices[practices["pcn_code"] != ""].drop_duplicates("pcn_code").set_index("pcn_code")["pcn_name"]
    found["neighbourhood_name"] = found["neighbourhood_code"].map(names)
    lost = names.drop(found["neighbourhood_code"].unique(), errors="ignore")
    report.line("Neighbourhoods", f"{found['neighbourhood_code'].nunique():,} networks have a footprint")
    if len(lost):
        listed = "; ".join(f"{name} ({code})" for code, name in lost.items())
        report.line("Neighbourhoods", f"networks with most patients nowhere, so without a footprint: {listed}")
    share = (found["fit"] * found["registered"]).sum() / found["registered"].sum()
    report.line(
        "Neighbourhoods",
        f"fit: {share:.1%} of patients are registered with the network their small area was given to "
        f"(mean over small areas {found['fit'].mean():.1%}, lowest {found['fit'].min():.1%}; "
        f"under half in {(found['fit'] < 0.5).sum():,} small areas)",
    )
    return found


def _thin(found: pd.DataFrame, areas: gpd.GeoDataFrame) -> pd.Series:
    """Small areas of whose residents the files know fewer than half as patients: the others are registered elsewhere."""
    return found["registered"] < _MOSTLY * areas["residents"]


def _tell_thin(found: pd.DataFrame, areas: gpd.GeoDataFrame, report: BuildReport) -> None:
    thin = found[_thin(found, areas)].sort_values("registered")
    if len(thin):
        residents = areas["residents"]
        few = thin["registered"].head(_TOLD).items()
        first = ", ".join(f"{code} ({people:,.0f} of {residents[code]:,.0f})" for code, people in few)
        report.line(
            "Neighbourhoods",
            f"small areas with fewer than half of their residents among the patients of these files: {len(thin):,} "
            f"({first}{', …' if len(thin) > _TOLD else ''}); most there are registered with practices that are not here, so "
            "the network of these few may not be that of the others; fit counts all residents there",
        )


def _nearest(areas: gpd.GeoDataFrame, codes: pd.Series) -> pd.Series:
    flat = areas[["geometry"]].to_crs(_METRES)
    flat = flat.set_geometry(flat.geometry.representative_point()).assign(code=codes)
    joined = gpd.sjoin_nearest(flat[flat["code"].isna()][["geometry"]], flat[flat["code"].notna()])
    return joined[~joined.index.duplicated()]["code"]


def practices_placed(
    practices: pd.DataFrame,
    patients: pd.DataFrame,
    small: gpd.GeoDataFrame,
    places: dict[str, str],
    *,
    by_network: bool,
) -> pd.DataFrame:
    """Practices with `neighbourhood_code` and `place_code`, '' where there is none.

    By network, a practice is in its own network's neighbourhood; otherwise in the one where most of its patients
    live. Its place is its neighbourhood's, so that places add up; with no neighbourhood, where most patients live.
    """
    lives = patients.join(small[["neighbourhood_code", "place_code"]], on="lsoa", how="inner")
    if by_network:
        known = practices["pcn_code"].isin(small["neighbourhood_code"])
        neighbourhood = practices["pcn_code"].where(known, "")
    else:
        neighbourhood = _most_patients(lives, "neighbourhood_code").reindex(practices.index).fillna("")
    fallback = _most_patients(lives, "place_code").reindex(practices.index)
    place = neighbourhood.map(places).fillna(fallback).fillna("")
    return practices.assign(neighbourhood_code=neighbourhood, place_code=place)


def _most_patients(lives: pd.DataFrame, column: str) -> pd.Series:
    sums = lives.groupby(["practice_code", column], as_index=False)["patients"].sum()
    sums = sums.sort_values(["patients", column], ascending=[False, True])
    return sums.drop_duplicates("practice_code").set_index("practice_code")[column]
