"""What hidden counts and people of unknown group could do to gaps: ranges in place of blanks, and does the gap still hold."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from components.findings.age_adjusted import equivalent_people
from components.measures.bounds.bounds import CONCLUSION_WORDS, HOLDS, Bounds, conclusion_holds
from components.measures.bounds.completions import Completions, completions, published_ranges
from components.measures.bounds.tipping_point import tipping_event_rate
from components.measures.bounds.two_groups import difference_bounds, group_value_bounds
from data.contract.manifest import Disclosure
from data.contract.vocabulary import UNKNOWN, Dimension

COUNTED = ("proportion", "rate")
NOTHING_HIDDEN = "nothing_hidden"
# The least and the most that each count could be.
_Ends = tuple[np.ndarray, np.ndarray]
WORDS = CONCLUSION_WORDS | {NOTHING_HIDDEN: "nothing is hidden or unknown"}


@dataclass(frozen=True, eq=False)
class Counts:
    """What is known of the counts of several cells: by known group (cells, groups), of unknown group and in all (cells,).

    `suppressed` marks the hidden numerators; NaN elsewhere means not collected. `unknown_events` and `total` are NaN where
    they are not shown; `unknown_people` is 0 where there are none. Cells may be indicators, areas or periods.
    `everyone` (cells,) is how many people there are, where `denominator` has other people than these (adjusted for age).
    """

    numerator: np.ndarray
    denominator: np.ndarray
    suppressed: np.ndarray
    unknown_people: np.ndarray
    unknown_events: np.ndarray
    total: np.ndarray
    everyone: np.ndarray | None = None

    def at(self, chosen: np.ndarray) -> "Counts":
        """Some of the cells."""
        return Counts(
            numerator=self.numerator[chosen],
            denominator=self.denominator[chosen],
            suppressed=self.suppressed[chosen],
            unknown_people=self.unknown_people[chosen],
            unknown_events=self.unknown_events[chosen],
            total=self.total[chosen],
            everyone=None if self.everyone is None else self.everyone[chosen],
        )


@dataclass(frozen=True, eq=False)
class GapRanges:
    """Possible ranges of gaps, positive = the disadvantaged worse off, unscaled; one cell each.

    `hidden` leaves the people of unknown group apart; `both` lets each of them belong to any group. `conclusion` holds
    keys of WORDS for `both`. `tipping` is the value among unknown people of the disadvantaged group at which the gap
    would vanish, NaN where none would do it. `unknown_share` is the share of people whose group is unknown.
    """

    hidden: Bounds
    both: Bounds
    conclusion: np.ndarray
    tipping: np.ndarray
    unknown_share: np.ndarray


def counts_of(rows: pd.DataFrame, totals: pd.DataFrame, cells: list[str], dimension: Dimension, *, cell: str) -> Counts:
    """The counts in rows of one period a cell; `cell` names the column that tells the cells apart, in their order.

    `rows` are the groups' (with `group`, `numerator`, `denominator`, `status`), `totals` everyone's. Where values are
    adjusted for age, so are the people.
    """
    shape = (len(cells), len(dimension.known_groups) + 1)
    numerator, denominator, people = (np.full(shape, np.nan) for _ in range(3))
    suppressed = np.zeros(shape, dtype=bool)
    order = {code: place for place, code in enumerate((*dimension.known_groups, UNKNOWN))}
    places = rows[cell].map({code: i for i, code in enumerate(cells)}).to_numpy(), rows["group"].map(order).to_numpy()
    numerator[places], denominator[places] = rows["numerator"].to_numpy(float), equivalent_people(rows)
    people[places] = rows["denominator"].to_numpy(float)
    suppressed[places] = (rows["status"] == "suppressed").to_numpy()
    return Counts(
        numerator[:, :-1],
        denominator[:, :-1],
        suppressed[:, :-1],
        np.round(np.nan_to_num(people[:, -1])),
        numerator[:, -1],
        totals.set_index(cell)["numerator"].reindex(cells).to_numpy(float),
        np.nansum(people, axis=-1),
    )


def feasible(counts: Counts, disclosure: Disclosure, *, events_repeat: bool, with_unknown: bool) -> Completions:
    """Everything the counts could be, given what is shown.

    A hidden count may be any that the total allows: besides small counts, larger ones are hidden so that the small cannot
    be found by subtraction, and a table does not say which are which. Where the total would leave a hidden count fewer
    values than the rule hides, it is taken to be any of them all the same. `events_repeat`: a person can have several.
    """
    away = disclosure.rounded_to // 2
    people = counts.denominator
    # A nought may be hidden too, where it protects another count.
    low, high = published_ranges(counts.numerator, people, hidden=counts.suppressed, hidden_from=0, rounding=away)
    if events_repeat:
        # Events may outnumber people, so only the total limits a hidden count.
        most = np.broadcast_to(counts.total[:, None], people.shape)
        high = np.where(counts.suppressed & ~np.isnan(low), most, high)
    else:
        low, high = np.minimum(low, people), np.minimum(high, people)
    low = np.where(np.isnan(high), np.nan, low)
    ceiling = np.inf if events_repeat else counts.unknown_people
    least = np.maximum(np.nan_to_num(counts.unknown_events - away), 0.0)
    most = np.where(np.isnan(counts.unknown_events), counts.unknown_people, counts.unknown_events + away)
    most = np.where(counts.unknown_people > 0, np.minimum(most, ceiling), 0.0)
    least = np.minimum(least, most)
    if with_unknown:
        ends = {"unknown_people": counts.unknown_people, "unknown_lower": least, "unknown_upper": most}
        total = counts.total - away, counts.total + away
    else:
        ends, total = {}, (counts.total - away - most, counts.total + away - least)
    total_lower, total_upper = (np.where(np.isnan(end), np.nan, np.maximum(end, 0.0)) for end in total)
    unknown = (least, most) if with_unknown else (np.zeros_like(least), np.zeros_like(most))
    total_lower, total_upper = _with_room(
        counts, disclosure, (np.nan_to_num(low), np.nan_to_num(high)), unknown, (total_lower, total_upper)
    )
    return completions(
        low, high, people, total_lower=total_lower, total_upper=total_upper, events_repeat=events_repeat, **ends
    )


def _with_room(counts: Counts, disclosure: Disclosure, each: _Ends, unknown: _Ends, total: _Ends) -> _Ends:
    """Ends of the total, moved apart until every hidden count can be 0 and as many as the rule hides.

    So nothing worked out of them says more of a hidden count than the rule does, however badly it was hidden.
    """
    low, high = each
    greatest = np.fmin(disclosure.hidden_to, np.where(counts.suppressed, high, 0.0))
    spare = high * counts.suppressed
    hidden_unknown = np.isnan(counts.unknown_events) & (unknown[1] > 0)
    unknown_greatest = np.where(hidden_unknown, np.fmin(disclosure.hidden_to, unknown[1]), 0.0)
    rise = np.maximum(greatest.max(axis=-1), unknown_greatest)
    fall = np.maximum(spare.max(axis=-1), np.where(hidden_unknown, unknown[1], 0.0))
    needs_room = counts.suppressed.any(axis=-1) | hidden_unknown
    lower = np.minimum(total[0], high.sum(axis=-1) + unknown[1] - fall)
    upper = np.maximum(total[1], low.sum(axis=-1) + unknown[0] + rise)
    return np.where(needs_room, lower, total[0]), np.where(needs_room, upper, total[1])


def gap_ranges(
    counts: Counts,
    disclosure: Disclosure,
    worst: np.ndarray,
    best: np.ndarray,
    *,
    higher_is_better: npt.ArrayLike,
    events_repeat: bool,
) -> GapRanges:
    """The ranges of the gaps between two groups (places in the known groups, one pair a cell)."""
    apart = feasible(counts, disclosure, events_repeat=events_repeat, with_unknown=False)
    whole = feasible(counts, disclosure, events_repeat=events_repeat, with_unknown=True)
    hidden = difference_bounds(apart, disadvantaged=worst, reference=best, higher_is_better=higher_is_better)
    both = difference_bounds(whole, disadvantaged=worst, reference=best, higher_is_better=higher_is_better)
    tip = tipping_event_rate(whole, disadvantaged=worst, reference=best)
    everyone = counts.everyone
    if everyone is None:
        everyone = np.nansum(counts.denominator, axis=-1) + counts.unknown_people
    share = np.where(everyone > 0, counts.unknown_people / np.where(everyone > 0, everyone, 1), 0.0)
    nothing = (counts.unknown_people == 0) & ~counts.suppressed.any(axis=-1)
    conclusion = np.where(nothing, NOTHING_HIDDEN, conclusion_holds(both))
    return GapRanges(hidden, both, conclusion, np.where(tip.attainable, tip.value, np.nan), share)


def hidden_values(counts: Counts, disclosure: Disclosure, *, events_repeat: bool) -> Bounds:
    """The range of each group's own value (cells, groups), unscaled, people of unknown group left apart."""
    return group_value_bounds(feasible(counts, disclosure, events_repeat=events_repeat, with_unknown=False))


def holds(conclusion: str) -> bool:
    """Whether the direction of a gap is the same whatever the hidden and the unknown are."""
    return conclusion in (HOLDS, NOTHING_HIDDEN)
