"""Which hidden cells a reader can tell more of than the rule says, and which he can tell are not small at all."""

from dataclasses import dataclass, replace

import numpy as np

from data.disclosure.cells import BOUNDLESS, Cells
from data.disclosure.cluster_model import ClusterModel
from data.disclosure.ranges import ranges_seen
from data.disclosure.sums import LeafForm, leaf_form

_NEAR = 1e-6


@dataclass(frozen=True, eq=False)
class Told:
    """What a reader can tell of each cell that is hidden and not known here (cells,).

    narrowed  it may be small, and yet not every count that the rule hides is possible
    above     it must be greater than any count that the rule hides
    nought    it must be nought
    """

    narrowed: np.ndarray
    above: np.ndarray
    nought: np.ndarray


def told(cells: Cells) -> Told:
    """What a reader can tell, for all that is shown and whether or not he takes noughts to be hidden too."""
    asked = cells.hidden & np.isnan(cells.count) & ~cells.free
    if not asked.any():
        return Told(asked, asked, asked)
    found = ranges_seen(cells)
    least, most, rule = found.least - _NEAR, found.most + _NEAR, cells.rule
    covered = (least <= rule.hidden_from) & (most >= rule.hidden_to)
    small = (least <= rule.hidden_to) & (most >= rule.hidden_from)
    more = most >= rule.hidden_to + 1
    easy = asked & found.sure & ~covered
    answer = Told(easy & small, easy & ~small & more, easy & ~small & ~more)
    if (asked & ~found.sure).any():
        _ask(cells, np.flatnonzero(asked & ~found.sure), answer)
    return answer


def _ask(cells: Cells, places: np.ndarray, answer: Told) -> None:
    """Fill in the answer for cells that only a programme can tell of."""
    search, rule = _Search(cells), cells.rule
    for cell in (int(place) for place in places):
        if search.covers(cell):
            continue
        if search.can_be(cell, rule.hidden_from, rule.hidden_to):
            answer.narrowed[cell] = True
        elif search.can_be(cell, rule.hidden_to + 1, BOUNDLESS):
            answer.above[cell] = True
        else:
            answer.nought[cell] = True


class _Search:
    """Whole sets of counts that fit a table, asked for one after another; each tells of many cells."""

    def __init__(self, cells: Cells):
        form = leaf_form(len(cells), cells.sums)
        self._cells = cells
        self._model = ClusterModel(cells, form, np.arange(len(form.leaf)), None, nought_hidden=True)
        # A sum of nothing but shown noughts is no part of the programme.
        self._asked = np.isin(np.arange(len(cells)), self._model.touched)
        self._low = ~self._asked
        self._high = np.zeros(len(cells), dtype=bool)

    def covers(self, cell: int) -> bool:
        """Whether a cell can be as small as the rule's least and as large as its greatest."""
        rule = self._cells.rule
        high = self._high[cell] or self.can_be(cell, rule.hidden_to, BOUNDLESS)
        return bool(high and (self._low[cell] or self.can_be(cell, 0.0, rule.hidden_from)))

    def can_be(self, cell: int, least: float, most: float) -> bool:
        """Whether a cell can lie between two ends."""
        found = self._model.reach(cell, least=float(least), most=float(most)) if self._asked[cell] else None
        if found is None:
            return False
        self._high[found.cells[found.counts >= self._cells.rule.hidden_to - _NEAR]] = True
        self._low[found.cells[found.counts <= self._cells.rule.hidden_from + _NEAR]] = True
        return True


def _can_hold(cells: Cells) -> bool:
    """Whether some counts fit: the known ones as they are, and any for the others."""
    known = ~np.isnan(cells.count)
    found = ranges_seen(replace(cells, hidden=~known, fixed=known)).fit
    return completed(cells) is not None if found is None else found


def completed(cells: Cells, form: LeafForm | None = None) -> np.ndarray | None:
    """Counts that fit: the known ones as they are, and any for the others; None where none fit."""
    known = ~np.isnan(cells.count)
    form = leaf_form(len(cells), cells.sums) if form is None else form
    exact = replace(cells, hidden=~known, fixed=known)
    fitting = ClusterModel(exact, form, np.arange(len(form.leaf)), None, nought_hidden=True).fits()
    if fitting is None or np.abs(np.where(known, fitting - cells.count, 0)).max(initial=0) > _NEAR:
        return None
    return fitting


def that_hold(cells: Cells) -> Cells:
    """The cells with the sums and pairs that can hold together: what they contradict tells a reader nothing."""
    if _can_hold(cells):
        return cells
    if _can_hold(alone := replace(cells, within=cells.within[:0])):
        return alone
    keep = np.zeros(len(cells.sums), dtype=bool)
    for number in range(len(cells.sums)):
        keep[number] = True
        keep[number] = _can_hold(replace(alone, sums=cells.sums.only(keep)))
    return replace(alone, sums=cells.sums.only(keep))


def filled(cells: Cells, seen: Told) -> Cells:
    """The cells with a count for those not known here that a reader can tell are no small counts: any that fits for those
    above the rule, and nought, shown, for the noughts."""
    count = np.where(seen.nought, 0.0, cells.count)
    if seen.above.any():
        fitting = completed(cells)
        if fitting is None:
            raise ValueError("found counts that do not fit their sums; expected those that hold alone")
        count = np.where(seen.above, np.round(fitting, 6), count)
    return replace(cells, count=count, hidden=cells.hidden & ~seen.nought)
