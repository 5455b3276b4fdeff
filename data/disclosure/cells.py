"""Cells of a table as their publisher has them, and what a reader of the published table can know of each."""

from dataclasses import dataclass, replace

import numpy as np

from data.contract.manifest import Disclosure
from data.disclosure.sums import Sums

BOUNDLESS = np.inf
_NO_PAIRS = np.zeros((0, 2), dtype=int)


def small(counts: np.ndarray, rule: Disclosure) -> np.ndarray:
    """Which counts the rule hides for themselves: from `hidden_from` to `hidden_to`. Nought is not small; nor is NaN."""
    counts = np.asarray(counts, dtype=float)
    return (counts >= rule.hidden_from) & (counts <= rule.hidden_to)


def rounded(counts: np.ndarray, to: int) -> np.ndarray:
    """Counts to the nearest multiple of `to`, halves up."""
    return np.floor(np.asarray(counts, dtype=float) / to + 0.5) * to


@dataclass(frozen=True, eq=False)
class Cells:
    """Counts that are published together, and how they hang together. Arrays are (cells,) unless said otherwise.

    count    the counts; NaN where a source hid them, so that nobody here knows
    hidden   which are hidden
    sums     which are sums of which
    cost     what hiding one loses; infinite = never hidden
    cluster  for the cells that are no sums: those of one cluster protect each other, so that no cell far away must give
    fixed    cells a reader may know exactly although they are rounded here, since another table adds up to them
    free     cells that nobody publishes: what a sum has beyond its parts. They are no count to protect
    vague    shown cells of which only the published count is known, not the true one it was rounded from
    within   (pairs, 2): the first is a part of the second, so never more (events among people)
    with_it  (pairs, 2): where the first is hidden, so is the second (a group's size, and the figure about it)
    """

    count: np.ndarray
    hidden: np.ndarray
    sums: Sums
    rule: Disclosure
    cost: np.ndarray
    cluster: np.ndarray
    fixed: np.ndarray
    free: np.ndarray
    vague: np.ndarray
    within: np.ndarray
    with_it: np.ndarray

    def hiding(self, hidden: np.ndarray) -> "Cells":
        """The same cells with these hidden, and those that go with them."""
        hidden = hidden.copy()
        hidden[self.with_it[hidden[self.with_it[:, 0]], 1]] = True
        return replace(self, hidden=hidden)

    def without_links(self) -> "Cells":
        """The same cells for a reader who knows nothing by other tables."""
        return replace(self, fixed=np.zeros(len(self), dtype=bool))

    def __len__(self) -> int:
        return len(self.count)


def cells_of(count: np.ndarray, sums: Sums, rule: Disclosure, **more: np.ndarray) -> Cells:
    """Cells of a table: the small ones hidden, and any in `hidden`; hiding one costs by its size unless `cost` says more.

    `more` are any other fields of `Cells`.
    """
    count = np.asarray(count, dtype=float)
    none = np.zeros(len(count), dtype=bool)
    given = {
        "cost": 1 + np.sqrt(np.nan_to_num(count)) / 5,
        "cluster": none.astype(int),
        "fixed": none,
        "free": none,
        "vague": none,
        "within": _NO_PAIRS,
        "with_it": _NO_PAIRS,
    } | more
    hidden = small(count, rule) | np.isnan(count) | given.pop("hidden", none)
    cells = Cells(count, hidden, sums, rule, **given)
    return cells.hiding(hidden)


def known_range(cells: Cells, *, nought_hidden: bool) -> tuple[np.ndarray, np.ndarray]:
    """The least and most that each cell can be for a reader who knows the rule, before anything is added up.

    A shown cell is none that the rule hides. A hidden one may be nought where noughts are hidden too, or where what it
    is a part of is hidden; otherwise it is at least `hidden_from`.
    """
    rule, count = cells.rule, cells.count
    shown = rounded(count, rule.rounded_to)
    least = np.minimum(np.maximum(shown - rule.rounded_to // 2, rule.hidden_to + 1), count)
    most = np.maximum(shown + (rule.rounded_to - 1) // 2, count)
    exact = cells.fixed | (count == 0)
    least, most = np.where(exact, count, least), np.where(exact, count, most)
    least = np.where(cells.hidden, least_hidden(cells, nought_hidden=nought_hidden), least)
    unknown = cells.free & ~cells.fixed
    return np.where(unknown, 0.0, least), np.where(cells.hidden | unknown, BOUNDLESS, most)


def least_hidden(cells: Cells, *, nought_hidden: bool) -> np.ndarray:
    """The least that each cell could be were it hidden."""
    least = np.full(len(cells), 0.0 if nought_hidden else float(cells.rule.hidden_from))
    least[cells.with_it[cells.hidden[cells.with_it[:, 0]], 1]] = 0.0
    return least
