"""Counts of practices added up to neighbourhoods, places and the whole area, by practice deprivation as well."""

import numpy as np
import pandas as pd

from data.contract.vocabulary import ALL, TOTAL, UNKNOWN
from data.sources.area import Area
from data.sources.composition import tell_absent_practices
from data.sources.enough_practices import of_most_patients
from data.sources.report import BuildReport

PRACTICE_FIFTHS = "practice_deprivation_quintile"
_PERIOD = ["indicator_id", "period_start", "period_end"]
# A hidden practice hides nothing more when others of its group are shown: the sum is of those with counts.
_STATUS_OF_NONE = {True: "suppressed", False: "missing"}


def practice_observations(
    counts: pd.DataFrame, practices: pd.DataFrame, listed: frozenset[str] | None, area: Area, report: BuildReport
) -> pd.DataFrame:
    """Observations from practices' rows: each practice, and the sums of those that have both counts.

    A practice with a blank count is suppressed or missing as its source says, and is in neither numerator nor
    denominator of any sum. `listed` are the practices that any list names, whichever board they are of; None where
    there is no list.
    """
    rows = counts[counts["area_type"] == "practice"]
    if listed is not None:
        rows = _listed(rows, practices, listed, report)
    rows = report.keep(rows, rows["area_code"].isin(practices.index), "practices of other areas")
    rows = report.keep(rows, rows["dimension"] == TOTAL, "by groups of one practice's patients")
    report.used(rows)
    placed = practices.reindex(columns=["neighbourhood_code", "place_code", "imd_quintile_local", "successor"])
    rows = rows.join(placed, on="area_code")
    tell_absent_practices(rows, report)
    fifth = rows["imd_quintile_local"].map("{:.0f}".format, na_action="ignore").fillna(UNKNOWN)
    rows = rows.assign(icb=area.code, fifth=fifth, nothing=ALL)
    _tell_blanks(rows, report)
    each = rows.assign(level="practice", dimension=TOTAL, group=ALL)
    counted = each["numerator"].notna() & each["denominator"].notna()
    parts = [each]
    # Values published without counts cannot be added up: they stand for their practice only.
    valued = ((rows["status"] == "ok") & ~counted).groupby(rows["indicator_id"]).transform("any")
    rows = rows[~valued | counted.groupby(rows["indicator_id"]).transform("any")]
    of_whom = practices.assign(icb=area.code)
    for level, column in (("neighbourhood", "neighbourhood_code"), ("place", "place_code"), ("icb", "icb")):
        enough = of_most_patients(rows, of_whom, column, report)
        parts.append(_sums(enough, level, column, TOTAL, "nothing"))
        parts.append(_sums(enough, level, column, PRACTICE_FIFTHS, "fifth"))
    return pd.concat(parts, ignore_index=True)


def _listed(rows: pd.DataFrame, practices: pd.DataFrame, listed: frozenset[str], report: BuildReport) -> pd.DataFrame:
    """The rows of practices that are in a list or the area's own; others are told."""
    unlisted = ~rows["area_code"].isin(listed) & ~rows["area_code"].isin(practices.index)
    if unlisted.any():
        codes = rows.loc[unlisted, "area_code"].unique()
        report.line("Practices", f"with figures but in no list, so of no known area: {len(codes):,} ({_few(codes)})")
    return report.keep(rows, ~unlisted, "practices in no list of practices")


def _sums(rows: pd.DataFrame, level: str, column: str, dimension: str, group: str) -> pd.DataFrame:
    rows = rows[rows[column] != ""]
    counted = (rows["status"] == "ok") & rows["numerator"].notna() & rows["denominator"].notna()
    whole = rows.assign(
        numerator=rows["numerator"].where(counted),
        denominator=rows["denominator"].where(counted),
        hidden=rows["status"] == "suppressed",
    )
    found = whole.groupby([*_PERIOD, column, group], as_index=False).agg(
        numerator=("numerator", lambda each: each.sum(min_count=1)),
        denominator=("denominator", lambda each: each.sum(min_count=1)),
        hidden=("hidden", "any"),
    )
    status = found["hidden"].map(_STATUS_OF_NONE).where(found["numerator"].isna(), "ok")
    found = found.rename(columns={column: "area_code", group: "group"}).drop(columns="hidden")
    return found.assign(level=level, dimension=dimension, status=status)


def _few(codes: np.ndarray) -> str:
    return ", ".join(codes[:10]) + (", …" if len(codes) > 10 else "")


def _tell_blanks(rows: pd.DataFrame, report: BuildReport) -> None:
    blank = rows[rows["status"] != "ok"]
    for (indicator, end, status), found in blank.groupby(["indicator_id", "period_end", "status"]):
        report.line(
            "Practices",
            f"{indicator}, period to {end:%d %B %Y}: {len(found):,} {status} ({', '.join(found['area_code'])}); "
            "left out of every sum",
        )
