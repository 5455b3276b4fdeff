"""Hide enough: until each hidden count could still be any that the rule hides, for all that is published."""

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from data.contract.errors import ContractError
from data.disclosure.cells import BOUNDLESS, Cells, known_range
from data.disclosure.cluster_model import ClusterModel, Reached
from data.disclosure.reachable import Reachable
from data.disclosure.sums import LeafForm, leaf_form

_NEAR = 1e-6
# Cells that are hidden to protect others are looked for among the small and cheap first: it is quicker, and loses less.
_EASILY_HIDDEN = 60.0
_CHEAP = 50.0


@dataclass(eq=False)
class _State:
    """Which cells are hidden, and which of them are shown to reach the least and the greatest count that the rule hides.

    `above` are those that a reader sees to be above it, as long as no more is hidden.
    """

    hidden: np.ndarray
    low: np.ndarray
    high: np.ndarray
    above: np.ndarray

    def learn(self, found: Reached, cells: Cells) -> np.ndarray:
        """Take in a set of counts that fits, and hide what it needs hidden; which cells are newly hidden."""
        self.high[found.cells[found.counts >= cells.rule.hidden_to - _NEAR]] = True
        self.low[found.cells[found.counts <= cells.rule.hidden_from + _NEAR]] = True
        before = self.hidden
        self.hidden = before.copy()
        self.hidden[found.more] = True
        self.hidden = cells.hiding(self.hidden).hidden
        fresh = np.flatnonzero(self.hidden & ~before)
        if len(fresh):
            self.above[:] = False
        return fresh


def protect(cells: Cells, form: LeafForm | None = None) -> np.ndarray:
    """Which cells to hide (cells,): those marked, and others, so few as the price of each lets find.

    Every hidden cell can then be as small as the rule's least and as large as its greatest, or is plainly above it: for
    each there is a whole set of counts that fits everything shown. First for a reader who takes it that no nought is
    hidden; where parts that are all above nought leave a small sum no room, noughts beside them are hidden too.
    ValueError when the counts do not fit the sums.
    """
    form = leaf_form(len(cells), cells.sums) if form is None else form
    rule = cells.rule
    start = _start(cells, form)
    # Known to be small. Of a count that only its source knows, a reader may be the one to see that it is not.
    few = (cells.count <= rule.hidden_to) & ~cells.free
    nowhere = np.zeros(len(cells), dtype=bool)
    state = _State(cells.hidden.copy(), start <= rule.hidden_from, start >= rule.hidden_to, nowhere)
    state.low[np.isnan(cells.count)] = state.high[np.isnan(cells.count)] = False
    clusters = [np.flatnonzero(cells.cluster[form.leaf] == each) for each in np.unique(cells.cluster[form.leaf])]
    searches = _Searches(cells, form, start, state, few)
    easily = (cells.count < _EASILY_HIDDEN) & (cells.cost < _CHEAP)
    across, every = _across(cells, form), np.ones(len(cells), dtype=bool)
    for leaves in clusters:
        searches.search(leaves, ~cells.free, easily, nought_hidden=False)
    searches.hide_noughts(clusters)
    hidden = np.zeros(len(cells), dtype=bool)
    while (state.hidden & ~hidden).any():
        # What is hidden for one cluster may take from another what made a cell plainly larger than the rule hides.
        hidden = state.hidden
        for leaves in clusters:
            searches.search(leaves, ~cells.free, easily)
        for leaves in clusters:
            searches.search(leaves, ~cells.free, ~across)
        # A cell that two clusters make up is rather kept, and cells of both hidden, where only the whole table can tell.
        if len(clusters) > 1:
            searches.search(np.arange(len(form.leaf)), ~cells.free, every)
    return state.hidden


def _start(cells: Cells, form: LeafForm) -> np.ndarray:
    """A whole set of counts: the known ones as they are, and any that fit for those a source hid."""
    # What a sum has beyond its parts is whatever the others leave.
    known = ~np.isnan(cells.count) & ~cells.vague & (~cells.free | cells.fixed)
    start: np.ndarray | None = cells.count
    if not known.all():
        exact = replace(cells, hidden=np.isnan(cells.count) & ~cells.free, fixed=known)
        nowhere = np.zeros(len(cells))
        start = ClusterModel(exact, form, np.arange(len(form.leaf)), nowhere, nought_hidden=True).fits()
    if start is None or np.abs(form.of_leaves @ start[form.leaf] - start).max(initial=0) > _NEAR:
        raise ContractError("found counts that do not add up; expected sums that hold for the counts given")
    return start


