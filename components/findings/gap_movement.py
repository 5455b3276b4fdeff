"""Whether a gap moved and who moved it, as every page tells it, where figures have errors of their own and where not.

Figures published without limits say nothing of their own chance; how they scatter about a line does, once there are enough
of them. Fewer could lie on a line by chance, so of them nothing is told.
"""

import numpy as np

from components.findings.gap_arrays import GapsOverTime
from components.measures.change.gap_trend import WhoMoved, who_moved
from components.measures.change.straight_line import ENOUGH_POINTS


def gap_movement(
    worst: np.ndarray,
    best: np.ndarray,
    errors: tuple[np.ndarray, np.ndarray],
    years: np.ndarray,
    *,
    higher_is_better: bool | np.ndarray,
) -> WhoMoved:
    """`who_moved` of series (..., times); NaN where a period is not used. `errors` of both groups, NaN where not known.

    Where the error of any period used is not known, all weigh the same, and series of fewer than six periods tell nothing.
    """
    used = ~np.isnan(worst) & ~np.isnan(best)
    if not any(np.isnan(each[used]).any() for each in errors):
        return who_moved(worst, best, *errors, years, higher_is_better=higher_is_better)
    few = used.sum(axis=-1, keepdims=True) < ENOUGH_POINTS
    worst, best = (np.where(few, np.nan, each) for each in (worst, best))
    return who_moved(worst, best, None, None, years, higher_is_better=higher_is_better)


def gap_movements(
    gaps: GapsOverTime, separate: np.ndarray, years: np.ndarray, higher_is_better: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Of every indicator (indicators,): the verdict on its gap over time, and whether that is levelling down.

    `separate` (indicators, periods) says which periods may count: see `GroupArrays`.
    """
    worst, best = (np.where(separate, each, np.nan) for each in (gaps.worst_value, gaps.best_value))
    used = ~np.isnan(worst) & ~np.isnan(best)
    without = (used & np.isnan(gaps.worst_se + gaps.best_se)).any(axis=-1)
    verdicts, down = np.full(len(worst), "cannot tell", dtype=object), np.zeros(len(worst), dtype=bool)
    for these in (without, ~without):
        if these.any():
            errors = gaps.worst_se[these], gaps.best_se[these]
            found = gap_movement(worst[these], best[these], errors, years, higher_is_better=higher_is_better[these])
            verdicts[these], down[these] = found.gap.verdict, found.levelling_down
    return verdicts, down
