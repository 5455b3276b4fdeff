"""The counts of an optional table as cells: those of its columns, those between them, and what adds up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from data.contract.count_tables import CountTable
from data.contract.manifest import Disclosure
from data.disclosure.cells import Cells, cells_of, small
from data.disclosure.counts_elsewhere import HIDDEN, SHOWN_EXACTLY, SHOWN_ROUNDED
from data.disclosure.sums import sums_of
from data.disclosure.table_sums import alike_but_for, followers, row_sums

NO_CELL = -1
# How much dearer than a part it is to hide what parts add up to, for each set of them.
_DEARER = 3


@dataclass(frozen=True)
class Counted:
    """The counts of some rows of a table, as far as they are known, and what else is published of them.

    count      (rows, columns) NaN where nobody here knows it
    there      (rows, columns) whether there is such a count at all
    hidden     (rows,) rows that are hidden already
    elsewhere  (rows, columns) what another table shows of the same count (`counts_elsewhere`)
    rounded    whether the counts were rounded before, so that a small difference between two tells of nobody
    off        by how much each count may be off where sums of them are looked for: 0 for counts to protect
    """

    count: np.ndarray
    there: np.ndarray
    hidden: np.ndarray
    elsewhere: np.ndarray
    rounded: bool = False
    off: float = 0.0

    def only(self, rows: np.ndarray) -> "Counted":
        """The same of some rows."""
        here = (self.count[rows], self.there[rows], self.hidden[rows], self.elsewhere[rows])
        return Counted(*here, self.rounded, self.off)


@dataclass(frozen=True)
class TableCells:
    """Cells, and the number of the cell of each count (rows, columns); NO_CELL where there is no such count."""

    cells: Cells
    number: np.ndarray


@dataclass
class _Gathering:
    """Cells as they are gathered: counts, those that are free, and sums by the numbers of the cells."""

    rule: Disclosure
    rounded: bool
    off: float
    loose: bool
    count: list[float] = field(default_factory=list)
    free: list[bool] = field(default_factory=list)
    sums: list[tuple[int, list[int]]] = field(default_factory=list)

    def cell(self, count: float, *, free: bool = False) -> int:
        self.count.append(count)
        self.free.append(free)
        return len(self.count) - 1

    def add_up(self, total: int, parts: list[int], *, whole: bool) -> None:
        """A sum, as far as the counts bear it out: with a rest that nobody publishes where the parts fall short."""
        off = self.off * (len(parts) + 1)
        counts = np.array([self.count[each] for each in parts])
        over = self.count[total] - np.nansum(counts)
        if over < -off:
            return
        unknown = bool(np.isnan(counts).any()) or bool(np.isnan(over))
        short = not whole or (unknown and self.loose) or (not unknown and over > off)
        rest = [self.cell(max(over, 0.0) if not unknown else 0.0, free=True)] if short else []
        self.sums.append((total, [*parts, *rest]))

    def difference(self, whole: int, part: int) -> None:
        """What the whole has beyond a part: a count to protect where it is small. One not known here is none to judge."""
        if NO_CELL in (whole, part) or whole == part:
            return
        gap = self.count[whole] - self.count[part]
        if gap < 0:
            return
        of_people = not self.rounded and bool(small(np.array(gap), self.rule))
        self.sums.append((whole, [part, self.cell(gap, free=not of_people)]))


def table_cells(
    rows: pd.DataFrame,
    declared: CountTable,
    key: Sequence[str],
    parent_of: Mapping[str, str],
    rule: Disclosure,
    counted: Counted,
    *,
    loose: bool = False,
) -> TableCells:
    """The cells of the rows of one series (`declared.series`); `key` are the columns that tell its rows apart.

    With `loose` a sum with a count that nobody knows may have a rest.
    """
    made = _Gathering(rule, counted.rounded, counted.off, loose)
    number, over = _numbered(made, rows, declared, key, counted)
    _within_rows(made, declared, number)
    if declared.running or declared.flows:
        _over_time(made, followers(rows, key), declared, number)
    n_before = len(made.sums)
    for total, parts in row_sums(rows, key, parent_of):
        for at in range(number.shape[1]):
            members = list(dict.fromkeys(int(each) for each in number[parts, at] if each != NO_CELL))
            if number[total, at] != NO_CELL and members:
                made.add_up(int(number[total, at]), members, whole=len(members) == len(parts))
    # What others add up to is read first and is what most rows lean on.
    made_up = np.bincount([total for total, _ in made.sums[n_before:]], minlength=len(made.count))
    return TableCells(_cells(made, number, over, counted, declared, 1 + _DEARER * made_up), number)


def _within_rows(made: _Gathering, declared: CountTable, number: np.ndarray) -> None:
    """A row's whole is the sum of its parts, and what a part leaves of its whole is a count of its own."""
    column = {name: at for at, name in enumerate(declared.counts)}
    for row in range(len(number)):
        for whole, parts in declared.splits:
            members = [int(number[row, column[each]]) for each in parts]
            if NO_CELL not in members and number[row, column[whole]] != NO_CELL:
                made.add_up(int(number[row, column[whole]]), members, whole=True)
        for whole, part in declared.losses:
            made.difference(int(number[row, column[whole]]), int(number[row, column[part]]))


