"""The worst and the best of several groups, picked because they are: how far apart chance alone puts them.

Source: Tukey, The problem of multiple comparisons, 1953 (studentised range); Kramer, Biometrics 1956;12:307 (groups of
different size).
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy import stats

from components.measures.confidence import check_confidence, normal_multiplier, student_multiplier
from components.measures.studentised_range import range_at, range_beyond

_ROOT_TWO = float(np.sqrt(2.0))


@cache
def picked_multiplier(confidence: float, groups: int, freedom: float = np.inf) -> float:
    """Standard errors of a difference that its interval spans to one side, for a pair picked as the furthest of `groups`.

    The studentised range at the confidence over the square root of 2, with `freedom` degrees behind the standard error
    (infinite where it is known); with 2 groups, where nothing is picked, the normal or Student t multiplier.
    Errors: ValueError for fewer than 2 groups, less than 1 degree, or a confidence outside 0.5 to 1.
    Example: 0.95 and 5 groups gives 2.7278, so that such an interval is 1.39 times as wide; 18 groups give 3.4887.
    """
    _check(groups, freedom)
    if groups == 2:
        return normal_multiplier(confidence) if np.isinf(freedom) else float(student_multiplier(confidence, freedom))
    return range_at(1 - check_confidence(confidence), groups, freedom) / _ROOT_TWO


def picked_p_value(distance: float, groups: int, freedom: float = np.inf) -> float:
    """How often the furthest two of `groups` that are alike lie as far apart; `distance` in standard errors of theirs.

    The other way round of `picked_multiplier`. Errors: ValueError as there.
    Example: 1.959964 with 2 groups gives 0.05, with 5 groups 0.286; 2.7278 with 5 groups 0.05.
    """
    _check(groups, freedom)
    away = abs(distance)
    if groups == 2:
        return float(2 * (stats.norm.sf(away) if np.isinf(freedom) else stats.t.sf(away, freedom)))
    return range_beyond(away * _ROOT_TWO, groups, freedom)


def _check(groups: int, freedom: float) -> None:
    if groups < 2:
        raise ValueError(f"groups: found {groups!r}, expected 2 or more: one group has nothing to be compared with")
    if not freedom >= 1:
        raise ValueError(f"freedom: found {freedom!r}, expected 1 or more degrees of freedom")
