"""The gap between two groups, as a difference or a ratio.

Sign: a positive difference, or a ratio above 1, means the first (disadvantaged) group is worse off, whichever way the
indicator points. A reversed gap is negative (a ratio below 1) and stays so; no absolute value is taken.
Sources: Newcombe, Stat Med 1998;17:873 (method 10); Zou & Donner, Stat Med 2008;27:1693 (MOVER); Katz et al.,
Biometrics 1978;34:469 (log ratio).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.confidence import normal_multiplier
from components.measures.group_axis import direction, in_order
from components.measures.result import Condition, Measure, explain, measure, positions
from components.measures.values.mean import published
from components.measures.values.proportion import proportion

NEWCOMBE = "Newcombe hybrid score"
MOVER = "MOVER, from the two groups' own intervals"
NORMAL = "normal, from the two standard errors"
LOG_RATIO = "normal on the log scale"


def proportion_difference(
    num_dis: npt.ArrayLike,
    den_dis: npt.ArrayLike,
    num_ref: npt.ArrayLike,
    den_ref: npt.ArrayLike,
    *,
    higher_is_better: npt.ArrayLike,
    confidence: float = 0.95,
) -> Measure:
    """Difference of two proportions, 0 to 1, with Newcombe's hybrid score interval; positive = first group worse off.

    num_*, den_*: counts, shapes that broadcast; NaN = hidden. Errors: ValueError as in `proportion`.
    Example: 56 of 70 against 48 of 80 where lower is better: 0.2, 0.0524 to 0.3339 (Newcombe 1998, table II a).
    """
    first = proportion(num_dis, den_dis, confidence=confidence)
    second = proportion(num_ref, den_ref, confidence=confidence)
    return _mover(first, second, higher_is_better, NEWCOMBE)


def difference_from_intervals(
    est_dis: npt.ArrayLike,
    lo_dis: npt.ArrayLike,
    hi_dis: npt.ArrayLike,
    est_ref: npt.ArrayLike,
    lo_ref: npt.ArrayLike,
    hi_ref: npt.ArrayLike,
    *,
    higher_is_better: npt.ArrayLike,
    confidence: float = 0.95,
    correlation: npt.ArrayLike = 0.0,
) -> Measure:
    """Difference of two estimates that carry intervals of the same level (standardised rates, survey shares): MOVER.

    Limits for d = a - b, with r = correlation: d - sqrt((a - lower_a)^2 + (upper_b - b)^2 - 2r(a - lower_a)(upper_b - b))
    and d + sqrt((upper_a - a)^2 + (b - lower_b)^2 - 2r(upper_a - a)(b - lower_b)). correlation: between the errors of the
    two, -1 to 1; 0 for two that have nothing in common, above it for two groups of the same areas.
    Shapes broadcast; NaN = hidden. A missing limit, or an estimate outside its interval, gives a reason, not an error.
    Errors: ValueError for infinite numbers, and for a correlation outside -1 to 1.
    Example: 10 (8 to 13) against 6 (5 to 7), lower is better: 4, 1.764 to 7.162; with correlation 0.5: 4, 2.268 to 6.646.
    """
    first = published(est_dis, lo_dis, hi_dis, confidence=confidence)
    second = published(est_ref, lo_ref, hi_ref, confidence=confidence)
    together = np.asarray(correlation, dtype=float)
    if (np.abs(together) > 1).any() or np.isnan(together).any():
        raise ValueError(f"correlation: found {correlation!r}, expected -1 to 1")
    return _mover(first, second, higher_is_better, MOVER, together)


def difference_from_standard_errors(
    est_dis: npt.ArrayLike,
    se_dis: npt.ArrayLike,
    est_ref: npt.ArrayLike,
    se_ref: npt.ArrayLike,
    *,
    higher_is_better: npt.ArrayLike,
    correlation: npt.ArrayLike = 0.0,
    confidence: float = 0.95,
) -> Measure:
    """Difference of two estimates: d -+ z * sqrt(se1^2 + se2^2 - 2 rho se1 se2), rho = correlation between their errors.

    Shapes broadcast; NaN = hidden. Errors: ValueError for a negative standard error or infinite numbers.
    Example: 75.6 (1.6) against 99.2 (0.22), higher is better: 23.6, 20.43 to 26.77.
    """
    est_dis, se_dis, est_ref, se_ref = _aligned(est_dis, se_dis, est_ref, se_ref)
    estimate = direction(higher_is_better) * (est_ref - est_dis)
    half = normal_multiplier(confidence) * _length(se_dis, se_ref, correlation)
    reason = explain(estimate.shape, *_absent(est_dis, est_ref), *_no_error(se_dis, se_ref))
    return _gap(estimate, estimate - half, estimate + half, confidence, NORMAL, reason)


def ratio(
    est_dis: npt.ArrayLike,
    se_dis: npt.ArrayLike,
    est_ref: npt.ArrayLike,
    se_ref: npt.ArrayLike,
    *,
    higher_is_better: npt.ArrayLike,
    correlation: npt.ArrayLike = 0.0,
    confidence: float = 0.95,
) -> Measure:
    """Ratio of two estimates, above 1 where the first group is worse off, with limits exp(ln r -+ z * se).

    r = first/second where lower is better, second/first where higher is better; se^2 = (se1/e1)^2 + (se2/e2)^2
    - 2 rho (se1/e1)(se2/e2), rho = correlation between the errors of the two. Shapes broadcast; NaN = hidden. An
    estimate of zero or below has no ratio and gives a reason.
    Errors: ValueError for a negative standard error or infinite numbers.
    Example: 52.5 (3.14) against 23.9 (2.28), lower is better: 2.20, 1.76 to 2.74 (healthequal 1.0.1, r).
    """
    est_dis, se_dis, est_ref, se_ref = _aligned(est_dis, se_dis, est_ref, se_ref)
    usable = (est_dis > 0) & (est_ref > 0)
    first, second = np.where(usable, est_dis, 1.0), np.where(usable, est_ref, 1.0)
    log_ratio = direction(higher_is_better) * np.log(second / first)
    half = normal_multiplier(confidence) * _length(se_dis / first, se_ref / second, correlation)
    reason = explain(
        log_ratio.shape,
        *_absent(est_dis, est_ref),
        (~usable, "a ratio needs both groups to be above zero"),
        *_no_error(se_dis, se_ref),
    )
    with np.errstate(over="ignore"):
        limits = np.exp(log_ratio - half), np.exp(log_ratio + half)
    return _gap(np.exp(log_ratio), *limits, confidence, LOG_RATIO, reason)


def against_reference(
    values: npt.ArrayLike,
    lower: npt.ArrayLike,
    upper: npt.ArrayLike,
    reference_index: npt.ArrayLike,
    higher_is_better: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> Measure:
    """Each group's difference from one reference group, by MOVER: exactly one row per group, whatever the ties.

    values, lower, upper: (..., groups). reference_index: int, or int array of the leading shape.
    The reference's own row is exactly 0 with limits 0. If the reference is hidden every row says so.
    Errors: ValueError for an index outside the group axis.
    Example: values [4, 6, 6], reference 2, higher is better: differences [2, 0, 0].
    """
    arrays = [np.asarray(array, dtype=float) for array in (values, lower, upper)]
    values, lower, upper = np.broadcast_arrays(*arrays)
    groups = values.shape[-1] if values.ndim else 0
    index = np.broadcast_to(np.asarray(reference_index, dtype=int), values.shape[:-1])[..., None]
    if ((index < 0) | (index >= groups)).any():
        raise ValueError(f"reference_index: found {reference_index!r}, expected 0 to {groups - 1}")
    chosen, low, high = (np.take_along_axis(array, index, axis=-1) for array in (values, lower, upper))
    own = np.arange(groups) == index
    found = difference_from_intervals(
        values, lower, upper, chosen, low, high, higher_is_better=_by_group(higher_is_better), confidence=confidence
    )
    itself = own & found.defined
    return Measure(
        estimate=np.where(itself, 0.0, found.estimate),
        lower=np.where(itself, 0.0, found.lower),
        upper=np.where(itself, 0.0, found.upper),
        confidence=found.confidence,
        method=found.method,
        groups_used=np.where(itself, 1, found.groups_used),
        reason=found.reason,
    )


def _by_group(higher_is_better: npt.ArrayLike) -> np.ndarray:
    flag = np.asarray(higher_is_better)
    return flag if flag.ndim == 0 else flag[..., None]


def _mover(
    first: Measure,
    second: Measure,
    higher_is_better: npt.ArrayLike,
    method: str,
    correlation: npt.ArrayLike = 0.0,
) -> Measure:
    sign = direction(higher_is_better)
    estimate = sign * (second.estimate - first.estimate)
    below = _length(second.estimate - second.lower, first.upper - first.estimate, correlation)
    above = _length(second.upper - second.estimate, first.estimate - first.lower, correlation)
    lower = estimate - np.where(sign > 0, below, above)
    upper = estimate + np.where(sign > 0, above, below)
    reason = explain(
        estimate.shape,
        (first.reason != "", "first group: "),
        (second.reason != "", "second group: "),
        (np.isnan(below), "one of the two groups has no interval"),
    )
    tail = np.where(first.reason != "", first.reason, second.reason)
    return _gap(estimate, lower, upper, first.confidence, method, reason + tail)


def _length(one: np.ndarray, other: np.ndarray, correlation: npt.ArrayLike) -> np.ndarray:
    """How far a difference may lie to one side, for how far its two parts may, and whether they move together."""
    correlation = np.asarray(correlation, dtype=float)
    return np.asarray(np.sqrt(np.maximum(one**2 + other**2 - 2 * correlation * one * other, 0.0)))


def _gap(
    estimate: np.ndarray, lower: np.ndarray, upper: np.ndarray, confidence: float, method: str, reason: np.ndarray
) -> Measure:
    used = np.where(reason == "", 2, 0)
    lower, upper = in_order(lower, upper)
    return measure(estimate, lower, upper, confidence=confidence, method=method, groups_used=used, reason=reason)


def _aligned(
    est_dis: npt.ArrayLike, se_dis: npt.ArrayLike, est_ref: npt.ArrayLike, se_ref: npt.ArrayLike
) -> list[np.ndarray]:
    arrays = [np.asarray(array, dtype=float) for array in (est_dis, se_dis, est_ref, se_ref)]
    arrays = list(np.broadcast_arrays(*arrays))
    for array, name in zip(arrays, ("est_dis", "se_dis", "est_ref", "se_ref"), strict=True):
        wrong = np.isinf(array) | ((array < 0) if name.startswith("se") else False)
        if wrong.any():
            raise ValueError(
                f"{name}: found a negative or infinite number at {positions(wrong)}, expected a finite one"
            )
    return arrays


def _absent(est_dis: np.ndarray, est_ref: np.ndarray) -> tuple[Condition, Condition]:
    return (
        (np.isnan(est_dis), "first group: the value is hidden or missing"),
        (np.isnan(est_ref), "second group: the value is hidden or missing"),
    )


def _no_error(se_dis: np.ndarray, se_ref: np.ndarray) -> tuple[Condition]:
    return ((np.isnan(se_dis) | np.isnan(se_ref), "one of the two groups has no standard error"),)
