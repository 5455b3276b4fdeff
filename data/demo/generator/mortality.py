"""Early deaths by year, directly standardised for age, with Dobson's interval."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import stats

from data.contract.indicator import Indicator
from data.demo.generator.behaviour import Behaviour
from data.demo.generator.breakdowns import level_sums, neighbourhood_cube, splits
from data.demo.generator.cells import rows
from data.demo.generator.draws import true_chance
from data.demo.generator.observing import CODES, YEARS, labelled
from data.demo.generator.people import People
from data.demo.generator.quarters import year_ends
from data.demo.generator.randomness import stream

# Ages 0–39, 40–64 and 65–74: their weights in the European Standard Population of 2013, how many of all people they
# are, how that leans to older areas, and deaths a year for each person.
_WEIGHTS = np.array([47_000.0, 33_500.0, 10_500.0])
_SHARES = np.array([0.49, 0.33, 0.095])
_OLDER = np.array([-0.4, 0.05, 0.5])
_DEATHS = np.array([0.00042, 0.0041, 0.0162])
_FEWEST = 10


def _limits(deaths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Byar's 95% limits of a count."""
    z = stats.norm.ppf(0.975)
    known = np.maximum(deaths, 1)
    lower = known * (1 - 1 / (9 * known) - z / (3 * np.sqrt(known))) ** 3
    above = known + 1
    return lower, above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3


def standardised(deaths: np.ndarray, people: np.ndarray, multiplier: float) -> dict[str, np.ndarray]:
    """The directly standardised rate with its 95% interval, from deaths and people by age band (…, 3)."""
    weights = _WEIGHTS / _WEIGHTS.sum()
    size = np.maximum(people, 1)
    rate = (weights * deaths / size).sum(axis=-1)
    variance = (weights**2 * deaths / size**2).sum(axis=-1)
    total = deaths.sum(axis=-1)
    scale = np.sqrt(variance / np.maximum(total, 1))
    lower, upper = (rate + scale * (limit - total) for limit in _limits(total))
    # A rate on fewer than ten deaths says too little to be given.
    given = {"value": rate, "lower": lower, "upper": upper}
    shown = {name: np.where(total >= _FEWEST, np.round(found * multiplier, 1), np.nan) for name, found in given.items()}
    return shown | {"numerator": total, "denominator": people.sum(axis=-1)}


def _cells(indicator: Indicator, behaviour: Behaviour, people: People) -> tuple[np.ndarray, np.ndarray]:
    """Deaths and people by year, unit, group and age band (4, units, 19, 3)."""
    rng = stream(f"deaths {people.where}")
    share = _SHARES * np.exp(_OLDER * people.older[:, None])
    living = np.floor(year_ends(people.counts)[..., None] * share[:, None, :] + 0.5)
    relative = year_ends(true_chance(indicator, behaviour, people))[..., None]
    return rng.poisson(living * relative * _DEATHS).astype(float), living


def _tables(indicator: Indicator, behaviour: Behaviour, people: People) -> Iterator[pd.DataFrame]:
    deaths, living = _cells(indicator, behaviour, people)
    bands = range(len(_WEIGHTS))
    by_band = [
        [list(level_sums(neighbourhood_cube(units[..., band], people), people)) for band in bands]
        for units in (deaths, living)
    ]
    for number, (level, _) in enumerate(by_band[0][0]):
        found = [[list(splits(each[number][1], level)) for each in units] for units in by_band]
        for which, (split, _) in enumerate(found[0][0]):
            n, d = (np.stack([each[which][1] for each in units], axis=-1) for units in found)
            yield rows(level, CODES[level], YEARS, split, **standardised(n, d, indicator.multiplier))


def mortality(indicator: Indicator, behaviour: Behaviour, people: People) -> pd.DataFrame:
    """Observation rows of early deaths, by year; small areas have too few to be standardised."""
    return labelled(pd.concat(_tables(indicator, behaviour, people), ignore_index=True), indicator)
