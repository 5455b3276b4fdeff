"""The search behind bounds of one or two groups: how counts and unknown people can be set against a pair of groups.

With x events among n known people, and m unknown people received of whom a have the event, a group's value is
(x + a)/(n + m). With u events among U unknown people, it is largest for each m when a = min(m, u), and smallest when
a = max(0, m - (U - u)); both can be had at once in two different groups, whatever the third groups must receive. The
first grows with m up to u and then falls, the second falls up to U - u and then grows. So the greatest contrast has
m1 = u and m2 = U - u or as near as the limits on composition allow. Where they do not allow both (third groups must have
a part, or cannot take the rest), it lies on a line m1 + m2 = S, between m1 = u and m1 = S - (U - u): at either of them,
or at the one stationary point where both groups would gain from more people than there are.
Where events repeat, people and events are allocated apart: a = u with m as small as can be, a = 0 with m as large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from components.measures.bounds.completions import Case, Completions

# `difference` or `ratio`, of the value of the first group of each pair and that of the second.
Contrast = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True, eq=False)
class Side:
    """One group of each pair: its count (already at its extreme), people, and how many unknown people it can get."""

    count: np.ndarray
    population: np.ndarray
    fewest: np.ndarray
    most: np.ndarray

    def value(self, events: np.ndarray, people: np.ndarray) -> np.ndarray:
        """(x + a) / (n + m); 0 for a group without people, which is not used."""
        everyone = self.population + people
        return np.asarray((self.count + events) / np.where(everyone > 0, everyone, 1.0))

    def largest(self, people: np.ndarray, unknown: Unknown) -> np.ndarray:
        """Largest value the side can have with that many of the unknown people."""
        return self.value(unknown.events if unknown.apart else np.minimum(people, unknown.events), people)

    def smallest(self, people: np.ndarray, unknown: Unknown) -> np.ndarray:
        """Smallest value the side can have with that many of the unknown people."""
        return self.value(np.maximum(people - unknown.others, 0), people)


@dataclass(frozen=True, eq=False)
class Unknown:
    """The unknown of one case, shaped to go with pairs: people, events among them, the rest; `apart` = events repeat.

    turn_up: the number of people at which the largest value turns from growing to falling.
    """

    people: np.ndarray
    events: np.ndarray
    others: np.ndarray
    apart: bool

    @staticmethod
    def of(given: Completions, case: Case) -> Unknown:
        people, events, others = (part[..., None] for part in (given.unknown_people, case.events, case.others))
        return Unknown(people, events, others, given.events_repeat)

    @property
    def turn_up(self) -> np.ndarray:
        return np.zeros_like(self.events) if self.apart else self.events


def difference(high: np.ndarray, low: np.ndarray) -> np.ndarray:
    return np.asarray(high - low)


def ratio(high: np.ndarray, low: np.ndarray) -> np.ndarray:
    """high / low; infinite where only `low` is zero, and 0 where `high` is."""
    quotient = high / np.where(low > 0, low, 1.0)
    return np.where(low > 0, quotient, np.where(high > 0, np.inf, 0.0))


def value_limits(given: Completions) -> tuple[np.ndarray, np.ndarray]:
    """Smallest and largest value of each group alone, (..., groups); infinite where there is no completion."""
    low, high = np.full(given.lower.shape, np.inf), np.full(given.lower.shape, -np.inf)
    for case in given.cases():
        unknown, possible = Unknown.of(given, case), case.feasible[..., None]
        counts = case.reach(given)
        poor, rich = (Side(count, given.population, given.fewest, given.most) for count in counts)
        smallest = poor.smallest(np.clip(unknown.others, given.fewest, given.most), unknown)
        largest = rich.largest(np.clip(unknown.turn_up, given.fewest, given.most), unknown)
        low = np.minimum(low, np.where(possible, smallest, np.inf))
        high = np.maximum(high, np.where(possible, largest, -np.inf))
    return low, high


def highest_contrast(given: Completions, high: np.ndarray, low: np.ndarray, contrast: Contrast) -> np.ndarray:
    """Largest contrast(value of `high`, value of `low`) over all completions, (..., pairs); -inf where there is none.

    high, low: int (..., pairs), places of two different groups (where they are the same the answer means nothing).
    contrast: `difference` or `ratio`.
    """
    best = np.full(high.shape, -np.inf)
    for case in given.cases():
        unknown = Unknown.of(given, case)
        rich, poor = _sides(given, case, high, low)
        line, ends = _line(given, rich, poor, unknown)
        for people in _candidates(rich, poor, unknown, line, contrast):
            people = np.clip(people, *ends)
            found = contrast(rich.largest(people, unknown), poor.smallest(line - people, unknown))
            best = np.maximum(best, np.where(case.feasible[..., None], found, -np.inf))
    return best


def _sides(given: Completions, case: Case, high: np.ndarray, low: np.ndarray) -> tuple[Side, Side]:
    """The pair with the counts furthest apart: the total can hold back one end only, and by how much is known."""
    (rich_lower, rich_upper), (poor_lower, poor_upper) = (
        [np.take_along_axis(end, at, axis=-1) for end in (given.lower, given.upper)] for at in (high, low)
    )
    third_lower = given.lower.sum(axis=-1, keepdims=True) - rich_lower - poor_lower
    third_upper = given.upper.sum(axis=-1, keepdims=True) - rich_upper - poor_upper
    least, greatest = case.least[..., None] - third_upper, case.greatest[..., None] - third_lower
    count_high, count_low = np.minimum(rich_upper, greatest - poor_lower), np.maximum(poor_lower, least - rich_upper)
    return _side(given, high, count_high), _side(given, low, count_low)


def _side(given: Completions, at: np.ndarray, count: np.ndarray) -> Side:
    population, fewest, most = (
        np.take_along_axis(part, at, axis=-1) for part in (given.population, given.fewest, given.most)
    )
    return Side(count, population, fewest, most)


def _line(
    given: Completions, rich: Side, poor: Side, unknown: Unknown
) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:
    """How many unknown people the pair receives together, and the least and most that the first can have of them."""
    fewest = given.fewest.sum(axis=-1, keepdims=True) - rich.fewest - poor.fewest
    most = given.most.sum(axis=-1, keepdims=True) - rich.most - poor.most
    wanted = np.clip(unknown.turn_up, rich.fewest, rich.most) + np.clip(unknown.others, poor.fewest, poor.most)
    line = np.clip(wanted, unknown.people - most, unknown.people - fewest)
    return line, (np.maximum(rich.fewest, line - poor.most), np.minimum(rich.most, line - poor.fewest))


def _candidates(rich: Side, poor: Side, unknown: Unknown, line: np.ndarray, contrast: Contrast) -> Iterator[np.ndarray]:
    """Numbers of unknown people in the first group among which the best one is (they are clipped to the line's ends)."""
    yield np.clip(unknown.turn_up, rich.fewest, rich.most)
    yield line - np.clip(unknown.others, poor.fewest, poor.most)
    if (unknown.people > 0).any():
        point = _stationary(rich, poor, line, contrast)
        yield from (np.floor(point), np.ceil(point))


def _stationary(rich: Side, poor: Side, line: np.ndarray, contrast: Contrast) -> np.ndarray:
    """Where the contrast is level while all of the first group's people have the event and none of the second's do.

    difference: (x1 + m)/(n1 + m) - x2/(n2 + S - m) has (n1 - x1)/(n1 + m)^2 = x2/(n2 + S - m)^2;
    ratio: (n1 - x1)(n2 + S - m) = (n1 + m)(x1 + m), so m = -n1 + sqrt((n1 - x1)(n1 + n2 + S)).
    """
    without = np.maximum(rich.population - rich.count, 0)
    if contrast is ratio:
        return np.asarray(np.sqrt(without * (rich.population + poor.population + line)) - rich.population)
    first, second = np.sqrt(without), np.sqrt(np.maximum(poor.count, 0))
    both = np.where(first + second > 0, first + second, 1.0)
    return np.asarray((first * (poor.population + line) - second * rich.population) / both)
