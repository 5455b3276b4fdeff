"""How far people get on the way into care, and how much of a final gap each step makes.

Of the people who should reach the end, the share who do is the product of the shares who take each step. A gap between
two such products is shared out exactly among the steps by the Shapley value: what exchanging one step's share adds,
averaged over every order in which the steps can be exchanged.

Sources: Shorrocks A, J Econ Inequal 2013;11:99 (the Shapley value as a rule for taking a measure apart); Das Gupta P,
Standardization and Decomposition of Rates, US Bureau of the Census 1993 (the same for products of rates).
"""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np
import numpy.typing as npt

from components.measures.confidence import check_confidence
from components.measures.result import Measure, explain, measure, positions
from components.measures.simulation import check_draws

MOST_STEPS = 12
HIDDEN = "a count of the cascade is hidden or missing"
NOBODY = "nobody was left to take a step"
METHOD = "Shapley value of each step; percentiles of Jeffreys draws"


def step_shares(counts: npt.ArrayLike) -> np.ndarray:
    """The share of people left who took each step, (..., steps), from counts (..., steps + 1), the whole first.

    NaN where nobody was left or a count is NaN. Errors: ValueError for negative counts, fewer than two, and a step with
    more people than the one before. Example: 100, 80, 40 gives 0.8 and 0.5.
    """
    counts = np.asarray(counts, dtype=float)
    if counts.ndim == 0 or counts.shape[-1] < 2:
        raise ValueError(f"counts: found shape {counts.shape}, expected two or more along the last axis")
    before, after = counts[..., :-1], counts[..., 1:]
    wrong = (counts < 0).any(axis=-1) | (after > before).any(axis=-1)
    if wrong.any():
        raise ValueError(f"counts at {positions(wrong)}: expected 0 or more, and none above the step before")
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(after / before)


def step_parts(shares: npt.ArrayLike, reference: npt.ArrayLike) -> np.ndarray:
    """What each step adds to prod(shares) - prod(reference), (..., steps); the parts sum to the difference exactly.

    shares, reference: (..., steps), any shapes that broadcast. With S running over the sets of the other steps,
    part_k = sum_S |S|! (n - |S| - 1)! / n! * (shares_k - reference_k) * prod_{S} shares * prod_{the rest} reference.
    A step whose share is that of the reference has part 0. Errors: ValueError for more than 12 steps.
    Example: shares 0.5, 0.8 against 1, 0.8 gives -0.4 and 0.
    """
    shares, reference = np.broadcast_arrays(np.asarray(shares, dtype=float), np.asarray(reference, dtype=float))
    n = shares.shape[-1]
    if n > MOST_STEPS:
        raise ValueError(f"found {n} steps, expected {MOST_STEPS} at most")
    parts = np.zeros(shares.shape)
    for step in range(n):
        others = [each for each in range(n) if each != step]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for taken in combinations(others, size):
                left = [each for each in others if each not in taken]
                product = shares[..., list(taken)].prod(axis=-1) * reference[..., left].prod(axis=-1)
                parts[..., step] += weight * product
    return np.asarray(parts * (shares - reference))


def gap_parts(
    counts: npt.ArrayLike, reference: npt.ArrayLike, *, confidence: float = 0.95, draws: int = 2000, seed: int = 2026
) -> Measure:
    """Each step's part of the final gap between a group and a reference group, with an interval: shape (..., steps).

    counts: (..., steps + 1); reference: (steps + 1,). Shares are 0 to 1. Limits are percentiles of the parts of shares
    drawn from Beta(x + 1/2, n - x + 1/2) for each step (Jeffreys), the same draws of the reference for every group.
    Errors: ValueError as in `step_shares`, and for under 1,000 draws.
    Example: 100, 50, 40 against 100, 100, 80 puts all of -0.4 on the first step.
    """
    check_draws(draws)
    tail = (1 - check_confidence(confidence)) / 2
    counts, reference = np.asarray(counts, dtype=float), np.asarray(reference, dtype=float)
    shares, of_reference = step_shares(counts), step_shares(reference)
    hidden = np.isnan(counts).any(axis=-1) | np.isnan(reference).any()
    ended = ~hidden & (np.isnan(shares).any(axis=-1) | np.isnan(of_reference).any())
    source = np.random.default_rng(seed)
    drawn = step_parts(_drawn(counts, draws, source), _drawn(reference, draws, source, counts.ndim - 1))
    low, high = np.quantile(drawn, [tail, 1 - tail], axis=0)
    estimate = step_parts(shares, of_reference)
    reason = explain(estimate.shape, (hidden[..., None], HIDDEN), (ended[..., None], NOBODY))
    return measure(
        estimate,
        low,
        high,
        confidence=confidence,
        method=METHOD,
        groups_used=np.where(reason == "", 2, 0),
        reason=reason,
    )


def _drawn(counts: np.ndarray, draws: int, source: np.random.Generator, beside: int = 0) -> np.ndarray:
    """Draws of the shares of each step, (draws, ..., steps), with `beside` axes of length 1 after the first."""
    known = np.nan_to_num(counts)
    taken, lost = known[..., 1:], known[..., :-1] - known[..., 1:]
    found = source.beta(taken + 0.5, np.maximum(lost, 0) + 0.5, size=(draws, *taken.shape))
    return found.reshape(draws, *(1,) * beside, *taken.shape) if beside else found
