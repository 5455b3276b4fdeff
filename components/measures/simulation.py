"""Intervals by parametric simulation, for measures whose interval has no formula.

Every series is drawn at once, in blocks of draws so that memory stays bounded. Same seed, same answer.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import special

from components.measures.confidence import check_confidence
from components.measures.group_axis import Groups

CELLS_AT_ONCE = 1_500_000
FEWEST_DRAWS = 1000


def check_draws(draws: int) -> None:
    """Refuse too few draws for percentiles to mean much. Errors: ValueError under 1,000."""
    if draws < FEWEST_DRAWS:
        raise ValueError(f"draws: found {draws}, expected at least {FEWEST_DRAWS}")


def percentiles(
    statistic: Callable, groups: Groups, *, confidence: float, draws: int, seed: int, bounds=(-np.inf, np.inf)
) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper percentile, (...), of statistic(values, share) over normal draws about the groups' values.

    statistic: takes (draws, ..., groups) values and (..., groups) shares, gives (draws, ...). Draws are cut off at
    `bounds`; a group with standard error 0 stays where it is. Errors: ValueError as in `check_draws`.
    Example: the statistic "first value" of a group at 10 with standard error 1 gives about 8.04 and 11.96 at 95%.
    """
    check_draws(draws)
    source = np.random.default_rng(seed)
    error = np.where(groups.error > 0, groups.error, 1.0)
    floor, ceiling = (special.ndtr((bound - groups.value) / error) for bound in bounds)
    drawn, block = np.empty((draws, *groups.count.shape)), max(1, CELLS_AT_ONCE // max(groups.value.size, 1))
    for start in range(0, draws, block):
        stop = min(start + block, draws)
        level = floor + (ceiling - floor) * source.random((stop - start, *groups.value.shape))
        values = np.clip(groups.value + groups.error * special.ndtri(level), *bounds)
        drawn[start:stop] = statistic(np.where(groups.error > 0, values, groups.value), groups.share)
    tail = (1 - check_confidence(confidence)) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail], axis=0)
    return low, high
