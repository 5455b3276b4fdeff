"""Age-standardised rates and ratios.

Sources: Dobson et al., Stat Med 1991;10:457; Eurostat, Revision of the European Standard Population, 2013; OHID
technical guide (directly standardised rates are not reported under 10 events).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.result import Measure, explain, measure, positions
from components.measures.values.rate import METHOD, check_events, poisson_limits

#: European Standard Population 2013, per 100,000: ages 0-4, 5-9, ..., 85-89, 90 and over.
ESP2013 = (
    5000,
    5500,
    5500,
    5500,
    6000,
    6000,
    6500,
    7000,
    7000,
    7000,
    7000,
    6500,
    6000,
    5500,
    5000,
    4000,
    2500,
    1500,
    1000,
)
FEWEST_EVENTS = 10
DOBSON = "Dobson, with Byar's limits for the number of events"
HIDDEN = "an age band has a hidden or missing count"
EMPTY = "an age band has no population"


def directly_standardised_rate(
    events: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    weights: npt.ArrayLike = ESP2013,
    multiplier: float = 100_000.0,
    confidence: float = 0.95,
) -> Measure:
    """Directly standardised rate: sum w x/n / sum w, with Dobson's interval.

    v = sum w^2 x/n^2 / (sum w)^2; limits DSR + sqrt(v/X)(X_L - X), and X_U likewise, with X the events and X_L, X_U
    Byar's limits. Not reported under 10 events.
    events, population: (..., age bands); weights: (age bands,), by default the 19 bands of ESP2013. A band with a NaN
    or without population leaves no rate. groups_used = number of bands.
    Errors: ValueError for another number of bands than weights, weights not above 0, negative or infinite counts.
    Example: two bands, weights (1, 1), 10 of 100 and 30 of 100, per 100: 20, 14.29 to 27.24.
    """
    events, population, weights = _bands(events, population, weights, multiplier)
    share = weights / weights.sum()
    safe = np.where(population > 0, population, 1.0)
    total = events.sum(axis=-1)
    estimate = multiplier * (share * events / safe).sum(axis=-1)
    variance = multiplier**2 * (share**2 * events / safe**2).sum(axis=-1)
    unit = np.sqrt(variance / np.where(total > 0, total, 1.0))
    lower, upper = (estimate + unit * (limit - total) for limit in poisson_limits(total, confidence))
    reason = explain(
        total.shape,
        (np.isnan(events).any(axis=-1) | np.isnan(population).any(axis=-1), HIDDEN),
        ((population == 0).any(axis=-1), EMPTY),
        (total < FEWEST_EVENTS, f"fewer than {FEWEST_EVENTS} events, too few to standardise"),
    )
    used = np.where(reason == "", weights.size, 0)
    return measure(estimate, lower, upper, confidence=confidence, method=DOBSON, groups_used=used, reason=reason)


def observed_over_expected(
    observed: npt.ArrayLike, expected: npt.ArrayLike, *, multiplier: float = 1.0, confidence: float = 0.95
) -> Measure:
    """Observed / expected * multiplier, with the Poisson interval of the observed count (as a crude rate).

    observed, expected: shapes that broadcast. Errors: ValueError for negative or infinite numbers.
    Example: 13 observed, 32.07 expected: 0.4054, 0.2156 to 0.6932 (PHEindicatormethods 2.1.0, calculate_ISRatio).
    """
    observed, expected = check_events(observed, expected, multiplier)
    unit = multiplier / np.where(expected > 0, expected, np.nan)
    lower, upper = (limit * unit for limit in poisson_limits(observed, confidence))
    reason = explain(
        observed.shape,
        (np.isnan(observed) | np.isnan(expected), "the observed or expected number is hidden or missing"),
        (expected == 0, "no events are expected, so nothing can be divided by"),
    )
    return measure(
        observed * unit, lower, upper, confidence=confidence, method=METHOD, groups_used=reason == "", reason=reason
    )


def indirectly_standardised_ratio(
    events: npt.ArrayLike,
    population: npt.ArrayLike,
    reference_events: npt.ArrayLike,
    reference_population: npt.ArrayLike,
    *,
    multiplier: float = 1.0,
    confidence: float = 0.95,
) -> Measure:
    """Indirectly standardised ratio: observed / expected, expected = sum n * X/N over age bands; 1 = as the reference.

    events, population: (..., age bands); reference_events X, reference_population N: broadcast with them.
    Errors: ValueError for negative or infinite counts. A NaN in any band, or a band without reference population,
    leaves no ratio. Example: 30 events where 20 are expected: 1.5.
    """
    observed, expected, _, reason, bands = _expected(events, population, reference_events, reference_population)
    found = observed_over_expected(observed, expected, multiplier=multiplier, confidence=confidence)
    return _with_bands(found, reason, bands)


def indirectly_standardised_rate(
    events: npt.ArrayLike,
    population: npt.ArrayLike,
    reference_events: npt.ArrayLike,
    reference_population: npt.ArrayLike,
    *,
    multiplier: float = 100_000.0,
    confidence: float = 0.95,
) -> Measure:
    """Indirectly standardised rate: the ratio times the reference's crude rate, per `multiplier`.

    Arguments and errors as `indirectly_standardised_ratio`.
    Example: ratio 1.5 against a reference rate of 200 per 100,000: 300.
    """
    observed, expected, level, reason, bands = _expected(events, population, reference_events, reference_population)
    scale = np.where(np.isfinite(level), level, 1.0)
    found = observed_over_expected(observed, expected, multiplier=multiplier, confidence=confidence)
    parts = [part * scale for part in (found.estimate, found.lower, found.upper)]
    scaled = measure(
        *parts, confidence=confidence, method=found.method, groups_used=found.groups_used, reason=found.reason
    )
    return _with_bands(scaled, reason, bands)


def _bands(
    events: npt.ArrayLike, population: npt.ArrayLike, weights: npt.ArrayLike, multiplier: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    events, population = check_events(events, population, multiplier)
    weights = np.asarray(weights, dtype=float)
    if events.ndim == 0 or weights.shape != events.shape[-1:]:
        raise ValueError(f"events: found shape {events.shape}, expected (..., {weights.size}) to match the weights")
    if not (weights > 0).all():
        raise ValueError(f"weights: found zero or below at {positions(~(weights > 0))}, expected above 0")
    return events, population, weights


def _expected(
    events: npt.ArrayLike,
    population: npt.ArrayLike,
    reference_events: npt.ArrayLike,
    reference_population: npt.ArrayLike,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, int]:
    events, population = check_events(events, population)
    above, below = check_events(reference_events, reference_population)
    events, population, above, below = np.broadcast_arrays(events, population, above, below)
    if events.ndim == 0:
        raise ValueError("events: found a single number, expected an array whose last axis is the age bands")
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = (population * above / np.where(below > 0, below, np.nan)).sum(axis=-1)
        level = above.sum(axis=-1) / below.sum(axis=-1)
    hidden = [np.isnan(part).any(axis=-1) for part in (events, population, above, below)]
    empty = (below == 0).any(axis=-1)
    reason = explain(expected.shape, (np.any(hidden, axis=0), HIDDEN), (empty, "the reference has an empty age band"))
    return events.sum(axis=-1), expected, level, reason, events.shape[-1]


def _with_bands(found: Measure, reason: np.ndarray, bands: int) -> Measure:
    words = np.where(reason != "", reason, found.reason)
    used = np.where(words == "", bands, 0)
    parts = found.estimate, found.lower, found.upper
    return measure(*parts, confidence=found.confidence, method=found.method, groups_used=used, reason=words)
