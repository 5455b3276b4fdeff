"""Spread across unordered groups: BGV, BGSD, COV, MLD, MDM, MDB, MDR and IDIS (Theil is in theil.py).

Source: WHO HEAT technical notes; healthequal 1.0.1 (definitions). Analytic interval where one exists (BGV, MLD), else
percentiles of a seeded parametric simulation: values drawn from normal distributions about the estimates, kept within
`bounds`. The statistics are biased upwards by chance, so simulated limits need not be centred on the estimate.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.confidence import normal_multiplier
from components.measures.group_axis import Groups, direction, receive
from components.measures.result import Condition, Measure, explain, measure, positions
from components.measures.simulation import Statistic, check_draws, percentiles
from components.measures.spread.theil import BARE, DELTA

PER = 1000.0
MEAN_AT_ZERO = "the mean is not above zero, so relative spread has no meaning"


def bgv(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    confidence: float = 0.95,
) -> Measure:
    """Between-group variance: sum p (y - mu)^2, in squared units.

    value, population, standard_error: (..., groups); population None = each group once; NaN groups are left out.
    Interval: normal, with variance sum (2p(y - mu)se)^2 + 2(sum p^2 se^4 - 2 sum p^3 se^4 + (sum p^2 se^2)^2).
    Errors: ValueError as in `receive`. Example: values [1, 3], equal populations: 1.
    """
    groups, reason = _receive(value, population, standard_error)
    away = groups.value - groups.average[..., None]
    estimate = (groups.share * away**2).sum(axis=-1)
    spread = groups.error**2
    first = ((2 * groups.share * away) ** 2 * spread).sum(axis=-1)
    square, cube = ((groups.share**power * spread**2).sum(axis=-1) for power in (2, 3))
    second = 2 * (square - 2 * cube + (groups.share**2 * spread).sum(axis=-1) ** 2)
    return _normal(estimate, np.sqrt(np.maximum(first + second, 0)), groups, standard_error, confidence, reason)


def mld(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    confidence: float = 0.95,
) -> Measure:
    """Mean log deviation: 1000 * sum p ln(mu / y). A group at zero has no logarithm and gives a reason.

    Interval: delta method, d/dy = 1000 p (1/mu - 1/y). Arguments and errors as `bgv`; negative values are an error.
    Example: values [1, 3], equal populations: 1000 (ln 2 - ln(3)/2) = 143.841.
    """
    groups, reason = _receive(value, population, standard_error, ratio_scale=True)
    zero = (groups.used & (groups.value == 0)).any(axis=-1)
    words = "a group is at zero, which has no logarithm"
    reason = np.where((reason == "") & zero, words, reason)
    level = np.where(groups.average > 0, groups.average, 1.0)[..., None]
    safe = np.where(groups.used & (groups.value > 0), groups.value, level)
    estimate = PER * (groups.share * np.log(level / safe)).sum(axis=-1)
    lean = PER * groups.share * (1 / level - 1 / safe)
    error = np.sqrt(((lean * groups.error) ** 2).sum(axis=-1))
    return _normal(estimate, error, groups, standard_error, confidence, reason)


def bgsd(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    confidence: float = 0.95,
    draws: int = 5000,
    seed: int = 2026,
    bounds: tuple[float, float] = (0.0, np.inf),
) -> Measure:
    """Between-group standard deviation: sqrt(BGV), with a simulated interval. Arguments as `mdm`.

    Example: values [1, 3], equal populations: 1.
    """

    def statistic(values: np.ndarray, share: np.ndarray) -> np.ndarray:
        return np.asarray(np.sqrt((share * (values - _mean(values, share)) ** 2).sum(axis=-1)))

    return _simulated(statistic, value, population, standard_error, confidence, draws, seed, bounds)


def cov(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    confidence: float = 0.95,
    draws: int = 5000,
    seed: int = 2026,
    bounds: tuple[float, float] = (0.0, np.inf),
) -> Measure:
    """Coefficient of variation: 100 * BGSD / mu, with a simulated interval. Arguments as `mdm`.

    Example: values [1, 3], equal populations: 50.
    """

    def statistic(values: np.ndarray, share: np.ndarray) -> np.ndarray:
        level = _mean(values, share)
        return _over(100 * np.sqrt((share * (values - level) ** 2).sum(axis=-1)), level[..., 0])

    return _simulated(statistic, value, population, standard_error, confidence, draws, seed, bounds, ratio_scale=True)


def mdm(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    weighted: bool = True,
    average: npt.ArrayLike | None = None,
    confidence: float = 0.95,
    draws: int = 5000,
    seed: int = 2026,
    bounds: tuple[float, float] = (0.0, np.inf),
) -> Measure:
    """Mean difference from the mean: sum p |y - mu|; unweighted: the plain average of |y - mu| over groups.

    value, population, standard_error: (..., groups). mu is the population-weighted mean, of each draw in the
    simulation, unless `average` (number or (...)) gives it. draws: at least 1,000; seed: same seed, same limits;
    bounds: lowest and highest value a group can have, for example (0, 100) for per cent. No standard_error: no
    interval.
    Errors: ValueError for too few draws, values outside the bounds, and as in `receive`.
    Example: values [1, 3], populations [3, 1]: mu = 1.5, weighted 0.75, unweighted 1.
    """

    def statistic(values: np.ndarray, share: np.ndarray) -> np.ndarray:
        level = _mean(values, share) if average is None else np.asarray(average, dtype=float)[..., None]
        return np.asarray((_weights(share, weighted) * np.abs(values - level)).sum(axis=-1))

    return _simulated(statistic, value, population, standard_error, confidence, draws, seed, bounds)


def mdb(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    higher_is_better: npt.ArrayLike,
    weighted: bool = True,
    confidence: float = 0.95,
    draws: int = 5000,
    seed: int = 2026,
    bounds: tuple[float, float] = (0.0, np.inf),
) -> Measure:
    """Mean difference from the best group: sum p |y - best|, weighted or not; each draw has its own best group.

    Arguments and errors as `mdm`. Example: values [1, 3], populations [3, 1], higher is better: 1.5; unweighted 1.
    """
    sign = direction(higher_is_better)[..., None]

    def statistic(values: np.ndarray, share: np.ndarray) -> np.ndarray:
        best = np.where(share > 0, sign * values, -np.inf).max(axis=-1, keepdims=True)
        away = np.where(share > 0, np.abs(sign * values - best), 0.0)
        return np.asarray((_weights(share, weighted) * away).sum(axis=-1))

    return _simulated(statistic, value, population, standard_error, confidence, draws, seed, bounds)


def mdr(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    reference_index: int,
    weighted: bool = True,
    confidence: float = 0.95,
    draws: int = 5000,
    seed: int = 2026,
    bounds: tuple[float, float] = (0.0, np.inf),
) -> Measure:
    """Mean difference from a reference group: sum p |y - y_ref|, weighted or not.

    reference_index: int on the group axis. A hidden reference gives a reason. Arguments and errors as `mdm`.
    Example: values [1, 3], populations [3, 1], reference 0: 0.5; unweighted 1.
    """
    places = np.shape(value)[-1] if np.ndim(value) else 0
    if not 0 <= reference_index < places:
        raise ValueError(f"reference_index: found {reference_index!r}, expected 0 to {places - 1}")

    def statistic(values: np.ndarray, share: np.ndarray) -> np.ndarray:
        away = np.abs(values - values[..., reference_index, None])
        return np.asarray((_weights(share, weighted) * away).sum(axis=-1))

    return _simulated(
        statistic, value, population, standard_error, confidence, draws, seed, bounds, needed=reference_index
    )


def idis(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None = None,
    *,
    weighted: bool = True,
    average: npt.ArrayLike | None = None,
    confidence: float = 0.95,
    draws: int = 5000,
    seed: int = 2026,
    bounds: tuple[float, float] = (0.0, np.inf),
) -> Measure:
    """Index of disparity: 100 * MDM / mu, weighted or not. Arguments and errors as `mdm`.

    Example: values [1, 3], populations [3, 1]: weighted 50, unweighted 66.667.
    """

    def statistic(values: np.ndarray, share: np.ndarray) -> np.ndarray:
        level = _mean(values, share) if average is None else np.asarray(average, dtype=float)[..., None]
        spread = (_weights(share, weighted) * np.abs(values - level)).sum(axis=-1)
        return _over(100 * spread, level[..., 0])

    return _simulated(statistic, value, population, standard_error, confidence, draws, seed, bounds, ratio_scale=True)


def _mean(values: np.ndarray, share: np.ndarray) -> np.ndarray:
    return np.asarray((share * values).sum(axis=-1, keepdims=True))


def _weights(share: np.ndarray, weighted: bool) -> np.ndarray:
    present = share > 0
    return share if weighted else np.asarray(present / np.maximum(present.sum(axis=-1, keepdims=True), 1))


def _over(amount: np.ndarray, level: np.ndarray) -> np.ndarray:
    return np.asarray(amount / np.where(level > 0, level, np.nan))


def _receive(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None,
    ratio_scale: bool = False,
    needed: int | None = None,
) -> tuple[Groups, np.ndarray]:
    groups = receive(value, population, standard_error)
    if ratio_scale and (groups.value < 0).any():
        raise ValueError(f"value: found below zero at {positions(groups.value < 0)}, expected 0 or more")
    conditions: list[Condition] = [
        (groups.count < 2, "fewer than 2 groups have a value"),
        (groups.error_missing & (standard_error is not None), "a group has a value but no standard error"),
    ]
    if needed is not None:
        conditions.insert(0, (~groups.used[..., needed], "the reference group has no value to compare with"))
    if ratio_scale:
        conditions.append((groups.average <= 0, MEAN_AT_ZERO))
    return groups, explain(groups.count.shape, *conditions)


def _normal(
    estimate: np.ndarray,
    error: np.ndarray,
    groups: Groups,
    standard_error: npt.ArrayLike | None,
    confidence: float,
    reason: np.ndarray,
) -> Measure:
    half = np.nan if standard_error is None else normal_multiplier(confidence) * error
    method = BARE if standard_error is None else DELTA
    limits = estimate - half, estimate + half
    return measure(estimate, *limits, confidence=confidence, method=method, groups_used=groups.count, reason=reason)


def _simulated(
    statistic: Statistic,
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None,
    confidence: float,
    draws: int,
    seed: int,
    bounds: tuple[float, float],
    ratio_scale: bool = False,
    needed: int | None = None,
) -> Measure:
    """The statistic at the estimates, with percentiles of the statistic over simulated values."""
    check_draws(draws)
    groups, reason = _receive(value, population, standard_error, ratio_scale, needed)
    outside = groups.used & ((groups.value < bounds[0]) | (groups.value > bounds[1]))
    if outside.any():
        raise ValueError(f"value: found outside {bounds} at {positions(outside)}, expected values within the bounds")
    estimate, method = statistic(groups.value, groups.share), BARE
    low = high = np.full(estimate.shape, np.nan)
    if standard_error is not None:
        low, high = percentiles(statistic, groups, confidence=confidence, draws=draws, seed=seed, bounds=bounds)
        method = f"percentiles of {draws:,} simulated draws (seed {seed})"
    return measure(estimate, low, high, confidence=confidence, method=method, groups_used=groups.count, reason=reason)
