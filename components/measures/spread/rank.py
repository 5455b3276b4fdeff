"""Ranks with intervals: how sure are we of a league table?

Source: Goldstein & Spiegelhalter, J R Stat Soc A 1996;159:385 (simulate from the estimates, report percentiles of
rank).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import stats

from components.measures.confidence import check_confidence
from components.measures.group_axis import direction, receive
from components.measures.result import Measure, measure

CHUNK = 2_000_000


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

    Every draw takes each group's value from a normal distribution about its estimate; ties share the middle rank.
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
    simulated = _simulated_ranks(merit, np.where(ranked, groups.error, 0.0), draws, seed)
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


def _simulated_ranks(merit: np.ndarray, error: np.ndarray, draws: int, seed: int) -> np.ndarray:
    """Ranks (draws, ..., groups), made in blocks of draws so that memory stays bounded."""
    source = np.random.default_rng(seed)
    ranks = np.empty((draws, *merit.shape), dtype=np.float32)
    block = max(1, CHUNK // max(merit.size, 1))
    order_of = stats.rankdata if _fixed_ties(merit, error) else _rank_without_ties
    for start in range(0, draws, block):
        stop = min(start + block, draws)
        drawn = merit + error * source.standard_normal((stop - start, *merit.shape))
        ranks[start:stop] = order_of(drawn, axis=-1)
    return ranks


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
