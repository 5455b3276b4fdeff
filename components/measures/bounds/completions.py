"""What hidden counts and people of unknown group could be: the set of all data that fit what is published.

A *completion* is one way the full data could be. Each group's count lies in a range (its ends are equal where the count
is shown); each person of unknown group belongs to one of the groups; and the counts may have to add up to a total.
Bounds (the other files here) are the extremes of a measure over all completions. Source: partial identification from the data
alone, Manski CF, Partial Identification of Probability Distributions, Springer 2003, chapter 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from components.measures.result import explain, positions

NO_GROUPS = "no group has both a count (or the range it lies in) and a population"
CANNOT_ADD_UP = "the counts cannot add up to the total, whatever the hidden ones are"


@dataclass(frozen=True, eq=False)
class Completions:
    """The feasible data of many cells at once; made by `completions`, which checks them. Leading axes (...) are cells.

    population                (..., groups): people of each group; 0 where not used
    used                      bool (..., groups): the group has people and a count or a range
    lower, upper              (..., groups): range of each group's count that the total allows; 0 where not used
    unknown_people            (...): people who could belong to any of the groups used
    unknown_lower, _upper     (...): range of the number of events among them
    sum_lower, sum_upper      (...): range of all events of the groups used and of the unknown people together
    fewest, most              (..., groups): how many of the unknown people a group can receive
    events_repeat             bool: a person can have several events (attendances), so events may outnumber people
    reason                    (...): '' or why there is no completion
    """

    population: np.ndarray
    used: np.ndarray
    unknown_people: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    unknown_lower: np.ndarray
    unknown_upper: np.ndarray
    sum_lower: np.ndarray
    sum_upper: np.ndarray
    fewest: np.ndarray
    most: np.ndarray
    events_repeat: bool
    reason: np.ndarray

    @property
    def groups(self) -> int:
        return int(self.lower.shape[-1])

    @property
    def shape(self) -> tuple[int, ...]:
        return self.lower.shape[:-1]

    @property
    def any_unknown(self) -> np.ndarray:
        """Bool (...): there are people of unknown group, or events among them, to allocate."""
        return (self.unknown_people > 0) | (self.unknown_upper > 0)

    @property
    def composition_limited(self) -> np.ndarray:
        """Bool (...): some group cannot receive just any number of the unknown people."""
        everyone = np.where(self.used, self.unknown_people[..., None], 0.0)
        return np.asarray(((self.fewest > 0) | (self.most < everyone)).any(axis=-1))

    def backwards(self) -> Completions:
        """The same completions with the order of the groups reversed."""
        return replace(
            self,
            lower=self.lower[..., ::-1],
            upper=self.upper[..., ::-1],
            population=self.population[..., ::-1],
            used=self.used[..., ::-1],
            fewest=self.fewest[..., ::-1],
            most=self.most[..., ::-1],
        )

    def cases(self) -> Iterator[Case]:
        """One case for every number of events the unknown people could have; just one where that is known.

        The time taken grows with the widest range; cells with a narrower one repeat their last case.
        """
        width = self.unknown_upper - self.unknown_lower
        for step in range(int(width.max(initial=0)) + 1):
            events = np.minimum(self.unknown_lower + step, self.unknown_upper)
            others = self.unknown_people - (0 if self.events_repeat else events)
            least, greatest = self.sum_lower - events, self.sum_upper - events
            feasible = (self.lower.sum(axis=-1) <= greatest) & (self.upper.sum(axis=-1) >= least)
            yield Case(events, others, least, greatest, feasible & (self.reason == ""))


@dataclass(frozen=True, eq=False)
class Case:
    """One possible number of events among the unknown people; all (...).

    events    how many events they have
    others    how many people there are besides those who bring the events (all of them where events repeat)
    least, greatest  range of the sum of the counts of the groups used
    feasible  bool: some completion has this number
    """

    events: np.ndarray
    others: np.ndarray
    least: np.ndarray
    greatest: np.ndarray
    feasible: np.ndarray

    def reach(self, given: Completions) -> tuple[np.ndarray, np.ndarray]:
        """Smallest and largest count of each group, (..., groups), that the other groups and the total allow."""
        spare_low = self.least[..., None] - (given.upper.sum(axis=-1, keepdims=True) - given.upper)
        spare_high = self.greatest[..., None] - (given.lower.sum(axis=-1, keepdims=True) - given.lower)
        return np.maximum(given.lower, spare_low), np.minimum(given.upper, spare_high)


def completions(
    lower: npt.ArrayLike,
    upper: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    unknown_people: npt.ArrayLike = 0,
    unknown_lower: npt.ArrayLike = 0,
    unknown_upper: npt.ArrayLike | None = None,
    total_lower: npt.ArrayLike | None = None,
    total_upper: npt.ArrayLike | None = None,
    composition_within: float | None = None,
    events_repeat: bool = False,
) -> Completions:
    """Check and align what is known about the counts. See `Completions`, and `published_ranges` for published tables.

    lower, upper, population: (..., groups), counts of events and of people (or person-years). Both ends NaN = not
        collected: the group is left out with its population, as is a group without people; no unknown person belongs
        to a group left out. An upper end above the population is brought down to it (unless events repeat).
    unknown_people, unknown_lower, unknown_upper: (...), whole numbers; the upper end is the lower one unless given.
    total_lower, total_upper: (...), range of the published total of events of everyone, unknown people included (equal
        ends = exact; NaN or None = not published). Groups left out may account for any part of it.
    composition_within: None, or how far a group's share of the unknown people may differ from its share of the known
        people (0.1 = ten percentage points); ends are rounded outwards to whole people.
    Errors: ValueError, naming positions, for ends the wrong way round, one end missing, negative or infinite numbers,
    or more events than people. Counts that cannot add up to the total give a reason, not an error.
    Example: ``completions([1, 40], [7, 40], [50, 80], total_lower=45, total_upper=45)`` leaves only the count 5.
    """
    lower, upper, population = _by_group(lower, upper, population)
    people, first = _whole("unknown_people", unknown_people), _whole("unknown_lower", unknown_lower)
    last = first if unknown_upper is None else _whole("unknown_upper", unknown_upper)
    low, high = _limit("total_lower", total_lower, -np.inf), _limit("total_upper", total_upper, np.inf)
    ends = {"unknown_lower": first, "unknown_upper": last, "total_lower": low, "total_upper": high}
    cell, people, first, last, low, high = _broadcast(cells=lower[..., 0], unknown_people=people, **ends)
    whole = (*cell.shape, lower.shape[-1])
    lower, upper, population = (np.broadcast_to(part, whole) for part in (lower, upper, population))
    upper = _proper("lower and upper", lower, upper, population, events_repeat)
    last = _proper("unknown_lower and unknown_upper", first, last, people, events_repeat)
    used = ~np.isnan(lower) & (population > 0)
    beyond = np.where(events_repeat | np.isnan(population), np.inf, population)
    high = high - np.where(used | np.isnan(lower), 0.0, lower).sum(axis=-1)
    low = low - np.where(used, 0.0, np.where(np.isnan(upper), beyond, upper)).sum(axis=-1)
    lower, upper, population = (np.where(used, part, 0.0) for part in (lower, upper, population))
    fits = (lower.sum(axis=-1) + first <= high) & (upper.sum(axis=-1) + last >= low) & (low <= high)
    reason = explain(cell.shape, (~used.any(axis=-1), NO_GROUPS), (~fits, CANNOT_ADD_UP))
    fewest, most = _received(population, used, people, composition_within)
    lower, upper, first, last = _tightened(lower, upper, first, last, low, high, fits)
    return Completions(
        population=population,
        used=used,
        unknown_people=people,
        lower=lower,
        upper=upper,
        unknown_lower=first,
        unknown_upper=last,
        sum_lower=low,
        sum_upper=high,
        fewest=fewest,
        most=most,
        events_repeat=events_repeat,
        reason=reason,
    )


def published_ranges(
    count: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    hidden: npt.ArrayLike,
    hidden_from: npt.ArrayLike,
    hidden_to: npt.ArrayLike | None = None,
    rounding: npt.ArrayLike = 0,
) -> tuple[np.ndarray, np.ndarray]:
    """The range of each count in a published table, for `completions`: its two ends, shaped as the counts.

    count: shown counts (NaN where hidden or not collected). hidden: bool, which are hidden. All shapes broadcast.
    hidden_from, hidden_to: the counts that are hidden, by cell if they differ. None or infinity = up to the population:
        say so for cells hidden only so that others cannot be found by subtraction, which may be of any size.
    rounding: shown counts are within this distance of the true ones. A shown count is not one of those hidden.
    Errors: ValueError for a rounding below 0 or an empty range; for negative counts see `completions`.
    Example: count [nan, 10, 0], the first hidden, 1 to 7 hidden, rounding 2: lower [1, 8, 0], upper [7, 12, 0].
    """
    ends = {"hidden_from": hidden_from, "hidden_to": np.inf if hidden_to is None else hidden_to}
    count, population, start, end, away = _broadcast(count=count, population=population, **ends, rounding=rounding)
    hidden = np.broadcast_to(np.asarray(hidden, dtype=bool), count.shape)
    if (away < 0).any() or (start > end).any():
        raise ValueError("rounding, hidden_from, hidden_to: found a negative rounding or an empty range")
    least, greatest = np.maximum(count - away, 0), count + away
    least = np.where(count > end, np.maximum(least, end + 1), least)
    greatest = np.where(count < start, np.minimum(greatest, start - 1), greatest)
    end, gone = np.fmin(end, population), hidden & np.isinf(np.fmin(end, population))
    lower, upper = (
        np.where(gone, np.nan, np.where(hidden, unseen, shown)) for unseen, shown in ((start, least), (end, greatest))
    )
    return lower, upper


def _broadcast(**parts: npt.ArrayLike) -> list[np.ndarray]:
    arrays = [np.asarray(part, dtype=float) for part in parts.values()]
    try:
        return list(np.broadcast_arrays(*arrays))
    except ValueError as problem:
        found = ", ".join(f"{name} {array.shape}" for name, array in zip(parts, arrays, strict=True))
        raise ValueError(f"found shapes {found}, expected shapes that broadcast") from problem


def _by_group(lower: npt.ArrayLike, upper: npt.ArrayLike, population: npt.ArrayLike) -> list[np.ndarray]:
    parts = _broadcast(lower=lower, upper=upper, population=population)
    if parts[0].ndim == 0 or parts[0].shape[-1] == 0:
        raise ValueError("lower: found no groups, expected an array whose last axis is the groups")
    wrong = (parts[2] < 0) | np.isinf(parts[2])
    if wrong.any():
        raise ValueError(f"population: found a negative or infinite number at {positions(wrong)}, expected people")
    return parts


def _whole(name: str, given: npt.ArrayLike) -> np.ndarray:
    number = np.asarray(given, dtype=float)
    wrong = ~np.isfinite(number) | (number < 0) | (number != np.floor(number))
    if wrong.any():
        raise ValueError(f"{name}: found something else at {positions(wrong)}, expected whole numbers of 0 or more")
    return number


def _limit(name: str, given: npt.ArrayLike | None, absent: float) -> np.ndarray:
    number = np.asarray(np.nan if given is None else given, dtype=float)
    if (number < 0).any():
        raise ValueError(f"{name}: found a negative number at {positions(number < 0)}, expected 0 or more")
    return np.where(np.isnan(number), absent, number)


def _proper(name: str, lower: np.ndarray, upper: np.ndarray, people: np.ndarray, events_repeat: bool) -> np.ndarray:
    """The upper end of a proper range, brought down to the number of people where an event counts a person."""
    wrong = (np.isnan(lower) != np.isnan(upper)) | (lower > upper) | (lower < 0) | np.isinf(upper) | np.isinf(lower)
    if wrong.any():
        raise ValueError(f"{name}: found no proper range at {positions(wrong)}, expected 0 <= lower <= upper, finite")
    if (lower > people).any() and not events_repeat:
        raise ValueError(f"{name}: found more than the people at {positions(lower > people)}, expected no more")
    return upper if events_repeat else np.asarray(np.fmin(upper, people))


def _tightened(
    lower: np.ndarray,
    upper: np.ndarray,
    first: np.ndarray,
    last: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    fits: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The ranges of the counts, and of the unknown people's events, without what the total rules out."""
    least, most = lower.sum(axis=-1), upper.sum(axis=-1)
    floor = (low - last - most)[..., None] + upper
    ceiling = (high - first - least)[..., None] + lower
    bring = np.where(fits, np.maximum(first, low - most), first), np.where(fits, np.minimum(last, high - least), last)
    lower = np.where(fits[..., None], np.maximum(lower, floor), lower)
    return lower, np.where(fits[..., None], np.minimum(upper, ceiling), upper), *bring


def _received(
    population: np.ndarray, used: np.ndarray, people: np.ndarray, within: float | None
) -> tuple[np.ndarray, np.ndarray]:
    """Fewest and most of the unknown people that each group can receive, (..., groups)."""
    everyone = np.where(used, people[..., None], 0.0)
    if within is None:
        return np.zeros(everyone.shape), everyone
    if not 0 <= within <= 1:
        raise ValueError(f"composition_within: found {within!r}, expected a difference of shares, 0 to 1")
    known = population.sum(axis=-1, keepdims=True)
    share = population / np.where(known > 0, known, 1.0)
    fewest = np.floor(np.maximum(share - within, 0) * everyone + 1e-9)
    return fewest, np.minimum(np.ceil((share + within) * everyone - 1e-9), everyone)
