"""General practices as sites of a service, where a source says where they stand."""

import geopandas as gpd
import pandas as pd

GENERAL_PRACTICE = "General practice"


def practice_sites(areas: gpd.GeoDataFrame) -> pd.DataFrame | None:
    """Practices with a known place as rows of `services`, each in the neighbourhood it stands in; None without any.

    A practice may stand outside the neighbourhood its patients make up, or outside the whole area: then `area_code`
    is ''. Opening hours are not published with these sources.
    """
    practices = areas[(areas["level"] == "practice") & areas.geometry.notna()]
    if practices.empty:
        return None
    around = areas.loc[areas["level"] == "neighbourhood", ["area_code", "geometry"]]
    around = around.rename(columns={"area_code": "stands_in"})
    placed = gpd.sjoin(practices[["area_code", "area_name", "geometry"]], around, how="left", predicate="within")
    placed = placed.drop_duplicates("area_code")
    return pd.DataFrame(
        {
            "site_code": placed["area_code"],
            "site_name": placed["area_name"],
            "kind": GENERAL_PRACTICE,
            "latitude": placed.geometry.y,
            "longitude": placed.geometry.x,
            "opening": "",
            "area_code": placed["stands_in"].fillna(""),
        }
    ).reset_index(drop=True)