def _numbered(
    made: _Gathering, rows: pd.DataFrame, declared: CountTable, key: Sequence[str], counted: Counted
) -> tuple[np.ndarray, np.ndarray]:
    """A cell for each count (rows, columns), and how many rows each cell stands in (cells,): one for a shared count."""
    number = np.full(counted.count.shape, NO_CELL)
    over: list[int] = []
    for name, along in declared.shared.items():
        at = declared.counts.index(name)
        for alike in alike_but_for(rows, key, along):
            here = alike[counted.there[alike, at]]
            known = counted.count[here, at]
            known = known[~np.isnan(known)]
            if len(here) > 1 and len(known) and np.ptp(known) <= 2 * counted.off:
                number[here, at] = made.cell(float(known.max()))
                over.append(len(here))
    # A whole is published as the sum of its published parts: what is read of it says no more than they do.
    told_by_parts = [declared.counts.index(whole) for whole, _ in declared.splits] if counted.off else []
    for row, at in np.argwhere(counted.there & (number == NO_CELL)):
        number[row, at] = made.cell(float(counted.count[row, at]), free=at in told_by_parts)
        over.append(1)
    return number, np.array(over, dtype=int)


def _over_time(made: _Gathering, pairs: list[tuple[int, int]], declared: CountTable, number: np.ndarray) -> None:
    """What came between two ends of a period, and a stock that comes to what it was with what came and went."""
    column = {name: at for at, name in enumerate(declared.counts)}
    for before, after in pairs:
        for name in declared.running:
            made.difference(int(number[after, column[name]]), int(number[before, column[name]]))
        for names in declared.flows:
            stock, came, went = (column[each] for each in names)
            left = [int(number[before, stock]), int(number[after, came])]
            right = [int(number[after, stock]), int(number[after, went])]
            if NO_CELL in left + right:
                continue
            both = [sum(made.count[each] for each in side) for side in (left, right)]
            if abs(both[0] - both[1]) <= 4 * made.off:
                at_hand = made.cell(both[0], free=True)
                made.sums += [(at_hand, left), (at_hand, right)]


def _cells(
    made: _Gathering,
    number: np.ndarray,
    over: np.ndarray,
    counted: Counted,
    declared: CountTable,
    weight: np.ndarray,
) -> Cells:
    """The cells with what is hidden, what is shown elsewhere, and what is hidden together: the counts of a row."""
    n_cells, n_counts = len(made.count), len(over)
    count = np.array(made.count, dtype=float)
    state = np.zeros(n_cells, dtype=int)
    for code in (SHOWN_ROUNDED, SHOWN_EXACTLY, HIDDEN):
        state[number[(counted.elsewhere == code) & (number != NO_CELL)]] = code
    shown = (state == SHOWN_ROUNDED) | (state == SHOWN_EXACTLY)
    times = np.append(over, np.ones(n_cells - n_counts))
    standing = number[:, np.isin(declared.counts, declared.stands)]
    alone = (times == 1) & ~shown
    alone[standing[standing != NO_CELL]] = False
    hidden = state == HIDDEN
    with_it = []
    for row, is_hidden in zip(number, counted.hidden, strict=True):
        here = row[row != NO_CELL]
        together = here[alone[here]]
        hidden[together] |= is_hidden
        # A count that is told elsewhere does not go with its row; where it is hidden, all its rows are.
        with_it += [(one, other) for one in here[~shown[here]] for other in together if one != other]
    hidden &= ~shown
    return cells_of(
        count,
        sums_of(made.sums),
        made.rule,
        hidden=hidden,
        cost=np.where(shown, np.inf, weight * times * (1 + np.sqrt(np.nan_to_num(count)) / 5)),
        fixed=state == SHOWN_EXACTLY,
        free=np.array(made.free, dtype=bool),
        with_it=np.array(with_it, dtype=int).reshape(-1, 2),
    )
