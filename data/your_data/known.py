"""What is known of the dataset that a table is to join, as little as checking needs: it goes to another process."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.ready_dimensions import USABLE
from data.contract.vocabulary import Dimension
from data.dataset.dataset import Dataset
from data.files.problems import ERROR, Problem
from data.recipes.known_words import NOTHING_KNOWN, KnownWords
from data.your_data.assumptions import Declared


@dataclass(frozen=True)
class Known:
    """`areas` has code, name, level and population (NaN where it is not known) of every area; `indicators` by id.

    `dimensions` are those that the dataset declares itself.
    """

    areas: pd.DataFrame
    indicators: Mapping[str, Indicator]
    dimensions: tuple[Dimension, ...] = ()


def known_of(base: Dataset | None) -> Known | None:
    """What is known of a dataset; None where there is none."""
    if base is None:
        return None
    frames = [base.areas(level).reset_index() for level in base.levels]
    areas = pd.concat(frames, ignore_index=True)
    population = areas["population"] if "population" in areas else pd.Series(float("nan"), index=areas.index)
    text = areas[["area_code", "area_name", "level"]].astype(str)
    return Known(text.assign(population=population.astype(float)), dict(base.indicators), base.manifest.dimensions)


def known_dimensions(known: Known | None, declared: Declared, file: str) -> tuple[dict[str, Dimension], list[Problem]]:
    """Every dimension that a table can be by: the dataset's own stand, and one that differs is a problem of the file."""
    found = USABLE | {each.code: each for each in declared.dimensions}
    problems = []
    for ours in known.dimensions if known is not None else ():
        theirs = next((each for each in declared.dimensions if each.code == ours.code), ours)
        if theirs.groups != ours.groups or theirs.reference != ours.reference:
            problem = f"the dataset has a dimension called {ours.code} with other groups or another reference"
            mend = "give the dimension another code, or the same groups"
            mine, other = (", ".join(each.groups) for each in (ours, theirs))
            problems.append(Problem(file, "", 0, "dimension", "", ERROR, problem, other, mine, mend))
        found[ours.code] = ours
    return found, problems


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
