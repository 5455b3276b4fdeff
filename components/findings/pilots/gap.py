"""The gap inside each neighbourhood, period by period: a slope index over the fifths that are shown there."""

import numpy as np
import pandas as pd

from components.measures.gradient.slope_index import FEWEST_GROUPS, slope_index
from data.contract.vocabulary import Dimension

# A fifth counts in a neighbourhood when it is shown in at least this share of the periods; it then counts in every one.
_SHOWN_SHARE = 0.8
_Z = 1.959964
TOO_FEW = "fewer than three groups are shown, too few for a slope"
NO_ORDER = "the groups of this gap have no order, and a slope needs one"


def gap_rows(
    rows: pd.DataFrame, dimension: Dimension | None, *, higher_is_better: bool
) -> tuple[pd.DataFrame, dict[str, str]]:
    """One row a neighbourhood and period (period_start, period_end, area_code, value, se), and why others have none.

    `rows` are observations by an ordered dimension with `value` and `se`. `value` is the slope index of inequality inside
    the neighbourhood, positive = the most disadvantaged worse off. Each neighbourhood keeps the same groups, at the same
    sizes (their mean over the periods), so that its gap changes only when values do. A period in which one of them is
    hidden has no gap there; a hidden cell is never taken for 0.
    """
    columns = ["period_start", "period_end", "area_code", "value", "se"]
    if dimension is None or not dimension.ordered:
        return rows.iloc[:0][columns], dict.fromkeys(map(str, rows["area_code"].unique()), NO_ORDER)
    known = rows[rows["group"].isin(dimension.known_groups)]
    parts, without = [], {}
    for code, own in known.groupby("area_code", observed=True):
        found = _one(own, dimension.known_groups, higher_is_better)
        if found is None:
            without[str(code)] = TOO_FEW
        else:
            parts.append(found.assign(area_code=str(code)))
    return (pd.concat(parts, ignore_index=True) if parts else rows.iloc[:0])[columns], without


def _one(own: pd.DataFrame, in_order: tuple[str, ...], higher_is_better: bool) -> pd.DataFrame | None:
    own = own.assign(group=own["group"].astype(str))
    given = [code for code in in_order if code in set(own["group"])]
    wide = {
        name: own.pivot(index="period_end", columns="group", values=name)[given]
        for name in ("value", "denominator", "se")
    }
    used = wide["value"].notna().mean() >= _SHOWN_SHARE
    if used.sum() < FEWEST_GROUPS:
        return None
    value, people, error = (wide[name].loc[:, used].to_numpy(float) for name in ("value", "denominator", "se"))
    counted = np.where(np.isnan(value), np.nan, people)
    # Published without counts of people, groups count alike.
    size = np.nanmean(counted, axis=0) if not np.isnan(counted).all(axis=0).any() else np.ones(value.shape[1])
    told = not np.isnan(error[~np.isnan(value)]).any()
    found = slope_index(
        value,
        np.broadcast_to(size, value.shape),
        error if told else None,
        higher_is_better=higher_is_better,
        interval="propagated" if told else "none",
    )
    whole = ~np.isnan(value).any(axis=1)
    periods = own.drop_duplicates("period_end").set_index("period_end")["period_start"].reindex(wide["value"].index)
    return pd.DataFrame(
        {
            "period_start": periods.to_numpy(),
            "period_end": wide["value"].index,
            "value": np.where(whole, found.estimate, np.nan),
            "se": np.where(whole, (found.upper - found.lower) / (2 * _Z), np.nan),
        }
    )
