"""Small areas' figures added up to the areas they make: exactly, or not at all.

A sum is shown only if every small area in it is. One hidden part hides it, since the sum without that part would be wrong
and the sum with it is not known; one absent part makes it missing.
"""

import numpy as np
import pandas as pd

from data.contract.indicator import Indicator
from data.contract.vocabulary import NONE, TOTAL, UNKNOWN

FIFTHS = "deprivation_quintile"
SUMMED_TYPES = ("proportion", "rate", "mean")
PERIOD = ["indicator_id", "period_start", "period_end"]
_KINDS = ["age_band", "population_base"]
_GROUPS = ["dimension", "group", "dimension_2", "group_2"]


def counted(small: pd.DataFrame, indicators: dict[str, Indicator]) -> set[str]:
    """Ids of the indicators whose small-area figures are counts throughout, so that they can be added up."""
    shown = small[small["status"] == "ok"]
    whole = shown[["numerator", "denominator"]].notna().all(axis=1).groupby(shown["indicator_id"]).all()
    return {each for each in whole.index[whole] if indicators[each].value_type in SUMMED_TYPES}


def added_up(small: pd.DataFrame, area_of: pd.Series, fifth_of: pd.Series, level: str) -> pd.DataFrame:
    """Observations of the areas that small areas make up, for everyone and by the small areas' deprivation fifth.

    `small` has the small areas' own rows; `area_of` and `fifth_of` (1–5, NaN where not known) give each small area its
    area and its fifth. An area that has no small area of a fifth says so for it: nobody lives there.
    """
    rows = small[(small["dimension"] != FIFTHS) & small["area_code"].isin(area_of.index)]
    rows = rows.assign(made=rows["area_code"].map(area_of))
    everyone = _sums(rows, _GROUPS, area_of.value_counts().rename_axis("made").rename("n_areas"))
    found = [everyone]
    if fifth_of.notna().any():
        group = fifth_of.map("{:.0f}".format, na_action="ignore").fillna(UNKNOWN)
        sizes = pd.DataFrame({"made": area_of, "group": group}).value_counts().rename("n_areas")
        totals = rows[(rows["dimension"] == TOTAL) & (rows["dimension_2"] == NONE)]
        totals = totals.assign(dimension=FIFTHS, group=totals["area_code"].map(group))
        found += [_sums(totals, _GROUPS, sizes), _nobody(everyone, sizes)]
    made = pd.concat(found, ignore_index=True).rename(columns={"made": "area_code"})
    return made.assign(level=level, value=np.nan, lower=np.nan, upper=np.nan)


def _sums(rows: pd.DataFrame, groups: list[str], sizes: pd.Series) -> pd.DataFrame:
    """Sums by area and group; `sizes` is how many small areas each of them has, so that absent ones are noticed."""
    shown, nobody = rows["status"] == "ok", rows["status"] == "not_applicable"
    parts = rows.assign(
        numerator=rows["numerator"].mask(nobody, 0.0),
        denominator=rows["denominator"].mask(nobody, 0.0),
        n=1,
        n_shown=shown,
        n_hidden=rows["status"] == "suppressed",
        n_nobody=nobody,
        n_sized=rows["denominator"].notna() | nobody,
    )
    found = parts.groupby([*PERIOD, *groups, *_KINDS, "made"], as_index=False)[
        ["numerator", "denominator", "n", "n_shown", "n_hidden", "n_nobody", "n_sized"]
    ].sum()
    found = found.join(sizes, on=list(sizes.index.names))
    absent = (found["n"] < found["n_areas"]) | (found["n_shown"] + found["n_nobody"] + found["n_hidden"] < found["n"])
    found["status"] = np.select(
        [found["n_hidden"] > 0, absent, found["n_nobody"] == found["n_areas"]],
        ["suppressed", "missing", "not_applicable"],
        "ok",
    )
    ok = found["status"] == "ok"
    whole = (found["n_sized"] == found["n_areas"]) & ~absent
    found["numerator"] = found["numerator"].where(ok)
    found["denominator"] = found["denominator"].where(whole)
    return found[[*PERIOD, *groups, *_KINDS, "made", "numerator", "denominator", "status"]]


def _nobody(everyone: pd.DataFrame, sizes: pd.Series) -> pd.DataFrame:
    """Rows that say nobody lives in a fifth of an area, for every period the area has figures of."""
    made = sizes.index.get_level_values("made").unique()
    every = pd.MultiIndex.from_product([made, ["1", "2", "3", "4", "5"]], names=["made", "group"])
    absent = every.difference(sizes.index).to_frame(index=False)
    plain = (everyone["dimension"] == TOTAL) & (everyone["dimension_2"] == NONE)
    rows = everyone.loc[plain, [*PERIOD, *_KINDS, "made"]].merge(absent, on="made")
    return rows.assign(
        dimension=FIFTHS, dimension_2=NONE, group_2=NONE, numerator=np.nan, denominator=0.0, status="not_applicable"
    )
