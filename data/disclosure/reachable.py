"""How far cells of some leaves can go as a table is shown, nothing more hidden: by adding up, or asked of a programme."""

import numpy as np

from data.disclosure.cells import Cells, known_range
from data.disclosure.cluster_model import ClusterModel, Reached
from data.disclosure.plainly_above import cannot_be_small, plainly_above
from data.disclosure.ranges import Ranges, ranges, ranges_seen
from data.disclosure.sums import LeafForm

_NEAR = 1e-6


class Reachable:
    """What is within reach of each cell. Programmes are made only once something is asked that adding up cannot tell.

    `low` and `high` (cells,) are the cells that adding up shows to reach the least and the greatest count that the rule
    hides; `sure` are those of which it tells all.
    """

    def __init__(self, now: Cells, form: LeafForm, leaves: np.ndarray, start: np.ndarray, *, nought_hidden: bool):
        self._given = form, leaves, start, nought_hidden
        # A part of the leaves is tried with the others as they are, which only a programme takes in. And a cell that may be
        # nought once its whole is hidden would be so here at once, there only after it was asked for.
        pairs_hidden = bool(now.hidden[now.with_it].all())
        self._adds_up = len(leaves) == len(form.leaf) and (nought_hidden or pairs_hidden)
        self._tight: ClusterModel | None = None
        self._outside: ClusterModel | None = None
        self._look(now)

    def _look(self, now: Cells) -> None:
        self._now = now
        rule, nowhere = now.rule, np.zeros(len(now), dtype=bool)
        self.low, self.high, self.sure = nowhere, nowhere, nowhere
        self._seen: Ranges | None = None
        self._plain: np.ndarray | None = None
        if self._adds_up:
            least, most = known_range(now, nought_hidden=self._given[3])
            found = ranges(least, most, now.sums, now.within)
            self.sure = found.sure
            self.low = found.sure & (found.least <= rule.hidden_from + _NEAR)
            self.high = found.sure & (found.most >= rule.hidden_to - _NEAR)

    def hide(self, fresh: np.ndarray, now: Cells) -> None:
        """The cells `fresh` are hidden as well: `now` are the cells with them hidden."""
        for model in (self._tight, self._outside):
            if model is not None:
                model.hide(fresh)
        self._look(now)

    def reach(self, cell: int, *, least: float, most: float) -> Reached | None:
        """Counts that fit in which a hidden cell, neither `low` nor `high`, lies between such ends; None where none do."""
        if self.sure[cell]:
            return None
        if self._tight is None:
            form, leaves, start, nought_hidden = self._given
            self._tight = ClusterModel(self._now, form, leaves, start, nought_hidden=nought_hidden)
        return self._tight.reach(cell, least=least, most=most)

    def is_above(self, cell: int) -> bool:
        """Whether a reader who knows nothing by other tables can tell that a cell is above what the rule hides."""
        seen = self._now.without_links()
        if self._adds_up:
            self._seen = ranges_seen(seen) if self._seen is None else self._seen
            if self._seen.sure[cell]:
                return bool(self._seen.least[cell] > seen.rule.hidden_to + _NEAR)
        self._plain = plainly_above(seen) if self._plain is None else self._plain
        if self._plain[cell]:
            return True
        if self._outside is None:
            form, leaves, _, _ = self._given
            # Only whether it has an answer is asked, never which.
            self._outside = ClusterModel(seen, form, leaves, None, nought_hidden=True, perturbed=False)
        return cannot_be_small(self._outside, cell, seen.rule)
