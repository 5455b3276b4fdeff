"""A need index put together from several predictors with weights of one's own choosing, and how far it hangs on them.

Source: the weighted-capitation idea of NHS England's technical guide to allocations (people weighted by relative need), with
open weights; the order of neighbourhoods under uncertain weights after Saisana, Saltelli & Tarantola, J R Stat Soc A
2005;168:307.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from components.measures.confidence import check_confidence
from components.measures.need.need_index import need_index
from components.measures.result import Measure, explain, measure

FEWEST_DRAWS = 1000


@dataclass(frozen=True, eq=False)
class Composite:
    """Need of each neighbourhood, for one set of weights or many at once.

    weighted      (..., neighbourhoods) people counted by need; NaN where a predictor with weight is not known
    index         (..., neighbourhoods) need for each person over that of the whole; 1 = as the whole
    contribution  (..., predictors, neighbourhoods) what each predictor adds to index − 1; they sum to it exactly
    """

    weighted: np.ndarray
    index: np.ndarray
    contribution: np.ndarray


def composite_need(
    level: npt.ArrayLike, people: npt.ArrayLike, weight: npt.ArrayLike, *, cap: float = np.inf
) -> Composite:
    """People weighted by the mean of each predictor's level over the whole area's level.

    level: (predictors, neighbourhoods), 0 or more, in any unit (a share of people, a score); people: (neighbourhoods,);
    weight: (..., predictors), 0 or more, not all 0: only their proportions count. cap: the most times the whole area's level
    that a neighbourhood can count for on one predictor, 1 or more. A predictor that nobody has anywhere counts as level.
    A neighbourhood without people, or without a predictor that has weight, is left out of the whole and is NaN.
    Errors: ValueError for shapes that do not fit, negative or infinite numbers, weights that are all 0, a cap under 1.
    Example: levels [[0.1, 0.3]], people [100, 100], weight [1]: index [0.5, 1.5].
    """
    level, people, share = _checked(level, people, weight, cap)
    needed = (share > 0).reshape(-1, len(level)).any(axis=0)
    used = ~np.isnan(level[needed]).any(axis=0) & (people > 0)
    counted = np.where(used, people, 0.0)
    total = counted.sum() or 1.0
    known = np.where(used & ~np.isnan(level), level, 0.0)
    whole = (known @ counted / total)[:, None]
    relative = np.minimum(np.where(whole > 0, known / np.where(whole > 0, whole, 1.0), 1.0), cap)
    middle = relative @ counted / total
    raw = np.where(used, share @ relative, np.nan)
    mean = (share @ middle)[..., None, None]
    contribution = share[..., None] * (relative - middle[:, None]) / np.where(mean > 0, mean, np.nan)
    weighted = raw * people
    return Composite(weighted, need_index(weighted, people), np.where(used, contribution, np.nan))


def need_rank_ranges(
    level: npt.ArrayLike,
    people: npt.ArrayLike,
    weight: npt.ArrayLike,
    *,
    cap: float = np.inf,
    factor: float = 2.0,
    draws: int = 2000,
    seed: int = 2026,
    confidence: float = 0.95,
) -> Measure:
    """Rank of each neighbourhood (1 = most need) and the range of its rank when every weight could be wrong.

    Every draw multiplies each weight by a number between 1/factor and factor, even on the log scale, each by itself; a weight
    of 0 stays 0. Arguments as `composite_need`, weight (predictors,). Same seed, same answer. The range is of the weights
    only: it says nothing of errors in the predictors.
    Errors: ValueError for fewer than 1,000 draws, a factor under 1, and as `composite_need`.
    Example: one predictor with weight: no range, for weights cannot change the order.
    """
    if draws < FEWEST_DRAWS or not factor >= 1:
        raise ValueError(f"found {draws} draws and factor {factor}; expected at least {FEWEST_DRAWS} and 1")
    weight = np.asarray(weight, dtype=float)
    index = composite_need(level, people, weight, cap=cap).index
    source = np.random.default_rng(seed)
    drawn = weight * factor ** source.uniform(-1, 1, (draws, len(weight)))
    used = ~np.isnan(index)
    simulated = stats.rankdata(-composite_need(level, people, drawn, cap=cap).index[:, used].round(12), axis=-1)
    tail = (1 - check_confidence(confidence)) / 2
    estimate, lower, upper = (np.full(index.shape, np.nan) for _ in range(3))
    estimate[used] = stats.rankdata(-index[used].round(12))
    limits = np.quantile(simulated, [tail, 1 - tail], axis=0, method="inverted_cdf")
    lower[used], upper[used] = np.minimum(limits[0], estimate[used]), np.maximum(limits[1], estimate[used])
    reason = explain(index.shape, (~used, "a predictor with weight is hidden or missing here"))
    method = f"percentiles of rank over {draws:,} draws of weights within {factor:g} times (seed {seed})"
    counted = np.where(used, used.sum(), 0)
    return measure(estimate, lower, upper, confidence=confidence, method=method, groups_used=counted, reason=reason)


def _checked(
    level: npt.ArrayLike, people: npt.ArrayLike, weight: npt.ArrayLike, cap: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    level, people, weight = (np.asarray(each, dtype=float) for each in (level, people, weight))
    if level.ndim != 2 or people.shape != level.shape[1:] or weight.shape[-1:] != level.shape[:1]:
        found = f"level {level.shape}, people {people.shape}, weight {weight.shape}"
        raise ValueError(
            f"found shapes {found}; expected (predictors, neighbourhoods), (neighbourhoods,), (..., predictors)"
        )
    for name, array in (("level", level), ("people", people), ("weight", weight)):
        if (array < 0).any() or np.isinf(array).any():
            raise ValueError(f"{name}: found a negative or infinite number; expected 0 or more")
    total = weight.sum(axis=-1, keepdims=True)
    if not (total > 0).all() or not cap >= 1:
        raise ValueError(f"found weights {weight} and cap {cap}; expected some weight above 0 and a cap of 1 or more")
    return level, people, weight / total
