"""Observations of an average: people's own shares, averaged over each group, with a Student interval."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import stats

from data.contract.indicator import Indicator
from data.demo.generator.behaviour import Behaviour
from data.demo.generator.breakdowns import level_sums, neighbourhood_cube, splits
from data.demo.generator.cells import EVERYONE, rows
from data.demo.generator.draws import denominators, true_chance
from data.demo.generator.observing import CODES, YEARS, labelled, periods_of
from data.demo.generator.people import People
from data.demo.generator.quarters import year_sums
from data.demo.generator.randomness import stream

_SPREAD = 0.24
_PER = 100.0


def _averages(total: np.ndarray, people: np.ndarray) -> dict[str, np.ndarray]:
    """The average of each group and its 95% interval, out of 100, and how many people it is an average of."""
    with np.errstate(divide="ignore", invalid="ignore"):
        average = total / people
        half = stats.t.ppf(0.975, np.maximum(people - 1, 1)) * _SPREAD / np.sqrt(people)
    shown = {"value": average, "lower": np.maximum(average - half, 0), "upper": np.minimum(average + half, 1)}
    return {name: np.round(_PER * np.where(people > 1, found, np.nan), 2) for name, found in shown.items()} | {
        "denominator": people
    }


def _sums(indicator: Indicator, behaviour: Behaviour, people: People) -> tuple[np.ndarray, np.ndarray]:
    """The sum of people's own shares in each cell, and how many people (quarters, units, 19)."""
    rng = stream(f"averages {people.where} {indicator.id}")
    counted = denominators(indicator, behaviour, people)
    chance = true_chance(indicator, behaviour, people)
    total = counted * chance + _SPREAD * np.sqrt(counted) * rng.normal(size=counted.shape)
    return np.clip(total, 0, counted), counted


def _tables(indicator: Indicator, behaviour: Behaviour, people: People) -> Iterator[pd.DataFrame]:
    total, counted = _sums(indicator, behaviour, people)
    periods, made = periods_of(behaviour)
    cubes = (neighbourhood_cube(units[made], people) for units in (total, counted))
    above = zip(*(level_sums(cube, people) for cube in cubes), strict=True)
    for (level, level_total), (_, level_counted) in above:
        found = zip(splits(level_total, level), splits(level_counted, level), strict=True)
        for (split, sums), (_, size) in found:
            yield rows(level, CODES[level], periods, split, **_averages(sums, size))
    if people.n_small_areas:
        placed = slice(None, people.n_small_areas)
        yearly = (year_sums(units).sum(axis=2)[:, placed] for units in (total, counted))
        yield rows("lsoa", CODES["lsoa"], YEARS, EVERYONE, **_averages(*yearly))


def averaged(indicator: Indicator, behaviour: Behaviour, people: People) -> pd.DataFrame:
    """Observation rows of an indicator that is an average; there is no numerator."""
    found = pd.concat(_tables(indicator, behaviour, people), ignore_index=True)
    return labelled(found.assign(numerator=np.nan), indicator)
