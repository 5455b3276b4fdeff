"""Need against resource: a neighbourhood's index of need, its share by need, and how far its resource is from that.

Source: NHS England, technical guide to allocations (place-based weighted populations): weighted over registered population,
relative to the same ratio for the whole ICB.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def need_index(weighted: npt.ArrayLike, registered: npt.ArrayLike) -> np.ndarray:
    """(weighted ÷ registered) ÷ (Σ weighted ÷ Σ registered): 1 = the whole area's own need for each person.

    weighted, registered: (..., neighbourhoods); NaN or no registered population gives NaN and is left out of the whole.
    It is relative to the area given: an index of 1 in two areas is not the same need.
    Errors: ValueError for negative numbers or shapes that do not broadcast.
    Example: weighted [110, 90], registered [100, 100]: [1.1, 0.9].
    """
    weighted, registered = _checked("weighted", weighted, "registered", registered)
    used = ~np.isnan(weighted) & (registered > 0)
    total = np.where(used, weighted, 0.0).sum(axis=-1, keepdims=True)
    people = np.where(used, registered, 0.0).sum(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(used, (weighted / registered) / (total / people), np.nan)


def target_share(weighted: npt.ArrayLike) -> np.ndarray:
    """Each neighbourhood's share of the whole by need: weighted ÷ Σ weighted, (..., neighbourhoods); NaN left out."""
    weighted, _ = _checked("weighted", weighted, "weighted", weighted)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(weighted / np.nansum(weighted, axis=-1, keepdims=True))


def distance_from_target(actual: npt.ArrayLike, weighted: npt.ArrayLike) -> np.ndarray:
    """(actual − target) ÷ target, where target = share by need × Σ actual: +0.1 = 10% more than its share by need.

    actual: the resource, (..., neighbourhoods), in any unit; weighted as in `target_share`. A neighbourhood without either
    is left out of both totals and is NaN. Errors: ValueError for negative numbers.
    Example: actual [60, 40], weighted [50, 50]: [0.2, −0.2].
    """
    actual, weighted = _checked("actual", actual, "weighted", weighted)
    known = ~np.isnan(actual) & ~np.isnan(weighted)
    total = np.where(known, actual, 0.0).sum(axis=-1, keepdims=True)
    target = target_share(np.where(known, weighted, np.nan)) * total
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(known & (target > 0), (actual - target) / target, np.nan)


def _checked(
    first_name: str, first: npt.ArrayLike, second_name: str, second: npt.ArrayLike
) -> tuple[np.ndarray, np.ndarray]:
    one, other = np.broadcast_arrays(np.asarray(first, dtype=float), np.asarray(second, dtype=float))
    for name, array in ((first_name, one), (second_name, other)):
        if (array < 0).any() or np.isinf(array).any():
            raise ValueError(f"{name}: found a negative or infinite number; expected 0 or more")
    if one.ndim == 0:
        raise ValueError(f"{first_name}: found a single number, expected an array whose last axis is neighbourhoods")
    return one, other
