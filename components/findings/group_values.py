"""Groups of one area as values whose intervals allow for areas that differ among themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.areas_beneath import Beneath, areas_beneath
from components.findings.values import with_values
from components.measures.spread.areas_as_clusters import design_effect, shared_correlation
from data.contract.indicator import Indicator
from data.contract.vocabulary import Dimension
from data.dataset.dataset import Dataset

# What a row's interval allows for, beside the counting of people: nothing more, or how these areas differ.
COUNTING_ONLY = ""


def group_values(
    dataset: Dataset, rows: pd.DataFrame, indicators: Mapping[str, Indicator], level: str, dimension: Dimension
) -> pd.DataFrame:
    """`with_values` of one area's groups (any indicators and periods), their limits widened by the areas beneath.

    `level` is the area's. Where rows are adjusted for age (`age_factor`), so are the areas beneath. Adds `beneath`, the kind
    of areas that a row's limits allow for (COUNTING_ONLY where none can be had), `areas`, how many of them hold the group,
    `freedom`, the degrees of freedom behind its error (infinite where people alone are counted), and `together`, by group how
    far its error goes with this row's (a correlation; groups apart are not named).
    """
    counting = with_values(rows, indicators)
    if rows.empty:
        return counting.assign(beneath=[], areas=[], freedom=[], together=[])
    area = str(rows["area_code"].iloc[0])
    known = areas_beneath(dataset, list(rows["indicator_id"].unique()), area, level, dimension, rows)
    effects, kinds = np.ones(len(rows)), np.full(len(rows), COUNTING_ONLY, dtype=object)
    together, areas = np.full(len(rows), None, dtype=object), np.zeros(len(rows), dtype=int)
    freedom = np.full(len(rows), np.inf)
    places = rows.groupby("indicator_id", observed=True).indices
    for indicator, beneath in known.items():
        here = np.asarray(places[indicator])
        multiplier = 100.0 if indicators[indicator].value_type == "proportion" else indicators[indicator].multiplier
        _place(beneath, counting.iloc[here], here, multiplier, _Columns(effects, kinds, areas, freedom, together))
    found = with_values(rows, indicators, effects=effects)
    return found.assign(beneath=kinds, areas=areas, freedom=freedom, together=together)


@dataclass(frozen=True, eq=False)
class _Columns:
    """What is known of every row, filled in one indicator after the other."""

    effect: np.ndarray
    beneath: np.ndarray
    areas: np.ndarray
    freedom: np.ndarray
    together: np.ndarray


def _place(
    beneath: Beneath,
    counting: pd.DataFrame,
    here: np.ndarray,
    multiplier: float,
    into: _Columns,
) -> None:
    """Put what is known of one indicator's groups beside its rows, which stand at the places `here`."""
    t = pd.Index(beneath.period_ends).get_indexer(pd.Index(counting["period_end"]))
    g = pd.Index(beneath.groups).get_indexer(pd.Index(counting["group"].astype(str)))
    found = (t >= 0) & (g >= 0)
    errors = np.full((len(beneath.period_ends), len(beneath.groups)), np.nan)
    errors[t[found], g[found]] = counting["counting_se"].to_numpy(float)[found] / multiplier
    effect = design_effect(beneath.found, errors)
    together = shared_correlation(beneath.found, effect)
    sure = ~np.isnan(beneath.found.error)
    for place, period, group in zip(here[found], t[found], g[found], strict=True):
        if sure[period, group]:
            into.effect[place], into.beneath[place] = effect[period, group], beneath.level
            into.areas[place] = beneath.found.areas[period, group]
            # Where people alone say less than the areas do, they decide, and are many.
            into.freedom[place] = beneath.found.freedom[period, group] if effect[period, group] > 1 else np.inf
            row = together[period, group]
            into.together[place] = {code: float(each) for code, each in zip(beneath.groups, row, strict=True) if each}
