"""Life expectancy from deaths and population by age band: abridged life table.

Sources: Chiang, The Life Table and its Applications, 1984; Silcocks et al., J Epidemiol Community Health 2001;55:38
(variance, with the open last band); OHID PHEindicatormethods, phe_life_expectancy.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from components.measures.confidence import normal_multiplier
from components.measures.result import Measure, explain, measure, positions
from components.measures.values.rate import check_events

#: First age of each of the 20 bands: under 1, 1-4, 5-9, ..., 85-89, 90 and over.
BAND_STARTS = (0, 1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
LIVED_IN_YEAR_OF_DEATH = 0.1
FEWEST_PEOPLE = 5000
METHOD = "Chiang life table, variance by Silcocks"


def life_expectancy(
    deaths: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    band_starts: Sequence[float] = BAND_STARTS,
    minimum_population: float = FEWEST_PEOPLE,
    confidence: float = 0.95,
) -> Measure:
    """Expectation of life, in years, at the start of each age band: shape (..., bands); index 0 is at birth.

    M = d/n; q = wM/(1 + w(1 - a)M), 1 in the last band; a = 0.1 under age 1, else 0.5; L = w(l p + a l q), l/M in the
    last; e = T/l. var(e_i) = [sum_j l_j^2 ((1 - a)w + e_{j+1})^2 q_j^2 p_j/d_j + l_k^2/(d_k M_k^2)] / l_i^2, k the
    last band.
    deaths, population: (..., bands), for the same period (person-years). NaN in any band, a band without people, a last
    band without deaths, or fewer than `minimum_population` people in all leaves no answer. groups_used = bands.
    Errors: ValueError for another number of bands than starts, starts not rising from 0, deaths above population,
    negative counts.
    Example: the documentation case of phe_life_expectancy gives 80.1696 at birth (79.8827 to 80.4565).
    """
    deaths, people = check_events(deaths, population)
    width, lived = _bands(band_starts, deaths)
    if (deaths > people).any():
        raise ValueError(f"deaths: found more than the population at {positions(deaths > people)}, expected no more")
    reason = _reasons(deaths, people, minimum_population, width * lived)
    sound = (reason == "")[..., None]
    rate = np.where(sound, deaths, 1.0) / np.where(sound, people, 100.0)
    dying, alive, years, ahead = _table(rate, width, lived)
    error = np.sqrt(_variance(np.where(sound, people, 100.0), rate, width, lived, alive, ahead))
    half = normal_multiplier(confidence) * error
    words = np.broadcast_to(reason[..., None], years.shape)
    used = np.where(words == "", width.size, 0)
    return measure(
        years, years - half, years + half, confidence=confidence, method=METHOD, groups_used=used, reason=words
    )


def _bands(band_starts: Sequence[float], deaths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    starts = np.asarray(band_starts, dtype=float)
    if deaths.ndim == 0 or starts.shape != deaths.shape[-1:]:
        raise ValueError(f"deaths: found shape {deaths.shape}, expected (..., {starts.size}) to match the band starts")
    if starts[0] != 0 or not (np.diff(starts) > 0).all():
        raise ValueError(f"band_starts: found {tuple(band_starts)}, expected ages that rise from 0")
    width = np.append(np.diff(starts), 0.0)
    return width, np.where(starts + width <= 1, LIVED_IN_YEAR_OF_DEATH, 0.5)


def _reasons(
    deaths: np.ndarray, people: np.ndarray, minimum_population: float, lived_before_death: np.ndarray
) -> np.ndarray:
    hidden = (np.isnan(deaths) | np.isnan(people)).any(axis=-1)
    nobody_left = (deaths * lived_before_death >= people)[..., :-1].any(axis=-1)
    return explain(
        hidden.shape,
        (hidden, "an age band has a hidden or missing count"),
        ((people == 0).any(axis=-1), "an age band has no population"),
        (deaths[..., -1] == 0, "nobody died in the oldest age band, so its length of life is not known"),
        (people.sum(axis=-1) < minimum_population, f"fewer than {minimum_population:,.0f} people"),
        (nobody_left, "deaths in an age band are so many that nobody would live through it"),
    )


def _table(
    rate: np.ndarray, width: np.ndarray, lived: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """q, l, e and the expectation at the end of each band; the last band is open (its width is held as 0)."""
    dying = width * rate / (1 + width * (1 - lived) * rate)
    dying[..., -1] = 1.0
    surviving = np.concatenate([np.ones_like(dying[..., :1]), np.cumprod(1 - dying[..., :-1], axis=-1)], axis=-1)
    spent = width * surviving * (1 - dying + lived * dying)
    spent[..., -1] = surviving[..., -1] / rate[..., -1]
    years = np.cumsum(spent[..., ::-1], axis=-1)[..., ::-1] / surviving
    ahead = np.concatenate([years[..., 1:], np.zeros_like(years[..., :1])], axis=-1)
    return dying, surviving, years, ahead


def _variance(
    people: np.ndarray, rate: np.ndarray, width: np.ndarray, lived: np.ndarray, alive: np.ndarray, ahead: np.ndarray
) -> np.ndarray:
    """Variance of e; q^2 p / d is written w^2 M (1 - awM) / (n (1 + (1 - a)wM)^3), which holds without deaths too."""
    of_dying = width**2 * rate * (1 - lived * width * rate) / (people * (1 + (1 - lived) * width * rate) ** 3)
    parts = (alive * ((1 - lived) * width + ahead)) ** 2 * of_dying
    parts[..., -1] = alive[..., -1] ** 2 / (people[..., -1] * rate[..., -1] ** 3)
    return np.asarray(np.cumsum(parts[..., ::-1], axis=-1)[..., ::-1] / alive**2)
