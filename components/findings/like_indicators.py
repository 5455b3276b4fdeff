"""What areas add to a group's value where its own are not given: borrowed from indicators like it, and said to be.

In order: what its own areas add in other periods, or by the other way in which deprivation is known; else the middle one of
indicators of the same kind, and of the same domain where there are enough, that have areas beneath in the same area.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from components.findings.area_effects import area_effects
from components.findings.fifths_by import definition_of, dimension_of, is_deprivation
from components.findings.kept import kept_with_dataset
from components.findings.repeat_events import bunched
from components.findings.values import with_values
from components.measures.spread.borrowed_effect import added_variance, information
from data.contract.indicator import Indicator
from data.dataset.dataset import Dataset

# The middle one of fewer is one of them, and may be an odd one.
FEWEST_LIKE = 3
_COUNTED = ("proportion", "rate")


@dataclass(frozen=True)
class Borrowed:
    """What limits allow for without areas of their own: `of` indicators like it (0: the stated assumption about repeats).

    `by` is by what those have areas, as a phrase, '' for the same groups; `own` that it is the same indicator. `added` and
    `freedom` are what was borrowed (see measures.spread.borrowed_effect).
    """

    of: int
    by: str = ""
    own: bool = False
    added: float = np.nan
    freedom: float = np.inf


ASSUMED = Borrowed(0)
# What an indicator's areas add to its middle group's variance, and the degrees of freedom behind that; by indicator.
_Lent = tuple[float, float]
_Lenders = dict[str, _Lent]


@kept_with_dataset
def borrowed_for(dataset: Dataset, indicator: str, area: str, by: str) -> Borrowed | None:
    """What is borrowed for the groups of an indicator in an area by a dimension; None where nothing is like it."""
    ours = dataset.indicators[indicator]
    if ours.value_type not in _COUNTED:
        return None
    ways = [by, *(code for code, each in dataset.vocabulary.items() if is_deprivation(each) and code != by)]
    ways = [each for each in ways if not definition_of(each)] if dimension_of(dataset, by).ordered else [by]
    lenders = [(way, _lenders(dataset, area, way)) for way in ways]
    for way, known in lenders:
        if indicator in known:
            return _made([known[indicator]], "" if way == by else dataset.vocabulary[way].phrase, own=True)
    for way, known in lenders:
        for like in _likes(dataset, ours, known):
            if len(like) >= FEWEST_LIKE:
                return _made(like, "" if way == by else dataset.vocabulary[way].phrase, own=False)
    return None


def _likes(dataset: Dataset, ours: Indicator, known: _Lenders) -> Iterator[list[_Lent]]:
    """Lenders of the same kind of value: of the same domain, and then of any."""
    kind = (ours.value_type, bunched(ours))
    alike = [each for each in map(dataset.indicators.__getitem__, known) if (each.value_type, bunched(each)) == kind]
    yield [known[each.id] for each in alike if each.domain == ours.domain]
    yield [known[each.id] for each in alike]


def _made(lenders: list[_Lent], by: str, *, own: bool) -> Borrowed:
    added, freedom = np.median(np.array(lenders), axis=0)
    return Borrowed(len(lenders), by, own, float(added), float(freedom))


@kept_with_dataset
def _lenders(dataset: Dataset, area: str, by: str) -> _Lenders:
    """By indicator, what areas beneath add to its groups by a dimension in its newest period: the middle group's.

    Indicators without areas beneath are absent.
    """
    known = {each.id: each for each in dataset.indicators.values() if each.value_type in _COUNTED}
    level = dataset.level_of(area)
    newest = {
        each: periods["period_end"].iloc[-1]
        for each in known
        if len(periods := dataset.periods(each, level=level, dimension=by))
    }
    if not newest:
        return {}
    rows = dataset.observations(list(newest), areas=[area], dimension=by)
    rows = rows[rows["period_end"] == rows["indicator_id"].astype(str).map(newest)]
    counting = with_values(rows, known)
    found = area_effects(dataset, counting, known, level, dimension_of(dataset, by))
    names = counting["indicator_id"].to_numpy(object)
    share = np.array([known[each].value_type == "proportion" for each in names], dtype=bool)
    told = information(counting["numerator"].to_numpy(float), counting["denominator"].to_numpy(float), share=share)
    added, freedom = np.asarray(added_variance(found["effect"], told)), found["freedom"]
    lends = (found["areas"] > 0) & np.isfinite(added)
    return {
        str(each): (float(np.median(added[here])), float(np.median(freedom[here])))
        for each in sorted(set(names[lends]))
        if len(here := np.flatnonzero(lends & (names == each)))
    }
