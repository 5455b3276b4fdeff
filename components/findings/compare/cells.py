"""Every indicator in each compared neighbourhood, judged together against the whole area."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.findings.kept import kept_with_dataset
from components.findings.standing import funnel_limits, standing
from components.findings.values import CONFIDENCE, unit_of, with_values
from components.measures.confidence import normal_multiplier
from components.measures.spread.false_discovery import flagged, two_sided_p
from components.style.numbers import Unit
from data.contract.indicator import Indicator
from data.contract.periods import period_label
from data.contract.vocabulary import NONE, TOTAL
from data.dataset.dataset import Dataset


@dataclass(frozen=True)
class ComparedIndicator:
    """One indicator at its newest period: the whole area's value, England's where given, and the neighbourhoods' rows.

    `rows` is indexed by area code, one row a compared neighbourhood, with `value`, `lower`, `upper`, `denominator`,
    `status` and `standing`, which allows for all the comparisons of all the indicators made at once.
    """

    indicator: Indicator
    unit: Unit
    period: str
    whole: float
    country: float | None
    rows: pd.DataFrame


def newest_periods(dataset: Dataset) -> dict[str, pd.Timestamp]:
    """Of each indicator, the newest period in which both the whole area and some neighbourhood are shown."""
    found = dataset.coverage
    found = found[(found["dimension"] == TOTAL) & (found["dimension_2"] == NONE) & (found["n_ok"] > 0)]
    shown = found[found["level"].isin(["icb", "neighbourhood"])].groupby(["indicator_id", "period_end"])
    both = shown["level"].nunique().reset_index()
    newest = both[both["level"] == 2].groupby("indicator_id")["period_end"].max()
    return {code: newest[code] for code in dataset.indicators if code in newest.index}


@kept_with_dataset
def compared_indicators(dataset: Dataset, areas: tuple[str, ...]) -> list[ComparedIndicator]:
    """Every indicator that neighbourhoods are given by, in the dataset's order, judged together.

    Whatever the selected indicator, so kept from one to the next: never change what it returns.
    """
    newest = newest_periods(dataset)
    if not newest:
        return []
    country = list(dataset.areas("country").index)
    rows = dataset.observations(list(newest), areas=[dataset.area_code, *country, *areas])
    rows = rows[rows["period_end"] == rows["indicator_id"].astype(str).map(newest)]
    made = []
    for code, part in rows.groupby("indicator_id", observed=True):
        indicator = dataset.indicators[code]
        part = with_values(part, indicator)
        whole = part.loc[part["level"] == "icb", "value"]
        inside = part[part["level"] == "neighbourhood"].set_index("area_code").reindex(list(areas))
        inside["status"] = inside["status"].astype(object).fillna("missing")
        nation = part.loc[part["level"] == "country", "value"].dropna()
        made.append(
            ComparedIndicator(
                indicator=indicator,
                unit=unit_of(indicator, float(whole.iloc[0])),
                period=period_label(part["period_start"].iloc[0], part["period_end"].iloc[0]),
                whole=float(whole.iloc[0]),
                country=float(nation.iloc[0]) if len(nation) else None,
                rows=standing(inside, float(whole.iloc[0]), indicator),
            )
        )
    order = {code: place for place, code in enumerate(dataset.indicators)}
    return _judged_together(sorted(made, key=lambda each: order[each.indicator.id]))


def _judged_together(found: list[ComparedIndicator]) -> list[ComparedIndicator]:
    """The same, with 'similar' wherever a difference does not survive Benjamini–Hochberg control over all cells."""
    p_values = np.concatenate([_p_values(each) for each in found])
    beyond = np.split(flagged(p_values), np.cumsum([len(each.rows) for each in found])[:-1])
    return [
        replace(each, rows=each.rows.assign(standing=each.rows["standing"].where(kept, "similar")))
        for each, kept in zip(found, beyond, strict=True)
    ]


def _p_values(found: ComparedIndicator) -> np.ndarray:
    """How likely each difference from the whole area is by chance alone: by funnel width, else by its own interval."""
    rows, indicator = found.rows, found.indicator
    value, error = rows["value"].to_numpy(float), rows["se"].to_numpy(float)
    counted = rows["numerator"].notna().to_numpy() & ~np.isnan(value)
    if indicator.value_type in ("proportion", "rate") and counted.any():
        limits = funnel_limits(rows["denominator"].to_numpy(float)[counted], found.whole, indicator)
        half = np.where(value[counted] >= found.whole, limits.upper_95 - found.whole, found.whole - limits.lower_95)
        error = error.copy()
        error[counted] = half / normal_multiplier(CONFIDENCE)
    return two_sided_p(value, error, null=found.whole)


def n_compared(found: list[ComparedIndicator]) -> int:
    """How many cells have a value to compare."""
    return sum(int(each.rows["value"].notna().sum()) for each in found)