def _across(cells: Cells, form: LeafForm) -> np.ndarray:
    """Sums of cells of several clusters, which no cluster's model can move as a whole (cells,)."""
    clusters = np.unique(cells.cluster[form.leaf], return_inverse=True)[1]
    parts = form.of_leaves.tocoo()
    reached = sparse.csr_array((np.ones(parts.nnz), (parts.row, clusters[parts.col])), shape=(len(cells), len(cells)))
    reached.sum_duplicates()
    return np.asarray((np.diff(reached.indptr) > 1) & ~cells.free)


@dataclass(frozen=True, eq=False)
class _Searches:
    """Searches for what to hide, one after another, each within some leaves; what one finds the next ones know."""

    cells: Cells
    form: LeafForm
    start: np.ndarray
    state: _State
    few: np.ndarray

    def search(
        self, leaves: np.ndarray, wanted: np.ndarray, elastic: np.ndarray, *, nought_hidden: bool = True
    ) -> None:
        """Bring the hidden cells among `wanted` to both ends of the rule, hiding some of the `elastic` where needed."""
        cells, state, rule = self.cells, self.state, self.cells.rule
        now = cells.hiding(state.hidden)
        most = known_range(now, nought_hidden=nought_hidden)[1]
        # A sum of noughts that are all shown is a nought for everyone.
        inside = self._inside(leaves[most[self.form.leaf[leaves]] > 0]) & wanted
        if not (state.hidden & inside & ~(state.low & state.high)).any():
            return
        shown = Reachable(now, self.form, leaves, self.start, nought_hidden=nought_hidden)
        loose: ClusterModel | None = None
        tried_low, tried_high = state.low.copy(), state.high.copy()
        while True:
            state.low |= shown.low
            state.high |= shown.high
            candidates = state.hidden & inside
            rising = candidates & ~state.high & ~tried_high
            falling = candidates & ~state.low & ~tried_low
            if not (rising | falling).any():
                return
            up = bool(rising.any())
            cell = int(np.argmax(rising if up else falling))
            (tried_high if up else tried_low)[cell] = True
            if not self.few[cell] and (state.above[cell] or shown.is_above(cell)):
                # A reader sees that it is above what the rule hides: nothing is told of a small count.
                state.above[cell] = True
                continue
            ends = {"least": float(rule.hidden_to), "most": BOUNDLESS}
            if not up:
                ends = {"least": 0.0, "most": float(rule.hidden_from)}
            found = shown.reach(cell, **ends)
            if found is None:
                if loose is None:
                    loose = ClusterModel(
                        now, self.form, leaves, self.start, nought_hidden=nought_hidden, elastic=elastic
                    )
                found = loose.reach(cell, **ends)
            fresh = np.array([], dtype=int) if found is None else state.learn(found, cells)
            if len(fresh) and loose is not None:
                loose.hide(fresh)
                shown.hide(fresh, cells.hiding(state.hidden))
                # What was plainly above the rule may no longer be so.
                tried_low[~self.few] = state.low[~self.few]

    def hide_noughts(self, clusters: list[np.ndarray]) -> None:
        """Hide noughts beside parts that are all above nought and leave a small sum too little room.

        Only noughts that could then be as large as the rule hides; one that a reader works out would protect nothing.
        """
        cells, state = self.cells, self.state
        short = state.hidden & ~state.low & self.few
        part = cells.sums.part[short[cells.sums.total][cells.sums.number]]
        wanted = np.zeros(len(cells), dtype=bool)
        wanted[part[(cells.count[part] == 0) & np.isfinite(cells.cost[part])]] = True
        wanted = cells.hiding(wanted).hidden & ~state.hidden
        for leaves in clusters:
            here = np.flatnonzero(wanted & self._inside(leaves))
            if not len(here):
                continue
            now = cells.hiding(state.hidden | (wanted & self._inside(leaves)))
            model = ClusterModel(now, self.form, leaves, self.start, nought_hidden=True)
            here = here[np.isin(here, model.touched)]
            state.hidden[self._kept(model, here)] = True
            state.above[:] = False

    def _kept(self, model: ClusterModel, noughts: np.ndarray) -> np.ndarray:
        """The noughts that can all be as large as the rule hides while the others here are shown."""
        pairs = self.cells.with_it[np.isin(self.cells.with_it, noughts).all(axis=1)]
        while True:
            most = float(self.cells.rule.hidden_to)
            alone = [cell for cell in noughts if model.reach(int(cell), least=most, most=BOUNDLESS) is None]
            if not alone:
                return noughts
            stuck = np.union1d(alone, pairs[np.isin(pairs, alone).any(axis=1)].ravel())
            model.show_nought(stuck)
            noughts = np.setdiff1d(noughts, stuck)

    def _inside(self, leaves: np.ndarray) -> np.ndarray:
        """The cells that are these leaves, or sums of them and others."""
        inside = np.zeros(len(self.cells), dtype=bool)
        inside[self.form.leaf[leaves]] = True
        inside[np.unique(self.form.of_leaves[:, leaves].nonzero()[0])] = True
        return inside
