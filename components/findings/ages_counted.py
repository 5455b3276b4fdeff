"""How old groups are, from an indicator's own rows by group and age: what a table with a column of ages gives.

Such rows are observations by two dimensions, of which one is age, in either order.
"""

import numpy as np
import pandas as pd

from data.contract.age_tables import AGE_COLUMNS
from data.contract.vocabulary import ALL, NONE, TOTAL
from data.dataset.dataset import Dataset

AGE = "age"
_KEY = ["level", "area_code", "dimension", "group"]
_BANDS = {code: column for column, code in AGE_COLUMNS.items()}


def people_counted(dataset: Dataset, indicator: str) -> pd.DataFrame | None:
    """People of every group by band of age in the newest period that has any, by level, area, dimension and group.

    Columns: one a band of `AGE_COLUMNS`, `people`, `period_end` and `status`. A band of which no group has anybody is one
    that the indicator is not about; a group's whose people are not shown is NaN, and so are its people. None without rows
    by group and age.
    """
    crossed = rows_by_group_and_age(dataset, indicator)
    if crossed.empty:
        return None
    rows = pd.concat([crossed, _everyone(dataset, indicator, crossed)], ignore_index=True)
    newest = rows[rows["period_end"] == crossed["period_end"].max()]
    people = newest.drop_duplicates([*_KEY, "band"]).set_index([*_KEY, "band"])["denominator"].unstack("band")
    found = people[[code for code in _BANDS if code in people]].dropna(how="all").rename(columns=_BANDS)
    for column in AGE_COLUMNS:
        if column not in found:
            found[column] = 0.0
    total = found[list(AGE_COLUMNS)].sum(axis=1, min_count=len(AGE_COLUMNS))
    status = np.where(total.isna(), "suppressed", "ok")
    return found.assign(people=total, period_end=newest["period_end"].iloc[0], status=status)


def rows_by_group_and_age(dataset: Dataset, indicator: str) -> pd.DataFrame:
    """An indicator's rows by a group and a band of age, all levels and periods, as rows by that group with its `band`."""
    pairs = dataset.coverage
    pairs = pairs[pairs["indicator_id"] == indicator][["dimension", "dimension_2"]].astype(str).drop_duplicates()
    parts = []
    for one, other in pairs.itertuples(index=False):
        if AGE not in (one, other) or other == NONE:
            continue
        rows = dataset.observations(indicator, dimension=one, dimension_2=other)
        band, by, group = ("group", other, "group_2") if one == AGE else ("group_2", one, "group")
        parts.append(rows.assign(band=rows[band].astype(str), dimension=by, group=rows[group].astype(str)))
    if not parts:
        return pd.DataFrame(columns=["period_end", "band"])
    found = pd.concat(parts, ignore_index=True).astype({"level": str, "area_code": str})
    return found[found["band"].isin(_BANDS)]


def everyone_by_age(dataset: Dataset, indicator: str, level: str) -> pd.DataFrame:
    """Everyone's rows by age at a level, with `band`: as given, else the sum of the groups where all are shown."""
    rows = dataset.observations(indicator, level=level, dimension=AGE)
    if len(rows):
        return rows.assign(band=rows["group"].astype(str))
    crossed = rows_by_group_and_age(dataset, indicator)
    if crossed.empty:
        return crossed
    here = crossed[(crossed["level"] == level) & (crossed["dimension"] == crossed["dimension"].iloc[0])]
    keys = ["level", "area_code", "period_end", "band"]
    return here.groupby(keys, as_index=False)[["numerator", "denominator"]].sum(min_count=1, skipna=False)


def _everyone(dataset: Dataset, indicator: str, crossed: pd.DataFrame) -> pd.DataFrame:
    levels = crossed["level"].unique()
    parts = [everyone_by_age(dataset, indicator, level) for level in levels]
    return pd.concat(parts, ignore_index=True).assign(dimension=TOTAL, group=ALL)
