"""Neighbourhoods grown from small areas, and places from neighbourhoods: contiguous, and of set populations."""

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

_ROUNDS = 400


def adjacency(polygons: np.ndarray, positions: np.ndarray) -> csr_array:
    """Which areas share an edge, with the distance between their `positions` (n, 2) as the weight."""
    left, right = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    pair = left < right
    left, right = left[pair], right[pair]
    edge = shapely.length(shapely.intersection(polygons[left], polygons[right])) > 0
    left, right = left[edge], right[edge]
    distance = np.hypot(*(positions[left] - positions[right]).T)
    ends = (np.concatenate([left, right]), np.concatenate([right, left]))
    return csr_array((np.tile(distance, 2), ends), shape=(len(polygons),) * 2)


def _spread_out(distance: np.ndarray, weight: np.ndarray, n_groups: int) -> np.ndarray:
    """First centres: the area everybody is nearest to, then again and again the one worst served so far."""
    centres = [int((distance * weight).sum(axis=1).argmin())]
    while len(centres) < n_groups:
        centres.append(int((distance[centres].min(axis=0) * weight).argmax()))
    return np.array(centres)


def balanced_groups(links: csr_array, weight: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """A group number for every area, such that groups are contiguous and have nearly their `shares` of all `weight`.

    Each group takes the areas nearest to its centre along shared borders, less a handicap that is raised while the
    group is too large. Nearest along borders is what keeps a group in one piece, whatever the handicaps.
    """
    distance, n_groups = dijkstra(links), len(shares)
    centres = _spread_out(distance, weight, n_groups)
    handicap = np.zeros(n_groups)
    fair = weight.sum() * shares / shares.sum()
    best, best_spread = np.zeros(len(weight), dtype=int), np.inf
    for turn in range(_ROUNDS):
        group = (distance[centres] + handicap[:, None]).argmin(axis=0)
        load = np.bincount(group, weight, minlength=n_groups)
        spread = np.abs(load / fair - 1).max()
        if spread < best_spread:
            best, best_spread = group, spread
        handicap += 0.6 * (1 - turn / _ROUNDS) * np.clip(load / fair - 1, -1, 1)
        if turn % 20 == 19 and turn < _ROUNDS // 2:
            for each in range(n_groups):
                members = np.flatnonzero(group == each)
                if len(members):
                    inner = distance[np.ix_(members, members)] @ weight[members]
                    centres[each] = members[inner.argmin()]
    return best


def joined(polygons: np.ndarray, group: np.ndarray) -> np.ndarray:
    """The outlines of the groups: their areas dissolved, so that they nest exactly."""
    return np.array([shapely.union_all(polygons[group == each]) for each in range(group.max() + 1)])
