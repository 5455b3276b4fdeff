"""The gap between two groups, computed in one place for every page."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from components.findings.like_indicators import Borrowed
from components.measures.spread.picked_pair import picked_multiplier, picked_p_value
from components.measures.values.gap import difference_from_intervals
from data.contract.vocabulary import Dimension

_CONFIDENCE = 0.95
# A gap that is looked at by itself is beyond chance where chance alone makes one like it once in twenty times or less.
ALONE = 1 - _CONFIDENCE


@dataclass(frozen=True)
class Gap:
    """The gap between a disadvantaged group and a reference group, in displayed units.

    `size`, `lower` and `upper` are signed: positive when the disadvantaged group is worse off. `plain` is simply the
    disadvantaged group's value minus the reference's, for saying 'higher' or 'lower'. `reason` says in words why a
    gap is not defined; every number is then None. `lower` and `upper` are None where no interval can be had.
    `p_value` is how often chance alone makes a gap as large, None likewise; `level` how rare it must be, which is rarer
    where many gaps are looked at together. `picked_of` is among how many groups the two were picked as the furthest
    apart, 2 where they were not. `areas` is the kind of areas beneath that the limits allow for, '' where for none;
    `borrowed` is what they allow for instead, None where for nothing. `bunched`: one person can have several of the events.
    """

    disadvantaged: str
    reference: str
    disadvantaged_value: float | None
    reference_value: float | None
    plain: float | None
    size: float | None
    lower: float | None
    upper: float | None
    reason: str = ""
    p_value: float | None = None
    level: float = ALONE
    picked_of: int = 2
    areas: str = ""
    borrowed: Borrowed | None = None
    bunched: bool = False

    @property
    def verdict(self) -> str:
        """'worse', 'better' or 'unclear' for the disadvantaged group; 'cannot tell' where the gap is not defined."""
        if self.size is None:
            return "cannot tell"
        if self.lower is None or self.upper is None or self.p_value is None:
            return "no interval"
        if self.lower <= 0 <= self.upper or self.p_value > self.level:
            return "unclear"
        return "worse" if self.size > 0 else "better"

    @property
    def one_among_many(self) -> bool:
        """Whether it would be beyond chance if it were looked at by itself, and is not since many are."""
        return self.p_value is not None and self.level < self.p_value <= ALONE

    @property
    def sized_interval(self) -> tuple[float, float] | None:
        """The interval of the gap's size as a reader meets it beside `abs(plain)`: below 0 means the other way round."""
        if self.plain is None or self.lower is None or self.upper is None:
            return None
        same_way = (self.plain >= 0) == (self.plain == self.size)
        return (self.lower, self.upper) if same_way else (-self.upper, -self.lower)


@dataclass(frozen=True)
class ShownGap(Gap):
    """A gap that is defined: its numbers are there, the interval apart."""

    disadvantaged_value: float
    reference_value: float
    plain: float
    size: float


def absent_gap(disadvantaged: str, reference: str, reason: str) -> Gap:
    """A gap that is not defined, with the reason in words."""
    return Gap(disadvantaged, reference, None, None, None, None, None, None, reason)


# All that a gap is made from, read cell by cell: setting a frame out by group takes many times as long as two rows do.
_READ = (
    "group", "value", "lower", "upper", "status", "beneath", "areas", "freedom", "together", "borrowed", "bunched",
)  # fmt: skip
_Row = dict[str, Any]
# Groups as a frame, or as its columns where many are cut out of one.
Groups: TypeAlias = pd.DataFrame | Mapping[str, np.ndarray]


def gap_between(
    groups: Groups,
    disadvantaged: str,
    reference: str,
    *,
    higher_is_better: bool,
    picked_of: int = 2,
    level: float = ALONE,
    judged: bool = True,
) -> Gap:
    """The gap between two groups of one area and period.

    `groups` holds one row a group with `group`, `value`, `lower`, `upper` and `status` (see `with_values`); where it has
    the columns of `group_values` too, the limits allow for areas that differ, and for errors that two groups of the same
    areas share. `picked_of` and `level` are as in `Gap`; limits are wider for a pair that was picked.
    Limits are not worked out where the gap is not to be `judged`.
    """
    ends = []
    for row in _rows_of(groups, disadvantaged, reference):
        if row is None:
            return absent_gap(disadvantaged, reference, "one of the two groups is not in the data")
        if pd.isna(row["value"]):
            words = {"suppressed": "is hidden to protect confidentiality", "missing": "was not collected"}
            return absent_gap(
                disadvantaged, reference, f"one of the two groups {words.get(row['status'], 'has no value')}"
            )
        ends.append(row)
    one, other = ends
    plain = float(one["value"] - other["value"])
    size = -plain if higher_is_better else plain
    lower, upper, p_value = (
        _limits(one, other, higher_is_better=higher_is_better, picked_of=picked_of) if judged else (None, None, None)
    )
    return ShownGap(
        disadvantaged,
        reference,
        float(one["value"]),
        float(other["value"]),
        plain,
        size,
        lower,
        upper,
        p_value=p_value,
        level=level,
        picked_of=picked_of,
        areas=str(one.get("beneath", "") and other.get("beneath", "")),
        borrowed=_borrowed(one, other),
        bunched=bool(one.get("bunched", False)),
    )


