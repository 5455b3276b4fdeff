"""Counts added up to neighbourhoods, places and the whole area, and by each dimension people are grouped by."""

from collections.abc import Iterator

import numpy as np

from data.contract.vocabulary import DIMENSIONS
from data.demo.generator.cells import EVERYONE, Split
from data.demo.generator.people import UNKNOWN_QUINTILE, People
from data.demo.generator.residents import BROAD_GROUPS, BROAD_OF_DETAILED, DETAILED_GROUPS

FIFTHS = tuple(DIMENSIONS["deprivation_quintile"].groups)
_BROAD = (*BROAD_GROUPS, "unknown")
_DETAILED = (*DETAILED_GROUPS, "unknown")
_TO_BROAD = np.eye(len(_BROAD), dtype=int)[np.append(BROAD_OF_DETAILED, len(_BROAD) - 1)]

DEPRIVATION = Split("deprivation_quintile", FIFTHS)
ETHNIC_GROUP = Split("ethnic_group", _BROAD)
ETHNIC_GROUP_18 = Split("ethnic_group_18", _DETAILED)
PAIR = Split("deprivation_quintile", FIFTHS, "ethnic_group", _BROAD)


def neighbourhood_cube(units: np.ndarray, people: People) -> np.ndarray:
    """Counts by unit (periods, units, 19) added up to (periods, neighbourhoods, 6 fifths, 19)."""
    n_neighbourhoods = people.neighbourhood.max() + 1
    cell = people.neighbourhood * UNKNOWN_QUINTILE + people.quintile - 1
    # Whole numbers are multiplied as floats, which hold sums of people exactly: the libraries that are quick know no others.
    into = np.eye(n_neighbourhoods * UNKNOWN_QUINTILE)[cell]
    summed = np.matmul(into.T, units.astype(float)).astype(units.dtype)
    return np.asarray(summed.reshape(len(units), n_neighbourhoods, UNKNOWN_QUINTILE, units.shape[2]))


def level_sums(by_neighbourhood: np.ndarray, people: People) -> Iterator[tuple[str, np.ndarray]]:
    """Each level with its counts: areas stay the second axis, (periods, areas, …)."""
    if not people.place.size:
        yield "country", by_neighbourhood
        return
    yield "neighbourhood", by_neighbourhood
    into = np.eye(people.place.max() + 1, dtype=by_neighbourhood.dtype)[people.place]
    places = np.moveaxis(np.tensordot(into, by_neighbourhood, axes=(0, 1)), 0, 1)
    yield "place", places
    yield "icb", places.sum(axis=1, keepdims=True)


def splits(cube: np.ndarray, level: str, *, by_ethnicity: bool = True) -> Iterator[tuple[Split, np.ndarray]]:
    """Each way of grouping people at a level, with the counts (periods, areas, groups …) from a cube of cells.

    The country has only the main dimensions, and neighbourhoods are too small for detailed ethnic groups.
    """
    yield EVERYONE, cube.sum(axis=(2, 3))
    yield DEPRIVATION, cube.sum(axis=3)
    if by_ethnicity:
        broad = np.tensordot(cube, _TO_BROAD, axes=1)
        yield ETHNIC_GROUP, broad.sum(axis=2)
        if level != "country":
            yield PAIR, broad
        if level in ("place", "icb"):
            yield ETHNIC_GROUP_18, cube.sum(axis=2)
