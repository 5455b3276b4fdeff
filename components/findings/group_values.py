"""Groups of one area as values whose intervals allow for areas that differ among themselves."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from components.findings.area_effects import COUNTING_ONLY, area_effects
from components.findings.fifths_by import definition_of
from components.findings.like_indicators import ASSUMED, Borrowed, borrowed_for
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
    found["bunched"] = [bunched(indicators[each]) for each in rows["indicator_id"].astype(str)]
    if len(rows):
        found = _with_borrowed(dataset, counting, indicators, dimension, found)
    valued = with_values(rows, indicators, effects=found["effect"].to_numpy(float))
    return valued.assign(**found.drop(columns="effect"))


def _with_borrowed(
    dataset: Dataset,
    counting: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    dimension: Dimension,
    found: pd.DataFrame,
) -> pd.DataFrame:
    """The effects, with one borrowed where counts have no areas beneath, or one assumed for events that repeat."""
    counted = counting["numerator"].notna() & counting["counting_se"].notna()
    lacking = counted & (found["beneath"] == COUNTING_ONLY) & bool(not definition_of(dimension.code))
    names, area = counting["indicator_id"].astype(str), str(counting["area_code"].iloc[0])
    effect, freedom = found["effect"].to_numpy(float).copy(), found["freedom"].to_numpy(float).copy()
    borrowed: list[Borrowed | None] = [None] * len(counting)
    for indicator in names[lacking].unique():
        kind = indicators[indicator]
        lent = borrowed_for(dataset, indicator, area, dimension.code)
        if lent is None and not bunched(kind):
            continue
        here = np.flatnonzero(lacking & (names == indicator))
        rows = counting.iloc[here]
        if lent is None:
            effect[here] = REPEAT_EFFECT
        else:
            told = information(rows["numerator"], rows["denominator"], share=kind.value_type == "proportion")
            effect[here], freedom[here] = borrowed_effect(lent.added, told), lent.freedom
        for place in here:
            borrowed[place] = lent or ASSUMED
    return found.assign(effect=effect, freedom=freedom, borrowed=pd.Series(borrowed, index=found.index, dtype=object))
