"""Attack what is published: what can a reader, with a programme that adds up, learn of each hidden count?"""

from dataclasses import dataclass

import numpy as np

from data.disclosure.cells import BOUNDLESS, Cells
from data.disclosure.cluster_model import ClusterModel
from data.disclosure.plainly_above import cannot_be_small, plainly_above
from data.disclosure.sums import leaf_form

_NEAR = 1e-6


@dataclass(frozen=True)
class Attack:
    """What came of an attack: cells `hidden`, and of those that may be small for all that is known (or are, where the
    true counts are known to the auditor), how many can be one count only (`exact`) or fewer than the rule hides
    (`narrowed`, the exact ones among them)."""

    hidden: int = 0
    exact: int = 0
    narrowed: int = 0

    def __add__(self, other: "Attack") -> "Attack":
        return Attack(self.hidden + other.hidden, self.exact + other.exact, self.narrowed + other.narrowed)


def attack(cells: Cells, *, true: np.ndarray | None = None) -> Attack:
    """Attack published cells: their counts as published, NaN where hidden. `true` (cells,) are the counts, if known.

    With true counts only cells whose count the rule hides are held against the publisher; without, every hidden cell
    that may be such a one.
    """
    form = leaf_form(len(cells), cells.sums)
    hidden = cells.hidden & ~cells.free
    wanted = hidden if true is None else hidden & (true >= cells.rule.hidden_from) & (true <= cells.rule.hidden_to)
    if not wanted.any():
        return Attack(int(hidden.sum()))
    every = np.arange(len(form.leaf))
    start = ClusterModel(cells, form, every, np.zeros(len(cells)), nought_hidden=True).fits()
    if start is None:
        raise ValueError("found no counts that fit what is published; expected sums that hold within the rounding")
    open_cells, plain = wanted.copy(), plainly_above(cells)
    for each in np.unique(cells.cluster[form.leaf]):
        leaves = np.flatnonzero(cells.cluster[form.leaf] == each)
        open_cells &= ~_covered(ClusterModel(cells, form, leaves, start, nought_hidden=True), cells, open_cells, start)
        outside = ClusterModel(cells, form, leaves, None, nought_hidden=True)
        for cell in np.flatnonzero(open_cells & ~plain):
            plain[cell] = cannot_be_small(outside, int(cell), cells.rule)
    open_cells &= ~plain
    if not open_cells.any():
        return Attack(int(hidden.sum()))
    whole = ClusterModel(cells, form, every, start, nought_hidden=True)
    open_cells &= ~_covered(whole, cells, open_cells, start)
    exact, narrowed = _counted(whole, cells, open_cells)
    return Attack(int(hidden.sum()), exact, narrowed)


def _covered(model: ClusterModel, cells: Cells, wanted: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Which of the wanted cells can be both as small and as large as the rule hides (cells,)."""
    rule = cells.rule
    low, high = start <= rule.hidden_from + _NEAR, start >= rule.hidden_to - _NEAR
    low &= wanted
    high &= wanted
    inside = np.zeros(len(cells), dtype=bool)
    inside[model.touched] = True
    for cell in np.flatnonzero(wanted & inside):
        for done, ends in ((high, (rule.hidden_to, BOUNDLESS)), (low, (0.0, rule.hidden_from))):
            if done[cell]:
                continue
            found = model.reach(int(cell), least=float(ends[0]), most=float(ends[1]))
            if found is None:
                break
            high[found.cells[found.counts >= rule.hidden_to - _NEAR]] = True
            low[found.cells[found.counts <= rule.hidden_from + _NEAR]] = True
    return low & high


def _counted(model: ClusterModel, cells: Cells, left: np.ndarray) -> tuple[int, int]:
    rule, exact, narrowed = cells.rule, 0, 0
    touched = set(model.touched.tolist())
    for cell in np.flatnonzero(left):
        least, most = model.extremes(int(cell)) if int(cell) in touched else (0.0, 0.0)
        first, last = max(np.ceil(least - _NEAR), rule.hidden_from), min(np.floor(most + _NEAR), rule.hidden_to)
        possible = int(last - first) + 1
        if 0 < possible <= rule.hidden_to - rule.hidden_from:
            narrowed += 1
            exact += np.ceil(least - _NEAR) >= np.floor(most + _NEAR)
    return int(exact), narrowed
