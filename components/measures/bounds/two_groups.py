"""Bounds of single group values and of the difference and ratio of two groups, in closed form.

Sign: as in gap.py, positive (a ratio above 1) = the disadvantaged group is worse off. How the extremes are found is
told in pair_search.py. Every limit is attained by whole people and events (exact), except where events repeat
and unknown people bring them: there people and events are allocated apart, which holds but may be a little too wide.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.bounds.bounds import Bounds, bounds
from components.measures.bounds.completions import Completions
from components.measures.bounds.pair_search import difference, highest_contrast, ratio, value_limits
from components.measures.group_axis import direction
from components.measures.result import explain

METHOD = "closed form over all completions"
NO_LIMIT = "no upper limit: the value it is divided by could be zero"
ALWAYS_ZERO = "the value to divide by is zero, whatever the hidden values are"
NOT_USED = "the count or the population is missing, or the population is zero"


def group_value_bounds(given: Completions, *, multiplier: float = 1.0) -> Bounds:
    """Smallest and largest value of each group, (..., groups), times `multiplier`.

    Each group is taken by itself: all groups cannot be at their largest at once.
    Example: 1 to 7 events among 50 known people, and 10 unknown people of whom 4 have the event: 1/56 to 11/54.
    """
    low, high = value_limits(given)
    reason = np.where((given.reason == "")[..., None] & ~given.used, f"the group: {NOT_USED}", given.reason[..., None])
    low, high = (_blank(limit, reason) * multiplier for limit in (low, high))
    return bounds(low, high, method=METHOD, exact=pairs_exact(given)[..., None], reason=reason)


def difference_bounds(
    given: Completions,
    *,
    disadvantaged: npt.ArrayLike = 0,
    reference: npt.ArrayLike = -1,
    higher_is_better: npt.ArrayLike,
    multiplier: float = 1.0,
) -> Bounds:
    """Bounds of the difference of two groups, positive = the disadvantaged worse off, shape (...).

    disadvantaged, reference: place of the two groups, an int or an int array of shape (...). The other groups matter
    too: they take part in the total and can receive unknown people. higher_is_better: bool or bool array (...).
    Errors: ValueError for a place outside the group axis.
    Example: 1 to 7 of 50 against 10 of 50, lower is better: -0.18 to -0.06.
    """
    first, second = _pair(given, disadvantaged, reference)
    return _differences(given, first, second, higher_is_better, multiplier).at((..., 0))


def against_reference_bounds(
    given: Completions, reference: npt.ArrayLike, *, higher_is_better: npt.ArrayLike, multiplier: float = 1.0
) -> Bounds:
    """`difference_bounds` of every group against one reference group, (..., groups); its own row is exactly 0.

    Example: 1 to 7 of 50 and 10 of 50, reference 1, lower is better: [-0.18, 0] to [-0.06, 0].
    """
    every = np.broadcast_to(np.arange(given.groups), given.lower.shape)
    second = np.broadcast_to(place_of(given, "reference", reference)[..., None], given.lower.shape)
    return _differences(given, every, second, higher_is_better, multiplier)


def ratio_bounds(
    given: Completions,
    *,
    disadvantaged: npt.ArrayLike = 0,
    reference: npt.ArrayLike = -1,
    higher_is_better: npt.ArrayLike,
) -> Bounds:
    """Bounds of the ratio of two groups, above 1 = the disadvantaged worse off, over completions that have a ratio.

    r = disadvantaged / reference where lower is better, the other way up where higher is better. Where the value to
    divide by could be zero there is no upper limit: `upper` is NaN, `lower` is kept and `reason` says so. Arguments and
    errors as `difference_bounds`.
    Example: 1 to 7 of 50 against 10 of 50, lower is better: 0.1 to 0.7.
    """
    first, second = _pair(given, disadvantaged, reference)
    favourable = _by_pair(higher_is_better) > 0
    over, under = np.where(favourable, second, first), np.where(favourable, first, second)
    upper, turned = highest_contrast(given, over, under, ratio), highest_contrast(given, under, over, ratio)
    lower = np.where(turned > 0, 1 / np.where(turned > 0, turned, 1.0), np.inf)
    same = first == second
    lower, upper = (np.where(same, 1.0, limit) for limit in (lower, upper))
    _, highest = value_limits(given)
    greatest = np.take_along_axis(highest, under, axis=-1)
    reason = pair_reason(given, first, second)
    reason = np.where((reason == "") & ~(greatest > 0), ALWAYS_ZERO, reason)
    exact = pairs_exact(given)[..., None] | same
    limits = _blank(lower, reason), _blank(upper, reason)
    return bounds(*limits, method=METHOD, exact=exact, reason=reason, no_upper=NO_LIMIT).at((..., 0))


def pairs_exact(given: Completions) -> np.ndarray:
    """Bool (...): the limits of pairs are attained; not so where unknown people bring events that repeat."""
    return ~((given.unknown_upper > 0) & given.events_repeat)


def place_of(given: Completions, name: str, place: npt.ArrayLike) -> np.ndarray:
    """Places of one group for every cell, counted from the start."""
    place = np.asarray(place)
    if place.dtype.kind not in "iu" or ((place < -given.groups) | (place >= given.groups)).any():
        raise ValueError(f"{name}: found {place!r}, expected places from 0 to {given.groups - 1}")
    return np.broadcast_to(place % given.groups, given.shape)


def pair_reason(given: Completions, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    used = [np.take_along_axis(given.used, place, axis=-1) for place in (first, second)]
    own = explain(first.shape, (~used[0], f"first group: {NOT_USED}"), (~used[1], f"second group: {NOT_USED}"))
    whole = given.reason[..., None]
    return np.where(whole != "", whole, own)


def _differences(
    given: Completions, first: np.ndarray, second: np.ndarray, higher_is_better: npt.ArrayLike, multiplier: float
) -> Bounds:
    sign = _by_pair(higher_is_better)
    most = highest_contrast(given, second, first, difference)
    least = -highest_contrast(given, first, second, difference)
    same = first == second
    reason = pair_reason(given, first, second)
    lower, upper = [_blank(np.where(same, 0.0, limit), reason) * sign * multiplier for limit in (least, most)]
    exact = pairs_exact(given)[..., None] | same
    return bounds(lower, upper, method=METHOD, exact=exact, reason=reason)


def _by_pair(higher_is_better: npt.ArrayLike) -> np.ndarray:
    return direction(higher_is_better)[..., None]


def _pair(given: Completions, disadvantaged: npt.ArrayLike, reference: npt.ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    return place_of(given, "disadvantaged", disadvantaged)[..., None], place_of(given, "reference", reference)[
        ..., None
    ]


def _blank(limit: np.ndarray, reason: np.ndarray) -> np.ndarray:
    return np.where(reason == "", limit, np.nan)
