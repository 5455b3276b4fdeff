"""General practices: where they stand, and which of them the people of each small area are registered with."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.demo.generator import names
from data.demo.generator.geography import Geography
from data.demo.generator.outline import DECIMALS
from data.demo.generator.randomness import stream
from data.demo.generator.residents import BROAD_GROUPS, broad_sums

N_PRACTICES = 60
_REACH_KM = 1.2
_FIRST = (
    "Alder", "Bracken", "Cormorant", "Dunlin", "Eddy", "Foxglove", "Gannet", "Harrier", "Ivy", "Jackdaw",
    "Kestrel", "Larch", "Mallow", "Nettle", "Osprey", "Plover", "Quince", "Rowan", "Sandpiper", "Teasel",
)  # fmt: skip
_KIND = ("Surgery", "Medical Centre", "Health Centre")


@dataclass(frozen=True)
class Practices:
    """Practices in order: the neighbourhood of each, its point in degrees, and each small area's mix of them.

    `mix` is (small areas, practices); each row sums to 1, over the practices of the area's own neighbourhood.
    """

    neighbourhood: np.ndarray
    points: np.ndarray
    mix: np.ndarray
    names: tuple[str, ...]


def _how_many(geography: Geography) -> np.ndarray:
    """Practices of each neighbourhood: three, and one more in each of the largest until there are enough."""
    people = np.bincount(geography.neighbourhood, geography.population)
    each = np.full(len(people), N_PRACTICES // len(people))
    each[np.argsort(-people, kind="stable")[: N_PRACTICES - each.sum()]] += 1
    return each


def _sites(geography: Geography, members: np.ndarray, how_many: int, rng: np.random.Generator) -> np.ndarray:
    """Small areas that practices stand in: spread out, and where people live."""
    positions, weight = geography.positions[members], geography.population[members]
    chosen = [int(rng.choice(len(members), p=weight / weight.sum()))]
    while len(chosen) < how_many:
        away = np.min([np.hypot(*(positions - positions[each]).T) for each in chosen], axis=0)
        chosen.append(int((weight * np.minimum(away, 4.0)).argmax()))
    return members[chosen]


def make_practices(geography: Geography) -> Practices:
    """The practices of the county, three or four a neighbourhood."""
    rng = stream("practices")
    how_many = _how_many(geography)
    neighbourhood = np.repeat(np.arange(len(how_many)), how_many)
    sites = np.concatenate(
        [
            _sites(geography, np.flatnonzero(geography.neighbourhood == number), count, rng)
            for number, count in enumerate(how_many)
        ]
    )
    away = np.hypot(*np.moveaxis(geography.positions[:, None] - geography.positions[sites][None], 2, 0))
    size = rng.lognormal(0, 0.25, N_PRACTICES)
    pull = size * np.exp(-away / _REACH_KM) * (geography.neighbourhood[:, None] == neighbourhood) + 1e-300
    mix = pull / pull.sum(axis=1, keepdims=True)
    called = [f"{first} {kind}" for kind in _KIND for first in _FIRST]
    return Practices(
        neighbourhood=neighbourhood,
        points=np.round(shapely.get_coordinates(shapely.point_on_surface(geography.polygons[sites])), DECIMALS),
        mix=np.where(mix < 0.01, 0, mix) / np.where(mix < 0.01, 0, mix).sum(axis=1, keepdims=True),
        names=tuple(called[each] for each in rng.permutation(N_PRACTICES)),
    )


def practice_areas(geography: Geography, practices: Practices) -> gpd.GeoDataFrame:
    """Practices as rows of the areas table: points, each under its neighbourhood, with the people it looks after."""
    residents = practices.mix.T @ broad_sums(geography.residents)
    people = practices.mix.T @ geography.population
    deprived = practices.mix.T @ (geography.population * (geography.quintile == 1))
    found = pd.DataFrame(
        {
            "area_code": [names.practice_code(number) for number in range(N_PRACTICES)],
            "area_name": practices.names,
            "level": "practice",
            "parent_code": [names.neighbourhood_code(each) for each in practices.neighbourhood],
            "population": residents.round().sum(axis=1),
            "share_most_deprived_fifth": (deprived / people).round(6),
        }
    )
    found[[f"resident_{group}" for group in BROAD_GROUPS]] = residents.round()
    return gpd.GeoDataFrame(found, geometry=shapely.points(practices.points), crs="EPSG:4326")


def by_practice(
    counted: np.ndarray, events: np.ndarray, mix: np.ndarray, *, proportion: bool, purpose: str
) -> tuple[np.ndarray, np.ndarray]:
    """Counts by unit (periods, units) shared out to practices (periods, practices): people, and events among them.

    Everyone is registered somewhere, so the practices of a neighbourhood add up to its units exactly.
    """
    rng = stream(f"practices {purpose}")
    people_by = rng.multinomial(counted, mix)
    if not proportion:
        return people_by.sum(axis=1), rng.multinomial(events, mix).sum(axis=1)
    events_by = np.zeros_like(people_by)
    people_left, events_left = counted.copy(), events.copy()
    for practice in range(mix.shape[1]):
        here = people_by[:, :, practice]
        found = rng.hypergeometric(events_left, people_left - events_left, here)
        events_by[:, :, practice] = found
        people_left, events_left = people_left - here, events_left - found
    return people_by.sum(axis=1), events_by.sum(axis=1)
