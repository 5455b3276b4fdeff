"""What each cell could be, found by adding up alone: the least and the most that its sums leave it.

This is the shuttle algorithm (Buzzigoli and Giusti 1999): each sum bounds its total by the parts, and each part by the total
less the others, over and over until nothing moves. Where the sums hang together without a circle, as in decomposable tables
(Dobra and Fienberg 2000), the ends are those that a linear programme would find, and come far
sooner. Elsewhere they are only outer bounds.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from data.disclosure.cells import Cells, known_range
from data.disclosure.sums import Sums

_NEAR = 1e-6
# Without a circle each round settles one more step of a chain of sums; with one the ends may creep for ever.
_MOST_ROUNDS = 30


@dataclass(frozen=True, eq=False)
class Ranges:
    """The least and the most that each cell could be (cells,), provided that some counts fit at all.

    sure  where every count between the ends is part of a whole set that fits; elsewhere the ends are only outer bounds
    fit   whether there are counts that fit; None where adding up alone cannot tell
    """

    least: np.ndarray
    most: np.ndarray
    sure: np.ndarray
    fit: bool | None


def ranges(least: np.ndarray, most: np.ndarray, sums: Sums, within: np.ndarray) -> Ranges:
    """Ranges of cells that lie between `least` and `most` (cells,), for all sums and pairs (pairs, 2) of part and whole.

    `least` is finite, `most` may be infinite.
    """
    low, high = least.astype(float), most.astype(float)
    part, whole = within[:, 0], within[:, 1]
    for _ in range(_MOST_ROUNDS):
        before = low.copy(), high.copy()
        _add_up(low, high, sums)
        np.minimum.at(high, part, high[whole])
        np.maximum.at(low, whole, low[part])
        if (low > high + _NEAR).any():
            return Ranges(low, high, np.zeros(len(low), dtype=bool), False)
        if np.array_equal(before[0], low) and np.array_equal(before[1], high):
            sure = _without_circle(high - low > _NEAR, sums, within)
            return Ranges(low, high, sure, True if sure.all() else None)
    return Ranges(low, high, np.zeros(len(low), dtype=bool), None)


def ranges_seen(cells: Cells) -> Ranges:
    """Ranges for a reader of the cells who takes it that noughts may be hidden too.

    As in `ClusterModel` without a start, a part is held to its whole where neither is a sum: of sums it follows.
    """
    least, most = known_range(cells, nought_hidden=True)
    leaf = np.ones(len(cells), dtype=bool)
    leaf[cells.sums.total] = False
    held = (leaf & (most > 0))[cells.within].all(axis=1)
    return ranges(least, most, cells.sums, cells.within[held])


def _add_up(low: np.ndarray, high: np.ndarray, sums: Sums) -> None:
    """Draw the ends in by every sum once: in each, total less parts is nought."""
    n = len(sums)
    cell, number = np.concatenate([sums.total, sums.part]), np.concatenate([np.arange(n), sums.number])
    is_total = np.arange(len(cell)) < n
    smallest = np.where(is_total, low[cell], -high[cell])
    greatest = np.where(is_total, high[cell], -low[cell])
    # What all the others come to, at the least and at the most.
    under, over = _others(smallest, number, n, -np.inf), _others(greatest, number, n, np.inf)
    np.maximum.at(low, cell, np.where(is_total, -over, under))
    np.minimum.at(high, cell, np.where(is_total, -under, over))


def _others(value: np.ndarray, number: np.ndarray, n_sums: int, endless: float) -> np.ndarray:
    """For each member of a sum what its other members come to: `endless` where any of these is."""
    is_endless = value == endless
    finite = np.where(is_endless, 0.0, value)
    others = np.bincount(number, weights=finite, minlength=n_sums)[number] - finite
    endless_others = np.bincount(number, weights=is_endless, minlength=n_sums)[number] - is_endless > 0
    return np.where(endless_others, endless, others)


def _without_circle(open_cells: np.ndarray, sums: Sums, within: np.ndarray) -> np.ndarray:
    """Cells that are known, or hang together with other open cells by sums and pairs that form no circle (cells,)."""
    pairs = within[open_cells[within].all(axis=1)]
    n, n_sums = len(open_cells), len(sums)
    cell = np.concatenate([sums.total, sums.part, pairs.ravel()])
    link = n + np.concatenate([np.arange(n_sums), sums.number, n_sums + np.repeat(np.arange(len(pairs)), 2)])
    kept = np.flatnonzero(open_cells[cell])
    kept = kept[np.argsort(cell[kept], kind="stable")]
    cell, link = cell[kept], link[kept]
    size = n + n_sums + len(pairs)
    if _is_forest(cell, link, size):
        return np.ones(n, dtype=bool)
    from_cell = np.searchsorted(cell, np.arange(size + 1))
    graph = sparse.csr_array((np.ones(len(cell)), link, from_cell), shape=(size, size))
    _, group = connected_components(graph, directed=False)
    spare = np.bincount(group[cell], minlength=size) - np.bincount(group, minlength=size)
    return np.asarray(~open_cells | (spare[group[:n]] < 0))


def _is_forest(one: np.ndarray, other: np.ndarray, size: int) -> bool:
    """Whether edges between nodes below `size` form no circle: taking loose ends off then leaves nothing."""
    while len(one):
        edges = np.bincount(one, minlength=size) + np.bincount(other, minlength=size)
        kept = (edges[one] > 1) & (edges[other] > 1)
        if kept.all():
            return False
        one, other = one[kept], other[kept]
    return True
