"""How like itself is a neighbourhood from one stretch of time to the next? The r that regression to the mean needs.

Source: Barnett, van der Pols and Dobson, Int J Epidemiol 2005;34:215 (regression to the mean and r); the correction for
departures taken from a mean that holds them: Marriott and Pope, Biometrika 1954;41:390.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.pilots.window_change import mean_of, shared_pattern
from components.measures.result import Measure, explain, measure

FEWEST_WINDOWS, FEWEST_CLUSTERS = 3, 2
METHOD = "correlation of neighbouring windows' departures from own mean, corrected for few windows"


def windows_of(values: npt.ArrayLike, length: int) -> np.ndarray:
    """Each cluster's departures from its own mean in windows of `length` periods, the newest window last.

    (clusters, periods) → (clusters, windows): the pattern all share is taken out first; periods left over at the old end
    are not used; NaN where a window has no value. Errors: ValueError for a length below 1.
    Example: one row [1, 1, 3, 3] alone has no departure: its pattern is all there is, so [0, 0] for length 2.
    """
    series = np.asarray(values, dtype=float)
    if length < 1:
        raise ValueError(f"length: found {length}, expected 1 period or more")
    flat = series - shared_pattern(series, np.ones(series.shape[-2], dtype=bool))[..., None, :]
    number = flat.shape[-1] // length
    cut = flat[..., flat.shape[-1] - number * length :].reshape(*flat.shape[:-1], number, length)
    means = mean_of(cut, ~np.isnan(cut))
    return np.asarray(means - mean_of(means, ~np.isnan(means))[..., None])


def window_reliability(values: npt.ArrayLike, length: int) -> Measure:
    """r, 0 to 1: how much of a departure in one window is still there in the next. No interval.

    raw = Σ x_k·x_{k+1}/√(Σ x_k²·Σ x_{k+1}²) over clusters and neighbouring windows. Departures from an own mean over K
    windows are correlated −1/(K − 1) by their making even where nothing lasts, so r = (raw + 1/(K − 1))/(1 + 1/(K − 1)),
    held within 0 and 1: 0 = a high is all chance and goes wholly, 1 = it stays.
    Where much lasts, few windows still give an r somewhat low, so that rather too much than too little of a change is
    put down to coming back by itself.
    values: (clusters, periods) of comparators, who were not picked and had no pilot. groups_used: clusters used.
    Example: departures of two clusters (1, 0, −1) and (−1, 0, 1): raw 0, K = 3, so r = 0.5/1.5 = 1/3.
    """
    away = windows_of(values, length)
    whole = away[~np.isnan(away).any(axis=-1)]
    number = whole.shape[-1]
    first, second = whole[:, :-1], whole[:, 1:]
    scale = np.sqrt((first**2).sum() * (second**2).sum())
    raw = (first * second).sum() / (scale if scale > 0 else 1.0)
    made = 1 / max(number - 1, 1)
    r = np.asarray(np.clip((raw + made) / (1 + made), 0.0, 1.0))
    reason = explain(
        (),
        (number < FEWEST_WINDOWS, f"fewer than {FEWEST_WINDOWS} windows of that length, so r cannot be told"),
        (len(whole) < FEWEST_CLUSTERS, "fewer than two comparators have every window, so r cannot be told"),
        (scale == 0, "the comparators do not vary, so r cannot be told"),
    )
    return measure(r, np.nan, np.nan, confidence=0.95, method=METHOD, groups_used=len(whole), reason=reason)
