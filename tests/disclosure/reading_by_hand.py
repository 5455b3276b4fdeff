"""What a reader can work out of a published table, by a programme written without the product's: the tests' own oracle."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog

from data.contract.manifest import Disclosure


def ranges(
    published: np.ndarray,
    sums: Sequence[tuple[int, Sequence[int]]],
    rule: Disclosure,
    wanted: Sequence[int],
    *,
    within: Sequence[tuple[int, int]] = (),
) -> dict[int, tuple[float, float]]:
    """The least and most of each wanted cell. `published` (cells,) has rounded counts, NaN where hidden."""
    n = len(published)
    below, above = rule.rounded_to // 2, (rule.rounded_to - 1) // 2
    bounds = []
    for count in published:
        if np.isnan(count):
            bounds.append((0, None))
        elif count == 0:
            bounds.append((0, 0))
        else:
            bounds.append((max(count - below, rule.hidden_to + 1), count + above))
    equal = np.zeros((len(sums), n))
    for row, (total, parts) in enumerate(sums):
        equal[row, total] = 1
        equal[row, list(parts)] = -1
    unequal = np.zeros((len(within), n))
    for row, (part, whole) in enumerate(within):
        unequal[row, part], unequal[row, whole] = 1, -1
    found = {}
    for cell in wanted:
        ends = []
        for sense in (1.0, -1.0):
            price = np.zeros(n)
            price[cell] = sense
            answer = linprog(
                price, A_eq=equal, b_eq=np.zeros(len(sums)), A_ub=unequal if len(within) else None,
                b_ub=np.zeros(len(within)) if len(within) else None, bounds=bounds, method="highs",
            )  # fmt: skip
            assert answer.status in (0, 3), answer.message
            ends.append(sense * answer.fun if answer.status == 0 else np.inf)
        found[cell] = (ends[0], ends[1])
    return found


def narrowed(found: dict[int, tuple[float, float]], rule: Disclosure) -> list[int]:
    """The cells that cannot be every count that the rule hides."""
    return [
        cell for cell, (least, most) in found.items() if least > rule.hidden_from + 1e-6 or most < rule.hidden_to - 1e-6
    ]
