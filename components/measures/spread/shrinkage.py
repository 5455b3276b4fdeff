"""Empirical-Bayes shrinkage of small areas towards the overall level.

Sources: Kleinman, JASA 1973;68:46 (proportions, moments); Marshall, Appl Stat 1991;40:283 (rates, moments). The
spread of true values between areas is estimated from the data; intervals take it as known.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from components.measures.confidence import check_confidence
from components.measures.result import Measure, explain, measure
from components.measures.values.proportion import check_counts, wilson_limits
from components.measures.values.rate import check_events, poisson_limits

FEWEST_AREAS = 3
POSTERIOR = "empirical Bayes ({}); where areas differ no more than chance, the overall value"


def shrink_proportions(events: npt.ArrayLike, population: npt.ArrayLike, *, confidence: float = 0.95) -> Measure:
    """Posterior mean and interval of each area's proportion, from a beta distribution fitted to all areas.

    m = sum x / sum n; A = (sum n(p - m)^2 - (k - 1)m(1 - m)) / (N - sum n^2/N - (k - 1)); prior strength
    M = m(1 - m)/A - 1; estimate (mM + x)/(M + n). If A is not above 0 every area is given m with its own Wilson interval.
    events, population: (..., areas), NaN or zero population = left out. Errors: ValueError as in `proportion`.
    Example: 0 of 2 among 0, 40, 55 and 70 of 200 becomes 0.157, not 0.
    """
    events, people = check_counts(events, population)
    x, n, used, reason = _receive(events, people)
    total, level, scatter, balance, areas = _moments(x, n, used)
    binomial = level * (1 - level)
    spread = (scatter - (areas - 1) * binomial) / np.where(balance > areas - 1, balance - (areas - 1), np.inf)
    pooled = ~(spread > 1e-12 * np.maximum(binomial, 1e-300)) | (binomial <= 0)
    strength = np.where(pooled, 1.0, np.maximum(binomial / np.where(pooled, 1.0, spread) - 1, 1e-9))
    middle = np.where(pooled, 0.5, level)
    a, b = middle * strength + x, (1 - middle) * strength + n - x
    tail = (1 - check_confidence(confidence)) / 2
    found = a / (a + b), special.betaincinv(a, b, tail), special.betaincinv(a, b, 1 - tail)
    lower, upper = wilson_limits(x.sum(axis=-1, keepdims=True), total, confidence)
    return _measured(found, (level, lower, upper), pooled, 1.0, "beta-binomial", confidence, used, reason)


def shrink_rates(
    events: npt.ArrayLike, population: npt.ArrayLike, *, multiplier: float = 1.0, confidence: float = 0.95
) -> Measure:
    """Posterior mean and interval of each area's rate, from a gamma distribution fitted to all areas.

    m = sum x / sum n; A = (sum n(r - m)^2 - (k - 1)m) / (N - sum n^2/N); estimate (m^2/A + x)/(m/A + n).
    If A is not above 0 every area is given m with its own Poisson interval.
    events, population: (..., areas). multiplier: people the rate is stated per. Errors: ValueError as in `crude_rate`.
    Example: 0 of 10 people among 30, 50 and 75 of 1,000 becomes 47.4 per 1,000, not 0.
    """
    events, people = check_events(events, population, multiplier)
    x, n, used, reason = _receive(events, people)
    total, level, scatter, balance, areas = _moments(x, n, used)
    spread = (scatter - (areas - 1) * level) / np.where(balance > 0, balance, np.inf)
    pooled = ~(spread > 1e-12 * level**2) | (level <= 0)
    safe = np.where(pooled, 1.0, spread)
    middle = np.where(pooled, 1.0, level)
    shape, pace = middle**2 / safe + x, middle / safe + n
    tail = (1 - check_confidence(confidence)) / 2
    found = shape / pace, special.gammaincinv(shape, tail) / pace, special.gammaincinv(shape, 1 - tail) / pace
    limits = poisson_limits(x.sum(axis=-1, keepdims=True), confidence)
    lower, upper = (limit / np.where(total > 0, total, 1.0) for limit in limits)
    return _measured(found, (level, lower, upper), pooled, multiplier, "gamma-Poisson", confidence, used, reason)


def _receive(events: np.ndarray, people: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    if events.ndim == 0:
        raise ValueError("events: found a single number, expected an array whose last axis is the areas")
    used = ~np.isnan(events) & (people > 0)
    few = (used.sum(axis=-1, keepdims=True) < FEWEST_AREAS) & used
    reason = explain(
        used.shape,
        (~used, "the count or the population is hidden, missing or zero"),
        (few, f"fewer than {FEWEST_AREAS} areas have a value, too few to borrow strength from"),
    )
    return np.where(used, events, 0.0), np.where(used, people, 0.0), used, reason


def _moments(
    x: np.ndarray, n: np.ndarray, used: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Total people, overall level, weighted scatter, N - sum n^2/N and number of areas, each (..., 1)."""
    total = n.sum(axis=-1, keepdims=True)
    safe = np.where(total > 0, total, 1.0)
    level = x.sum(axis=-1, keepdims=True) / safe
    local = x / np.where(used, n, 1.0)
    scatter = (n * (local - level) ** 2).sum(axis=-1, keepdims=True)
    return total, level, scatter, total - (n**2).sum(axis=-1, keepdims=True) / safe, used.sum(axis=-1, keepdims=True)


def _measured(
    found: tuple[np.ndarray, np.ndarray, np.ndarray],
    overall: tuple[np.ndarray, np.ndarray, np.ndarray],
    pooled: np.ndarray,
    multiplier: float,
    name: str,
    confidence: float,
    used: np.ndarray,
    reason: np.ndarray,
) -> Measure:
    estimate, lower, upper = (
        multiplier * np.where(pooled, whole, own) for own, whole in zip(found, overall, strict=True)
    )
    counted = np.where(reason == "", used.sum(axis=-1, keepdims=True), 0)
    method = POSTERIOR.format(name)
    return measure(estimate, lower, upper, confidence=confidence, method=method, groups_used=counted, reason=reason)
