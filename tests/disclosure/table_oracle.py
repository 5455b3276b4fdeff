"""What a reader can work out of a published table by linear programming: written apart from the code it tests.

A shown count was rounded to 5 and is none from 1 to 7; a hidden one is nought or more; sums hold; a part is no more than
its whole. Asked of each count is how small and how large it could be.
"""

import numpy as np
from scipy import sparse
from scipy.optimize import linprog


class Reader:
    """Unknown counts, each by a name, what is known of each, and what is known of sums of them."""

    def __init__(self):
        self._number, self._low, self._high = {}, [], []
        self._rows = {"equal": [], "at least": []}

    def know(self, name, low: float = 0.0, high: float = np.inf) -> None:
        """A count lies between two ends; told again, within both."""
        at = self._number.setdefault(name, len(self._number))
        if at == len(self._low):
            self._low.append(0.0)
            self._high.append(np.inf)
        self._low[at], self._high[at] = max(self._low[at], low), min(self._high[at], high)

    def read(self, name, shown: float) -> None:
        """A published cell: NaN where it is hidden."""
        if np.isnan(shown):
            self.know(name)
        elif shown == 0:
            self.know(name, 0, 0)
        else:
            self.know(name, max(shown - 2, 8), shown + 2)

    def equal(self, total, parts) -> None:
        """The total is the sum of its parts."""
        self._rows["equal"].append([(total, 1.0), *((part, -1.0) for part in parts)])

    def within(self, part, whole) -> None:
        """The part is no more than the whole."""
        self._rows["at least"].append([(part, 1.0), (whole, -1.0)])

    def ends(self, *weights) -> tuple[float, float]:
        """The least and most of a sum of counts, each as (name, weight)."""
        cost = np.zeros(len(self._number))
        for name, weight in weights:
            cost[self._number[name]] += weight
        found = []
        for sign in (1, -1):
            done = linprog(sign * cost, **self._programme())
            assert done.status in (0, 3), done.message
            found.append(sign * done.fun if done.status == 0 else np.inf)
        return found[0], found[1]

    def _programme(self) -> dict:
        equal, less = (self._matrix(rows) for rows in self._rows.values())
        given = {"bounds": np.column_stack([self._low, self._high]), "method": "highs"}
        if equal.shape[0]:
            given |= {"A_eq": equal, "b_eq": np.zeros(equal.shape[0])}
        if less.shape[0]:
            given |= {"A_ub": less, "b_ub": np.zeros(less.shape[0])}
        return given

    def _matrix(self, rows) -> sparse.csr_array:
        entries = [(at, self._number[name], weight) for at, row in enumerate(rows) for name, weight in row]
        shape = (len(rows), len(self._number))
        if not entries:
            return sparse.csr_array(shape)
        row, column, weight = map(np.array, zip(*entries, strict=True))
        return sparse.csr_array((weight, (row, column)), shape=shape)


def told_too_much(reader: Reader, small) -> list[tuple]:
    """Of small counts, each a sum of (name, weight), those that are not left every value from 1 to 7, with their ends."""
    found = []
    for weights in small:
        least, most = reader.ends(*weights)
        if least > 1 + 1e-6 or most < 7 - 1e-6:
            found.append((weights, least, most))
    return found
