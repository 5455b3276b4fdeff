"""Observation rows to displayed values with intervals: the one place where counts become numbers on screen."""

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
import pandas as pd
from scipy import stats

from components.findings.age_adjusted import factors_of
from components.findings.repeat_events import repeat_effect
from components.measures.result import Measure
from components.measures.values.proportion import proportion
from components.measures.values.proportion import standard_error as proportion_error
from components.measures.values.rate import crude_rate
from components.measures.values.rate import standard_error as rate_error
from components.style.numbers import Unit, decimals_for, unit_named
from data.contract.indicator import Indicator

CONFIDENCE = 0.95
_SHARES = ("proportion", "survey_share")
_PERCENT = 100.0
_MEASURES: dict[str, tuple[Callable[..., Measure], Callable[..., np.ndarray]]] = {
    "proportion": (proportion, proportion_error),
    "rate": (crude_rate, rate_error),
}


def unit_of(indicator: Indicator, typical: float) -> Unit:
    """How this indicator's values are written, given a typical displayed value (which settles the decimals)."""
    if indicator.value_type in _SHARES:
        return Unit("%", "percentage points", 1 if abs(typical) >= 1 or typical == 0 else 2)
    if indicator.value_type == "rate":
        words = indicator.unit or f"per {indicator.multiplier:,.0f} {indicator.population_noun}"
        return Unit(f" {words}", words, decimals_for(typical))
    return unit_named(indicator.unit, decimals_for(typical))


def with_values(
    rows: pd.DataFrame,
    indicators: Indicator | Mapping[str, Indicator],
    *,
    confidence: float = CONFIDENCE,
    effects: np.ndarray | None = None,
    beside: Mapping[str, np.ndarray] | None = None,
) -> pd.DataFrame:
    """The rows with `value`, `lower`, `upper`, `se` and `counting_se` filled in, in displayed units (%, per 1,000, …).

    `indicators` is the one indicator of all rows, or every row's by `indicator_id`. Counts are preferred: proportions
    get a Wilson interval, rates an exact Poisson or Byar's. Where a value was published beside them (its counts were
    rounded) it stands, with its own interval where nothing widens that. Values published without counts keep their own
    interval; where none was published, lower, upper and se stay empty. Rows that are not 'ok' keep every number empty.
    `effects` (rows,) says by how much the areas beneath make each row's variance larger than counting people does (see
    measures.spread.areas_as_clusters): limits and `se` allow for it, `counting_se` does not. Without it they allow for events
    that one person can have many times (see findings.repeat_events). Where rows have an `age_factor`
    (see findings.age_adjusted), every number of a counted value is divided by it: the value adjusted for age. `beside` are
    more columns (rows,) to put into the table that is returned.
    """
    kind, multiplier, repeat = _kinds(rows, indicators)
    effect = repeat if effects is None else effects
    shown = (rows["status"] == "ok").to_numpy()
    numerator, denominator = rows["numerator"].to_numpy(float), rows["denominator"].to_numpy(float)
    counted = shown & np.isfinite(numerator) & (np.nan_to_num(denominator) > 0)
    scale = np.where(np.isin(kind, _SHARES), _PERCENT, 1.0)
    published = {
        name: np.where(shown, rows[name].to_numpy(float) * scale, np.nan) for name in ("value", "lower", "upper")
    }
    columns = {name: found.copy() for name, found in published.items()}
    columns["se"] = (columns["upper"] - columns["lower"]) / (2 * _multiplier(confidence))
    columns["counting_se"] = columns["se"].copy()
    for one in _MEASURES:
        here = counted & (kind == one)
        if here.any():
            unit = np.full(int(here.sum()), _PERCENT) if one == "proportion" else multiplier[here]
            events = _events(numerator[here], denominator[here], published["value"][here] / unit)
            found = _from_counts(one, events, denominator[here], effect[here], confidence)
            for name, numbers in found.items():
                columns[name][here] = numbers * unit
    _keep_published_limits(columns, published, counted & (effect == 1) & (confidence == CONFIDENCE))
    factor = np.where(counted, factors_of(rows), 1.0)
    columns = {name: found / factor for name, found in columns.items()}
    if (factor != 1).any():
        # No share is above everyone.
        columns["upper"] = np.where(kind == "proportion", np.minimum(columns["upper"], _PERCENT), columns["upper"])
    return with_columns(rows, {**columns, **(beside or {})})


def with_columns(rows: pd.DataFrame, columns: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """The rows with columns put in, those of the same name in their place.

    A table that is made once, of columns that are not copied: `assign` copies all of it, and then mends it column by column.
    """
    return pd.DataFrame({**{name: rows[name].array for name in rows}, **columns}, index=rows.index, copy=False)


@cache
def _multiplier(confidence: float) -> float:
    """How many standard errors lie between a value and its limit."""
    return float(stats.norm.ppf(0.5 + confidence / 2))


def _from_counts(
    kind: str, events: np.ndarray, people: np.ndarray, effect: np.ndarray, confidence: float
) -> dict[str, np.ndarray]:
    """Value, limits and errors of counts, per person."""
    measure, error = _MEASURES[kind]
    # As many people as would be as sure, had each been drawn alone.
    alone = events / effect, people / effect
    found = measure(*alone, confidence=confidence)
    return {
        "value": found.estimate,
        "lower": found.lower,
        "upper": found.upper,
        "se": error(*alone),
        "counting_se": error(events, people),
    }


def _events(numerator: np.ndarray, denominator: np.ndarray, published: np.ndarray) -> np.ndarray:
    """The events that give the value shown: those counted, or what a published value makes of the people (per person)."""
    return np.asarray(np.where(np.isfinite(published), np.maximum(published * denominator, 0.0), numerator))


def _keep_published_limits(
    columns: dict[str, np.ndarray], published: dict[str, np.ndarray], unwidened: np.ndarray
) -> None:
    """Put limits published beside counts in the place of those worked out from the counts, where nothing widens them."""
    stand = unwidened & np.isfinite(published["value"]) & np.isfinite(published["lower"] + published["upper"])
    for name in ("lower", "upper"):
        columns[name][stand] = published[name][stand]


def _kinds(
    rows: pd.DataFrame, indicators: Indicator | Mapping[str, Indicator]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each row's value type, multiplier and what repeats make of its variance."""
    if isinstance(indicators, Indicator):
        known, places = [indicators], np.zeros(len(rows), dtype=int)
    else:
        ids, places = np.unique(rows["indicator_id"].to_numpy(str), return_inverse=True)
        known = [indicators[each] for each in ids]
    kinds = np.array([each.value_type for each in known], dtype=object)
    multipliers = np.array([each.multiplier for each in known], dtype=float)
    repeats = np.array([repeat_effect(each) for each in known], dtype=float)
    return kinds[places], multipliers[places], repeats[places]


def displayed(stored: float, indicator: Indicator) -> float:
    """A value as its indicator stores it (a share of 80% is 0.8), in displayed units."""
    return stored * (_PERCENT if indicator.value_type in _SHARES else 1.0)


def typical_value(rows: pd.DataFrame | Mapping[str, np.ndarray]) -> float:
    """A value of about the size shown: the median of the defined ones, 0 when there are none."""
    found = np.asarray(rows["value"], dtype=float)
    found = found[~np.isnan(found)]
    return float(np.median(found)) if len(found) else 0.0
