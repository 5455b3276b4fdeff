"""Which cells are the sums of which others, and every cell as a sum of cells that are not sums themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

# More ties than this are kept as they are: finding those that follow from others takes the cube of their number.
_MOST_DENSE = 500


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums among cells: of sum number s, cell `total[s]` is the sum of every `part[m]` with `number[m] == s`.

    A later sum is preferred where a cell is the total of several: see `leaf_form`.
    """

    total: np.ndarray
    part: np.ndarray
    number: np.ndarray

    def __len__(self) -> int:
        return len(self.total)

    def matrix(self, n_cells: int) -> sparse.csr_array:
        """Each sum as a row (sums, cells): 1 at the total and -1 at its parts, so that it times the counts is nought."""
        n_sums = len(self.total)
        row = np.concatenate([np.arange(n_sums), self.number])
        column = np.concatenate([self.total, self.part])
        sign = np.concatenate([np.ones(n_sums), -np.ones(len(self.part))])
        return sparse.csr_array((sign, (row, column)), shape=(n_sums, n_cells))

    def only(self, keep: np.ndarray) -> "Sums":
        """The sums marked in `keep` (sums,), numbered anew."""
        renumbered = np.cumsum(keep) - 1
        kept = keep[self.number]
        return Sums(self.total[keep], self.part[kept], renumbered[self.number[kept]])


def sums_of(sets: Sequence[tuple[int, Sequence[int]]]) -> Sums:
    """Sums from pairs of a total and its parts."""
    parts = [np.asarray(members, dtype=int) for _, members in sets]
    number = np.repeat(np.arange(len(parts)), [len(each) for each in parts]).astype(int)
    flat = np.concatenate([np.array([], dtype=int), *parts])
    return Sums(np.array([total for total, _ in sets], dtype=int), flat, number)


def joined_sums(parts: Sequence[tuple[Sums, int]]) -> Sums:
    """Sums of several tables as one: each with the number that its first cell has among all cells."""
    empty = np.array([], dtype=int)
    before = np.cumsum([0, *(len(sums) for sums, _ in parts)])
    return Sums(
        np.concatenate([empty, *(sums.total + start for sums, start in parts)]),
        np.concatenate([empty, *(sums.part + start for sums, start in parts)]),
        np.concatenate([empty, *(sums.number + n for (sums, _), n in zip(parts, before[:-1], strict=True))]),
    )


@dataclass(frozen=True, eq=False)
class LeafForm:
    """Cells by their leaves, the cells that are no sum: counts = `of_leaves` (cells, leaves) times the leaves' counts.

    `leaf` are the cells that are leaves, in the order of the columns. `ties` (ties, leaves) times the leaves' counts is
    nought: what remains of the sums of a cell that is the total of several.
    """

    leaf: np.ndarray
    of_leaves: sparse.csr_array
    ties: sparse.csr_array


def leaf_form(n_cells: int, sums: Sums) -> LeafForm:
    """Every cell as a sum of leaves. Of several sums with one total the last defines it, the others become ties.

    ValueError when a cell is, through others, a part of itself.
    """
    defining = np.full(n_cells, -1)
    defining[sums.total] = np.arange(len(sums))
    is_leaf = defining < 0
    defines = np.zeros(len(sums), dtype=bool)
    defines[defining[~is_leaf]] = True
    kept = defines[sums.number]
    leaf = np.flatnonzero(is_leaf)
    row = np.concatenate([leaf, sums.total[sums.number[kept]]])
    column = np.concatenate([leaf, sums.part[kept]])
    step = sparse.csr_array((np.ones(len(row)), (row, column)), shape=(n_cells, n_cells))
    whole = step
    for _ in range(n_cells):
        further = whole @ step
        if (further != whole).nnz == 0:
            break
        whole = further
    else:
        raise ValueError("found a cell that is a part of itself; expected sums of other cells")
    of_leaves = sparse.csr_array(whole[:, leaf])
    ties = sums.matrix(n_cells) @ of_leaves
    ties.data[np.abs(ties.data) < 0.5] = 0
    ties.eliminate_zeros()
    return LeafForm(leaf, of_leaves, _distinct(sparse.csr_array(ties)))


def _distinct(ties: sparse.csr_array) -> sparse.csr_array:
    """Rows of which none follows from the others, the shortest kept: what is left out would only slow the programme."""
    ties.sort_indices()
    seen: dict[tuple[bytes, bytes], int] = {}
    for row in range(ties.shape[0]):
        here = slice(ties.indptr[row], ties.indptr[row + 1])
        if here.start < here.stop:
            seen.setdefault((ties.indices[here].tobytes(), ties.data[here].tobytes()), row)
    rows = sorted(seen.values(), key=lambda row: ties.indptr[row + 1] - ties.indptr[row])
    return _independent(sparse.csr_array(ties[rows])) if rows else sparse.csr_array(ties[:0])


def _independent(ties: sparse.csr_array) -> sparse.csr_array:
    """The rows that are no combination of rows before them."""
    if ties.shape[0] > _MOST_DENSE:
        return ties
    used = np.flatnonzero(np.bincount(ties.indices, minlength=ties.shape[1]))
    rows = ties[:, used].toarray()
    directions = np.zeros((0, len(used)))
    kept = []
    for number, row in enumerate(rows):
        rest = row - directions.T @ (directions @ row)
        rest -= directions.T @ (directions @ rest)
        length = np.linalg.norm(rest)
        if length > 1e-7 * np.linalg.norm(row):
            directions = np.vstack([directions, rest / length])
            kept.append(number)
    return sparse.csr_array(ties[kept])
