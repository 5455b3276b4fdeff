"""Which services share a building: sites a few steps apart are taken to be one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

SAME_BUILDING_METRES = 50.0
_METRES_A_DEGREE = 111_195.0


def buildings(latitude: npt.ArrayLike, longitude: npt.ArrayLike, *, within: float = SAME_BUILDING_METRES) -> np.ndarray:
    """The number of the building each site is in, (sites,): sites linked by steps of `within` metres or less share one.

    Errors: ValueError when the two arrays differ in length. Example: two sites at one point and one a mile off: 0, 0, 1.
    """
    north, east = np.asarray(latitude, dtype=float), np.asarray(longitude, dtype=float)
    if north.shape != east.shape or north.ndim != 1:
        raise ValueError(f"found shapes {north.shape} and {east.shape}; expected two of one length")
    if not len(north):
        return np.zeros(0, dtype=int)
    flat = np.column_stack([north, east * np.cos(np.radians(north.mean()))]) * _METRES_A_DEGREE
    pairs = cKDTree(flat).query_pairs(within, output_type="ndarray")
    linked = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(north),) * 2)
    _, labels = connected_components(linked, directed=False)
    return np.asarray(labels.astype(int))


def kinds_by_building(building: npt.ArrayLike, kind: npt.ArrayLike, n_kinds: int) -> np.ndarray:
    """How many sites of each kind a building holds: (buildings, kinds), from the numbers of each site's building and kind.

    Errors: ValueError when a kind is not below n_kinds. Example: sites of kinds 0, 1 in one building: [[1, 1]].
    """
    building, kind = np.asarray(building, dtype=int), np.asarray(kind, dtype=int)
    if len(kind) and not (kind.min() >= 0 and kind.max() < n_kinds):
        raise ValueError(f"kind: found {kind.min()} to {kind.max()}, expected 0 to {n_kinds - 1}")
    counts = np.zeros((building.max() + 1 if len(building) else 0, n_kinds), dtype=int)
    np.add.at(counts, (building, kind), 1)
    return counts
