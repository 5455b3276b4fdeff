"""Groups of one area as values whose intervals allow for areas that differ among themselves."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from components.findings.area_effects import COUNTING_ONLY, area_effects
from components.findings.fifths_by import definition_of
from components.findings.like_indicators import ASSUMED, borrowed_for
from components.findings.repeat_events import REPEAT_EFFECT, bunched
from components.findings.values import with_values
from components.measures.spread.borrowed_effect import borrowed_effect, information
from data.contract.indicator import Indicator
from data.contract.vocabulary import Dimension
from data.dataset.dataset import Dataset


def group_values(
    dataset: Dataset, rows: pd.DataFrame, indicators: Mapping[str, Indicator], level: str, dimension: Dimension
) -> pd.DataFrame:
    """`with_values` of one area's groups (any indicators and periods), their limits widened by the areas beneath.

    `level` is the area's. Where rows are adjusted for age (`age_factor`), so are the areas beneath. Adds `beneath`, the kind
    of areas that a row's limits allow for (COUNTING_ONLY where none can be had), `areas`, how many of them hold the group,
    `freedom`, the degrees of freedom behind its error (infinite where people alone are counted), and `together`, by group how
    far its error goes with this row's (a correlation; groups apart are not named). `borrowed` is what limits without areas
    of their own allow for instead, None where for nothing; `bunched`, whether one person can have several of the events.
    """
    counting = with_values(rows, indicators)
    found = area_effects(dataset, counting, indicators, level, dimension)
    found["borrowed"] = np.full(len(rows), None, dtype=object)
    names = rows["indicator_id"].to_numpy(object)
    repeating = {each: bunched(indicators[each]) for each in set(names)}
    found["bunched"] = np.array([repeating[each] for each in names], dtype=bool)
    if len(rows):
        _borrow(dataset, counting, indicators, dimension, found)
    effects = found.pop("effect")
    return with_values(rows, indicators, effects=effects, beside=found)


def _borrow(
    dataset: Dataset,
    counting: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    dimension: Dimension,
    into: dict[str, np.ndarray],
) -> None:
    """Put an effect that is borrowed where counts have no areas beneath, or one assumed for events that repeat."""
    if definition_of(dimension.code):
        return
    events, people = counting["numerator"].to_numpy(float), counting["denominator"].to_numpy(float)
    counted = np.isfinite(events) & np.isfinite(counting["counting_se"].to_numpy(float))
    lacking = counted & (into["beneath"] == COUNTING_ONLY)
    names, area = counting["indicator_id"].to_numpy(object), str(counting["area_code"].iloc[0])
    for indicator in dict.fromkeys(names[lacking]):
        kind = indicators[indicator]
        lent = borrowed_for(dataset, indicator, area, dimension.code)
        if lent is None and not bunched(kind):
            continue
        here = np.flatnonzero(lacking & (names == indicator))
        if lent is None:
            into["effect"][here] = REPEAT_EFFECT
        else:
            told = information(events[here], people[here], share=kind.value_type == "proportion")
            into["effect"][here], into["freedom"][here] = borrowed_effect(lent.added, told), lent.freedom
        into["borrowed"][here] = lent or ASSUMED
