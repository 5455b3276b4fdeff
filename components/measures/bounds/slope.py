"""Bounds of the slope and relative indices of inequality (index 0 = most disadvantaged), on the identity scale.

Sign: as in slope_index.py. Hidden counts alone: exact, in closed form, all cells at once. Unknown people allocated: they
change the sizes and ranks of the groups as well; then a limit is exact where it says so, and otherwise an outer bound
that holds but may be wider than need be. Which, and why, is told in gradient_search.py.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.bounds.bounds import Bounds, bounds
from components.measures.bounds.completions import Completions
from components.measures.bounds.gradient_search import highest_slope
from components.measures.gradient.slope_index import FEWEST_GROUPS
from components.measures.group_axis import direction
from components.measures.result import explain

METHOD = "closed form over all completions, each pair of groups that can receive the unknown people tried"
NO_EVENTS = "nobody has the event, whatever the hidden values are, so there is no ratio"
NO_LINE = "the fitted line is not above zero at both ends, whatever the hidden values are, so it has no ratio"
NO_UPPER = "no upper limit: the fitted line could reach zero at the better end"
NO_LOWER = "no lower limit: the fitted line could reach zero at the other end"


def slope_index_bounds(given: Completions, *, higher_is_better: npt.ArrayLike, multiplier: float = 1.0) -> Bounds:
    """Bounds of the SII, in units of `multiplier`; positive = the disadvantaged worse off, shape (...).

    Fewer than 3 groups with a count (or its range) and people give a reason. higher_is_better: bool or bool array.
    Example: counts 1 to 7, 10 and 20 of 50 each, higher is better: 0.39 to 0.57.
    """
    return _bounds(_signed_limits(given, higher_is_better, relative=False), multiplier, _reason(given))


def relative_index_bounds(given: Completions, *, higher_is_better: npt.ArrayLike) -> Bounds:
    """Bounds of the RII, ratio of the two ends of the fitted line, above 1 = the disadvantaged worse off.

    RII = (1 + t/2)/(1 - t/2) with t = signed slope over mean, so the limits are those of t. Where t could reach 2 (or
    -2) the line of some completion is not above zero at an end and that side has no limit: NaN, with the words in
    `reason`. Completions without any event have no ratio and are left out.
    Example: counts 10 to 16, 20 and 24 of 50 each, higher is better: 1.857 to 3.8.
    """
    *limits, exact = _signed_limits(given, higher_is_better, relative=True)
    low, high = (np.where(np.isfinite(limit), limit, 0.0) for limit in limits)
    reason = _reason(given)
    own = explain(given.shape, (np.isinf(limits[0]), NO_EVENTS), ((low >= 2) | (high <= -2), NO_LINE))
    reason = np.where(reason != "", reason, own)
    lower = np.where(low > -2, (2 + low) / np.where(low < 2, 2 - low, 1.0), -np.inf)
    upper = np.where(high < 2, (2 + high) / np.where(high < 2, 2 - high, 1.0), np.inf)
    return _bounds((lower, upper, exact), 1.0, reason, no_lower=NO_LOWER, no_upper=NO_UPPER)


def _signed_limits(
    given: Completions, higher_is_better: npt.ArrayLike, *, relative: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lower and upper limit, positive = the disadvantaged worse off, and whether both are attained."""
    top, top_exact = highest_slope(given, relative=relative)
    bottom, bottom_exact = highest_slope(given.backwards(), relative=relative)
    sign = direction(higher_is_better)
    lower, upper = np.where(sign > 0, -bottom, -top), np.where(sign > 0, top, bottom)
    return lower, upper, top_exact & bottom_exact


def _reason(given: Completions) -> np.ndarray:
    few = given.used.sum(axis=-1) < FEWEST_GROUPS
    words = f"fewer than {FEWEST_GROUPS} groups have a count (or its range) and people, too few for a slope"
    own = explain(given.shape, (few, words))
    return np.where(given.reason != "", given.reason, own)


def _bounds(
    found: tuple[np.ndarray, np.ndarray, np.ndarray],
    multiplier: float,
    reason: np.ndarray,
    **words: str,
) -> Bounds:
    lower, upper, exact = found
    blank = reason != ""
    lower, upper = (np.where(blank, np.nan, limit) * multiplier for limit in (lower, upper))
    return bounds(lower, upper, method=METHOD, exact=exact, reason=reason, **words)
