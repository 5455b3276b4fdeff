"""Bounds of the range: the highest less the lowest group value, across groups that need have no order."""

from __future__ import annotations

import numpy as np

from components.measures.bounds.bounds import Bounds, bounds
from components.measures.bounds.completions import Completions
from components.measures.bounds.pair_search import difference, highest_contrast, value_limits
from components.measures.bounds.two_groups import pairs_exact
from components.measures.result import explain

METHOD = "largest: each pair of groups in closed form; smallest: from the limits of each group alone"
TOO_FEW = "fewer than 2 groups have a count (or its range) and people"
# Counts this close to a whole number differ from it by rounding alone.
NEAR = 1e-9


def range_bounds(given: Completions, *, multiplier: float = 1.0) -> Bounds:
    """Bounds of max y - min y (worst minus best, whichever way the indicator points), in units of `multiplier`, (...).

    The largest is that of the pair of groups that can be furthest apart. The smallest is how far the group that must be
    highest stays above the group that must be lowest, or 0. `exact` says whether whole counts attain both; with unknown
    people, who cannot be everywhere at once, the smallest is an outer bound. With one group there is no range.
    Example: counts 1 to 7 and 10, of 50 each: 0.06 to 0.18.
    """
    low, high = value_limits(given)
    low, high = np.where(given.used, low, -np.inf), np.where(given.used, high, np.inf)
    floor, ceiling = low.max(axis=-1), high.min(axis=-1)
    few = given.used.sum(axis=-1) < 2
    reason = np.where(given.reason != "", given.reason, explain(given.shape, (few, TOO_FEW)))
    floor, ceiling = (np.where(reason == "", limit, 0.0) for limit in (floor, ceiling))
    ceiling = np.minimum(floor, ceiling)
    exact = pairs_exact(given) & ~given.any_unknown & _attained(given, ceiling, floor)
    lower, upper = (np.where(reason == "", limit, np.nan) * multiplier for limit in (floor - ceiling, _largest(given)))
    return bounds(lower, upper, method=METHOD, exact=exact, reason=reason)


def _largest(given: Completions) -> np.ndarray:
    pairs = [(first, second) for first in range(given.groups) for second in range(given.groups) if first != second]
    if not pairs:
        return np.full(given.shape, np.nan)
    first, second = (np.broadcast_to(place, (*given.shape, len(pairs))) for place in np.array(pairs).T)
    both = np.take_along_axis(given.used, first, axis=-1) & np.take_along_axis(given.used, second, axis=-1)
    found = np.where(both, highest_contrast(given, first, second, difference), -np.inf)
    return np.asarray(found.max(axis=-1))


def _attained(given: Completions, bottom: np.ndarray, top: np.ndarray) -> np.ndarray:
    """Bool (...): whole counts exist that put every group between two values and add up as they must."""
    least = np.ceil(np.maximum(given.lower, bottom[..., None] * given.population) - NEAR)
    greatest = np.floor(np.minimum(given.upper, top[..., None] * given.population) + NEAR)
    adds_up = (least.sum(axis=-1) <= given.sum_upper) & (greatest.sum(axis=-1) >= given.sum_lower)
    return np.asarray((least <= greatest).all(axis=-1) & adds_up)
