"""What is known of the dataset that a table is to join, as little as checking needs: it goes to another process."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data.contract.indicator import Indicator
from data.dataset.dataset import Dataset
from data.recipes.known_words import NOTHING_KNOWN, KnownWords


@dataclass(frozen=True)
class Known:
    """`areas` has code, name, level and population (NaN where it is not known) of every area; `indicators` by id."""

    areas: pd.DataFrame
    indicators: Mapping[str, Indicator]


def known_of(base: Dataset | None) -> Known | None:
    """What is known of a dataset; None where there is none."""
    if base is None:
        return None
    frames = [base.areas(level).reset_index() for level in base.levels]
    areas = pd.concat(frames, ignore_index=True)
    population = areas["population"] if "population" in areas else pd.Series(float("nan"), index=areas.index)
    text = areas[["area_code", "area_name", "level"]].astype(str)
    return Known(text.assign(population=population.astype(float)), dict(base.indicators))


def known_words(known: Known | None) -> KnownWords:
    """The same, as guessing what a table is needs it."""
    if known is None:
        return NOTHING_KNOWN
    areas = known.areas
    return KnownWords(
        dict(zip(areas["area_code"], areas["level"], strict=True)),
        dict(zip(areas["area_name"], areas["area_code"], strict=True)),
        known.indicators,
    )
