"""The least-disruptive reallocation that brings every neighbourhood near its share by need, within limits of pace and money.

Source: linear programming (Dantzig), solved by HiGHS through scipy.optimize.linprog; the terms (target, distance, floors and
caps as a pace of change) are those of NHS England's technical guide to allocations.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import OptimizeResult, brentq, linprog

# Slack, as a share of the mean amount, that keeps a later step feasible when it holds an earlier optimum fixed: ten times
# the solver's own tolerance.
_SLACK = 1e-6
LONGEST_YEARS = 25


@dataclass(frozen=True, eq=False)
class Reallocation:
    """Where the resource would stand.

    amount     (neighbourhoods,) after the move, in the unit of what was given; sums to the total asked for
    moved      what neighbourhoods give up together (new money is not counted)
    outside    how far neighbourhoods still are outside the band asked for, together, in the same unit
    within     the furthest any neighbourhood is from its target afterwards, as a share of its target
    met        whether every neighbourhood is inside the band; False means that the limits do not allow it
    """

    amount: np.ndarray
    moved: float
    outside: float
    within: float
    met: bool


def least_disruptive(
    actual: npt.ArrayLike, weighted: npt.ArrayLike, *, within: float, loss: float, gain: float, new: float = 0.0
) -> Reallocation:
    """The allocation that moves least and brings every neighbourhood within a share of its target, as far as limits allow.

    Of all allocations of Σ actual × (1 + new) in which neighbourhood k keeps at least actual × (1 − loss) and gets at most
    actual × (1 + gain), and nobody is taken below its target (share by weighted population): first those that
    leave least outside the band of `within` × target about each target; of those, the one in which neighbourhoods give up
    least together; of those, the one that leaves nobody further below its target than need be; of those, the one
    whose largest proportional loss is least. Exact to about a millionth of the mean amount.
    actual, weighted: (neighbourhoods,), above 0; within, loss, gain, new: shares, 0 or more, loss at most 1.
    Errors: ValueError for other numbers, or where new money exceeds what the caps can take up (gain < new).
    Example: actual [60, 40], weighted [50, 50], within 0.1, no other limit: [55, 45], 5 moved.
    """
    actual, weighted = _checked(actual, weighted, within, loss, gain, new)
    total = actual.sum() * (1 + new)
    unit = total / len(actual)
    target = weighted / weighted.sum() * total
    most = actual * (1 + gain)
    amount = unit * _solution(
        actual / unit,
        limits=(_keeps(actual, target, 1 - loss) / unit, most / unit),
        band=(target * (1 - within) / unit, target * (1 + within) / unit),
    )
    kept = amount > actual - 10 * _SLACK * unit
    amount[kept] = _furthest_first(actual[kept], target[kept], most[kept], amount[kept].sum())
    amount = np.where(np.abs(amount - actual) <= 10 * _SLACK * unit, actual, amount)
    beyond = np.maximum(amount - target * (1 + within), 0) + np.maximum(target * (1 - within) - amount, 0)
    return Reallocation(
        amount=amount,
        moved=float(np.maximum(actual - amount, 0).sum()),
        outside=float(beyond.sum()),
        within=float(np.max(np.abs(amount / target - 1))),
        met=bool(beyond.sum() <= 10 * len(actual) * _SLACK * unit),
    )


def years_needed(
    actual: npt.ArrayLike, weighted: npt.ArrayLike, *, within: float, loss: float, gain: float, new: float = 0.0
) -> int | None:
    """The fewest years in which every neighbourhood can come within a share of its target at a yearly pace.

    Limits compound: after y years a neighbourhood keeps at least (1 − loss)^y and gets at most (1 + gain)^y of what it has,
    and nobody is taken below its target.
    `new` is the growth of the whole over all those years. None where more than 25 years would not do. It is possible exactly
    when every floor is at most its ceiling and the total lies between their sums.
    Other arguments and errors as `least_disruptive`.
    """
    actual, weighted = _checked(actual, weighted, within, loss, gain, new)
    total = actual.sum() * (1 + new)
    target = weighted / weighted.sum() * total
    slack = _SLACK * total / len(actual)
    for years in range(LONGEST_YEARS + 1):
        floor = np.maximum(_keeps(actual, target, (1 - loss) ** years), target * (1 - within))
        ceiling = np.minimum((1 + gain) ** years * actual, target * (1 + within))
        if (floor <= ceiling + slack).all() and floor.sum() <= total + slack and ceiling.sum() >= total - slack:
            return years
    return None


def _keeps(actual: np.ndarray, target: np.ndarray, kept: float) -> np.ndarray:
    """The least each neighbourhood may be left with: a share of what it has, but not less than its target if it has that."""
    return np.asarray(np.maximum(actual * kept, np.minimum(actual, target)))


def _furthest_first(actual: np.ndarray, target: np.ndarray, most: np.ndarray, total: float) -> np.ndarray:
    """Shares a total among those who give nothing: all rise to one share of their targets, none beyond the most it may get.

    Outside any band this leaves as little as any other way to share the same total: nobody passes one who could still rise.
    """

    def at(level: float) -> np.ndarray:
        return np.clip(level * target, actual, most)

    highest = float(np.max(most / target, initial=0.0))
    if not at(0).sum() < total < at(highest).sum():
        return at(highest if len(actual) and total >= at(highest).sum() else 0)
    return at(float(brentq(lambda level: at(level).sum() - total, 0, highest)))


def _solution(
    actual: np.ndarray, limits: tuple[np.ndarray, np.ndarray], band: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    """Three linear programmes, each holding what the one before it reached; all amounts in units of their mean.

    Variables: the amounts, what each neighbourhood loses, how far each stays outside its band; then, as a share, the largest
    loss.
    """
    n = len(actual)
    one, none, column = np.eye(n), np.zeros((n, n)), np.zeros((n, 1))
    above = np.vstack(
        [
            np.hstack([-one, -one, none, column]),
            np.hstack([one, none, -one, column]),
            np.hstack([-one, none, -one, column]),
            np.hstack([none, one, none, -actual[:, None]]),
        ]
    )
    most = np.concatenate([-actual, band[1], -band[0], np.zeros(n)])
    whole = np.concatenate([np.ones(n), np.zeros(2 * n + 1)])[None]
    bounds = [*zip(limits[0] - _SLACK, limits[1] + _SLACK, strict=True), *[(0, None)] * (2 * n + 1)]
    outside, moved, worst = np.zeros((3, 3 * n + 1))
    outside[2 * n : 3 * n], moved[n : 2 * n], worst[-1] = 1, 1, 1
    found = np.zeros(3 * n + 1)
    for aim in (outside, moved, worst):
        found = _solved(linprog(aim, A_ub=above, b_ub=most, A_eq=whole, b_eq=[n], bounds=bounds, method="highs"))
        above, most = np.vstack([above, aim]), np.append(most, found @ aim + _SLACK)
    return found[:n]


def _solved(found: OptimizeResult) -> np.ndarray:
    if found.status != 0:
        raise ArithmeticError(f"the linear programme was not solved: {found.message}")
    return np.asarray(found.x)


def _checked(
    actual: npt.ArrayLike, weighted: npt.ArrayLike, within: float, loss: float, gain: float, new: float
) -> tuple[np.ndarray, np.ndarray]:
    actual, weighted = np.asarray(actual, dtype=float), np.asarray(weighted, dtype=float)
    if actual.ndim != 1 or actual.shape != weighted.shape or not len(actual):
        raise ValueError(f"found shapes {actual.shape} and {weighted.shape}; expected two of one length")
    for name, array in (("actual", actual), ("weighted", weighted)):
        if not (np.isfinite(array) & (array > 0)).all():
            raise ValueError(f"{name}: found a number that is not finite or not above 0; leave such neighbourhoods out")
    if not all(np.isfinite(each) and each >= 0 for each in (within, loss, gain, new)) or loss > 1:
        raise ValueError(f"found within {within}, loss {loss}, gain {gain}, new {new}; expected shares of 0 or more")
    if gain < new:
        raise ValueError(f"found {new} more in all and at most {gain} more for each; expected the caps to take it up")
    return actual, weighted
