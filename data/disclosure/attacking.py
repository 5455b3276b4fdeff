"""Attack what is published: what can a reader, with a programme that adds up, learn of each hidden count?"""

from dataclasses import dataclass

import numpy as np

from data.disclosure.cells import BOUNDLESS, Cells, small
from data.disclosure.cluster_model import ClusterModel
from data.disclosure.plainly_above import cannot_be_small, plainly_above
from data.disclosure.sums import LeafForm, leaf_form

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


@dataclass(frozen=True, eq=False)
class _Learnt:
    """What a reader learns of each cell that was `wanted`, as `Attack` counts it: arrays (cells,)."""

    hidden: np.ndarray
    exact: np.ndarray
    narrowed: np.ndarray

    def of(self, wanted: np.ndarray) -> Attack:
        return Attack(int(self.hidden.sum()), int((self.exact & wanted).sum()), int((self.narrowed & wanted).sum()))


def attack(cells: Cells, *, true: np.ndarray | None = None) -> Attack:
    """Attack published cells: their counts as published, NaN where hidden. `true` (cells,) are the counts, if known.

    With true counts only cells whose count the rule hides are held against the publisher; without, every hidden cell
    that may be such a one.
    """
    wanted = np.ones(len(cells), dtype=bool) if true is None else small(true, cells.rule)
    return _learnt(cells, wanted).of(wanted)


def attack_twice(cells: Cells, true: np.ndarray) -> tuple[Attack, Attack]:
    """What `attack` tells with the true counts and without, in little more time than without: one attack tells both."""
    every = np.ones(len(cells), dtype=bool)
    found = _learnt(cells, every)
    return found.of(small(true, cells.rule)), found.of(every)


def _learnt(cells: Cells, wanted: np.ndarray) -> _Learnt:
    """What a reader learns of the hidden cells among `wanted` (cells,)."""
    form = leaf_form(len(cells), cells.sums)
    hidden, nowhere = cells.hidden & ~cells.free, np.zeros(len(cells), dtype=bool)
    wanted = hidden & wanted
    if not wanted.any():
        return _Learnt(hidden, nowhere, nowhere)
    every = np.arange(len(form.leaf))
    start = _model(cells, form, every, np.zeros(len(cells))).fits()
    if start is None:
        raise ValueError("found no counts that fit what is published; expected sums that hold within the rounding")
    open_cells, plain = wanted.copy(), plainly_above(cells)
    for each in np.unique(cells.cluster[form.leaf]):
        leaves = np.flatnonzero(cells.cluster[form.leaf] == each)
        open_cells &= ~_covered(_model(cells, form, leaves, start), cells, open_cells, start)
        outside = _model(cells, form, leaves, None)
        for cell in np.flatnonzero(open_cells & ~plain):
            plain[cell] = cannot_be_small(outside, int(cell), cells.rule)
    open_cells &= ~plain
    if not open_cells.any():
        return _Learnt(hidden, nowhere, nowhere)
    whole = _model(cells, form, every, start)
    open_cells &= ~_covered(whole, cells, open_cells, start)
    return _Learnt(hidden, *_counted(whole, cells, open_cells))


def _model(cells: Cells, form: LeafForm, leaves: np.ndarray, start: np.ndarray | None) -> ClusterModel:
    return ClusterModel(cells, form, leaves, start, nought_hidden=True, perturbed=False)


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


def _counted(model: ClusterModel, cells: Cells, left: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which of the cells left can be one count only, and which fewer than the rule hides (cells,) each."""
    rule, exact, narrowed = cells.rule, np.zeros(len(cells), dtype=bool), np.zeros(len(cells), dtype=bool)
    touched = set(model.touched.tolist())
    for cell in np.flatnonzero(left):
        least, most = model.extremes(int(cell)) if int(cell) in touched else (0.0, 0.0)
        first, last = max(np.ceil(least - _NEAR), rule.hidden_from), min(np.floor(most + _NEAR), rule.hidden_to)
        possible = int(last - first) + 1
        if 0 < possible <= rule.hidden_to - rule.hidden_from:
            narrowed[cell] = True
            exact[cell] = np.ceil(least - _NEAR) >= np.floor(most + _NEAR)
    return exact, narrowed
