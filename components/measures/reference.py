"""The level that other groups are compared with: the least disadvantaged group, the best group, or a target.

For a gap to one named group see `gap.against_reference`; here also the choice of a best, worst or largest group, and
the difference of every group from the overall average.
"""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Real

import numpy as np
import numpy.typing as npt

from components.measures.confidence import normal_multiplier
from components.measures.group_axis import Groups, direction, receive
from components.measures.result import Measure, explain, measure

NO_GROUPS = "no group has a value"


@dataclass(frozen=True, eq=False)
class Reference:
    """level, error (...): the reference and its standard error; is_group (..., groups): which group it is, if any.

    missing (...): there is no such value (the group is hidden); words: what the reference is, for display.
    """

    level: np.ndarray
    error: np.ndarray
    is_group: np.ndarray
    missing: np.ndarray
    words: str


def choose(groups: Groups, reference: str | float, higher_is_better: npt.ArrayLike) -> Reference:
    """The reference of each series. reference: 'least_disadvantaged' (last group), 'best', or a number (a target).

    A hidden last group is not replaced by its neighbour: the reference is then missing. Ties for best take the first.
    Errors: ValueError for anything else.
    Example: values [5, 9, 7], higher is better: least_disadvantaged is 7, best is 9, 8.0 is a target of 8.
    """
    places = groups.value.shape[-1]
    if isinstance(reference, str) and reference == "least_disadvantaged":
        index = np.full(groups.count.shape, places - 1)
        words = "the least disadvantaged group"
    elif isinstance(reference, str) and reference == "best":
        sign = np.broadcast_to(direction(higher_is_better), groups.count.shape)[..., None]
        index = np.where(groups.used, sign * groups.value, -np.inf).argmax(axis=-1)
        words = "the best group"
    elif isinstance(reference, Real) and not isinstance(reference, bool) and np.isfinite(reference):
        level = np.full(groups.count.shape, float(reference))
        nowhere = np.zeros(groups.value.shape, dtype=bool)
        return Reference(level, np.zeros_like(level), nowhere, groups.count == 0, f"a target of {reference:g}")
    else:
        raise ValueError(f"reference: found {reference!r}, expected 'least_disadvantaged', 'best' or a number")
    is_group = (np.arange(places) == index[..., None]) & groups.used
    level, error = ((is_group * part).sum(axis=-1) for part in (groups.value, groups.error))
    return Reference(level, error, is_group, ~is_group.any(axis=-1), words)


def pick(
    value: npt.ArrayLike, population: npt.ArrayLike | None = None, *, which: str, higher_is_better: npt.ArrayLike
) -> np.ndarray:
    """Index of the 'best', 'worst' or 'largest' group of each series, first of any ties; -1 where no group has a value.

    value, population: (..., groups). Returns int (...). Errors: ValueError for another name, and as in `receive`.
    Example: value [4, 9, 9], higher is better: best is 1, worst is 0.
    """
    groups = receive(value, population)
    sign = np.broadcast_to(direction(higher_is_better), groups.count.shape)[..., None]
    merits = {"best": sign * groups.value, "worst": -sign * groups.value, "largest": groups.population}
    if which not in merits:
        raise ValueError(f"which: found {which!r}, expected 'best', 'worst' or 'largest'")
    if which == "largest" and population is None:
        raise ValueError("population: found none, expected one per group to find the largest")
    index = np.where(groups.used, merits[which], -np.inf).argmax(axis=-1)
    return np.where(groups.count > 0, index, -1)


def against_overall(
    value: npt.ArrayLike,
    population: npt.ArrayLike | None,
    standard_error: npt.ArrayLike | None,
    *,
    higher_is_better: npt.ArrayLike,
    correlation: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Measure:
    """Each group's difference from the overall average, positive = the group is worse off than average.

    d_j = +-(mu - y_j), mu = sum p y; its variance allows for the group being part of the average:
    (1 - p_j)^2 se_j^2 + sum over the others of p_k^2 se_k^2. value, population, standard_error: (..., groups). `correlation`
    (..., groups, groups) says how the groups' errors go together; the variance is c' R c of c_k = ((k is j) - p_k) se_k.
    Errors: ValueError as in `receive`.
    Example: values [10, 20], equal populations, higher is better: differences [5, -5].
    """
    groups = receive(value, population, standard_error)
    sign = np.broadcast_to(direction(higher_is_better), groups.count.shape)[..., None]
    estimate = sign * (groups.average[..., None] - groups.value)
    size = groups.value.shape[-1]
    together = np.eye(size) if correlation is None else np.asarray(correlation, dtype=float)
    errors = np.nan_to_num(groups.error)[..., None, :]
    weights = (np.eye(size) - groups.share[..., None, :]) * errors
    error = np.sqrt(np.maximum(np.einsum("...ji,...ik,...jk->...j", weights, together, weights), 0))
    half = normal_multiplier(confidence) * error
    reason = explain(
        estimate.shape,
        (~groups.used, "the group's value or population is hidden or missing"),
        ((groups.count < 2)[..., None], "no other group has a value to compare with"),
        (groups.error_missing[..., None], "a group has a value but no standard error"),
    )
    used = groups.count[..., None] * (reason == "")
    limits = estimate - half, estimate + half
    method = "normal, the group's part in the average allowed for"
    return measure(estimate, *limits, confidence=confidence, method=method, groups_used=used, reason=reason)
