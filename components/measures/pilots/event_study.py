"""Period by period, how far was the pilot from its comparators, beyond how far it was before the start?

Source: event study of one treated group: Angrist and Pischke, Mostly Harmless Econometrics, 2009, ch. 5; limits from the
comparators' own departures: Conley and Taber, Rev Econ Stat 2011;93:113.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.confidence import student_multiplier
from components.measures.group_axis import direction
from components.measures.pilots.window_change import mean_of
from components.measures.result import Measure, explain, measure

METHOD = "pilot less comparators, beyond the periods before; limits from the comparators' own departures"
FEWEST_COMPARATORS = 2


def event_study(
    values: npt.ArrayLike,
    is_pilot: npt.ArrayLike,
    before: npt.ArrayLike,
    *,
    higher_is_better: npt.ArrayLike,
    confidence: float = 0.95,
) -> Measure:
    """For every period, pilot less comparators relative to the mean of the periods before; positive = pilot better.

    e_ct = y_ct − mean of c's own values before; estimate_t = ± (mean e of pilots − mean e of comparators), limits
    ± t_{m−1}·s_t·√(1/n_pilots + 1/m) with s_t the comparators' standard deviation of e_ct. Since e holds the mean before,
    the sampling of the reference periods is in s_t, and a period before is closer to nought than one after.
    values: (..., clusters, periods), NaN = no value. is_pilot: bool (clusters,). before: bool (periods,). Returns
    (..., periods). A pilot's own spread is not used: the comparators' stands for it.
    Errors: ValueError for shapes that do not fit or an is_pilot that is not bool.
    Example: pilot [1, 1, 5], comparators [0, 0, 0] and [0, 0, 2], before = the first two: third 4 − 1 = 3, limits
    3 ± 12.706·√2·√1.5.
    """
    series, flag, early = np.asarray(values, dtype=float), np.asarray(is_pilot), np.asarray(before)
    if series.ndim < 2 or flag.dtype != bool or flag.shape != (series.shape[-2],):
        raise ValueError(f"is_pilot: found {is_pilot!r}, expected one True or False a row of values {series.shape}")
    if early.dtype != bool or early.shape != (series.shape[-1],):
        raise ValueError(f"before: found {before!r}, expected one True or False for each of {series.shape[-1]} periods")
    away = series - mean_of(series, early & ~np.isnan(series))[..., None]
    known = ~np.isnan(away)
    pilot, n_pilot = _mean_and_count(away, known & flag[:, None])
    other, n_other = _mean_and_count(away, known & ~flag[:, None])
    off = np.where(known & ~flag[:, None], away - other[..., None, :], 0.0)
    spread = np.sqrt((off**2).sum(axis=-2) / np.maximum(n_other - 1, 1))
    error = spread * np.sqrt(1 / np.maximum(n_pilot, 1) + 1 / np.maximum(n_other, 1))
    estimate = direction(higher_is_better) * (pilot - other)
    half = student_multiplier(confidence, np.maximum(n_other - 1, 1)) * error
    reason = explain(
        estimate.shape,
        (n_pilot == 0, "the pilot has no figure in this period, or none before the start"),
        (n_other < FEWEST_COMPARATORS, "fewer than two comparators have a figure in this period and before the start"),
    )
    return measure(
        estimate,
        estimate - half,
        estimate + half,
        confidence=confidence,
        method=METHOD,
        groups_used=n_pilot + n_other,
        reason=reason,
    )


def _mean_and_count(away: np.ndarray, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mean over clusters of what is chosen, (..., periods), and how many that is."""
    count = chosen.sum(axis=-2)
    return np.where(chosen, away, 0.0).sum(axis=-2) / np.maximum(count, 1), count
