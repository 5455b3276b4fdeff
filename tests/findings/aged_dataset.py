"""The small dataset with ages, so that what adjusting does can be worked out by hand.

Smokers by age, whole area, every quarter: 10% of 4,000 aged 18 to 39, and 20% of 4,000 aged 40 to 64. People of each fifth,
most deprived first: all younger in the first (f = 0.10 / 0.15 = 2/3), half and half in the others but the last (f = 1), all
older in the last (f = 0.20 / 0.15 = 4/3). Neighbourhoods N1 to N6 alike; of N6 the ages of the first fifth are hidden.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from data.contract.age_tables import AGE_COLUMNS
from data.contract.tables import OBSERVATION_COLUMNS
from tests.small_dataset import FIFTHS, ICB, NEIGHBOURHOODS, NEWEST, QUARTERS, row, small_observations, write_small

FACTORS = (2 / 3, 1.0, 1.0, 1.0, 4 / 3)
_YOUNGER = (1.0, 0.5, 0.5, 0.5, 0.0)


def age_row(level: str, area: str, dimension: str, group: str, bands: Mapping[str, float], **more: object) -> dict:
    """One row of the table of ages."""
    counts = dict.fromkeys(AGE_COLUMNS, 0.0) | dict(bands)
    about = {
        "level": level,
        "area_code": area,
        "period_end": pd.Timestamp(NEWEST),
        "dimension": dimension,
        "group": group,
    }
    return about | {"status": "ok", "people_of": "smoking", "people": sum(counts.values()), **counts} | more


def hidden_ages(found: dict) -> dict:
    """The same row with its counts hidden."""
    return found | dict.fromkeys(("people", *AGE_COLUMNS), np.nan) | {"status": "suppressed"}


def age_structure() -> pd.DataFrame:
    """The table of ages."""
    by = "deprivation_quintile"
    rows = [age_row("icb", ICB, "total", "all", {"aged_18_39": 4_000, "aged_40_64": 4_000})]
    for group, younger in zip(FIFTHS, _YOUNGER, strict=True):
        for level, area, people in (("icb", ICB, 1_500), *(("neighbourhood", code, 200) for code in NEIGHBOURHOODS)):
            bands = {"aged_18_39": people * younger, "aged_40_64": people * (1 - younger)}
            found = age_row(level, area, by, group, bands)
            rows.append(hidden_ages(found) if (area, group) == ("N6", "1") else found)
    rows.append(age_row("icb", ICB, by, "unknown", {"aged_18_39": 100, "aged_40_64": 100}))
    for code in NEIGHBOURHOODS:
        # Ashdown is young, the others are as everyone.
        bands = {"aged_18_39": 1_000.0} if code == "N1" else {"aged_18_39": 500, "aged_40_64": 500}
        rows.append(age_row("neighbourhood", code, "total", "all", bands))
    return pd.DataFrame(rows)


def rates_by_age() -> pd.DataFrame:
    """Smokers of the whole area by age, in every quarter."""
    rows = [
        row(
            "smoking",
            dimension="age",
            group=band,
            numerator=count,
            denominator=4_000,
            period_start=start,
            period_end=end,
        )
        for start, end in QUARTERS
        for band, count in (("18-39", 400), ("40-64", 800))
    ]
    return pd.DataFrame(rows)[list(OBSERVATION_COLUMNS)]


def write_aged(folder: Path, ages: pd.DataFrame | None = None, rates: pd.DataFrame | None = None) -> Path:
    """Write the small dataset with ages, or with others than those above."""
    rates = rates_by_age() if rates is None else rates
    observations = pd.concat([small_observations(), rates], ignore_index=True)
    return write_small(
        folder,
        observations=observations,
        optional={"age_structure": age_structure() if ages is None else ages},
    )
