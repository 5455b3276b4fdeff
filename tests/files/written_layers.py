"""Write boundaries in any of the formats they come in."""

from pathlib import Path

import geopandas as gpd


def write_layer(shapes: gpd.GeoDataFrame, path: Path) -> Path:
    """Write shapes as the kind of file that the path's suffix says, with the word about their coordinates in it."""
    if path.suffix == ".parquet":
        shapes.to_parquet(path)
    elif path.suffix == ".geojson":
        path.write_text(shapes.to_json(), encoding="utf-8")
    else:
        shapes.to_file(path)
    return path
