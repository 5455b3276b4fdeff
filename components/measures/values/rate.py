"""Crude rates: events over population, with Poisson intervals.

Source: Breslow & Day, Statistical Methods in Cancer Research II, 1987, p. 69 (Byar); Garwood, Biometrika 1936;28:437
(exact); OHID technical guide: exact below 10 events, Byar's from 10.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from components.measures.confidence import check_confidence, normal_multiplier
from components.measures.result import Measure, explain, measure, positions
from components.measures.values.proportion import HIDDEN, NOBODY

METHOD = "exact Poisson under 10 events, Byar's from 10"
EXACT_BELOW = 10


def crude_rate(
    events: npt.ArrayLike, population: npt.ArrayLike, *, multiplier: float = 1.0, confidence: float = 0.95
) -> Measure:
    """Rate x/n times `multiplier`, with exact Poisson limits under 10 events and Byar's from 10.

    events, population: any shapes that broadcast. More events than people is allowed (one person, several events).
    multiplier: people the rate is stated per, for example 1000. NaN counts mean hidden or missing.
    Errors: ValueError for negative or infinite counts, and for a multiplier that is not above 0.
    Example: 10 events in 1,000, per 100,000, is 1000, 478.745 to 1839.146 (PHEindicatormethods 2.1.0, phe_rate).
    """
    events, population = check_events(events, population, multiplier)
    lower, upper = poisson_limits(events, confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = multiplier / population
        estimate, lower, upper = events * scale, lower * scale, upper * scale
    hidden = np.isnan(events) | np.isnan(population)
    reason = explain(estimate.shape, (hidden, HIDDEN), (population == 0, NOBODY))
    return measure(
        estimate, lower, upper, confidence=confidence, method=METHOD, groups_used=reason == "", reason=reason
    )


def check_events(
    events: npt.ArrayLike, population: npt.ArrayLike, multiplier: float = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    """Events and population broadcast together, refused when negative or infinite."""
    given = np.asarray(events, dtype=float), np.asarray(population, dtype=float)
    events, population = np.broadcast_arrays(*given)
    for name, counts in (("events", events), ("population", population)):
        wrong = (counts < 0) | np.isinf(counts)
        if wrong.any():
            raise ValueError(f"{name}: found a negative or infinite count at {positions(wrong)}, expected 0 or more")
    if not (np.isfinite(multiplier) and multiplier > 0):
        raise ValueError(f"multiplier: found {multiplier!r}, expected a number above 0")
    return events, population


def poisson_limits(events: npt.ArrayLike, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    """Limits for a count: exact (from chi-squared) under 10 events, Byar's from 10; lower is 0 at zero events.

    Exact: chi2(a/2; 2x)/2 and chi2(1 - a/2; 2x + 2)/2. Byar's: x(1 - 1/(9x) - z/(3 sqrt x))^3, and the same at x + 1.
    Example: 12 events at 95% gives 6.2 to 21.0. NaN in, NaN out.
    """
    events = np.asarray(events, dtype=float)
    tail = (1 - check_confidence(confidence)) / 2
    z = normal_multiplier(confidence)
    few = np.where(events < EXACT_BELOW, events, np.nan)
    exact_lower = np.where(few == 0, 0.0, special.gammaincinv(np.where(few > 0, few, np.nan), tail))
    exact_upper = special.gammainccinv(few + 1, tail)
    many = np.where(events >= EXACT_BELOW, events, np.nan)
    byar_lower = many * np.maximum(1 - 1 / (9 * many) - z / (3 * np.sqrt(many)), 0) ** 3
    above = many + 1
    byar_upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    small = events < EXACT_BELOW
    return np.where(small, exact_lower, byar_lower), np.where(small, exact_upper, byar_upper)


def standard_error(events: npt.ArrayLike, population: npt.ArrayLike, *, multiplier: float = 1.0) -> np.ndarray:
    """Standard error of a crude rate, multiplier * sqrt(x)/n; NaN where there is no rate.

    With zero events that would be 0, as though nothing were left to chance; there the 95% exact upper limit over
    1.96 * 2 is given instead. Errors: as `crude_rate`. Example: 25 events in 1,000, per 1,000, is 5.
    """
    events, population = check_events(events, population, multiplier)
    _, most = poisson_limits(0.0, 0.95)
    none = most / (2 * normal_multiplier(0.95))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(events == 0, none, np.sqrt(events)) * (multiplier / population))
