"""Sums that hold together: what one source's rounding or gaps contradict tells a reader nothing, and is left out."""

from dataclasses import replace

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from data.disclosure.cells import Cells, known_range

_NEAR = 1e-6


def consistent(cells: Cells) -> Cells:
    """The cells with those sums, and those pairs of a part and its whole, that some counts satisfy all together.

    Sums may each be possible and yet not all of them at once, where counts are known only as published. The fewest
    people are found by which sums have to be wrong, and those sums are left out.
    """
    known = ~np.isnan(cells.count) & ~cells.vague
    pairs = cells.within
    wrong = known[pairs].all(axis=1) & (cells.count[pairs[:, 0]] > cells.count[pairs[:, 1]])
    cells = replace(cells, within=pairs[~wrong])
    if known.all() or not len(cells.sums):
        return cells
    astray = _astray(cells, known)
    if astray is None:
        cells = replace(cells, within=pairs[:0])
        astray = _astray(cells, known)
    if astray is None:
        raise ValueError(
            "found no amounts by which the sums are wrong; expected some, for any sum can be wrong by enough"
        )
    return replace(cells, sums=cells.sums.only(astray <= _NEAR))


def _astray(cells: Cells, known: np.ndarray) -> np.ndarray | None:
    """By how many people each sum is wrong where all together are wrong by the fewest (sums,); None when none fit."""
    least, most = known_range(cells, nought_hidden=True)
    least, most = np.where(known, cells.count, least), np.where(known, cells.count, most)
    n, n_sums, n_pairs = len(cells), len(cells.sums), len(cells.within)
    free = sparse.eye_array(n_sums)
    equal = sparse.hstack([cells.sums.matrix(n), free, -free], format="csr")
    row = np.repeat(np.arange(n_pairs), 2)
    part = sparse.csr_array((np.tile([1.0, -1.0], n_pairs), (row, cells.within.ravel())), shape=(n_pairs, n))
    unequal = sparse.hstack([part, sparse.csr_array((n_pairs, 2 * n_sums))], format="csr")
    bounds = np.column_stack([np.append(least, np.zeros(2 * n_sums)), np.append(most, np.full(2 * n_sums, np.inf))])
    price = np.append(np.zeros(n), np.ones(2 * n_sums))
    answer = linprog(
        price, A_eq=equal, b_eq=np.zeros(n_sums), bounds=bounds, method="highs",
        A_ub=unequal if n_pairs else None, b_ub=np.zeros(n_pairs) if n_pairs else None,
    )  # fmt: skip
    return answer.x[n : n + n_sums] + answer.x[n + n_sums :] if answer.status == 0 else None
