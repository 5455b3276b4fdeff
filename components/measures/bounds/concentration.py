"""Bounds of the absolute and relative concentration indices (index 0 = most disadvantaged).

Sign: as in concentration.py; with higher_is_better given, above 0 = the disadvantaged are worse off. Exact in closed
form, unknown people included; not so with a limit on their composition, nor where unknown people bring events that
repeat: then outer bounds. Why is told in gradient_search.py.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.bounds.bounds import Bounds, bounds
from components.measures.bounds.completions import Completions
from components.measures.bounds.gradient_search import highest_covariance
from components.measures.gradient.concentration import FEWEST_GROUPS
from components.measures.group_axis import direction
from components.measures.result import explain

METHOD = "closed form over all completions"
NO_EVENTS = "nobody has the event, whatever the hidden values are"


def absolute_concentration_bounds(
    given: Completions, *, higher_is_better: npt.ArrayLike | None = None, multiplier: float = 1.0
) -> Bounds:
    """Bounds of the ACI, sum p (2x - 1) y, in units of `multiplier`, shape (...).

    higher_is_better: None for the sign of the sources, or bool or bool array. Fewer than 3 groups give a reason.
    Example: counts 1 to 7, 10 and 20 of 50 each: 0.0578 to 0.0844.
    """
    return _bounds(given, higher_is_better, relative=False, multiplier=multiplier)


def relative_concentration_bounds(given: Completions, *, higher_is_better: npt.ArrayLike | None = None) -> Bounds:
    """Bounds of the RCI, ACI / mean, without correction, over completions in which somebody has the event.

    Arguments as `absolute_concentration_bounds`.
    Example: counts 1 to 7, 10 and 20 of 50 each: 0.2342 to 0.4086.
    """
    return _bounds(given, higher_is_better, relative=True, multiplier=1.0)


def _bounds(given: Completions, higher_is_better: npt.ArrayLike | None, *, relative: bool, multiplier: float) -> Bounds:
    top, top_exact = highest_covariance(given, relative=relative)
    bottom, bottom_exact = highest_covariance(given.backwards(), relative=relative)
    sign = 1.0 if higher_is_better is None else direction(higher_is_better)
    few = given.used.sum(axis=-1) < FEWEST_GROUPS
    words = f"fewer than {FEWEST_GROUPS} groups have a count (or its range) and people, too few for a gradient"
    own = explain(given.shape, (few, words), (np.isinf(top), NO_EVENTS))
    reason = np.where(given.reason != "", given.reason, own)
    lower, upper = (np.where(reason == "", 2 * limit, np.nan) * sign * multiplier for limit in (-bottom, top))
    return bounds(lower, upper, method=METHOD, exact=top_exact & bottom_exact, reason=reason)
