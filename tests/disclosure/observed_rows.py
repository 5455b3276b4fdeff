"""Rows of observations for tests, with as little said as can be, and indicators to go with them."""

import numpy as np
import pandas as pd

from data.contract.indicator import Indicator

AREAS = pd.DataFrame(
    {
        "area_code": ["I", "P", "N1", "N2", "N3", "L1", "L2", "L3"],
        "level": ["icb", "place", *["neighbourhood"] * 3, *["lsoa"] * 3],
        "parent_code": ["", "I", "P", "P", "P", "N1", "N1", "N1"],
    }
)
LEVEL = dict(zip(AREAS["area_code"], AREAS["level"], strict=True))


def indicator(name: str = "smoking", value_type: str = "proportion", **more) -> Indicator:
    given = {
        "id": name, "name": name, "short_name": name, "question": "?", "domain": "outcome", "value_type": value_type,
        "higher_is_better": False, "population_noun": "adults", "event_noun": "adults", "numerator": "those who smoke",
        "denominator": "adults", "source": "test", "population_base": "registered", "predicate": "smoke",
    }  # fmt: skip
    return Indicator(**given | more)


def row(
    area: str = "N1",
    numerator: float = np.nan,
    denominator: float = np.nan,
    *,
    name: str = "smoking",
    fifth: str = "",
    period: str = "2026Q3",
    status: str | None = None,
    **more: float,
) -> dict:
    """One row: everyone in an area, or the people of one deprivation fifth."""
    when = pd.Period(period)
    found = {
        "indicator_id": name, "level": LEVEL[area], "area_code": area, "period_start": when.start_time.normalize(),
        "period_end": when.end_time.normalize(), "dimension": "deprivation_quintile" if fifth else "total",
        "group": fifth or "all", "dimension_2": "", "group_2": "", "age_band": "", "numerator": float(numerator),
        "denominator": float(denominator), "value": np.nan, "lower": np.nan, "upper": np.nan,
        "population_base": "registered",
    }  # fmt: skip
    return found | ({} if status is None else {"status": status}) | more


def rows(*given: dict) -> pd.DataFrame:
    return pd.DataFrame(list(given))
