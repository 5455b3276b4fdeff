"""What does a unit of a pilot's effect cost? Told only where the effect is beyond chance.

Source: Fieller, J R Stat Soc B 1954;16:175; Briggs, O'Brien and Blackhouse, Annu Rev Public Health 2002;23:377 (why a ratio
over an effect that may be nought has no interval).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.result import Measure, explain, measure

METHOD = "Fieller, for a cost that is counted and an effect that is estimated"
NOT_BEYOND_CHANCE = "the effect may be nought, so what a unit of it costs has no upper limit"
NO_COST = "the cost is not known"
NO_EFFECT = "the effect is not known"


def cost_of_effect(
    cost: npt.ArrayLike,
    effect: npt.ArrayLike,
    lower: npt.ArrayLike,
    upper: npt.ArrayLike,
    *,
    cost_range: tuple[npt.ArrayLike, npt.ArrayLike] | None = None,
    confidence: float = 0.95,
) -> Measure:
    """Pounds for each unit of effect: cost / effect, with limits least cost / upper and most cost / lower.

    cost: pounds, not below 0, any shape. effect, lower, upper: in the effect's own units, positive = better, shapes that
    broadcast; NaN = not known. cost_range: the least and the most it may have cost (None: the cost alone). Fieller's limits
    for a cost without sampling error are the c for which the interval of cost − c × effect holds 0: where lower is above 0,
    from cost / upper to cost / lower; where the interval of the effect holds 0 they have no end, and where it lies below
    nothing was gained: then there is no number, only a reason.
    Errors: ValueError for a cost below 0, limits in the wrong order or a range that does not hold the cost.
    Example: 12,000 pounds and an effect of 4 (2 to 6) points: 3,000 a point, 2,000 to 6,000. With 4 (−1 to 9): no number.
    """
    spent, effect, lower, upper = np.broadcast_arrays(
        *(np.asarray(each, dtype=float) for each in (cost, effect, lower, upper))
    )
    least, most = (np.asarray(end, dtype=float) for end in (cost_range or (spent, spent)))
    _check(spent, effect, lower, upper, least, most)
    shape = np.broadcast_shapes(spent.shape, least.shape, most.shape)
    reason = explain(
        shape,
        (np.isnan(spent) | np.isnan(least) | np.isnan(most), NO_COST),
        (np.isnan(effect) | np.isnan(lower) | np.isnan(upper), NO_EFFECT),
        (~(lower > 0), NOT_BEYOND_CHANCE),
    )
    told = reason == ""
    over = [np.where(told, each, 1.0) for each in (effect, lower, upper)]
    return measure(
        np.broadcast_to(spent, shape) / over[0],
        least / over[2],
        most / over[1],
        confidence=confidence,
        method=METHOD,
        groups_used=1,
        reason=reason,
    )


def _check(
    cost: np.ndarray, effect: np.ndarray, lower: np.ndarray, upper: np.ndarray, least: np.ndarray, most: np.ndarray
) -> None:
    if (least < 0).any():
        raise ValueError(f"cost: found {float(np.nanmin(least))}, expected 0 or more")
    if (lower > effect).any() or (effect > upper).any():
        raise ValueError("lower, upper: found limits that do not hold the effect, expected lower ≤ effect ≤ upper")
    if (least > cost).any() or (cost > most).any():
        raise ValueError("cost_range: found a range that does not hold the cost, expected least ≤ cost ≤ most")
