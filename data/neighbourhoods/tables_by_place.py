"""What of the optional tables still holds once neighbourhoods are drawn again."""

import geopandas as gpd
import pandas as pd

from data.contract.pilot_tables import PILOT_TABLES
from data.contract.tables import OPTIONAL_TABLES
from data.dataset.dataset import Dataset
from data.neighbourhoods.areas import area_at


def carried_over(dataset: Dataset, table: gpd.GeoDataFrame, unchanged: dict[str, str]) -> dict[str, pd.DataFrame]:
    """Services in the team they stand in; of every other table what is not about a neighbourhood that changed.

    `table` is the redrawn areas; `unchanged` maps an old neighbourhood's code to that of the team with its small areas.
    """
    old = set(dataset.areas("neighbourhood").index)
    found = {}
    for name in OPTIONAL_TABLES:
        rows = dataset.optional(name)
        if rows is None:
            continue
        if name == "services":
            points = gpd.GeoSeries(gpd.points_from_xy(rows["longitude"], rows["latitude"]), crs=table.crs)
            rows = rows.assign(area_code=area_at(points, table, "neighbourhood").fillna("").to_numpy())
        elif "area_code" in rows:
            here = rows["area_code"].astype(object)
            rows = rows.assign(area_code=here.map(unchanged).where(here.isin(old), here))
            rows = rows[rows["area_code"].notna()]
        found[name] = rows
    return found | _pilots(found, old, unchanged)


def _pilots(found: dict[str, pd.DataFrame], old: set[str], unchanged: dict[str, str]) -> dict[str, pd.DataFrame]:
    """Pilots all of whose neighbourhoods stayed as they were, with their comparators that did; and all told of them."""
    if "pilots" not in found:
        return {}
    pilots = found["pilots"]
    same = {code: unchanged.get(code) if code in old else code for code in _codes(pilots)}
    whole = pilots["area_codes"].map(lambda joined: all(same[code] for code in joined.split(";")))
    pilots = pilots[whole.to_numpy(bool)]
    codes = {
        column: pilots[column].map(
            lambda joined: ";".join(now for code in joined.split(";") if (now := same.get(code)))
        )
        for column in ("area_codes", "comparators")
    }
    kept = set(pilots["pilot_id"])
    told = {name: found[name] for name in PILOT_TABLES if name in found and name != "pilots"}
    return {"pilots": pilots.assign(**codes)} | {name: rows[rows["pilot_id"].isin(kept)] for name, rows in told.items()}


def _codes(pilots: pd.DataFrame) -> set[str]:
    """Every code that the pilots name, as their own or as comparators."""
    return {code for column in ("area_codes", "comparators") for joined in pilots[column] for code in joined.split(";")}
