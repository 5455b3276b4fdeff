"""Weighted survey results as observations: published where they are, joined from practices where they are not.

A survey's share is an estimate with an interval of its own, so there is no count of people to add up. Practices are
joined as strata: the share is the mean weighted by their weighted bases (which are all on one scale), its variance
comes from their published intervals, and its interval is a Wilson interval at the number of answers that would have
that variance.
"""

import numpy as np
import pandas as pd

from data.contract.tables import OBSERVATION_COLUMNS
from data.contract.vocabulary import ALL, NONE, TOTAL, UNKNOWN
from data.sources.area import Area, former_codes
from data.sources.definitions import Definitions
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

_PRACTICE_FIFTHS = "practice_deprivation_quintile"
_PERIOD = ["indicator_id", "period_start", "period_end"]
_KEY = [*_PERIOD, "level", "area_code", "dimension", "group"]
_Z = 1.959963984540054
_SECTION = "Survey"


def survey_observations(
    gathered: Gathered, practices: pd.DataFrame, area: Area, definitions: Definitions, report: BuildReport
) -> pd.DataFrame | None:
    """Observations of every survey found, in the columns of the contract; None when the folder holds no survey.

    `practices` know their neighbourhood, place and local fifth. A network's own published result stands for the
    neighbourhood it makes up, and the board's for the whole area; the rest is joined from practices.
    """
    if not gathered.has("survey"):
        return None
    rows = gathered.frame("survey").copy()
    rows["indicator_id"] = rows["source_id"].map(definitions.of_series)
    published = _published(rows, practices, area, report)
    members = rows[rows["area_type"] == "practice"]
    members = report.keep(members, members["area_code"].isin(practices.index), "practices of other areas")
    report.used(members)
    parts = [published, members.assign(level="practice", dimension=TOTAL, group=ALL)]
    if len(members):
        parts.append(_joined(members, practices, area))
    found = pd.concat([part for part in parts if len(part)], ignore_index=True).drop_duplicates(_KEY)
    _tell(found, report)
    found = found.assign(
        dimension_2=NONE,
        group_2=NONE,
        age_band="",
        numerator=np.nan,
        population_base=definitions.bases(found["indicator_id"]),
    )
    return found[list(OBSERVATION_COLUMNS)]


def _published(rows: pd.DataFrame, practices: pd.DataFrame, area: Area, report: BuildReport) -> pd.DataFrame:
    """Rows as published for England, the board, and networks that are neighbourhoods."""
    england = rows[rows["area_type"] == "country"].assign(level="country")
    boards = rows[rows["area_type"] == "icb"]
    board = report.keep(boards, boards["area_code"].isin((area.code, area.ods, *former_codes(area))), "other boards")
    board = board.assign(level="icb", area_code=area.code)
    networks = rows[rows["area_type"] == "neighbourhood"]
    ours = networks["area_code"].isin(set(practices["neighbourhood_code"]))
    networks = report.keep(networks, ours, "networks that are not neighbourhoods here").assign(level="neighbourhood")
    report.used(pd.concat([england, board, networks]))
    return pd.concat([england, board, networks], ignore_index=True).assign(dimension=TOTAL, group=ALL)


def _joined(members: pd.DataFrame, practices: pd.DataFrame, area: Area) -> pd.DataFrame:
    """Practices joined to neighbourhoods, places and the whole area, for everyone and by the practice's fifth."""
    rows = members.join(practices[["neighbourhood_code", "place_code", "imd_quintile_local"]], on="area_code")
    fifth = rows["imd_quintile_local"].map("{:.0f}".format, na_action="ignore").fillna(UNKNOWN)
    rows = rows.assign(icb=area.code, fifth=fifth, everyone=ALL)
    parts = []
    for level, column in (("neighbourhood", "neighbourhood_code"), ("place", "place_code"), ("icb", "icb")):
        for dimension, group in ((TOTAL, "everyone"), (_PRACTICE_FIFTHS, "fifth")):
            found = joined_shares(rows[rows[column] != ""], [*_PERIOD, column, group])
            found = found.rename(columns={column: "area_code", group: "group"})
            parts.append(found.assign(level=level, dimension=dimension))
    return pd.concat(parts, ignore_index=True)


def joined_shares(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Shares of groups of practices, one row a group of `keys`: value, lower, upper, denominator, status.

    Rows need value, lower and upper (shares of 1), denominator (weighted base), asked (answers) and status; those that
    are not 'ok' take no part. A group with none is suppressed if any of its practices is, else missing.
    """
    ok = rows["status"] == "ok"
    weight = rows["denominator"].where(ok)
    variance = ((rows["upper"] - rows["lower"]) / (2 * _Z)) ** 2
    terms = rows[keys].assign(
        weight=weight,
        good=weight * rows["value"],
        variance=weight**2 * variance,
        unlike=weight**2 / rows["asked"],
        hidden=rows["status"] == "suppressed",
    )
    sums = terms.groupby(keys)[["weight", "good", "variance", "unlike"]].sum(min_count=1)
    hidden = terms.groupby(keys)["hidden"].any()
    share = sums["good"] / sums["weight"]
    # Where everyone or no one says so the variance is nil; then the unequal weights alone tell how many answers count.
    answers = (share * (1 - share) * sums["weight"] ** 2 / sums["variance"]).where(
        share.between(0, 1, inclusive="neither"), sums["weight"] ** 2 / sums["unlike"]
    )
    lower, upper = _wilson(share, answers)
    status = hidden.map({True: "suppressed", False: "missing"}).where(share.isna(), "ok")
    found = pd.DataFrame(
        {"value": share, "lower": lower, "upper": upper, "denominator": sums["weight"], "status": status}
    )
    return found.reset_index()


def _wilson(share: pd.Series, answers: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The Wilson score interval of a share of so many answers (not necessarily a whole number of them)."""
    middle = (share + _Z**2 / (2 * answers)) / (1 + _Z**2 / answers)
    half = _Z / (1 + _Z**2 / answers) * np.sqrt(share * (1 - share) / answers + _Z**2 / (4 * answers**2))
    return (middle - half).clip(lower=0), (middle + half).clip(upper=1)


def _tell(found: pd.DataFrame, report: BuildReport) -> None:
    for indicator, rows in found.groupby("indicator_id"):
        shown = rows[rows["status"] == "ok"]
        levels = ", ".join(
            f"{level} {areas:,}" for level, areas in shown.groupby("level")["area_code"].nunique().items()
        )
        hidden = int((rows["status"] == "suppressed").sum())
        report.line(_SECTION, f"{indicator}: areas with a share: {levels}; hidden: {hidden:,}")
