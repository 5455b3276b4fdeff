"""Registered people by where they live and ethnic group as recorded: the cells from which every count is drawn."""

from dataclasses import dataclass

import numpy as np

from data.demo.generator.geography import Geography
from data.demo.generator.practices import Practices
from data.demo.generator.quarters import N_QUARTERS_MADE, YEARS_ELAPSED
from data.demo.generator.randomness import stream

UNKNOWN_QUINTILE = 6
_NO_ADDRESS_SHARE = 0.012
_GROWTH_A_YEAR = 0.005


@dataclass(frozen=True)
class People:
    """Registered people in cells: home unit × recorded ethnic group (18 detailed, then unknown).

    The units are the small areas and, after them, one a neighbourhood for people whose address cannot be placed.
    `counts` is (quarters, units, 19) and `practice_mix` (units, practices), rows summing to 1; the other arrays have
    one entry a unit, but `place` has one a neighbourhood. `quintile` is 1 to 5, or 6 for unknown. `unrest` scales how
    much every figure wobbles. `where` keeps the random numbers of different peoples apart.
    """

    where: str
    counts: np.ndarray
    quintile: np.ndarray
    neighbourhood: np.ndarray
    place: np.ndarray
    older: np.ndarray
    practice_mix: np.ndarray
    n_small_areas: int
    unrest: float = 1.0

    @property
    def n_units(self) -> int:
        """How many units there are."""
        return len(self.quintile)


def in_time(counts: np.ndarray, unrecorded: np.ndarray) -> np.ndarray:
    """People by unit and true group (units, 18) as recorded each quarter (18, units, 19), growing a little.

    `unrecorded` is the share of each unit without a recorded group, half-way; recording improves every year.
    """
    share = unrecorded * np.exp(-0.05 * (YEARS_ELAPSED - YEARS_ELAPSED.mean()))[:, None]
    recorded = counts * (1 - share[:, :, None])
    unknown = counts.sum(axis=1) * share
    growth = (1 + _GROWTH_A_YEAR) ** YEARS_ELAPSED.reshape(N_QUARTERS_MADE, 1, 1)
    return np.concatenate([recorded, unknown[:, :, None]], axis=2) * growth


def _unrecorded_share(geography: Geography, practices: Practices) -> np.ndarray:
    """The share of people in each small area whose ethnic group their practice has not recorded."""
    rng = stream("ethnicity recording")
    by_practice = practices.mix @ rng.normal(0, 0.3, practices.mix.shape[1])
    local = rng.normal(0, 0.12, len(geography.population))
    share = 0.09 * np.exp(0.1 * (3 - geography.quintile) + by_practice + local)
    return np.clip(share, 0.055, 0.145)


def registered_people(geography: Geography, practices: Practices) -> People:
    """Everyone registered in the county, each quarter: residents, less those whose group or address is not recorded."""
    n_neighbourhoods = geography.place.size
    of_neighbourhood = np.eye(n_neighbourhoods)[geography.neighbourhood]
    no_address = _NO_ADDRESS_SHARE * of_neighbourhood.T @ geography.residents
    practices_here = of_neighbourhood.T @ practices.mix
    return People(
        where="county",
        counts=in_time(
            np.concatenate([geography.residents, no_address]),
            np.concatenate([_unrecorded_share(geography, practices), np.full(n_neighbourhoods, 0.2)]),
        ),
        quintile=np.append(geography.quintile, np.full(n_neighbourhoods, UNKNOWN_QUINTILE)),
        neighbourhood=np.append(geography.neighbourhood, np.arange(n_neighbourhoods)),
        place=geography.place,
        older=np.append(geography.older, np.zeros(n_neighbourhoods)),
        practice_mix=np.concatenate([practices.mix, practices_here / practices_here.sum(axis=1, keepdims=True)]),
        n_small_areas=len(geography.population),
    )
