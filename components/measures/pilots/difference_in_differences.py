"""Did the pilot change more than its comparators did? Difference in differences, clustered by neighbourhood.

Source: Angrist and Pischke, Mostly Harmless Econometrics, 2009, ch. 5; small-sample clustered variance (CR1) with t limits on
clusters − 1 degrees of freedom: Cameron and Miller, J Hum Resour 2015;50:317. With every cluster seen before and after, the
estimate is the difference of the two groups' mean changes, and the clustered variance is that of the clusters' own changes.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.confidence import student_multiplier
from components.measures.group_axis import direction
from components.measures.result import Measure, explain, measure

FEWEST_CLUSTERS = 3
ENOUGH_CLUSTERS = 6
METHOD = "difference in differences, clustered by neighbourhood"


def difference_in_differences(
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    is_pilot: npt.ArrayLike,
    *,
    higher_is_better: npt.ArrayLike,
    weight: npt.ArrayLike | None = None,
    sampling: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Measure:
    """Change in the pilot neighbourhoods beyond the change in their comparators, positive = the pilot did better.

    before, after: (..., clusters), each neighbourhood's mean over the periods before and since the start; NaN leaves the
    neighbourhood out. is_pilot: bool (clusters,). weight: (..., clusters), for example people; None counts each once.
    d_c = after − before; estimate = ± (mean d of pilots − mean d of comparators). Variance of an arm's mean with m
    clusters: s²/m, s² = m²/(m − 1) Σ w²(d − d̄)²/(Σw)². With fewer than 6 clusters in either arm s² is pooled over both,
    ((m − 1)s² + (m' − 1)s'²)/(m + m' − 2): two or three neighbourhoods say too little of their own spread, one nothing
    (Donald and Lang, Rev Econ Stat 2007;89:221; Conley and Taber, Rev Econ Stat 2011;93:113). From 6 each arm has its
    own. sampling: (..., clusters), the variance of each change that counting few people makes by itself; where pilots'
    own is larger than their comparators' a pooled variance has the excess added, so that small pilots do not borrow the
    sureness of large comparators. NaN and None add nothing.
    Limits: Student t, pooled on the number of clusters used less 2 degrees of freedom, else by Satterthwaite.
    Errors: ValueError for shapes that do not broadcast or an is_pilot that is not bool.
    Example: pilots rise by 5 and 7, comparators by 1, 2 and 3 (higher is better): 6 − 2 = 4.
    """
    flag = np.asarray(is_pilot)
    if flag.dtype != bool or flag.ndim != 1:
        raise ValueError(f"is_pilot: found {is_pilot!r}, expected one True or False a neighbourhood")
    before, after, weights = np.broadcast_arrays(
        np.asarray(before, dtype=float), np.asarray(after, dtype=float), 1.0 if weight is None else np.asarray(weight)
    )
    if before.ndim == 0 or before.shape[-1] != flag.size:
        raise ValueError(f"before: found shape {before.shape}, expected {flag.size} neighbourhoods on the last axis")
    change = after - before
    used = ~np.isnan(change) & (weights > 0)
    pilot, spread_pilot, n_pilot = _arm(change, weights, used & flag)
    other, spread_other, n_other = _arm(change, weights, used & ~flag)
    extra = _excess(sampling, change.shape, used & flag, used & ~flag)
    variance, freedom = _variance(spread_pilot, n_pilot, spread_other, n_other, extra)
    count = n_pilot + n_other
    half = student_multiplier(confidence, np.maximum(freedom, 1)) * np.sqrt(variance)
    estimate = direction(higher_is_better) * (pilot - other)
    reason = explain(
        count.shape,
        (n_pilot == 0, "no pilot neighbourhood has a figure both before and after"),
        (n_other < 2, "fewer than two comparators have a figure both before and after"),
        (count < FEWEST_CLUSTERS, f"fewer than {FEWEST_CLUSTERS} neighbourhoods can be used"),
    )
    return measure(
        estimate,
        estimate - half,
        estimate + half,
        confidence=confidence,
        method=METHOD,
        groups_used=count,
        reason=reason,
    )


def _arm(change: np.ndarray, weights: np.ndarray, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weighted mean change of an arm, the variance of one of its clusters' changes, and its number of clusters."""
    count = chosen.sum(axis=-1)
    weight = np.where(chosen, weights, 0.0)
    total = np.where(count > 0, weight.sum(axis=-1), 1.0)
    average = np.where(chosen, weight * np.nan_to_num(change), 0.0).sum(axis=-1) / total
    off = np.where(chosen, weight * (np.nan_to_num(change) - average[..., None]), 0.0)
    freedom = np.maximum(count - 1, 1)
    # The clustered variance of the weighted mean, times the number of clusters: for equal weights, the usual variance.
    variance = (off**2).sum(axis=-1) * count / freedom / total**2 * np.maximum(count, 1)
    return average, variance, count


def _variance(
    spread_pilot: np.ndarray, n_pilot: np.ndarray, spread_other: np.ndarray, n_other: np.ndarray, extra: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Variance of the difference of the two arms' means, and its degrees of freedom."""
    few, one, other = np.maximum(n_pilot + n_other - 2, 1), np.maximum(n_pilot, 1), np.maximum(n_other, 1)
    pooled = ((one - 1) * spread_pilot + (other - 1) * spread_other) / few
    apart = spread_pilot / one, spread_other / other
    many = np.minimum(n_pilot, n_other) >= ENOUGH_CLUSTERS
    shares = apart[0] ** 2 / np.maximum(one - 1, 1) + apart[1] ** 2 / np.maximum(other - 1, 1)
    welch = (apart[0] + apart[1]) ** 2 / np.where(shares > 0, shares, 1.0)
    return (
        np.where(many, apart[0] + apart[1], pooled * (1 / one + 1 / other) + extra / one),
        np.where(many & (shares > 0), welch, few),
    )


def _excess(
    sampling: npt.ArrayLike | None, shape: tuple[int, ...], pilots: np.ndarray, others: np.ndarray
) -> np.ndarray:
    """How much more of a pilot's change than of its comparators' is the chance of counting few, not below 0."""
    if sampling is None:
        return np.zeros(shape[:-1])
    own = np.broadcast_to(np.asarray(sampling, dtype=float), shape)
    means = []
    for chosen in (pilots, others):
        told = chosen & ~np.isnan(own)
        means.append(np.where(told, own, 0.0).sum(axis=-1) / np.maximum(told.sum(axis=-1), 1))
    return np.asarray(np.maximum(means[0] - means[1], 0.0))
