"""The search behind bounds across ordered groups: the largest covariance of events with rank over all completions.

With x the ridit, e the events and N the people of each group, every index here is built from C = sum (x_j - 1/2) e_j.
1. Fixed people: C is linear in the counts with weights that grow along the groups, so the counts are filled from the
   last group backwards; over their sum (relative indices, C / sum e) the best filling stops between two groups.
2. Unknown people: C = (1 / 2N) sum over i < j of (f_i e_j - f_j e_i), f = people without the event. For fixed counts
   its largest value puts all unknown events in the last group and all other unknown people in the first.
3. The slope is C / (N v) with v = sum p (x - 1/2)^2 = (1 - sum p^3) / 12. Along any move of one kind of people between
   two groups C is linear and v concave, so a largest slope of 0 or more has all events in one group and all others in
   one group: each pair of groups is tried (exact). A largest slope below 0 may lie in between: then the limit given is
   (largest C) / (largest v), which no completion exceeds but perhaps none attains (outer).
The sign of every limit is exact unless composition is limited, or unknown people bring events that repeat.
"""

from __future__ import annotations

import numpy as np

from components.measures.bounds.bounds import larger
from components.measures.bounds.completions import Case, Completions


def highest_covariance(given: Completions, *, relative: bool) -> tuple[np.ndarray, np.ndarray]:
    """Largest sum (x - 1/2) e / N, or / sum e where `relative`, and whether it is attained; -inf where there is none.

    Both (...). With limits on composition the two kinds of unknown people are limited apart, which is an outer bound.
    """
    best, exact = np.full(given.shape, -np.inf), np.zeros(given.shape, dtype=bool)
    for case in given.cases():
        found = _upper_covariance(given, case, relative)
        best, exact = larger(best, exact, found, _attained(given, case), case.feasible)
    return best, exact


def highest_slope(given: Completions, *, relative: bool) -> tuple[np.ndarray, np.ndarray]:
    """Largest least squares slope on ridit, or slope over mean where `relative`, and whether it is attained.

    Both (...); the slope is -inf where there is no completion (or none with an event, where `relative`).
    """
    best, exact = np.full(given.shape, -np.inf), np.zeros(given.shape, dtype=bool)
    for case in given.cases():
        outer = _upper_covariance(given, case, relative)
        narrow, wide = _spread_limits(given)
        slope, attained = outer / np.where(outer < 0, wide, narrow), ~given.any_unknown
        if given.any_unknown.any():
            corner = _highest_corner(given, case, relative)
            slope = np.where(corner >= 0, np.minimum(slope, corner), slope)
            attained = attained | ((corner >= 0) & _attained(given, case))
        best, exact = larger(best, exact, slope, attained, case.feasible)
    return best, exact


def _attained(given: Completions, case: Case) -> np.ndarray:
    """Bool (...): allocating all events and all others as the search does gives real completions."""
    return ~given.any_unknown | (~given.composition_limited & ~(given.events_repeat & (case.events > 0)))


def _upper_covariance(given: Completions, case: Case, relative: bool) -> np.ndarray:
    """Point 2: unknown events from the last group backwards, others from the first onwards, as far as groups take them."""
    room = np.where(given.used, case.events[..., None], 0.0) if given.events_repeat else given.most
    events = _fill(case.events[..., None], room)
    others = _fill(case.others[..., None], given.most[..., ::-1])[..., ::-1]
    return _Filling(given, case, events, others).covariance(relative)


def _highest_corner(given: Completions, case: Case, relative: bool) -> np.ndarray:
    """Largest slope among completions with all unknown events in one group and all others in one group."""
    best = np.full(given.shape, -np.inf)
    one = np.eye(given.groups)
    others = case.others[..., None, None] * one
    for group in range(given.groups):
        events = (case.events[..., None] * one[group])[..., None, :]
        filling = _Filling(given, case, events, others)
        slope = filling.covariance(relative) / filling.spread()
        real = given.used & given.used[..., [group]]
        best = np.maximum(best, np.where(real, slope, -np.inf).max(axis=-1))
    return best


