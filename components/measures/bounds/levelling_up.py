"""Bounds of the levelling-up count: how many people would change if every group did as well as a reference group.

The count grows as the reference gets better and as the other groups get worse, so each limit has the reference at one
end and the others at the other. Unknown people of the kind that moves the reference that way all go to the reference,
the other kind to the other groups: all to one of them for the largest count (it is convex in them), spread so that none
passes the reference for the smallest.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.bounds.bounds import Bounds, bounds, larger
from components.measures.bounds.completions import Case, Completions
from components.measures.group_axis import direction
from components.measures.result import explain

METHOD = "closed form over all completions"
NO_REFERENCE = "the reference group's count or population is missing"
TOO_FEW = "no other group has a count (or its range) and people"


def levelling_up_bounds(given: Completions, *, higher_is_better: npt.ArrayLike, reference: int = -1) -> Bounds:
    """Bounds of sum n_j max(0, y_ref - y_j), mirrored for an adverse indicator, in people (or events), (...).

    reference: place of the reference group, the least disadvantaged (last) unless given. n_j includes the unknown people
    a group receives. `exact` is False where a total (the counts furthest apart do not add up to it), a limit on
    composition (not used here) or whole people could make the truth narrower: the limits hold all the same.
    Errors: ValueError for a place outside the group axis.
    Example: counts 1 to 7 and 10, of 50 each, higher is better: 3 to 9 people.
    """
    if not -given.groups <= reference < given.groups:
        raise ValueError(f"reference: found {reference!r}, expected a place from 0 to {given.groups - 1}")
    at = reference % given.groups
    favourable = np.broadcast_to(direction(higher_is_better) > 0, given.shape)
    own = explain(given.shape, (~given.used[..., at], NO_REFERENCE), (given.used.sum(axis=-1) < 2, TOO_FEW))
    reason = np.where(given.reason != "", given.reason, own)
    (low, low_exact), (high, high_exact) = (_extreme(given, at, favourable, largest) for largest in (False, True))
    lower, upper = (np.where(reason == "", limit, np.nan) for limit in (low, high))
    return bounds(lower, upper, method=METHOD, exact=low_exact & high_exact, reason=reason)


def _extreme(given: Completions, at: int, favourable: np.ndarray, largest: bool) -> tuple[np.ndarray, np.ndarray]:
    """Smallest or largest count over all cases, and whether it is attained."""
    sign = 1.0 if largest else -1.0
    best, exact = np.full(given.shape, -np.inf), np.zeros(given.shape, dtype=bool)
    for case in given.cases():
        found, attained = _count(given, case, at, favourable, largest)
        best, exact = larger(best, exact, sign * found, attained, case.feasible)
    return sign * best, exact


def _count(
    given: Completions, case: Case, at: int, favourable: np.ndarray, largest: bool
) -> tuple[np.ndarray, np.ndarray]:
    """The extreme count for one number of unknown events, and whether it is attained."""
    raised = favourable == largest  # the reference at its highest value, the others at their lowest
    low, high = case.reach(given)
    counts = np.where(raised[..., None], low, high)
    counts[..., at] = np.where(raised, high[..., at], low[..., at])
    adds_up = (counts.sum(axis=-1) >= case.least) & (counts.sum(axis=-1) <= case.greatest)
    bring = 0.0 if given.events_repeat else 1.0
    events, people = np.where(raised, case.events, 0.0), np.where(raised, bring * case.events, case.others)
    everyone = given.population[..., at] + people
    level = (counts[..., at] + events) / np.where(everyone > 0, everyone, 1.0)
    behind = np.where(favourable, 1.0, -1.0)[..., None] * (level[..., None] * given.population - counts)
    others = given.used & (np.arange(given.groups) != at)
    behind = np.where(others, behind, -np.inf if largest else 0.0)
    left, each = np.where(raised, case.others, case.events), np.where(raised, level, 1 - bring * level)
    unlimited = ~given.any_unknown | (~given.composition_limited & ~(given.events_repeat & (case.events > 0)))
    if largest:
        return _worsened(behind, left * each), adds_up & unlimited
    count, whole = _made_up(np.maximum(behind, 0), left, each)
    return count, adds_up & unlimited & whole


def _worsened(behind: np.ndarray, amount: np.ndarray) -> np.ndarray:
    """The count with all unknown people in the one other group where they add most; -inf marks groups not used."""
    count = np.maximum(behind, 0)
    gain = np.where(np.isfinite(behind), np.maximum(behind + amount[..., None], 0) - count, 0.0)
    return np.asarray(count.sum(axis=-1) + gain.max(axis=-1))


def _made_up(behind: np.ndarray, left: np.ndarray, each: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The count with unknown people spread so that each makes up for as much as they can, and whether whole ones do."""
    amount, total = left * each, behind.sum(axis=-1)
    step = np.where(each > 0, each, 1.0)[..., None]
    fits = np.floor(behind / step + 1e-9).sum(axis=-1) >= left
    clears = np.ceil(behind / step - 1e-9).sum(axis=-1) <= left
    return np.maximum(total - amount, 0), fits | clears | ~(amount > 0)
