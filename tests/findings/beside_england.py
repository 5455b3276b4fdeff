"""The small dataset with a survey of everyone, here and in England, and of no group."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely import box

from data.dataset.dataset import Dataset
from tests.small_dataset import row, small_areas, small_observations, write_small


def beside_england(folder: Path) -> Dataset:
    """Trust is 70% here (68 to 72) and 75% in England (74.5 to 75.5); 45% here and 50% in England are vaccinated, counted."""
    england = pd.DataFrame(
        [{"area_code": "E92000001", "area_name": "England", "level": "country", "parent_code": "E92000001"}]
    )
    areas = pd.concat([small_areas(), gpd.GeoDataFrame(england, geometry=[box(-1, 51, 0, 52)], crs="EPSG:4326")])
    rows = small_observations()
    rows = rows[~((rows["indicator_id"] == "trust") & (rows["dimension"] != "total"))]
    beside = {"area": "E92000001", "level": "country"}
    more = [
        row("trust", value=0.75, lower=0.745, upper=0.755, denominator=90_000, **beside),
        row("vaccinated", numerator=50, denominator=100, **beside),
    ]
    rows = pd.concat([rows, pd.DataFrame(more)], ignore_index=True)
    return Dataset.open(write_small(folder, observations=rows, areas=areas))
