"""Values and limits worked out from what is published, so that neither gives back what was rounded away."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import special

from data.contract.indicator import Indicator

_Z = float(special.ndtri(0.975))


def derived_values(true: pd.DataFrame, shown: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """The published rows with value and limits that follow from the published counts.

    Where both counts are shown, shares and rates are left to be worked out from them. An average keeps its value, and
    its limits become those of the published number of people; a standardised rate keeps its value, and its limits become
    those of the published number of events (Byar's, as for a count).
    """
    kind = shown["indicator_id"].astype(str).map({key: each.value_type for key, each in indicators.items()})
    counted = shown["numerator"].notna() & shown["denominator"].notna()
    from_counts = (kind.isin(["proportion", "rate"]) & counted).to_numpy()
    shown = shown.copy()
    shown.loc[from_counts, ["value", "lower", "upper"]] = np.nan
    averages = (kind.isin(["mean", "survey_share"]) & shown["denominator"].notna()).to_numpy() & ~from_counts
    shown.loc[averages, ["lower", "upper"]] = _of_average(true[averages], shown[averages])
    standardised = (kind == "standardised_rate").to_numpy() & shown["numerator"].notna().to_numpy()
    shown.loc[standardised, ["lower", "upper"]] = _of_standardised(shown[standardised])
    return shown


def _of_average(true: pd.DataFrame, shown: pd.DataFrame) -> np.ndarray:
    """Limits as far from the value as they would be with the published number of people (Student's)."""
    size, told = true["denominator"].to_numpy(float), shown["denominator"].to_numpy(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(size) / special.stdtrit(np.maximum(size - 1, 1), 0.975)
        wider = spread * special.stdtrit(np.maximum(told - 1, 1), 0.975) / np.sqrt(np.where(told > 0, told, np.nan))
    value = true["value"].to_numpy(float)[:, None]
    return np.asarray(value + (true[["lower", "upper"]].to_numpy(float) - value) * wider[:, None])


def _of_standardised(shown: pd.DataFrame) -> np.ndarray:
    """The value times the limits of the published count, as a share of it (Byar's approximation; Breslow and Day 1987)."""
    events, value = shown["numerator"].to_numpy(float), shown["value"].to_numpy(float)
    more = events + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        low = (1 - 1 / (9 * events) - _Z / (3 * np.sqrt(events))) ** 3
        high = more / events * (1 - 1 / (9 * more) + _Z / (3 * np.sqrt(more))) ** 3
    return np.column_stack([value * low, value * high])
