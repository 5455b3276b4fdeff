"""Were pilot and comparators moving in step before the start? The difference of their earlier slopes.

Source: Angrist and Pischke, Mostly Harmless Econometrics, 2009, ch. 5; limits clustered by neighbourhood as in
`difference_in_differences`. A test that finds nothing does not prove that trends were alike: Roth, AER: Insights
2022;4:305.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.pilots.difference_in_differences import difference_in_differences
from components.measures.result import Measure, explain, measure

FEWEST_PERIODS = 3
METHOD = "difference of slopes before the start, clustered by neighbourhood"


def earlier_slopes(values: npt.ArrayLike, times: npt.ArrayLike) -> np.ndarray:
    """Each cluster's own least squares slope over its periods. (..., clusters, periods) → (..., clusters).

    b_c = Σ (t − t̄)(y_ct − ȳ_c)/Σ (t − t̄)² over the periods with a value; NaN with fewer than FEWEST_PERIODS.
    Example: [1, 3, 5] at times 0, 1, 2: slope 2.
    """
    series = np.asarray(values, dtype=float)
    known = ~np.isnan(series)
    count = np.maximum(known.sum(axis=-1), 1)
    when = np.broadcast_to(np.asarray(times, dtype=float), series.shape)
    away = np.where(known, when - (np.where(known, when, 0.0).sum(axis=-1) / count)[..., None], 0.0)
    level = np.where(known, series, 0.0).sum(axis=-1) / count
    product = (away * np.where(known, series - level[..., None], 0.0)).sum(axis=-1)
    spread = (away**2).sum(axis=-1)
    enough = (known.sum(axis=-1) >= FEWEST_PERIODS) & (spread > 0)
    return np.where(enough, product / np.where(spread > 0, spread, 1.0), np.nan)


def parallel_trends(
    values: npt.ArrayLike,
    times: npt.ArrayLike,
    is_pilot: npt.ArrayLike,
    *,
    higher_is_better: npt.ArrayLike,
    confidence: float = 0.95,
) -> Measure:
    """How much faster the pilot was already improving than its comparators, a unit of time; positive = faster.

    values: (..., clusters, periods) of the periods before the start only. times: (periods,), in the unit of time that the
    slope is told in (years). The slopes are compared as changes are: mean of pilots − mean of comparators, the spread
    between neighbourhoods' slopes giving the limits (t on neighbourhoods − 2).
    Limits that hold 0: no difference beyond chance, which with few periods may still hide one.
    Errors: as `difference_in_differences`.
    Example: pilot [0, 2, 4], comparators [0, 1, 2], [0, 2, 4] and [0, 0, 0], times 0, 1, 2: 2 − 1 = 1.
    """
    slopes = earlier_slopes(values, times)
    found = difference_in_differences(
        np.zeros(slopes.shape), slopes, is_pilot, higher_is_better=higher_is_better, confidence=confidence
    )
    few = np.asarray(values).shape[-1] < FEWEST_PERIODS
    reason = explain(
        found.shape,
        (few, "fewer than three periods before the start, so earlier trends cannot be compared"),
        (~found.defined, "too few neighbourhoods have three periods before the start to compare earlier trends"),
    )
    limits = found.estimate, found.lower, found.upper
    return measure(*limits, confidence=confidence, method=METHOD, groups_used=found.groups_used, reason=reason)
