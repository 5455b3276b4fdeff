"""Observation rows to displayed values with intervals: the one place where counts become numbers on screen."""

import numpy as np
import pandas as pd
from scipy import stats

from components.measures.proportion import proportion
from components.measures.rate import crude_rate
from components.style.numbers import Unit, decimals_for
from data.contract.indicator import Indicator

CONFIDENCE = 0.95


def unit_of(indicator: Indicator, typical: float) -> Unit:
    """How this indicator's values are written, given a typical displayed value (which settles the decimals)."""
    if indicator.value_type in ("proportion", "survey_share"):
        return Unit("%", "percentage points", 1 if abs(typical) >= 1 or typical == 0 else 2)
    if indicator.value_type == "rate":
        words = indicator.unit or f"per {indicator.multiplier:,.0f} {indicator.population_noun}"
        return Unit(f" {words}", words, decimals_for(typical))
    words = indicator.unit
    return Unit(f" {words}" if words else "", words, decimals_for(typical))


def with_values(rows: pd.DataFrame, indicator: Indicator, *, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """The rows with `value`, `lower`, `upper` and `se` filled in, in displayed units (percent, per 1,000, …).

    Counts are preferred: proportions get a Wilson interval, rates an exact Poisson or Byar's. Values published without
    counts keep their own interval; where none was published, lower, upper and se stay empty. Rows that are not 'ok'
    keep every number empty.
    """
    rows = rows.copy()
    shown = (rows["status"] == "ok").to_numpy()
    counted = shown & rows["numerator"].notna().to_numpy() & (rows["denominator"].fillna(0) > 0).to_numpy()
    if indicator.value_type in ("proportion", "rate") and counted.any():
        numerator = rows.loc[counted, "numerator"].to_numpy(float)
        denominator = rows.loc[counted, "denominator"].to_numpy(float)
        if indicator.value_type == "proportion":
            found = proportion(numerator, denominator, confidence=confidence)
            scale = 100.0
            share = numerator / denominator
            error = np.sqrt(share * (1 - share) / denominator)
        else:
            found = crude_rate(numerator, denominator, multiplier=indicator.multiplier, confidence=confidence)
            scale = 1.0
            error = np.sqrt(numerator) / denominator * indicator.multiplier
        rows.loc[counted, "value"] = found.estimate * scale
        rows.loc[counted, "lower"] = found.lower * scale
        rows.loc[counted, "upper"] = found.upper * scale
        rows.loc[counted, "se"] = error * scale
    if "se" not in rows:
        rows["se"] = np.nan
    published = shown & ~counted if indicator.value_type in ("proportion", "rate") else shown
    if published.any():
        z = stats.norm.ppf(0.5 + confidence / 2)
        scale = 100.0 if indicator.value_type in ("proportion", "survey_share") else 1.0
        rows.loc[published, ["value", "lower", "upper"]] *= scale
        rows.loc[published, "se"] = (rows.loc[published, "upper"] - rows.loc[published, "lower"]) / (2 * z)
    return rows


def typical_value(rows: pd.DataFrame) -> float:
    """A value of about the size shown: the median of the defined ones, 0 when there are none."""
    found = rows["value"].dropna()
    return float(found.median()) if len(found) else 0.0
