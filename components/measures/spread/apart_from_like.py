"""Does an area differ from those like it, beyond chance, and even by more than areas usually differ from those like them?

Each area is set against the pooled value of the areas like it, itself left out. How far areas lie from those like them,
beside the error of counting, is taken from all areas at once. Source: the spread as in `overdispersion` (Spiegelhalter, Qual
Saf Health Care 2005;14:347).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.measures.spread.false_discovery import two_sided_p
from components.measures.spread.overdispersion import chance_of, overdispersion

FEWEST_LIKE = 2


@dataclass(frozen=True, eq=False)
class ApartFromLike:
    """Each (..., areas). like: pooled value of the areas like it. difference: own value − that. chance: how often counting
    alone takes an area no different as far away. unusual: how often an area that differs as areas do lies as far. NaN: not
    known.
    """

    like: np.ndarray
    difference: np.ndarray
    chance: np.ndarray
    unusual: np.ndarray


def apart_from_like(
    value: npt.ArrayLike, error: npt.ArrayLike, weight: npt.ArrayLike, nearest: npt.ArrayLike
) -> ApartFromLike:
    """Every area against the areas like it.

    value, error, weight: (..., areas); error is that of counting, in the units of the values; NaN = not shown. weight is the
    people behind a value (the same for all where it is not known). nearest: (areas, like), places of the areas like each,
    −1 = none. An area of whose like fewer than 2 have a value and an error is not judged.
    Example: values 10, 20, 30 with errors of 1 and equal weights, each beside the other two: like 25, 20, 15, differences
    −15, 0, 15.
    """
    value, error, weight = np.broadcast_arrays(*(np.asarray(each, dtype=float) for each in (value, error, weight)))
    places = np.asarray(nearest, dtype=int)
    used = (places >= 0) & ~np.isnan(value + error + weight)[..., places]
    share = np.where(used, weight[..., places], 0.0)
    share = share / np.where(share.sum(axis=-1, keepdims=True) > 0, share.sum(axis=-1, keepdims=True), np.nan)
    enough = used.sum(axis=-1) >= FEWEST_LIKE
    like = np.where(enough, np.nansum(share * value[..., places], axis=-1), np.nan)
    of_like = np.sqrt(np.nansum(share**2 * error[..., places] ** 2, axis=-1))
    difference, both = value - like, np.hypot(error, of_like)
    both = np.where(np.isnan(difference) | ~(both > 0), np.nan, both)
    away = difference / both
    found = overdispersion(away, both)
    return ApartFromLike(
        like=like,
        difference=difference,
        chance=two_sided_p(away, 1.0),
        unusual=chance_of(away, both, found),
    )
