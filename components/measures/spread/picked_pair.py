"""The worst and the best of several groups, picked because they are: how far apart chance alone puts them.

Source: Tukey, The problem of multiple comparisons, 1953 (studentised range); Kramer, Biometrics 1956;12:307 (groups of
different size).
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy import stats

from components.measures.confidence import check_confidence, normal_multiplier

_ROOT_TWO = np.sqrt(2.0)


@cache
def picked_multiplier(confidence: float, groups: int) -> float:
    """Standard errors of a difference that its interval spans to one side, for a pair picked as the furthest of `groups`.

    The studentised range at the confidence over the square root of 2: with 2 groups, where nothing is picked, the normal
    multiplier. Errors: ValueError for fewer than 2 groups, or a confidence outside 0.5 to 1.
    Example: 0.95 and 5 groups gives 2.7278, so that such an interval is 1.39 times as wide; 18 groups give 3.4887.
    """
    _check(groups)
    if groups == 2:
        return normal_multiplier(confidence)
    return float(stats.studentized_range.ppf(check_confidence(confidence), groups, np.inf)) / float(_ROOT_TWO)


def _check(groups: int) -> None:
    if groups < 2:
        raise ValueError(f"groups: found {groups!r}, expected 2 or more: one group has nothing to be compared with")