def _rows_of(groups: Groups, *codes: str) -> list[_Row | None]:
    """What a gap is made from of each of some groups; None for one that has no row."""
    places = {code: place for place, code in enumerate(groups["group"].tolist())}
    if isinstance(groups, pd.DataFrame):
        columns: dict[str, Any] = {name: groups[name].array for name in _READ if name in groups.columns}
    else:
        columns = {name: groups[name] for name in _READ if name in groups}
    return [
        {name: column[places[code]] for name, column in columns.items()} if code in places else None for code in codes
    ]


def _borrowed(one: _Row, other: _Row) -> Borrowed | None:
    """What was borrowed for either group, where the other has areas of its own, or has borrowed too."""
    lent = [each.get("borrowed") for each in (one, other)]
    told = [each for each in lent if isinstance(each, Borrowed)]
    own = [bool(each.get("beneath", "")) for each in (one, other)]
    return told[0] if len(told) + sum(own) == len(lent) and told else None


def _limits(
    one: _Row, other: _Row, *, higher_is_better: bool, picked_of: int
) -> tuple[float | None, float | None, float | None]:
    """The limits of a gap's size, and how often chance alone makes one as large; None where there is no interval.

    What one standard error of the gap is, is read from the limits on the side of nothing, so that limit and chance agree.
    """
    together = one.get("together")
    found = difference_from_intervals(
        *(np.array(each[name], float) for each in (one, other) for name in ("value", "lower", "upper")),
        higher_is_better=higher_is_better,
        correlation=together.get(other["group"], 0.0) if together else 0.0,
    )
    if not bool(found.has_interval):
        return None, None, None
    # The fewer degrees of freedom of the two: groups of the same areas know no more than either of them.
    freedom = min(float(each.get("freedom", math.inf)) for each in (one, other))
    freedom = math.inf if math.isinf(freedom) else math.floor(freedom)
    alone, picked = (picked_multiplier(_CONFIDENCE, groups, freedom) for groups in (2, picked_of))
    size, lower, upper = float(found.estimate), float(found.lower), float(found.upper)
    toward_nothing = size - lower if size > 0 else upper - size
    if size == 0 or toward_nothing == 0:
        p_value = 1.0 if size == 0 else 0.0
    else:
        p_value = picked_p_value(alone * abs(size) / toward_nothing, picked_of, freedom)
    return size + picked / alone * (lower - size), size + picked / alone * (upper - size), p_value


def furthest_groups(groups: Groups, dimension: Dimension, *, higher_is_better: bool) -> tuple[str, str] | None:
    """The two groups a gap compares: the ends of an ordered dimension; else the worst known group and the dimension's
    reference, or the best known group where it has none.

    None when fewer than two known groups have a value, or the reference has none.
    """
    if dimension.ordered:
        return dimension.known_groups[0], dimension.known_groups[-1]
    shown = _shown_values(groups, dimension)
    if len(shown) < 2:
        return None
    if dimension.reference:
        return _against(dimension.reference, shown, higher_is_better=higher_is_better)
    (_, lowest), (_, highest) = min(shown), max(shown)
    return (lowest, highest) if higher_is_better else (highest, lowest)


def _against(reference: str, shown: list[tuple[float, str]], *, higher_is_better: bool) -> tuple[str, str] | None:
    """The worst of the other groups and the reference; None where the reference itself is not shown."""
    others = [(value, code) for value, code in shown if code != reference]
    if len(others) == len(shown):
        return None
    return (min(others) if higher_is_better else max(others))[1], reference


def _shown_values(groups: Groups, dimension: Dimension) -> list[tuple[float, str]]:
    """The value and the code of every known group that has a value."""
    pairs = zip(groups["value"].tolist(), groups["group"].tolist(), strict=True)
    return [(value, code) for value, code in pairs if value == value and code in dimension.known_groups]


def _why_no_pair(groups: Groups, dimension: Dimension) -> str:
    if dimension.reference and len(_shown_values(groups, dimension)) > 1:
        return f"the group that others are compared with, ‘{dimension.label_of(dimension.reference)}’, has no value to show"
    return "fewer than two groups have a value that can be shown"


def selected_gap(
    groups: Groups, dimension: Dimension, *, higher_is_better: bool, level: float = ALONE, judged: bool = True
) -> Gap:
    """The headline gap of one area and period: between the groups that `furthest_groups` names.

    Where those are picked for being the worst and the best, its limits allow for it.
    """
    pair = furthest_groups(groups, dimension, higher_is_better=higher_is_better)
    if pair is None:
        return absent_gap("", "", _why_no_pair(groups, dimension))
    picked_of = 2 if dimension.ordered else len(_shown_values(groups, dimension))
    return gap_between(
        groups, *pair, higher_is_better=higher_is_better, picked_of=picked_of, level=level, judged=judged
    )
