"""The fictional county put together: small areas within neighbourhoods within places, and who lives in them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data.demo.generator.deprivation import deprivation
from data.demo.generator.nesting import adjacency, balanced_groups, joined
from data.demo.generator.outline import county
from data.demo.generator.randomness import stream
from data.demo.generator.residents import older_index, populations, residents
from data.demo.generator.tessellation import small_areas

N_NEIGHBOURHOODS = 18
N_PLACES = 3


@dataclass(frozen=True)
class Geography:
    """Small areas in order, each with its neighbourhood and place by number, and its people.

    `polygons` are in degrees and `positions` (n, 2) in kilometres; `neighbourhood` (n,) numbers from 0, ordered by
    place and then from west to east; `place` is one number a neighbourhood; `residents` is (n, 18) by ethnic group.
    """

    polygons: np.ndarray
    positions: np.ndarray
    population: np.ndarray
    neighbourhood: np.ndarray
    place: np.ndarray
    deprivation: pd.DataFrame
    older: np.ndarray
    residents: np.ndarray

    @cached_property
    def neighbourhood_polygons(self) -> np.ndarray:
        """One outline a neighbourhood, dissolved from its small areas."""
        return joined(self.polygons, self.neighbourhood)

    @cached_property
    def place_polygons(self) -> np.ndarray:
        """One outline a place, dissolved from its neighbourhoods."""
        return joined(self.neighbourhood_polygons, self.place)

    @cached_property
    def quintile(self) -> np.ndarray:
        """The national deprivation fifth of each small area, 1 (most deprived) to 5."""
        return np.asarray(self.deprivation["imd_quintile"].to_numpy().astype(int))


def _centres(positions: np.ndarray, group: np.ndarray, weight: np.ndarray) -> np.ndarray:
    return np.array(
        [np.average(positions[group == each], axis=0, weights=weight[group == each]) for each in range(group.max() + 1)]
    )


def _renumbered(order: np.ndarray) -> np.ndarray:
    """New numbers such that the groups named in `order` become 0, 1, 2 …"""
    new = np.empty(len(order), dtype=int)
    new[order] = np.arange(len(order))
    return new


def _nested(polygons: np.ndarray, positions: np.ndarray, population: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Neighbourhood of each small area and place of each neighbourhood, numbered by place and from west to east."""
    shares = stream("neighbourhood sizes").uniform(0.84, 1.16, N_NEIGHBOURHOODS)
    neighbourhood = balanced_groups(adjacency(polygons, positions), population, shares)
    centres = _centres(positions, neighbourhood, population)
    people = np.bincount(neighbourhood, population)
    place = balanced_groups(adjacency(joined(polygons, neighbourhood), centres), people, np.ones(N_PLACES))
    west_to_east = np.argsort(_centres(centres, place, people)[:, 0])
    place = _renumbered(west_to_east)[place]
    order = np.lexsort((centres[:, 0], place))
    return _renumbered(order)[neighbourhood], place[order]


def make_geography() -> Geography:
    """The county, the same on every run."""
    polygons, positions = small_areas(county())
    population = populations(len(polygons))
    neighbourhood, place = _nested(polygons, positions, population)
    # Small areas are numbered within their neighbourhood from west to east, which is also their order in every table.
    order = np.lexsort((positions[:, 0], neighbourhood))
    polygons, positions, population = polygons[order], positions[order], population[order]
    found = deprivation(positions, population)
    return Geography(
        polygons=polygons,
        positions=positions,
        population=population,
        neighbourhood=neighbourhood[order],
        place=place,
        deprivation=found,
        older=older_index(positions, found["imd_quintile"].to_numpy()),
        residents=residents(positions, population),
    )
