"""Do areas differ by more than chance makes them, and by how much: what a funnel must allow for beside counting.

Source: Spiegelhalter, Stat Med 2005;24:1185, and Qual Saf Health Care 2005;14:347 (additive random effects, winsorised);
Paule & Mandel, J Res Natl Bur Stand 1982;87:377 (the spread at which distances are as large as chance makes them).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from components.measures.result import positions

WINSORISED = 0.1
FEWEST_AREAS = 5
_HALVINGS = 60


@dataclass(frozen=True, eq=False)
class Overdispersion:
    """ratio: how many times the variance of the areas is what chance makes it (...). spread: standard deviation of the areas'
    true values about the comparator (...), in the units of the values; 0 where chance is enough, or areas are too few.
    count: areas used (...).
    """

    ratio: np.ndarray
    spread: np.ndarray
    count: np.ndarray


def overdispersion(z: npt.ArrayLike, error: npt.ArrayLike) -> Overdispersion:
    """How far areas differ among themselves, from their distances to the comparator in standard errors of counting.

    z, error: (..., areas); NaN in either = not used. The lowest and the highest tenth of the distances are pulled in to the
    next (winsorised), so that a few places that stand apart do not hide themselves by widening what is usual; the ratio is
    set right for what that takes away from areas that differ by chance alone.
    ratio = mean(z²) / its value where chance alone is at work. spread = that at which the ratio of the distances it leaves
    (see `widened`) is 1 − 1/n, or 0 where it is no more from the start or fewer than 5 areas are given.
    Errors: ValueError for shapes that do not broadcast, and errors of 0 or below.
    Example: distances −3, −1, 0, 1, 3 with errors of 1: the ends are pulled in to −1 and 1, so ratio 0.8 / 0.412 = 1.94; with
    a spread of 1.19 each is divided by 1.56, and the ratio is 4/5.
    """
    z, error = np.broadcast_arrays(np.asarray(z, dtype=float), np.asarray(error, dtype=float))
    if (error <= 0).any():
        raise ValueError(f"error: found 0 or below at {positions(error <= 0)}, expected above 0")
    used = ~np.isnan(z) & ~np.isnan(error)
    count = used.sum(axis=-1)
    z, error = np.where(used, z, np.nan), np.where(used, error, 1.0)
    ratio = _ratio(z, count)
    wanted = 1 - 1 / np.maximum(count, 1)
    low, high = np.zeros(count.shape), np.nanmax(np.abs(np.where(used, z * error, 0.0)), axis=-1) * 2 + 1e-300
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        more = _ratio(widened(z, error, middle), count) > wanted
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    more = (count >= FEWEST_AREAS) & (ratio > wanted)
    return Overdispersion(
        ratio=np.where(count > 0, ratio, np.nan), spread=np.where(more, (low + high) / 2, 0.0), count=count
    )


def widened(z: npt.ArrayLike, error: npt.ArrayLike, spread: npt.ArrayLike) -> np.ndarray:
    """Distances once the areas' own differences are allowed for: z · error / sqrt(error² + spread²).

    z, error: (..., areas); spread: (...). Example: z = 3, error 1, spread 2: 1.342.
    """
    error = np.asarray(error, dtype=float)
    return np.asarray(np.asarray(z, dtype=float) * error / np.hypot(error, np.asarray(spread, dtype=float)[..., None]))


def chance_of(z: npt.ArrayLike, error: npt.ArrayLike, found: Overdispersion) -> np.ndarray:
    """How often an area like the others lies as far from the comparator, (..., areas); NaN where it is not used.

    Normal where chance is enough to explain how areas differ; where it is not, Student t with as many degrees of freedom as
    there are other areas, since how far they differ is known from no more than them.
    Example: distances −3, −1, 0, 1, 3 with errors of 1: the first is 1.93 from the rest, t on 4: 0.126.
    """
    away = np.abs(widened(z, error, found.spread))
    freedom = np.maximum(found.count - 1, 1)[..., None]
    normal = 2 * special.ndtr(-away)
    return np.asarray(np.where((found.spread > 0)[..., None], 2 * special.stdtr(freedom, -away), normal))


def _ratio(z: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Mean square of the distances, winsorised, over what chance alone makes it."""
    square = np.where(np.isnan(z), 0.0, _winsorised(z, count) ** 2).sum(axis=-1)
    return np.asarray(square / np.maximum(count, 1) / _by_chance(count))


def _pulled_in(count: np.ndarray) -> np.ndarray:
    """How many areas are pulled in at each end."""
    return np.asarray(np.where(count >= FEWEST_AREAS, np.ceil(WINSORISED * count), 0)).astype(int)


def _winsorised(z: np.ndarray, count: np.ndarray) -> np.ndarray:
    ordered = np.sort(z, axis=-1)
    ends = _pulled_in(count)
    low, high = (
        np.take_along_axis(ordered, np.maximum(place, 0)[..., None], axis=-1) for place in (ends, count - 1 - ends)
    )
    return np.asarray(np.clip(z, low, high))


def _by_chance(count: np.ndarray) -> np.ndarray:
    """Mean square of winsorised distances where chance alone is at work: 1 where none is pulled in, less where some are."""
    tail = _pulled_in(count) / np.maximum(count, 1)
    cut = special.ndtri(1 - np.where(tail > 0, tail, 0.5))
    density = np.exp(-(cut**2) / 2) / np.sqrt(2 * np.pi)
    return np.asarray(np.where(tail > 0, (1 - 2 * tail) - 2 * cut * density + 2 * tail * cut**2, 1.0))
