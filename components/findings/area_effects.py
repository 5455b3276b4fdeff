"""By how much the areas beneath make groups less sure than counting people does, row by row."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from components.findings.areas_beneath import Beneath, areas_beneath
from components.measures.spread.areas_as_clusters import design_effect, shared_correlation
from data.contract.indicator import Indicator
from data.contract.vocabulary import Dimension
from data.dataset.dataset import Dataset

# What a row's interval allows for, beside the counting of people: nothing more, or how these areas differ.
COUNTING_ONLY = ""


def area_effects(
    dataset: Dataset, counting: pd.DataFrame, indicators: Mapping[str, Indicator], level: str, dimension: Dimension
) -> dict[str, np.ndarray]:
    """For one area's groups (see `values.with_values`), in the rows' own order, what areas beneath say: arrays (rows,).

    `effect`: by how much they make the variance larger, 1 where nothing is known. `beneath`, `areas`, `freedom` and
    `together` are as in `group_values`.
    """
    columns = {
        "effect": np.ones(len(counting)),
        "beneath": np.full(len(counting), COUNTING_ONLY, dtype=object),
        "areas": np.zeros(len(counting), dtype=int),
        "freedom": np.full(len(counting), np.inf),
        "together": np.full(len(counting), None, dtype=object),
    }
    if counting.empty:
        return columns
    area = str(counting["area_code"].iloc[0])
    known = areas_beneath(dataset, list(counting["indicator_id"].unique()), area, level, dimension, counting)
    places = counting.groupby("indicator_id", observed=True).indices
    # As arrays, once: to cut each indicator's rows out of the frame takes as long as all else here.
    cells = {name: counting[name].to_numpy() for name in ("period_end", "group", "counting_se")}
    for indicator, beneath in known.items():
        here = np.asarray(places[indicator])
        multiplier = 100.0 if indicators[indicator].value_type == "proportion" else indicators[indicator].multiplier
        _place(beneath, {name: cell[here] for name, cell in cells.items()}, here, multiplier, columns)
    return columns


def _place(
    beneath: Beneath, cells: dict[str, np.ndarray], here: np.ndarray, multiplier: float, into: dict[str, np.ndarray]
) -> None:
    """Put what is known of one indicator's groups beside its rows, which stand at the places `here`."""
    t = np.searchsorted(beneath.period_ends, cells["period_end"]).clip(max=len(beneath.period_ends) - 1)
    order = {code: place for place, code in enumerate(beneath.groups)}
    g = np.array([order.get(code, -1) for code in cells["group"]])
    found = (beneath.period_ends[t] == cells["period_end"]) & (g >= 0)
    errors = np.full((len(beneath.period_ends), len(beneath.groups)), np.nan)
    errors[t[found], g[found]] = cells["counting_se"][found] / multiplier
    effect = design_effect(beneath.found, errors)
    together = shared_correlation(beneath.found, effect)
    sure = ~np.isnan(beneath.found.error)
    for place, period, group in zip(here[found], t[found], g[found], strict=True):
        if sure[period, group]:
            into["effect"][place], into["beneath"][place] = effect[period, group], beneath.level
            into["areas"][place] = beneath.found.areas[period, group]
            # Where people alone say less than the areas do, they decide, and are many.
            into["freedom"][place] = beneath.found.freedom[period, group] if effect[period, group] > 1 else np.inf
            row = together[period, group]
            into["together"][place] = {
                code: float(each) for code, each in zip(beneath.groups, row, strict=True) if each
            }
