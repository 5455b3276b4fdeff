"""How unlike areas are in who lives there: a distance between every two of them, and the nearest of each.

Each trait (deprivation, age, ethnic mix …) counts the same, however many shares it is told by and however widely it varies:
its squared distances are divided by their mean over all pairs.
The kind is known as nearest statistical neighbours; the scaling is ours.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def likeness_distance(traits: Sequence[npt.ArrayLike]) -> np.ndarray:
    """Distance between every two areas, (areas, areas): root of the mean, over traits, of scaled squared distances.

    traits: each (areas,) or (areas, parts), in any units; NaN in any part of an area = that trait is not known there, and is
    left out of its pairs. 1 is the distance of a usual pair; NaN where two areas share no known trait, or none varies.
    Errors: ValueError for no traits or traits of different areas.
    Example: one trait 0, 1, 3: squared distances 1, 9, 4, whose mean is 14/3, so the first two areas are sqrt(3/14) = 0.463
    apart.
    """
    if not traits:
        raise ValueError("traits: found none, expected one or more")
    told = [np.asarray(each, dtype=float).reshape(len(np.asarray(each)), -1) for each in traits]
    if len({len(each) for each in told}) > 1:
        raise ValueError(f"traits: found {[len(each) for each in told]} areas, expected as many in each")
    scaled = [_scaled(((each[:, None, :] - each[None, :, :]) ** 2).sum(axis=-1)) for each in told]
    every = np.stack([each for each in scaled if each is not None] or [np.full((len(told[0]),) * 2, np.nan)])
    known = ~np.isnan(every)
    mean = np.where(known, every, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return np.asarray(np.sqrt(np.where(known.any(axis=0), mean, np.nan)))


def nearest(distance: npt.ArrayLike, count: int) -> np.ndarray:
    """The `count` nearest other areas of each, (areas, count), nearest first; of equals the one listed first; −1 = no more.

    distance: (areas, areas), NaN = not known. Errors: ValueError for a count below 1.
    Example: distances of 0, 1, 3 on a line: of the first area the nearest two are 1 and 2.
    """
    if count < 1:
        raise ValueError(f"count: found {count}, expected 1 or more")
    away = np.array(distance, dtype=float)
    np.fill_diagonal(away, np.nan)
    order = np.argsort(np.where(np.isnan(away), np.inf, away), axis=-1, kind="stable")
    known = ~np.isnan(np.take_along_axis(away, order, axis=-1))
    found = np.where(known, order, -1)[:, :count]
    return np.pad(found, ((0, 0), (0, max(0, count - found.shape[1]))), constant_values=-1)


def _scaled(squared: np.ndarray) -> np.ndarray | None:
    """Squared distances over their mean between different areas; None where areas do not differ."""
    others = squared[~np.eye(len(squared), dtype=bool)]
    known = others[~np.isnan(others)]
    return None if not len(known) or known.mean() == 0 else squared / known.mean()
