"""How much would a group picked for being extreme have come back by itself?

Source: Davis, Am J Epidemiol 1976;104:493; Barnett, van der Pols and Dobson, Int J Epidemiol 2005;34:215.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from components.measures.confidence import normal_multiplier
from components.measures.result import Measure, explain, measure

METHOD = "expected return towards the mean of a group picked for being extreme"


def expected_return(
    picked_mean: npt.ArrayLike,
    population_mean: npt.ArrayLike,
    reliability: float | Sequence[float] | np.ndarray,
    *,
    size: npt.ArrayLike | None = None,
    spread: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Measure:
    """The change to expect with no effect at all, in the indicator's units: (1 − r)(population mean − picked mean).

    picked_mean: the picked group's mean when it was picked. population_mean: the mean of all it was picked from.
    reliability: correlation r of the measure with itself between the two times, 0 to 1. Shapes broadcast.
    size, spread: number picked and standard deviation of the measure among all; with both, limits for the mean change of
    that many, z·spread·√(2(1 − r)/size); without, no interval.
    Errors: ValueError for r outside 0 to 1 or a negative spread.
    Example: people picked at 8 visits a year where the mean is 2 and r = 0.5: expect −3 a year with no effect at all.
    """
    picked, average, r = np.broadcast_arrays(
        *(np.asarray(each, dtype=float) for each in (picked_mean, population_mean, reliability))
    )
    if ((r < 0) | (r > 1)).any():
        raise ValueError(f"reliability: found {reliability}, expected correlations from 0 to 1")
    half = np.full(picked.shape, np.nan)
    if size is not None and spread is not None:
        number, deviation = np.asarray(size, dtype=float), np.asarray(spread, dtype=float)
        if (deviation < 0).any() or (number <= 0).any():
            raise ValueError(f"size, spread: found {size}, {spread}; expected a size above 0 and a spread of 0 or more")
        half = normal_multiplier(confidence) * deviation * np.sqrt(2 * (1 - r) / number)
    change = (1 - r) * (average - picked)
    reason = explain(change.shape, (np.isnan(change), "a mean or the reliability is not known"))
    return measure(
        change, change - half, change + half, confidence=confidence, method=METHOD, groups_used=1, reason=reason
    )
