"""What the person who gives a table says of it, because the table itself does not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.vocabulary import Dimension
from data.recipes.guessed import Said
from data.recipes.recipe import Recipe


@dataclass(frozen=True)
class Declared:
    """Everything a table may leave unsaid. All of it is optional.

    `area_of` gives the area code for names that the dataset does not know ({'Fenland and Peterborough': 'E06000031'}).
    `indicators` are definitions for indicators that the table names but does not define, `dimensions` of ways of dividing
    people that no dataset knows. `most_deprived` is the number of the most deprived group where groups are numbers only: 1
    (the default of the contract) or the highest. `changes` is a lookup of 2011 to 2021 small
    areas (columns lsoa11, lsoa21, change), if none is among the files.

    `recipes` read tables in no known format, but for layouts whose fingerprints are in `anew`. Where none fits, `said` is
    what a person has said of a table, by its label, and `agreed` are the labels of those whose guess is to be used once
    nothing is left to ask.
    """

    area_of: Mapping[str, str] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    most_deprived: int = 1
    changes: pd.DataFrame | None = None
    recipes: tuple[Recipe, ...] = ()
    said: Mapping[str, Said] = field(default_factory=dict)
    agreed: frozenset[str] = frozenset()
    anew: frozenset[str] = frozenset()
