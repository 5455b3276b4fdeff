"""What some cells of a published table could be, as a linear programme that is asked again and again, warm.

Counts outside the cluster stay as they are, so whatever the programme finds possible is possible: it is a whole set of
counts that fits everything published. A shown cell may leave the range that is published of it at a price, its cost for
each person it is moved by: then it is one to hide. HiGHS solves it; only a changed bound has to be worked in.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from scipy import sparse

from data.disclosure.cells import BOUNDLESS, Cells, known_range, least_hidden
from data.disclosure.sums import LeafForm

_MOVED = 1e-6
_FAR = 60.0
_OPTIMAL = highspy.HighsModelStatus.kOptimal


@dataclass(frozen=True, eq=False)
class Reached:
    """One whole set of counts that fits what is shown, once `more` cells are hidden: `counts` of the cells `cells`."""

    cells: np.ndarray
    counts: np.ndarray
    more: np.ndarray


class ClusterModel:
    """The programme of the leaves given: columns of the leaf form. Other leaves keep the count they have in `start`.

    Without a start, sums that other leaves are in are left out: what is then impossible is impossible for every reader.
    Not `perturbed`, a programme without prices is answered a quarter sooner; of several answers it may give another.
    """

    def __init__(
        self,
        cells: Cells,
        form: LeafForm,
        leaves: np.ndarray,
        start: np.ndarray | None,
        *,
        nought_hidden: bool = False,
        elastic: np.ndarray | None = None,
        perturbed: bool = True,
    ):
        self._cells, self._form = cells, form
        self._may = np.zeros(len(cells), dtype=bool) if elastic is None else elastic
        self._start = start
        self._low = least_hidden(cells, nought_hidden=nought_hidden)
        least, most = known_range(cells, nought_hidden=nought_hidden)
        self._columns = leaves[most[form.leaf[leaves]] > 0]
        self._leaf = form.leaf[self._columns]
        self._n = len(self._leaf)
        of_columns = sparse.csr_array(form.of_leaves[:, self._columns])
        sums = np.flatnonzero(np.diff(of_columns.indptr))
        sums = sums[~np.isin(sums, form.leaf)]
        others = np.zeros(len(form.leaf)) if start is None else start[form.leaf].copy()
        others[self._columns] = 0.0
        self._others = others
        # Where nothing is taken of the others, only what the columns alone make up is known.
        self._elsewhere = (most[form.leaf] > 0).astype(float)
        self._elsewhere[self._columns] = 0.0
        self._sum = sums if start is not None else sums[form.of_leaves[sums] @ self._elsewhere == 0]
        self.touched = np.concatenate([self._leaf, self._sum])
        self._number = {int(cell): number for number, cell in enumerate(self.touched)}
        self._sums_of = of_columns[self._sum]
        self._base = form.of_leaves[self._sum] @ others
        # The solver itself: what wraps it in highspy prints a banner that cannot be turned off.
        self._solver = highspy._Highs()  # type: ignore[attr-defined]  # its list of types leaves the solver out
        self._solver.setOptionValue("output_flag", False)
        if not perturbed:
            self._solver.setOptionValue("dual_simplex_cost_perturbation_multiplier", 0.0)
        self._solver.passModel(self._programme(least, most))

    def _programme(self, least: np.ndarray, most: np.ndarray) -> highspy.HighsLp:
        ties = sparse.csr_array(self._form.ties[:, self._columns])
        kept = np.flatnonzero(np.diff(ties.indptr))
        if self._start is None:
            kept = kept[abs(self._form.ties[kept]) @ self._elsewhere == 0]
        tied = -(self._form.ties[kept] @ self._others)
        parts = self._parts()
        rows = sparse.csr_array(sparse.vstack([self._sums_of, ties[kept], parts], format="csr"))
        low = np.concatenate([least[self._sum] - self._base, tied, np.full(parts.shape[0], -BOUNDLESS)])
        high = np.concatenate([most[self._sum] - self._base, tied, np.zeros(parts.shape[0])])
        away = self._ways_out(rows)
        prices = self._cells.cost[self._elastic]
        room = np.maximum(least[self._elastic] - self._low[self._elastic], 0.0)
        nought = np.zeros(2 * len(prices))
        matrix = sparse.csc_array(sparse.hstack([rows, away, -away], format="csc"))
        programme = highspy.HighsLp()
        programme.num_row_, programme.num_col_ = matrix.shape
        programme.col_cost_ = np.concatenate([np.zeros(self._n), prices, prices])
        programme.col_lower_ = np.concatenate([least[self._leaf], nought])
        programme.col_upper_ = np.concatenate([most[self._leaf], np.full(len(prices), BOUNDLESS), room])
        programme.row_lower_, programme.row_upper_ = low, high
        programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        programme.a_matrix_.start_ = matrix.indptr
        programme.a_matrix_.index_ = matrix.indices
        programme.a_matrix_.value_ = matrix.data
        return programme

    def _parts(self) -> sparse.csr_array:
        """A row for each leaf that is a part of another: it less the other is nought at most."""
        within = self._cells.within
        inside = within[np.isin(within, self._leaf).all(axis=1)]
        if self._start is not None:
            # Of a far larger group a part seldom comes near the whole: `_solved` looks whether it did.
            inside = inside[self._start[inside[:, 1]] - self._start[inside[:, 0]] < _FAR]
        column = np.array([self._number[int(cell)] for cell in inside.ravel()], dtype=int)
        row = np.repeat(np.arange(len(inside)), 2)
        return sparse.csr_array((np.tile([1.0, -1.0], len(inside)), (row, column)), shape=(len(inside), self._n))

    def _ways_out(self, rows: sparse.csr_array) -> sparse.csc_array:
        """A column for each shown cell that may be hidden at a price: what it adds to the rows as it leaves its range."""
        cells = self._cells
        may = self._may & ~cells.hidden & np.isfinite(cells.cost) & ~cells.fixed & ~cells.free & (cells.count > 0)
        self._elastic = self.touched[may[self.touched]]
        self._way = {int(cell): way for way, cell in enumerate(self._elastic)}
        number = np.array([self._number[int(cell)] for cell in self._elastic], dtype=int)
        way = np.arange(len(number))
        leaf = number < self._n
        self._leaf_ways = way[leaf], number[leaf]
        shape = (self._n, len(number))
        chosen = sparse.csr_array((np.ones(leaf.sum()), (number[leaf], way[leaf])), shape=shape)
        at_sums = (number[~leaf] - self._n, way[~leaf])
        above = sparse.csr_array((-np.ones((~leaf).sum()), at_sums), shape=(rows.shape[0], len(number)))
        return sparse.csc_array(rows @ chosen + above)

    def knows(self, cell: int) -> bool:
        """Whether the cell is one of these leaves or a sum that this model holds."""
        return cell in self._number

    def hide(self, cells: np.ndarray) -> None:
        """From now on these cells are hidden: they may be anything at no price."""
        pairs = self._cells.with_it
        self._low[pairs[np.isin(pairs[:, 0], cells), 1]] = 0.0
        for cell in (int(each) for each in cells if int(each) in self._number):
            self._bound(cell, self._low[cell], BOUNDLESS)
            way = self._way.pop(cell, None)
            if way is not None:
                self._solver.changeColBounds(self._n + way, 0.0, 0.0)
                self._solver.changeColBounds(self._n + len(self._elastic) + way, 0.0, 0.0)

    def show_nought(self, cells: np.ndarray) -> None:
        """These cells are shown to be nought after all."""
        for cell in (int(each) for each in cells if int(each) in self._number):
            self._low[cell] = 0.0
            self._bound(cell, 0.0, 0.0)

    def _bound(self, cell: int, low: float, high: float) -> None:
        number = self._number[cell]
        if number < self._n:
            self._solver.changeColBounds(number, low, high)
        else:
            base = self._base[number - self._n]
            self._solver.changeRowBounds(number - self._n, low - base, high - base)

    def reach(self, cell: int, *, least: float, most: float) -> Reached | None:
        """The cheapest counts in which a hidden cell lies between two ends; None when no hiding makes it possible."""
        self._bound(cell, least, most)
        try:
            answer = self._solved()
        finally:
            self._bound(cell, self._low[cell], BOUNDLESS)
        if answer is None:
            return None
        n_ways = len(self._elastic)
        moved = np.flatnonzero(answer[self._n : self._n + n_ways] + answer[self._n + n_ways :] > _MOVED)
        return Reached(self.touched, self._counts(answer), self._elastic[moved])

    def extremes(self, cell: int) -> tuple[float, float]:
        """The least and the most that a cell can be; the most is infinite where nothing limits it."""
        columns, signs, base = self._in_columns(cell)
        ends = []
        for sense in (1.0, -1.0):
            self._solver.changeColsCost(len(columns), columns, sense * signs)
            answer = self._solved()
            ends.append(sense * -BOUNDLESS if answer is None else base + float(signs @ answer[columns]))
        self._solver.changeColsCost(len(columns), columns, np.zeros(len(columns)))
        return ends[0], ends[1]

    def _solved(self) -> np.ndarray | None:
        """The best values of the columns in which no part exceeds its whole; None where there are none.

        Pairs that are far apart are left out of the programme until an answer breaks one.
        """
        while True:
            self._solver.run()
            if self._solver.getModelStatus() != _OPTIMAL:
                return None
            answer = np.array(self._solver.getSolution().col_value)
            broken = self._broken(self._counts(answer))
            if not len(broken):
                return answer
            for part, whole in broken:
                self._hold(int(part), int(whole))

    def _counts(self, answer: np.ndarray) -> np.ndarray:
        """The counts of the cells of this programme (touched,): a shown cell that leaves its range is where it went."""
        n, n_ways = self._n, len(self._elastic)
        counts = answer[:n].copy()
        way, number = self._leaf_ways
        counts[number] += answer[n + way] - answer[n + n_ways + way]
        return np.append(counts, self._base + self._sums_of @ counts)

    def _broken(self, counts: np.ndarray) -> np.ndarray:
        """Pairs (pairs, 2) of which the part exceeds its whole."""
        pairs = self._cells.within
        if self._start is None or not len(pairs):
            return pairs[:0]
        every = self._start.copy()
        every[self.touched] = counts
        broken: np.ndarray = pairs[every[pairs[:, 0]] > every[pairs[:, 1]] + _MOVED]
        return broken

    def _hold(self, part: int, whole: int) -> None:
        """From now on the part is no more than its whole."""
        row = np.zeros(self._n + 2 * len(self._elastic))
        room = 0.0
        for cell, sign in ((part, 1.0), (whole, -1.0)):
            columns, signs, base = self._in_columns(cell)
            np.add.at(row, columns, sign * signs)
            room -= sign * base
        columns = np.flatnonzero(row).astype(np.int32)
        self._solver.addRow(-BOUNDLESS, room, len(columns), columns, row[columns])

    def _in_columns(self, cell: int) -> tuple[np.ndarray, np.ndarray, float]:
        """A cell's count as columns of the programme, their signs, and what is added to them."""
        if cell not in self._number:
            known = float("nan") if self._start is None else float(self._start[cell])
            return np.array([], dtype=np.int32), np.array([]), known
        number = self._number[cell]
        of_leaves = np.zeros(self._n)
        if number < self._n:
            of_leaves[number] = 1.0
        else:
            of_leaves += self._sums_of[[number - self._n]].toarray().ravel()
        way, leaf = self._leaf_ways
        n_ways = len(self._elastic)
        row = np.zeros(self._n + 2 * n_ways)
        row[: self._n] = of_leaves
        row[self._n + way], row[self._n + n_ways + way] = of_leaves[leaf], -of_leaves[leaf]
        columns = np.flatnonzero(row).astype(np.int32)
        return columns, row[columns], 0.0 if number < self._n else float(self._base[number - self._n])

    def fits(self) -> np.ndarray | None:
        """Counts of all cells that fit everything shown (cells,); None when none do."""
        self._solver.run()
        if self._solver.getModelStatus() != _OPTIMAL:
            return None
        leaves = self._others.copy()
        leaves[self._columns] = np.array(self._solver.getSolution().col_value)[: self._n]
        return np.asarray(self._form.of_leaves @ leaves)
