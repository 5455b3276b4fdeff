"""Hidden counts that any reader can see to be above what the rule hides: of these nothing needs to be kept."""

import numpy as np

from data.contract.manifest import Disclosure
from data.disclosure.cells import Cells, known_range
from data.disclosure.cluster_model import ClusterModel

_ROUNDS = 3


def plainly_above(cells: Cells) -> np.ndarray:
    """Cells whose sums alone, one at a time, show that they are above what the rule hides (cells,)."""
    least, most = known_range(cells, nought_hidden=True)
    sums = cells.sums
    for _ in range(_ROUNDS):
        np.maximum.at(least, sums.total, np.bincount(sums.number, weights=least[sums.part], minlength=len(sums)))
        np.minimum.at(most, sums.total, np.bincount(sums.number, weights=most[sums.part], minlength=len(sums)))
        bounded = np.where(np.isinf(most[sums.part]), 0.0, most[sums.part])
        boundless = np.bincount(sums.number, weights=np.isinf(most[sums.part]), minlength=len(sums))
        others = np.bincount(sums.number, weights=bounded, minlength=len(sums))[sums.number] - bounded
        alone = boundless[sums.number] - np.isinf(most[sums.part]) == 0
        np.maximum.at(least, sums.part, np.where(alone, least[sums.total][sums.number] - others, 0.0))
        np.maximum.at(least, cells.within[:, 1], least[cells.within[:, 0]])
    return least > cells.rule.hidden_to


def cannot_be_small(outside: ClusterModel, cell: int, rule: Disclosure) -> bool:
    """Whether a cell is above what the rule hides, by a model that takes nothing of what is outside it."""
    return outside.knows(cell) and outside.reach(cell, least=0.0, most=float(rule.hidden_to)) is None