class _Filling:
    """Groups with their unknown events and others allocated; the counts are still to be filled in.

    events, others: (..., groups), or (..., choices, groups) for several allocations at once.
    """

    def __init__(self, given: Completions, case: Case, events: np.ndarray, others: np.ndarray) -> None:
        def fit(part: np.ndarray) -> np.ndarray:
            return part.reshape(part.shape[: len(given.shape)] + (1,) * extra + part.shape[len(given.shape) :])

        extra = others.ndim - given.lower.ndim
        room = given.upper - given.lower
        self.room, self.events = fit(room), fit(given.lower) + events
        bring = 0.0 if given.events_repeat else events
        self.population = fit(given.population) + others + bring
        least = given.lower.sum(axis=-1)
        self.budget = fit(np.maximum(case.least - least, 0)), fit(np.minimum(case.greatest - least, room.sum(axis=-1)))

    def covariance(self, relative: bool) -> np.ndarray:
        """Point 1: the largest sum (x - 1/2) e over N, or over sum e (-inf where there is no event)."""
        total = self.population.sum(axis=-1, keepdims=True)
        safe = np.where(total > 0, total, 1.0)
        lean = (np.cumsum(self.population, axis=-1) - self.population / 2) / safe - 0.5
        if not relative:
            wanted = np.where(lean > 0, self.room, 0.0).sum(axis=-1)
            events = self.events + _fill(np.clip(wanted, *self.budget)[..., None], self.room)
            return np.asarray((lean * events).sum(axis=-1) / safe[..., 0])
        best = np.full(lean.shape[:-1], -np.inf)
        for stop in (None, *range(self.room.shape[-1])):
            wanted = np.zeros(lean.shape[:-1]) if stop is None else self.room[..., stop:].sum(axis=-1)
            events = self.events + _fill(np.clip(wanted, *self.budget)[..., None], self.room)
            every = events.sum(axis=-1)
            found = (lean * events).sum(axis=-1) / np.where(every > 0, every, 1.0)
            best = np.maximum(best, np.where(every > 0, found, -np.inf))
        return best

    def spread(self) -> np.ndarray:
        """v = (1 - sum p^3) / 12, the variance of the groups' ridits; 1 where there is but one group."""
        total = self.population.sum(axis=-1, keepdims=True)
        share = self.population / np.where(total > 0, total, 1.0)
        return _spread((share**3).sum(axis=-1))


def _fill(amount: np.ndarray, room: np.ndarray) -> np.ndarray:
    """The amount (..., 1) put into groups from the last backwards, each up to its room (..., groups)."""
    after = np.cumsum(room[..., ::-1], axis=-1)[..., ::-1] - room
    return np.asarray(np.clip(amount - after, 0, room))


def _spread(cubes: np.ndarray) -> np.ndarray:
    left = 1 - cubes
    return np.where(left > 1e-12, left, 12.0) / 12


def _spread_limits(given: Completions) -> tuple[np.ndarray, np.ndarray]:
    """A lower and an upper bound of v over all allocations of the unknown people, (...); both v itself without any.

    sum p^3 is least when the smallest groups are filled up to one level, and greatest when the largest takes everyone.
    """
    people = given.unknown_people[..., None]
    total = given.population.sum(axis=-1, keepdims=True) + people
    total = np.where(total > 0, total, 1.0)
    order = np.sort(np.where(given.used, given.population, np.inf), axis=-1)
    level = ((people + np.cumsum(order, axis=-1)) / np.arange(1, given.groups + 1)).min(axis=-1, keepdims=True)
    even = np.where(given.used, np.maximum(given.population, np.where(people > 0, level, 0.0)), 0.0)
    largest = given.population.max(axis=-1)
    uneven = (given.population**3).sum(axis=-1) - largest**3 + (largest + people[..., 0]) ** 3
    least, most = (np.minimum(given.population + part, total) for part in (given.fewest, given.most))
    low = np.maximum(((even / total) ** 3).sum(axis=-1), ((least / total) ** 3).sum(axis=-1))
    high = np.minimum(uneven / total[..., 0] ** 3, ((most / total) ** 3).sum(axis=-1))
    return _spread(high), _spread(np.minimum(low, high))
