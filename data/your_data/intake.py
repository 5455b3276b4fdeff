"""What came of a table that was given: observations, indicators, the mapping used and every problem met."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.manifest import Source
from data.contract.vocabulary import DIMENSIONS, Dimension
from data.files.problems import ERROR, WARNING, Problem
from data.your_data.number_places import NumberPlaces
from data.your_data.strangers import GuessedTable, RecipeTable


@dataclass(frozen=True)
class Intake:
    """The result of `take`: never change the frames it holds.

    `observations` has the columns of the contract and holds only rows without an error. `mapping` has a row for each
    label met: file, column, label, dimension, group, group_label, scheme, note, rows. `problems` are in order of file,
    sheet and row. `taken_for` says what each table was taken for ('' = not used), `notes` what was made of it in
    sentences, `rows` how many rows were read, `left_out` how many of them are not among the observations because of an
    error. `given` is what was given: bytes by file name, for the marked-up copy; `places` is where its figures
    stand and what became of each. `guesses` are tables in no known format that wait for somebody to say what they are,
    `by_recipe` those that a recipe has read. The last `published` observations are of published files, added up as these
    are, whose names are `published_files` and whose origin is in `sources`. `dimensions` are those of its observations that
    not every dataset knows.
    """

    observations: pd.DataFrame
    indicators: tuple[Indicator, ...]
    mapping: pd.DataFrame
    problems: tuple[Problem, ...]
    taken_for: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    rows: int = 0
    left_out: int = 0
    given: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    places: NumberPlaces = field(default_factory=NumberPlaces, repr=False)
    guesses: tuple[GuessedTable, ...] = ()
    by_recipe: tuple[RecipeTable, ...] = ()
    published: int = 0
    published_files: frozenset[str] = frozenset()
    sources: tuple[Source, ...] = ()
    dimensions: tuple[Dimension, ...] = ()

    @property
    def vocabulary(self) -> dict[str, Dimension]:
        """Every dimension that its observations can be by, by code."""
        return DIMENSIONS | {each.code: each for each in self.dimensions}

    @property
    def own_files(self) -> dict[str, bytes]:
        """What was given beside published files, by name."""
        return {name: data for name, data in self.given.items() if name not in self.published_files}

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep rows out."""
        return tuple(each for each in self.problems if each.severity == ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems to look at; their rows are used."""
        return tuple(each for each in self.problems if each.severity == WARNING)

    @property
    def sound(self) -> bool:
        """Whether there is something to join and no error at all."""
        return not self.errors and len(self.observations) > 0

    @property
    def offers(self) -> tuple[str, ...]:
        """Conversions that would mend some of the problems, to be confirmed: see data.your_data.conversions.OFFERS."""
        return tuple(dict.fromkeys(each.offer for each in self.problems if each.offer))

    @property
    def sentences(self) -> list[str]:
        """Every problem in one line each."""
        return [each.sentence for each in self.problems]
