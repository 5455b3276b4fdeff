"""Means with Student t intervals, and estimates that come published with an interval of their own."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.confidence import check_confidence, normal_multiplier, student_multiplier
from components.measures.result import Measure, explain, measure, positions

METHOD = "Student t"
AS_PUBLISHED = "as published"
NO_LIMITS = "as published, without an interval"


def mean(
    average: npt.ArrayLike, standard_deviation: npt.ArrayLike, count: npt.ArrayLike, *, confidence: float = 0.95
) -> Measure:
    """A mean with limits average -+ t(n - 1) * sd / sqrt(n).

    average, standard_deviation (n - 1 in its denominator), count: shapes that broadcast; NaN means hidden or missing.
    Errors: ValueError for a negative or infinite standard deviation or count.
    Example: mean 11.5, sd 2.171021, n 7 at 99.8% gives 7.2268 to 15.7732 (PHEindicatormethods 2.1.0, phe_mean).
    """
    given = (np.asarray(array, dtype=float) for array in (average, standard_deviation, count))
    average, spread, count = np.broadcast_arrays(*given)
    for name, array in (("standard_deviation", spread), ("count", count)):
        wrong = (array < 0) | np.isinf(array)
        if wrong.any():
            raise ValueError(f"{name}: found a negative or infinite value at {positions(wrong)}, expected 0 or more")
    hidden = np.isnan(count) | (np.isnan(average) & ~(count == 0))
    with np.errstate(divide="ignore", invalid="ignore"):
        half = student_multiplier(confidence, count - 1) * spread / np.sqrt(count)
    reason = explain(
        average.shape,
        (hidden, "the mean or the count behind it is hidden or missing"),
        (count == 0, "there are no values to average"),
        (count < 2, "one value alone shows no spread, so no interval can be given"),
        (np.isnan(spread), "the standard deviation is hidden or missing"),
    )
    limits = average - half, average + half
    return measure(average, *limits, confidence=confidence, method=METHOD, groups_used=reason == "", reason=reason)


def mean_of(values: npt.ArrayLike, *, confidence: float = 0.95) -> Measure:
    """Mean of the last axis of `values`, leaving NaN out, with a Student t interval. See `mean`.

    values: (..., observations). Returns shape (...). Errors: ValueError for 0-d or infinite values.
    Example: ``mean_of([5, 9], confidence=0.998)`` is 7, -629.62 to 643.62.
    """
    values = np.asarray(values, dtype=float)
    if values.ndim == 0 or np.isinf(values).any():
        raise ValueError(f"values: found shape {values.shape} or infinite values, expected finite (..., observations)")
    seen = ~np.isnan(values)
    count = seen.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        average = np.where(seen, values, 0).sum(axis=-1) / count
        squares = np.where(seen, values - average[..., None], 0) ** 2
        spread = np.sqrt(squares.sum(axis=-1) / np.maximum(count - 1, 0))
    return mean(average, spread, count, confidence=confidence)


def published(
    value: npt.ArrayLike,
    lower: npt.ArrayLike,
    upper: npt.ArrayLike,
    *,
    confidence: float = 0.95,
    method: str = AS_PUBLISHED,
) -> Measure:
    """An estimate that its publisher gives with an interval (a median, a survey share), carried as it is.

    value, lower, upper: shapes that broadcast. NaN value = not published. Both limits NaN = published without an
    interval, which is allowed (`has_interval` is False there; if none has limits the method says so).
    A row whose limits are the wrong way round, half missing, or do not hold the value is not passed on as if sound.
    Errors: ValueError for an infinite value.
    Example: ``published(62.0, 58.1, 65.7).upper`` is 65.7.
    """
    given = (np.asarray(array, dtype=float) for array in (value, lower, upper))
    value, lower, upper = np.broadcast_arrays(*given)
    if np.isinf(value).any() or np.isinf(lower).any() or np.isinf(upper).any():
        raise ValueError("value, lower, upper: found an infinite number, expected finite numbers or NaN")
    bare = np.isnan(lower) & np.isnan(upper)
    reason = explain(
        value.shape,
        (np.isnan(value), "the value is hidden, missing or not published"),
        (~bare & (np.isnan(lower) | np.isnan(upper)), "only one of the two published limits is given"),
        ((value < lower) | (value > upper), "the published value lies outside its own published interval"),
    )
    said = NO_LIMITS if bare.all() else method
    return measure(value, lower, upper, confidence=confidence, method=said, groups_used=reason == "", reason=reason)


def standard_error_from_interval(
    lower: npt.ArrayLike, upper: npt.ArrayLike, confidence: float = 0.95, scale: str = "identity"
) -> np.ndarray:
    """Standard error implied by an interval: (f(upper) - f(lower)) / 2z with f the identity, log or logit.

    lower, upper: shapes that broadcast; NaN in, NaN out. On 'log' and 'logit' the answer is on that scale
    (see `standard_error_on` in slope_index). A limit of 0 on 'log', or of 0 or 1 on 'logit', gives NaN.
    Errors: ValueError for an unknown scale, limits the wrong way round, or a negative limit on 'log'/'logit'.
    Example: 0.9 to 1.1 at 95% gives 0.05102.
    """
    z = normal_multiplier(check_confidence(confidence))
    given = np.asarray(lower, dtype=float), np.asarray(upper, dtype=float)
    lower, upper = np.broadcast_arrays(*given)
    if (lower > upper).any():
        raise ValueError(f"lower: found above upper at {positions(lower > upper)}, expected lower <= upper")
    if scale == "identity":
        return np.asarray((upper - lower) / (2 * z))
    if scale not in ("log", "logit"):
        raise ValueError(f"scale: found {scale!r}, expected 'identity', 'log' or 'logit'")
    if (lower < 0).any() or (scale == "logit" and (upper > 1).any()):
        raise ValueError(f"limits: found values that have no {scale}, expected 0 or more (and at most 1 for logit)")
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = (upper, lower) if scale == "log" else (upper / (1 - upper), lower / (1 - lower))
        width = np.log(ends[0]) - np.log(ends[1])
    return np.where(np.isfinite(width), width / (2 * z), np.nan)
