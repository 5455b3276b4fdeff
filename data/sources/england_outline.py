"""Where England lies, roughly: enough to know shapes whose eastings and northings have changed places."""

import geopandas as gpd
import numpy as np
import shapely

from data.files.errors import SourceError

_METRES = "EPSG:27700"
_MARGIN = 20_000
# Corners in kilometres of the National Grid, along the coast and the borders from Scilly eastward.
_CORNERS = (
    (80, 0), (175, 8), (285, 35), (450, 72), (562, 93), (645, 160), (658, 295), (620, 348), (545, 420), (400, 660),
    (305, 577), (288, 515), (308, 450), (315, 370), (320, 300), (316, 240), (335, 190), (300, 148), (215, 135), (130, 50),
)  # fmt: skip
_ENGLAND = shapely.buffer(shapely.Polygon([(1000 * east, 1000 * north) for east, north in _CORNERS]), _MARGIN)


def fault_outside_england(shapes: gpd.GeoDataFrame, code: str, file: str) -> None:
    """SourceError where most areas with English codes lie outside England."""
    english = shapes[shapes[code].str.startswith("E")]
    if english.empty:
        return
    inside = shapely.contains_xy(_ENGLAND, *_middles(english))
    if inside.mean() < 0.5:
        raise SourceError(
            f"{(~inside).sum():,} of its {len(english):,} areas in England lie elsewhere",
            file=file,
            found=f"{english[code].iloc[int((~inside).argmax())]} there",
            expected="outlines in England: longitude before latitude, eastings before northings",
            mend="export the boundaries again in longitude and latitude (EPSG:4326)",
        )


def _middles(shapes: gpd.GeoDataFrame) -> tuple[np.ndarray, np.ndarray]:
    middles = shapes.geometry.to_crs(_METRES).centroid
    return middles.x.to_numpy(), middles.y.to_numpy()
