"""How each area or group stands against a comparator, beyond chance: the one rule behind every better/worse mark."""

import numpy as np
import pandas as pd

from components.measures.spread.funnel import FunnelLimits, position, proportion_limits, rate_limits
from data.contract.indicator import Indicator

_PLAIN = {"within": 0, "above 95": 1, "above 99.8": 2, "below 95": -1, "below 99.8": -2}
_JUDGED = {-2: "much worse", -1: "worse", 0: "similar", 1: "better", 2: "much better"}
_UNJUDGED = {-2: "much lower", -1: "lower", 0: "similar", 1: "higher", 2: "much higher"}


def funnel_limits(denominator: np.ndarray, comparator: float, indicator: Indicator) -> FunnelLimits:
    """Funnel limits, in displayed units, at each denominator round a comparator in displayed units."""
    if indicator.value_type == "proportion":
        return proportion_limits(comparator / 100, denominator, multiplier=100)
    return rate_limits(comparator, denominator, multiplier=indicator.multiplier)


def standing(rows: pd.DataFrame, comparator: float, indicator: Indicator) -> pd.DataFrame:
    """The rows with `standing`: 'much worse', 'worse', 'similar', 'better' or 'much better' than the comparator.

    For need and resource, which are not judged, it is 'much higher', 'higher', 'similar', 'lower' or 'much lower'.

    Counts are judged by funnel limits (95% and 99.8%) at their own size; published values by whether their own
    interval excludes the comparator. Rows without a value, or without any interval, are 'similar' only in name:
    callers show what is absent in words.
    """
    rows = rows.copy()
    scores = np.zeros(len(rows), dtype=int)
    counted = (rows["numerator"].notna() & rows["value"].notna()).to_numpy()
    if indicator.value_type in ("proportion", "rate") and counted.any():
        size = rows.loc[counted, "denominator"].to_numpy(float)
        found = position(rows.loc[counted, "value"].to_numpy(float), funnel_limits(size, comparator, indicator))
        scores[counted] = [_PLAIN[each] for each in found]
    published = ~counted & rows["lower"].notna().to_numpy()
    scores[published & (rows["lower"] > comparator).to_numpy()] = 1
    scores[published & (rows["upper"] < comparator).to_numpy()] = -1
    if indicator.judged:
        sign = 1 if indicator.higher_is_better else -1
        rows["standing"] = [_JUDGED[sign * score] for score in scores]
    else:
        rows["standing"] = [_UNJUDGED[score] for score in scores]
    return rows


def adverse_words(indicator: Indicator) -> str:
    """What it is to stand out in the way that needs attention: 'worse', or 'higher' for need and resource."""
    return "worse" if indicator.judged else "higher"


def stands_out(standings: pd.Series, indicator: Indicator) -> pd.Series:
    """Which standings are worse than the comparator beyond chance (higher, for need and resource)."""
    word = adverse_words(indicator)
    return standings.isin([word, f"much {word}"])
