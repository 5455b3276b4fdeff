"""The tipping point: what the hidden data would have to be for the gap between two groups to vanish.

Bounds say whether a conclusion could change; the tipping point says how extreme the hidden data must be for that.
Source: tipping-point analysis of missing data, Yan, Lee & Li, J Biopharm Stat 2009;19:1085 (the idea, not the formulas).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.measures.bounds.completions import Completions
from components.measures.bounds.two_groups import pair_reason, place_of
from components.measures.result import Condition, explain

NEAR = 1e-9
NO_UNKNOWN = "there are no people of unknown group"
EVENTS_HIDDEN = "the number of events among the unknown people is hidden"
COUNT_HIDDEN = "the count of one of the two groups is hidden: see the bounds"
OTHER_HIDDEN = "the count of the other group is hidden too: see the bounds"
BEYOND_LIMIT = (
    "it would take more of the unknown people in a group, or fewer, than the limit on their composition allows"
)
TOO_FEW_EVENTS = "even with as few events among them as there could be, the gap would not vanish"
TOO_MANY_EVENTS = "even with as many events among them as there could be, the gap would not vanish"
NO_SHARE = "however the unknown people are divided between the two groups, at one event rate, the gap would not vanish"
EVERY_SHARE = "there is no gap, however the unknown people are divided between the two groups at one event rate"
COUNT_TOO_SMALL = "even the smallest that the hidden count could be would not make the gap vanish"
COUNT_TOO_LARGE = "even the largest that the hidden count could be would not make the gap vanish"


@dataclass(frozen=True, eq=False)
class TippingPoint:
    """Where the difference of two groups reaches 0; arrays of one shape (...).

    value       float: the event rate, share or count at which it does, whether or not it can be; NaN where none does
    attainable  bool: the hidden data could be so (to within one person, since people come whole)
    reason      str: '' where attainable, otherwise why not, in words
    """

    value: np.ndarray
    attainable: np.ndarray
    reason: np.ndarray


def tipping_event_rate(
    given: Completions,
    *,
    disadvantaged: npt.ArrayLike = 0,
    reference: npt.ArrayLike = -1,
    among: str = "disadvantaged",
    share: float | None = None,
) -> TippingPoint:
    """Event rate among the unknown people of one of the two groups at which the gap vanishes.

    `among` ('disadvantaged' or 'reference') receives m = share * U of the U unknown people; share None = its share of
    the known people. The other U - m are divided over the other groups as their known people are, and have the rest of
    the unknown events at one rate. share 1: all unknown people are in that group; then their events may be a range.
    Solves (x1 + a)/(n1 + m) = (x2 + k(u - a))/(n2 + k(U - m)) for a, k = n2 / (known people outside the group); rate a/m.
    Places as in `difference_bounds`. Errors: ValueError for another `among`, or a share not above 0 and at most 1.
    Example: 20 of 100 against 30 of 100, 40 unknown people with 14 events, share 0.5: a = 12, so 0.6.
    """
    if share is not None and not 0 < share <= 1:
        raise ValueError(f"share: found {share!r}, expected above 0 and at most 1, or None")
    own, other = _turned(given, disadvantaged, reference, among)
    people, known = given.unknown_people, given.population.sum(axis=-1)
    part = own.people / np.where(known > 0, known, 1.0) if share is None else share
    received, whole = part * people, np.broadcast_to(part == 1, given.shape)
    outside = np.where(whole | (known <= own.people), 1.0, known - own.people)
    follow = np.where(whole, 0.0, other.people / outside)
    base, base_other = own.people + received, other.people + follow * (people - received)
    base, base_other = (np.where(number > 0, number, 1.0) for number in (base, base_other))
    total = given.unknown_lower
    events = (other.count + follow * total) / base_other - own.count / base
    events = events / (1 / base + follow / base_other)
    least = np.where(whole, total, 0 if given.events_repeat else np.maximum(received - (people - total), 0))
    most = np.where(whole, given.unknown_upper, total if given.events_repeat else np.minimum(received, total))
    reason = explain(
        given.shape,
        (own.hidden | other.hidden, COUNT_HIDDEN),
        (people == 0, NO_UNKNOWN),
        (~whole & (given.unknown_upper > total), EVENTS_HIDDEN),
    )
    beyond = (received < own.fewest - NEAR) | (received > own.most + NEAR)
    misses = ((events < least - NEAR, TOO_FEW_EVENTS), (events > most + NEAR, TOO_MANY_EVENTS), (beyond, BEYOND_LIMIT))
    return _tipping(events / np.where(received > 0, received, 1.0), _first(own.absent, reason), *misses)


def tipping_share(
    given: Completions, *, disadvantaged: npt.ArrayLike = 0, reference: npt.ArrayLike = -1
) -> TippingPoint:
    """Share of the unknown people who would have to be of the disadvantaged group, the others of the reference group.

    The U unknown people, u of them with the event, are divided between the two groups s to 1 - s at one event rate:
    s = (x2 n1 + u n1 - x1 n2 - x1 U) / (u (n1 + n2) - U (x1 + x2)). Places as in `difference_bounds`.
    Example: 20 of 100 against 30 of 100, 40 unknown people with 24 events: s = 0.9286 (30.8% in each).
    """
    own, other = _turned(given, disadvantaged, reference, "disadvantaged")
    people, events = given.unknown_people, given.unknown_lower
    top = other.count * own.people + events * own.people - own.count * (other.people + people)
    bottom = events * (own.people + other.people) - people * (own.count + other.count)
    flat = bottom == 0
    share = top / np.where(flat, 1.0, bottom)
    reason = explain(
        given.shape,
        (own.hidden | other.hidden, COUNT_HIDDEN),
        (people == 0, NO_UNKNOWN),
        (given.unknown_upper > events, EVENTS_HIDDEN),
        (flat & (top == 0), EVERY_SHARE),
        (flat, NO_SHARE),
    )
    parts = ((own, share * people), (other, (1 - share) * people))
    beyond = given.fewest.sum(axis=-1) > own.fewest + other.fewest
    for side, received in parts:
        beyond = beyond | (received < side.fewest - NEAR) | (received > side.most + NEAR)
    outside = (share < -NEAR) | (share > 1 + NEAR)
    return _tipping(share, _first(own.absent, reason), (outside, NO_SHARE), (beyond, BEYOND_LIMIT))


def tipping_count(
    given: Completions, *, disadvantaged: npt.ArrayLike = 0, reference: npt.ArrayLike = -1, of: str = "disadvantaged"
) -> TippingPoint:
    """Hidden count of one of the two groups at which the gap among known people vanishes: n1 x2 / n2.

    `of`: 'disadvantaged' or 'reference'; the other group's count must be shown. People of unknown group are left aside.
    Attainable where the count's range, and the total, allow it. Places as in `difference_bounds`.
    Example: a count hidden as 1 to 7 of 50, against 12 of 100: 6.
    """
    own, other = _turned(given, disadvantaged, reference, of)
    low, high = np.full(given.shape, np.inf), np.full(given.shape, -np.inf)
    for case in given.cases():
        reach = [np.take_along_axis(end, own.place, axis=-1)[..., 0] for end in case.reach(given)]
        low = np.minimum(low, np.where(case.feasible, reach[0], np.inf))
        high = np.maximum(high, np.where(case.feasible, reach[1], -np.inf))
    count = own.people * other.count / np.where(other.people > 0, other.people, 1.0)
    reason = explain(given.shape, (other.hidden, OTHER_HIDDEN))
    misses = (count < low - NEAR, COUNT_TOO_SMALL), (count > high + NEAR, COUNT_TOO_LARGE)
    return _tipping(count, _first(own.absent, reason), *misses)


@dataclass(frozen=True, eq=False)
class _Side:
    """One of the two groups, all (...): place is (..., 1); absent says why the pair cannot be compared."""

    place: np.ndarray
    count: np.ndarray
    people: np.ndarray
    hidden: np.ndarray
    fewest: np.ndarray
    most: np.ndarray
    absent: np.ndarray


def _turned(
    given: Completions, disadvantaged: npt.ArrayLike, reference: npt.ArrayLike, which: str
) -> tuple[_Side, _Side]:
    """The group named first, then the other."""
    if which not in ("disadvantaged", "reference"):
        raise ValueError(f"found {which!r}, expected 'disadvantaged' or 'reference'")
    first = place_of(given, "disadvantaged", disadvantaged)[..., None]
    second = place_of(given, "reference", reference)[..., None]
    absent = pair_reason(given, first, second)[..., 0]
    absent = _first(absent, explain(given.shape, ((first == second)[..., 0], "the two groups are one and the same")))
    own, other = _side(given, first, absent), _side(given, second, absent)
    return (own, other) if which == "disadvantaged" else (other, own)


def _side(given: Completions, place: np.ndarray, absent: np.ndarray) -> _Side:
    low, people, high, fewest, most = (
        np.take_along_axis(part, place, axis=-1)[..., 0]
        for part in (given.lower, given.population, given.upper, given.fewest, given.most)
    )
    return _Side(place, low, people, high > low, fewest, most, absent)


def _first(reason: np.ndarray, otherwise: np.ndarray) -> np.ndarray:
    return np.where(reason != "", reason, otherwise)


def _tipping(value: np.ndarray, reason: np.ndarray, *misses: Condition) -> TippingPoint:
    """The value blanked where there is a reason, and why it cannot be attained where it cannot."""
    value = np.where(reason == "", value, np.nan)
    missed = explain(value.shape, *misses)
    reason = _first(reason, missed)
    return TippingPoint(value, np.asarray(reason == "", dtype=bool), reason)
