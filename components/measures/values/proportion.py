"""Proportions, 0 to 1, with Wilson score intervals.

Source: Wilson EB, J Am Stat Assoc 1927;22:209; OHID technical guide, "Confidence intervals".
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.confidence import normal_multiplier
from components.measures.result import Measure, explain, measure, positions

METHOD = "Wilson score"
HIDDEN = "the count or the population is hidden or missing"
NOBODY = "the population is zero"


def proportion(numerator: npt.ArrayLike, denominator: npt.ArrayLike, *, confidence: float = 0.95) -> Measure:
    """Proportion x/n with its Wilson interval, 0 to 1.

    (2x + z^2 -+ z*sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2)); exactly 0 at the bottom when x = 0, 1 at the top when x = n.

    numerator, denominator: any shapes that broadcast; counts (or weighted counts). NaN means hidden or missing.
    Errors: ValueError, naming positions, for negative or infinite counts and for a numerator above its denominator.
    Example: 2 of 100 at 95% is 0.02, 0.005502 to 0.070012 (PHEindicatormethods 2.1.0, phe_proportion).
    """
    events, population = check_counts(numerator, denominator)
    lower, upper = wilson_limits(events, population, confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = events / population
    hidden = np.isnan(events) | np.isnan(population)
    reason = explain(estimate.shape, (hidden, HIDDEN), (population == 0, NOBODY))
    return measure(
        estimate, lower, upper, confidence=confidence, method=METHOD, groups_used=reason == "", reason=reason
    )


def check_counts(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """The two counts broadcast together, refused when negative, infinite, or with more events than people."""
    given = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    events, population = np.broadcast_arrays(*given)
    for name, counts in (("numerator", events), ("denominator", population)):
        wrong = (counts < 0) | np.isinf(counts)
        if wrong.any():
            raise ValueError(f"{name}: found a negative or infinite count at {positions(wrong)}, expected 0 or more")
    above = events > population
    if above.any():
        raise ValueError(f"numerator: found more than the denominator at {positions(above)}, expected events <= people")
    return events, population


def wilson_limits(events: npt.ArrayLike, population: npt.ArrayLike, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    """Wilson limits for x of n, NaN where n is 0 or either is NaN. Shapes broadcast."""
    z = normal_multiplier(confidence)
    events, population = np.asarray(events, dtype=float), np.asarray(population, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = z * np.sqrt(z**2 + 4 * events * (population - events) / population)
    lower = (2 * events + z**2 - spread) / (2 * (population + z**2))
    upper = (2 * events + z**2 + spread) / (2 * (population + z**2))
    lower = np.where((events == 0) & (population > 0), 0.0, lower)
    upper = np.where((events == population) & (population > 0), 1.0, upper)
    return np.clip(lower, 0, 1), np.clip(upper, 0, 1)


def standard_error(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> np.ndarray:
    """Standard error of a proportion, sqrt(p(1 - p)/n), on the 0 to 1 scale; NaN where there is no proportion.

    At p = 0 or 1 that formula gives 0, as though nothing were left to chance. There the width of the 95% Wilson
    interval over 2 * 1.96 is given instead, so that a group with no events never counts as known exactly.
    Errors: as `proportion`. Example: 50 of 100 is 0.05; 0 of 100 is 0.009437.
    """
    events, population = check_counts(numerator, denominator)
    lower, upper = wilson_limits(events, population, 0.95)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = events / population
        usual = np.asarray(np.sqrt(share * (1 - share) / population))
    return np.where((share == 0) | (share == 1), (upper - lower) / (2 * normal_multiplier(0.95)), usual)
