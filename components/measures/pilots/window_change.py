"""Each neighbourhood's mean before and since a start, fair to those that lack some periods, and the noise of one period.

Source: two-way layout (neighbourhood, period) with one value a cell; Scheffé, The Analysis of Variance, 1959, ch. 4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class WindowChange:
    """before, after: (..., clusters), means over each window, NaN where a cluster has no value in it.

    noise: (...), variance of one period's value about its own window's mean, beyond the pattern all share; NaN where
    too few values say. freedom: (...), degrees of freedom of the noise.
    """

    before: np.ndarray
    after: np.ndarray
    noise: np.ndarray
    freedom: np.ndarray


def shared_pattern(values: npt.ArrayLike, reference: npt.ArrayLike) -> np.ndarray:
    """What every period has in common, seasons above all: the mean departure of the reference clusters from themselves.

    P_t = mean over reference clusters c of (y_ct − ȳ_c). values: (..., clusters, periods), NaN = no value. reference:
    bool (clusters,). Returns (..., periods), 0 where no reference cluster has a value.
    Errors: ValueError for a reference that does not fit the clusters.
    Example: rows [1, 3] and [2, 6]: departures (−1, 1) and (−2, 2), so (−1.5, 1.5).
    """
    series, chosen = _received(values, reference)
    known = ~np.isnan(series) & chosen[:, None]
    away = np.where(known, series - mean_of(series, known)[..., None], 0.0)
    return np.asarray(away.sum(axis=-2) / np.maximum(known.sum(axis=-2), 1))


def window_change(
    values: npt.ArrayLike, before: npt.ArrayLike, after: npt.ArrayLike, reference: npt.ArrayLike
) -> WindowChange:
    """The means of each cluster before and after, with the shared pattern taken out, and the noise of one period.

    values: (..., clusters, periods). before, after: bool (periods,). reference: bool (clusters,), the comparators, who
    tell the pattern and the noise. With no value missing the differences between clusters are those of plain means;
    where some lack periods, the pattern keeps a missing winter from looking like a change.
    noise = Σ e²/((m − 1)(n_before − 1 + n_after − 1)), e the residual of neighbourhood and period within each window.
    Example: rows [1, 3, 5], [1, 3, 5], before the first two, after the last, both reference: before 3.0 and 3.0 (the
    pattern −2, 0, 2 is taken out), after 3.0, noise 0.
    """
    series, chosen = _received(values, reference)
    flat = series - shared_pattern(series, chosen)[..., None, :]
    windows = [np.asarray(each, dtype=bool) & ~np.isnan(flat) for each in (before, after)]
    means = [mean_of(flat, window) for window in windows]
    total, freedom = np.zeros(flat.shape[:-2]), np.zeros(flat.shape[:-2])
    for window, average in zip(windows, means, strict=True):
        used = window & chosen[:, None]
        away = np.where(used, flat - average[..., None], 0.0)
        away = np.where(used, away - (away.sum(axis=-2) / np.maximum(used.sum(axis=-2), 1))[..., None, :], 0.0)
        total = total + (away**2).sum(axis=(-2, -1))
        clusters, periods = used.any(axis=-1).sum(axis=-1), used.any(axis=-2).sum(axis=-1)
        freedom = freedom + np.maximum(used.sum(axis=(-2, -1)) - clusters - periods + 1, 0) * (clusters > 0)
    noise = np.where(freedom > 0, total / np.maximum(freedom, 1), np.nan)
    return WindowChange(means[0], means[1], noise, freedom)


def mean_of(series: npt.ArrayLike, chosen: npt.ArrayLike) -> np.ndarray:
    """The mean over the last axis of what is chosen; NaN where nothing is. Shapes broadcast."""
    count = np.asarray(chosen).sum(axis=-1)
    total = np.where(chosen, series, 0.0).sum(axis=-1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _received(values: npt.ArrayLike, reference: npt.ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    series, chosen = np.asarray(values, dtype=float), np.asarray(reference)
    if series.ndim < 2:
        raise ValueError(f"values: found shape {series.shape}, expected (..., neighbourhoods, periods)")
    if chosen.dtype != bool or chosen.shape != (series.shape[-2],):
        raise ValueError(f"reference: found {reference!r}, expected one True or False for each of {series.shape[-2]}")
    return series, chosen
