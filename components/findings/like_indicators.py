"""What areas add to a group's value where its own are not given: borrowed from indicators like it, and said to be.

In order: what its own areas add in other periods, or by the other way in which deprivation is known; else the middle one of
indicators of the same kind, and of the same domain where there are enough, that have areas beneath in the same area.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.area_effects import area_effects
from components.findings.fifths_by import definition_of, dimension_of
from components.findings.kept import kept_with_dataset
from components.findings.repeat_events import bunched
from components.findings.values import with_values
from components.measures.spread.borrowed_effect import added_variance, information
from data.contract.indicator import Indicator
from data.contract.vocabulary import DIMENSIONS
from data.dataset.dataset import Dataset

# The middle one of fewer is one of them, and may be an odd one.
FEWEST_LIKE = 3
_COUNTED = ("proportion", "rate")


@dataclass(frozen=True)
class Borrowed:
    """What limits allow for without areas of their own: `of` indicators like it (0: the stated assumption about repeats).

    `by` is the dimension by which those have areas, '' for the same; `own` that it is the same indicator. `added` and
    `freedom` are what was borrowed (see measures.spread.borrowed_effect).
    """

    of: int
    by: str = ""
    own: bool = False
    added: float = np.nan
    freedom: float = np.inf


ASSUMED = Borrowed(0)


@kept_with_dataset
def borrowed_for(dataset: Dataset, indicator: str, area: str, by: str) -> Borrowed | None:
    """What is borrowed for the groups of an indicator in an area by a dimension; None where nothing is like it."""
    ours = dataset.indicators[indicator]
    if ours.value_type not in _COUNTED:
        return None
    ways = [by, *(each for each in DIMENSIONS if DIMENSIONS[each].ordered and each != by)]
    ways = [each for each in ways if not definition_of(each)] if dimension_of(by).ordered else [by]
    lenders = [(way, _lenders(dataset, area, way)) for way in ways]
    for way, known in lenders:
        if indicator in known.index:
            return _made(known.loc[[indicator]], "" if way == by else way, own=True)
    for way, known in lenders:
        for like in _likes(dataset, ours, known):
            if len(like) >= FEWEST_LIKE:
                return _made(like, "" if way == by else way, own=False)
    return None


def _likes(dataset: Dataset, ours: Indicator, known: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Lenders of the same kind of value: of the same domain, and then of any."""
    definitions = [dataset.indicators[each] for each in known.index]
    kind = np.array(
        [(each.value_type, bunched(each)) == (ours.value_type, bunched(ours)) for each in definitions], bool
    )
    domain = np.array([each.domain == ours.domain for each in definitions], bool)
    yield known[kind & domain]
    yield known[kind]


def _made(lenders: pd.DataFrame, by: str, *, own: bool) -> Borrowed:
    middle = lenders.median()
    return Borrowed(len(lenders), by, own, float(middle["added"]), float(middle["freedom"]))


@kept_with_dataset
def _lenders(dataset: Dataset, area: str, by: str) -> pd.DataFrame:
    """By indicator, what areas beneath add to its groups by a dimension in its newest period: the middle group's.

    Columns `added` and `freedom`; indicators without areas beneath are absent.
    """
    known = {each.id: each for each in dataset.indicators.values() if each.value_type in _COUNTED}
    level = dataset.level_of(area)
    newest = {
        each: periods["period_end"].iloc[-1]
        for each in known
        if len(periods := dataset.periods(each, level=level, dimension=by))
    }
    none = pd.DataFrame({"added": [], "freedom": []}, index=pd.Index([], dtype=object))
    if not newest:
        return none
    rows = dataset.observations(list(newest), areas=[area], dimension=by)
    rows = rows[rows["period_end"] == rows["indicator_id"].astype(str).map(newest)]
    counting = with_values(rows, known)
    found = area_effects(dataset, counting, known, level, dimension_of(by))
    share = (
        counting["indicator_id"].astype(str).map({each.id: each.value_type == "proportion" for each in known.values()})
    )
    told = information(counting["numerator"], counting["denominator"], share=share)
    lent = found.assign(added=added_variance(found["effect"], told), indicator=counting["indicator_id"].astype(str))
    lent = lent[(found["areas"] > 0) & np.isfinite(lent["added"])]
    return lent.groupby("indicator")[["added", "freedom"]].median() if len(lent) else none
