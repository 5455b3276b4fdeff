"""Which counts to hide: small ones, and then enough others that no hidden one can be found by subtraction."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class AdditiveSets:
    """Sets of rows of which any one can be worked out from all the others: a total and its parts, or two equal rows.

    Two arrays of one length: the row number of each membership, and the number of the set it belongs to.
    """

    row: np.ndarray
    set_number: np.ndarray


def small(counts: np.ndarray, *, hidden_from: int = 1, hidden_to: int = 7) -> np.ndarray:
    """Which counts lie from `hidden_from` to `hidden_to`: primary suppression. Nought is not small; nor is NaN."""
    counts = np.asarray(counts, dtype=float)
    return (counts >= hidden_from) & (counts <= hidden_to)


def suppress(
    counts: np.ndarray,
    sets: AdditiveSets,
    *,
    hidden: np.ndarray | None = None,
    hidden_from: int = 1,
    hidden_to: int = 7,
) -> np.ndarray:
    """Which rows to hide (n,): the small counts, rows already marked in `hidden`, and their partners.

    While a set has exactly one hidden row, its smallest shown count above nought is hidden too: a nought protects
    nothing, because a reader may guess it. Repeats until every set is safe, since a partner may expose another set.
    """
    counts = np.asarray(counts, dtype=float)
    hide = small(counts, hidden_from=hidden_from, hidden_to=hidden_to)
    if hidden is not None:
        hide |= hidden
    # Memberships ordered once by set and then by count, so that each set's first shown row is its smallest.
    order = np.lexsort((counts[sets.row], sets.set_number))
    row, number = sets.row[order], sets.set_number[order]
    can_hide = counts[row] > 0
    n_sets = int(number.max()) + 1 if len(number) else 0
    while True:
        exposed = np.bincount(number, weights=hide[row], minlength=n_sets) == 1
        candidate = np.flatnonzero(exposed[number] & can_hide & ~hide[row])
        if not len(candidate):
            return hide
        first = candidate[np.unique(number[candidate], return_index=True)[1]]
        hide[row[first]] = True


def rounded(counts: np.ndarray, to: int) -> np.ndarray:
    """Counts to the nearest multiple of `to`, halves up."""
    return np.floor(np.asarray(counts, dtype=float) / to + 0.5) * to
