"""The shape of the fictional county: its coast, its estuary and its towns, drawn in kilometres from a corner.

It lies in the open North Sea, so that no invented figure can be taken for a real place.
"""

from dataclasses import dataclass

import numpy as np
import shapely

from data.demo.generator.randomness import stream

_ORIGIN = (1.53, 53.105)
_KM_PER_DEGREE = (66.6, 111.2)
DECIMALS = 4

# Anticlockwise from the south-west corner, as if the estuary were land.
_SEA_COAST = [(3, 6.5), (12, 3.5), (20, 5), (28, 2.6), (37, 4.2), (45, 2.2), (53, 5.2), (60.5, 8.5), (59.5, 13)]
_SEA_COAST += [(57.5, 17.5), (58, 21.5), (61.5, 25.5), (63, 30), (58.5, 32), (57, 36), (52, 39)]
_LAND_BORDER = [(45, 37), (37, 39.2), (28, 36.4), (18, 38), (9, 36), (4.5, 30), (6.5, 23), (2, 15), (3, 6.5)]
# The river from its head to the open sea, and how wide it is there: a stream inland, a broad estuary at the end.
_RIVER = [(20, 17.6), (23, 19.8), (27, 18.7), (31, 19.9), (35, 18.6), (40, 18.2), (46, 19.0), (52, 18.2), (62, 19.8)]
_RIVER_WIDTH = [0.1, 0.16, 0.24, 0.34, 0.75, 1.9, 3.0, 3.8, 6.5]


@dataclass(frozen=True)
class Town:
    """A town: where its centre is, how far it spreads (km), and its share of all small areas."""

    name: str
    x: float
    y: float
    spread: float
    share: float


TOWNS = (
    Town("Sallowmouth", 34.5, 21.6, 2.7, 0.25),
    Town("Sallowmouth Southbank", 37.0, 15.6, 2.0, 0.10),
    Town("Merrowbridge", 14.0, 27.0, 2.4, 0.17),
    Town("Tarnhaven", 57.3, 10.0, 1.6, 0.09),
    Town("Elverstrand", 58.5, 28.5, 1.6, 0.08),
    Town("Quillmarket", 14.0, 11.0, 1.7, 0.08),
    Town("Brindlewold", 31.0, 32.0, 1.2, 0.04),
    Town("Osmerhythe", 47.5, 8.5, 1.2, 0.04),
)


def roughened(line: np.ndarray, depth: int, strength: float, rng: np.random.Generator) -> np.ndarray:
    """A line with every segment broken `depth` times, each new point pushed sideways by a share of the length."""
    for _ in range(depth):
        start, end = line[:-1], line[1:]
        along = end - start
        push = rng.uniform(-strength, strength, len(along))[:, None]
        middle = (start + end) / 2 + push * np.column_stack([-along[:, 1], along[:, 0]])
        line = np.concatenate([np.stack([start, middle], axis=1).reshape(-1, 2), line[-1:]])
    return line


def _estuary(rng: np.random.Generator) -> shapely.Polygon:
    """The tidal river as an area of water: its banks lie half its width to each side of its course."""
    course = roughened(np.array(_RIVER, dtype=float), 3, 0.13, rng)
    width = np.interp(course[:, 0], [x for x, _ in _RIVER], _RIVER_WIDTH) * rng.uniform(0.8, 1.2, len(course))
    along = np.gradient(course, axis=0)
    across = np.column_stack([-along[:, 1], along[:, 0]]) / np.hypot(*along.T)[:, None]
    banks = [course + side * 0.5 * width[:, None] * across for side in (1, -1)]
    return shapely.Polygon(np.concatenate([banks[0], banks[1][::-1]])).buffer(0)


def county() -> shapely.Polygon:
    """The county in kilometres: a ragged sea coast, a winding tidal river and a wandering land border."""
    rng = stream("outline")
    coast = roughened(np.array(_SEA_COAST, dtype=float), 4, 0.19, rng)
    border = roughened(np.array(_SEA_COAST[-1:] + _LAND_BORDER, dtype=float), 4, 0.16, rng)
    land = shapely.Polygon(np.concatenate([coast[:-1], border[:-1]])).difference(_estuary(rng))
    return max(shapely.get_parts(land), key=shapely.area)


def to_degrees(kilometres: np.ndarray) -> np.ndarray:
    """Longitude and latitude, rounded to `DECIMALS`, of points in kilometres (…, 2)."""
    return np.asarray(np.round(np.asarray(_ORIGIN) + np.asarray(kilometres) / np.asarray(_KM_PER_DEGREE), DECIMALS))


def to_kilometres(degrees: np.ndarray) -> np.ndarray:
    """Points in kilometres of longitude and latitude (…, 2)."""
    return np.asarray((np.asarray(degrees) - np.asarray(_ORIGIN)) * np.asarray(_KM_PER_DEGREE))
