"""Ranks with intervals: how sure are we of a league table?

Source: Goldstein & Spiegelhalter, J R Stat Soc A 1996;159:385 (simulate, report percentiles of rank); Laird & Louis, J Educ
Stat 1989;14:29 (from what is known of the true values, not about the seen ones: those lie further apart than the true,
and ranks drawn about them hold the true rank too seldom, 83 to 85% where the true spread is a quarter of the error).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import stats

from components.measures.confidence import check_confidence
from components.measures.group_axis import direction, receive
from components.measures.result import Measure, measure

CHUNK = 2_000_000
# From so many groups on, they say something of how far true values spread; fewer are drawn about what is seen.
_FEWEST_TO_SPREAD = 3
_SPREADS = (np.arange(60) + 0.5) / 60


def rank_intervals(
    value: npt.ArrayLike,
    standard_error: npt.ArrayLike,
    *,
    higher_is_better: npt.ArrayLike,
    draws: int = 10_000,
    seed: int = 2026,
    confidence: float = 0.95,
) -> Measure:
    """Rank of each group (1 = best) with the percentiles of its rank over simulated values.

    Every draw takes a spread of the true values tau (any from nought to twice what is seen, weighed by its fit), their
    mean, and each group's true value: normal about m + B (y - m) with variance B se^2, B = tau^2 / (tau^2 + se^2). Ties share
    the middle rank. With fewer than 3 groups nothing is known of the spread, and B is 1.
    value, standard_error: (..., groups). Returns a Measure of the same shape; groups with NaN are not ranked and the
    others are ranked without them. Same seed, same answer; at 95% the 2.5th and 97.5th percentiles.
    Errors: ValueError for fewer than 1,000 draws, and as in `receive`.
    Example: values [10, 20, 30] with standard errors 0.1, higher is better: ranks [3, 2, 1], limits equal to the ranks.
    """
    if draws < 1000:
        raise ValueError(f"draws: found {draws}, expected at least 1000")
    groups = receive(value, None, standard_error)
    sign = np.broadcast_to(direction(higher_is_better), groups.count.shape)[..., None]
    known = ~np.isnan(np.broadcast_to(np.asarray(standard_error, dtype=float), groups.used.shape))
    ranked = groups.used & known
    merit = np.where(ranked, -sign * groups.value, np.inf)
    estimate = stats.rankdata(merit, axis=-1)
    simulated = _simulated_ranks(merit, np.where(ranked, groups.error, 0.0), ranked, draws, seed)
    tail = (1 - check_confidence(confidence)) / 2
    lower, upper = np.quantile(simulated, [tail, 1 - tail], axis=0, method="inverted_cdf").astype(float)
    lower, upper = np.minimum(lower, estimate), np.maximum(upper, estimate)
    missing = np.where(
        groups.used, "no standard error, so its rank cannot be simulated", "the value is hidden or missing"
    )
    used = np.where(ranked, ranked.sum(axis=-1, keepdims=True), 0)
    method = f"percentiles of rank over {draws:,} draws (seed {seed})"
    words = np.where(ranked, "", missing).astype(object)
    return measure(estimate, lower, upper, confidence=confidence, method=method, groups_used=used, reason=words)


def _simulated_ranks(merit: np.ndarray, error: np.ndarray, ranked: np.ndarray, draws: int, seed: int) -> np.ndarray:
    """Ranks (draws, ..., groups), made in blocks of draws so that memory stays bounded."""
    source = np.random.default_rng(seed)
    ranks = np.empty((draws, *merit.shape), dtype=np.float32)
    block = max(1, CHUNK // max(merit.size, 1))
    order_of = stats.rankdata if _fixed_ties(merit, error) else _rank_without_ties
    seen = np.where(ranked, merit, 0.0)
    spreads, chances = _spreads(seen, error, ranked)
    for start in range(0, draws, block):
        number = min(start + block, draws) - start
        spread = _drawn_spreads(spreads, chances, source.random((number, *merit.shape[:-1])))[..., None]
        precision = np.where(ranked, 1 / (spread**2 + error**2), 0.0)
        total = precision.sum(axis=-1, keepdims=True)
        known, total = total > 0, np.where(total > 0, total, 1.0)
        middle = (precision * seen).sum(axis=-1, keepdims=True) / total
        middle = np.where(known, middle + source.standard_normal(middle.shape) / np.sqrt(total), 0.0)
        trust = 1 - error**2 * precision
        noise = np.sqrt(trust) * error * source.standard_normal(spread.shape[:-1] + error.shape[-1:])
        drawn = middle + trust * (seen - middle) + noise
        ranks[start : start + number] = order_of(np.where(ranked, drawn, np.inf), axis=-1)
    return ranks


def _spreads(seen: np.ndarray, error: np.ndarray, ranked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Spreads of true values that there could be, and how likely one up to each is: (spreads, ...)."""
    count = ranked.sum(axis=-1)
    high, low = (end(np.where(ranked, seen, -side * np.inf), axis=-1) for end, side in ((np.max, 1), (np.min, -1)))
    widest = np.maximum(np.where(count > 0, high - low, 0.0), np.where(ranked, error, 0.0).max(axis=-1))
    widest = np.where(widest > 0, widest, 1.0)
    # Steps that are finer near nought, each weighed by its width, so that every spread is as likely beforehand.
    fraction = _SPREADS.reshape(-1, *[1] * count.ndim)
    spread = 2 * widest * fraction**2
    variance = np.where(ranked, spread[..., None] ** 2 + error**2, 1.0)
    precision = np.where(ranked, 1 / variance, 0.0)
    total = np.maximum(precision.sum(axis=-1), np.finfo(float).tiny)
    middle = (precision * seen).sum(axis=-1) / total
    away = (precision * (seen - middle[..., None]) ** 2).sum(axis=-1)
    fits = np.log(fraction) - (np.log(variance).sum(axis=-1) + np.log(total) + away) / 2
    chance = np.exp(fits - fits.max(axis=0))
    spread = np.where(count >= _FEWEST_TO_SPREAD, spread, np.inf)
    return spread, np.cumsum(chance, axis=0) / chance.sum(axis=0)


def _drawn_spreads(spreads: np.ndarray, chances: np.ndarray, uniform: np.ndarray) -> np.ndarray:
    """One of the spreads for every uniform number (draws, ...), by their chances."""
    place = np.zeros(uniform.shape, dtype=int)
    for chance in chances[:-1]:
        place += uniform > chance
    return np.asarray(np.take_along_axis(spreads, place, axis=0))


def _fixed_ties(merit: np.ndarray, error: np.ndarray) -> bool:
    """Whether any two groups known without error have the same value, so that every draw ties them."""
    fixed = np.sort(np.where((error == 0) & np.isfinite(merit), merit, np.nan), axis=-1)
    return bool((fixed[..., 1:] == fixed[..., :-1]).any())


def _rank_without_ties(drawn: np.ndarray, axis: int = -1) -> np.ndarray:
    """Ranks from 1 along an axis; several times faster than allowing for ties, which drawn values do not have."""
    order = np.argsort(drawn, axis=axis)
    ranks = np.empty(drawn.shape, dtype=np.float32)
    places = np.broadcast_to(np.arange(1, drawn.shape[axis] + 1, dtype=np.float32), drawn.shape)
    np.put_along_axis(ranks, order, places, axis=axis)
    return ranks
