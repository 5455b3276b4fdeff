"""How long people wait for something that not all of them have had yet: the middle time, those still waiting counted in.

To leave out who still waits would make every wait look short. Source: Kaplan & Meier, J Am Stat Assoc 1958;53:457 (the
curve); Brookmeyer & Crowley, Biometrics 1982;38:29 (limits of its median); both by `scipy.stats.ecdf`.
"""

from __future__ import annotations

import warnings

import numpy as np
import numpy.typing as npt
from scipy.stats import CensoredData, ecdf

from components.measures.result import Measure, explain, measure, positions

METHOD = "Kaplan-Meier, limits on the log-log scale"
NO_INTERVAL = "Kaplan-Meier, too few have ended for an interval"
# Fewer waits that have ended say next to nothing of the middle one.
FEWEST_ENDED = 5
TOO_FEW = f"fewer than {FEWEST_ENDED} have ended"
STILL_OPEN = "fewer than half have ended"


def median_wait(days: npt.ArrayLike, ended: npt.ArrayLike, *, confidence: float = 0.95) -> Measure:
    """The time by which half of all waits have ended, with its interval: one number, in the unit of `days`.

    days: (waits,), how long each lasted or has lasted so far, 0 or more; ended: (waits,) bool. The median is the first time
    at which the Kaplan-Meier curve is one half or less; its limits are where the curve's own limits are. Where the upper
    limit is never reached there is no interval. No number where fewer than five have ended, or the curve stays above half.
    Errors: ValueError for shapes that differ, and days below 0 or not finite.
    Example: 1, 2, 3, 4, 5, all ended, gives 3; were those of 1 and 2 still going on after a day, there would be too few.
    """
    days, ended = np.asarray(days, dtype=float), np.asarray(ended, dtype=bool)
    if days.shape != ended.shape or days.ndim != 1:
        raise ValueError(f"found shapes {days.shape} and {ended.shape}, expected one shape (waits,)")
    if (wrong := ~np.isfinite(days) | (days < 0)).any():
        raise ValueError(f"days: found below 0 or not finite at {positions(wrong)}, expected 0 or more")
    middle = lower = upper = np.nan
    if ended.sum() >= FEWEST_ENDED:
        left = ecdf(CensoredData(uncensored=days[ended], right=days[~ended])).sf
        with warnings.catch_warnings():
            # Where nobody waits any more the limits are not defined, which is known: they are then not looked at.
            warnings.simplefilter("ignore", RuntimeWarning)
            limits = left.confidence_interval(confidence_level=confidence, method="log-log")
        curves = (left.probabilities, limits.low.probabilities, limits.high.probabilities)
        middle, lower, upper = (_first(left.quantiles, curve) for curve in curves)
    sure = bool(np.isfinite(lower) and np.isfinite(upper))
    return measure(
        middle,
        lower if sure else np.nan,
        upper if sure else np.nan,
        confidence=confidence,
        method=METHOD if sure else NO_INTERVAL,
        groups_used=1,
        reason=explain((), (ended.sum() < FEWEST_ENDED, TOO_FEW), (np.isnan(middle), STILL_OPEN)),
    )


def _first(times: np.ndarray, curve: np.ndarray) -> float:
    """The first time at which a falling curve is one half or less; NaN where it never is."""
    at = np.flatnonzero(curve <= 0.5)
    return float(times[at[0]]) if len(at) else np.nan
