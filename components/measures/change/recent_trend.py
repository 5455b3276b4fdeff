"""Recent trend of a count: chi-squared test for trend over the last five periods.

Sources: Armitage, Biometrics 1955;11:375 (proportions); the same with Poisson variance for rates; OHID Fingertips
technical guidance, "recent trend".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from components.measures.confidence import check_confidence
from components.measures.group_axis import direction
from components.measures.result import explain
from components.measures.values.proportion import check_counts
from components.measures.values.rate import check_events

PERIODS = 5


@dataclass(frozen=True, eq=False)
class RecentTrend:
    """statistic (chi-squared, 1 degree of freedom), p_value: float (...), NaN exactly where `reason` is not ''.

    direction: 'increasing', 'decreasing', 'no significant change' or 'cannot tell'.
    judgement: 'getting better' or 'getting worse'; '' when there is no clear change or no good direction.
    """

    statistic: np.ndarray
    p_value: np.ndarray
    direction: np.ndarray
    judgement: np.ndarray
    confidence: float
    reason: np.ndarray


def recent_trend(
    events: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    kind: str = "proportion",
    higher_is_better: npt.ArrayLike | None = None,
    periods: int = PERIODS,
    confidence: float = 0.95,
) -> RecentTrend:
    """Chi-squared for linear trend of x/n over the last `periods` equally spaced periods.

    u = sum t(x - n r), r = sum x / sum n; chi2 = u^2 / (r (sum n t^2 - (sum n t)^2 / sum n)), for kind='proportion'
    divided by (1 - r) as well. Every one of the last periods must have a value.
    events, population: (..., times), oldest first. higher_is_better: True, False (or an array), None = no judgement.
    Errors: ValueError for another kind, fewer than 3 periods asked for, negative counts, events above people
    (proportions).
    Example: 10, 20, 30, 40, 50 events in 100 each: chi2 = 47.62, increasing.
    """
    if kind not in ("proportion", "rate"):
        raise ValueError(f"kind: found {kind!r}, expected 'proportion' or 'rate'")
    if periods < 3:
        raise ValueError(f"periods: found {periods}, expected 3 or more")
    events, people = (check_counts if kind == "proportion" else check_events)(events, population)
    if events.ndim == 0:
        raise ValueError("events: found a single number, expected an array whose last axis is time")
    enough = events.shape[-1] >= periods
    events, people = events[..., -periods:], people[..., -periods:]
    known = ~np.isnan(events) & (people > 0)
    reason = _reasons(events, people, known, enough, kind, periods)
    slope, statistic = _chi_squared(np.where(known, events, 0.0), np.where(known, people, 0.0), kind)
    statistic = np.where(reason == "", statistic, np.nan)
    p_value = special.chdtrc(1, statistic)
    with np.errstate(invalid="ignore"):
        clear = p_value < 1 - check_confidence(confidence)
    named = [(reason != "", "cannot tell"), (clear & (slope > 0), "increasing"), (clear & (slope < 0), "decreasing")]
    moved = np.select([holds for holds, _ in named], [name for _, name in named], default="no significant change")
    return RecentTrend(statistic, p_value, moved, _judge(moved, higher_is_better), confidence, reason)


def _reasons(
    events: np.ndarray, people: np.ndarray, known: np.ndarray, enough: bool, kind: str, periods: int
) -> np.ndarray:
    shape = events.shape[:-1]
    total, everyone = (np.where(known, part, 0.0).sum(axis=-1) for part in (events, people))
    same = (total == 0) | ((total == everyone) & (kind == "proportion"))
    return explain(
        shape,
        (np.full(shape, not enough), f"fewer than {periods} periods, too few for a recent trend"),
        (~known.all(axis=-1), f"one of the last {periods} periods is hidden, missing or without population"),
        (same, "nobody, or everybody, has the event in every period"),
    )


def _chi_squared(events: np.ndarray, people: np.ndarray, kind: str) -> tuple[np.ndarray, np.ndarray]:
    time = np.arange(events.shape[-1], dtype=float)
    total = people.sum(axis=-1)
    safe = np.where(total > 0, total, 1.0)
    level = events.sum(axis=-1) / safe
    slope = (time * (events - people * level[..., None])).sum(axis=-1)
    spread = (people * time**2).sum(axis=-1) - (people * time).sum(axis=-1) ** 2 / safe
    variance = level * spread * ((1 - level) if kind == "proportion" else 1.0)
    return slope, slope**2 / np.where(variance > 0, variance, np.inf)


def _judge(moved: np.ndarray, higher_is_better: npt.ArrayLike | None) -> np.ndarray:
    if higher_is_better is None:
        return np.full(moved.shape, "")
    rise = np.select([moved == "increasing", moved == "decreasing"], [1.0, -1.0], default=0.0)
    better = rise * direction(higher_is_better)
    return np.select([better > 0, better < 0], ["getting better", "getting worse"], default="")
