"""The small dataset with land in no neighbourhood: Gorse (N7) is taken out, and its two small areas stand in South (P2).

4,000 of 28,000 people are outside: L12 is outside any neighbourhood named here, L13 mostly registered elsewhere.
"""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from tests.small_dataset import small_areas, small_observations, write_small

OUTSIDE = {"L12": "unnamed", "L13": "elsewhere"}


def outside_areas() -> gpd.GeoDataFrame:
    """The areas, without N7."""
    areas = small_areas()
    areas = areas[areas["area_code"] != "N7"].reset_index(drop=True)
    why = areas["area_code"].map(OUTSIDE).fillna("")
    return areas.assign(outside=why, parent_code=areas["parent_code"].where(why == "", "P2"))


def outside_observations() -> pd.DataFrame:
    """The observations, without those of N7."""
    observations = small_observations()
    return observations[observations["area_code"] != "N7"].reset_index(drop=True)


def write_outside(folder: Path, **changes: object) -> Path:
    """Write that dataset to a folder."""
    return write_small(folder, **({"areas": outside_areas(), "observations": outside_observations()} | changes))
