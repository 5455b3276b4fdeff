"""How old the people behind an indicator are in each group, and the table that says so."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from data.contract.age_tables import AGE_COLUMNS
from data.contract.indicator import Indicator
from data.demo.generator.behaviour import Behaviour
from data.demo.generator.breakdowns import ETHNIC_GROUP_18, level_sums, neighbourhood_cube, splits
from data.demo.generator.cells import EVERYONE, Periods, Split, rows
from data.demo.generator.draws import drawn_counts
from data.demo.generator.people import People
from data.demo.generator.randomness import stream
from data.demo.generator.residents import BROAD_GROUPS, BROAD_OF_DETAILED

# How far each band leans where people are older, and how old each broad ethnic group is beside the others.
_OLDER = {"0-17": -0.9, "18-39": -0.6, "40-64": 0.0, "65-79": 0.8, "80+": 1.1}
_OF_GROUP = {"asian": -0.35, "black": -0.3, "mixed": -0.9, "white": 0.1, "other": -0.4}
_FIFTHS = np.array([-1.0, -0.5, 0.0, 0.5, 1.0, 0.0])
_AREA = 0.2
# With a smaller part of all people in its denominator, half of the groups of neighbourhoods could not show their ages.
_FEW = 0.1


def people_by_age(cube: np.ndarray, behaviour: Behaviour, people: People, purpose: str) -> np.ndarray:
    """Counts by cell (periods, neighbourhoods, fifths, 19) split by band of age (…, bands), whole and summing to them.

    The more deprived a fifth the younger its people, by `behaviour.younger_deprived`. Each cell keeps the same random part
    in every period, so that bands change as slowly as their cells do, and small cells lean to no band.
    """
    bands = list(behaviour.ages)
    lean = np.array([_OLDER[band] for band in bands])
    size = people.counts[0].sum(axis=1)
    older = np.bincount(people.neighbourhood, people.older * size) / np.bincount(people.neighbourhood, size)
    groups = np.array([*(_OF_GROUP[BROAD_GROUPS[broad]] for broad in BROAD_OF_DETAILED), 0.0])
    age = _AREA * older[:, None, None] + (behaviour.younger_deprived * _FIFTHS)[:, None] + groups
    shares = np.array(list(behaviour.ages.values())) * np.exp(age[..., None] * lean)
    below = np.cumsum(shares, axis=-1) / shares.sum(axis=-1, keepdims=True)
    below[..., -1] = 1.0
    part = stream(f"ages of {purpose}").uniform(size=cube.shape[1:])[..., None]
    # The last edge is the count itself: floor(n + u) where 0 <= u < 1.
    edges = np.floor(cube[..., None] * below + part)
    return np.asarray(np.diff(edges, axis=-1, prepend=0.0).astype(int))


def age_structure_table(
    catalogue: Iterable[tuple[Indicator, Behaviour]], people: People, codes: dict[str, list[str]], newest: Periods
) -> pd.DataFrame:
    """How old each group is in the newest period, for every indicator whose behaviour says so: true counts."""
    found = [
        _of_indicator(indicator, behaviour, people, codes, newest)
        for indicator, behaviour in catalogue
        if behaviour.younger_deprived
    ]
    return pd.concat(found, ignore_index=True)


def _given(level: str, split: Split, behaviour: Behaviour) -> bool:
    """Whether ages are given of these groups: most cells of smaller ones would be hidden."""
    if split.dimension_2 or (split is ETHNIC_GROUP_18 and level != "icb"):
        return False
    return split is EVERYONE or level != "neighbourhood" or behaviour.share > _FEW


def _of_indicator(
    indicator: Indicator, behaviour: Behaviour, people: People, codes: dict[str, list[str]], newest: Periods
) -> pd.DataFrame:
    counted = neighbourhood_cube(drawn_counts(indicator, behaviour, people).people[-1:], people)
    by_age = people_by_age(counted, behaviour, people, indicator.id)
    made = []
    for place, band in enumerate(behaviour.ages):
        for level, cube in level_sums(by_age[..., place], people):
            for split, counts in splits(cube, level, by_ethnicity=behaviour.by_ethnicity):
                if _given(level, split, behaviour):
                    made.append(rows(level, codes[level], newest, split, count=counts).assign(band=band))
    long = pd.concat(made, ignore_index=True)
    about = ["level", "area_code", "period_end", "dimension", "group"]
    wide = long.pivot_table(index=about, columns="band", values="count", sort=False).reindex(
        columns=list(AGE_COLUMNS.values()), fill_value=0.0
    )
    table = wide.set_axis(list(AGE_COLUMNS), axis=1).reset_index()
    total = table[list(AGE_COLUMNS)].sum(axis=1)
    status = np.where(total > 0, "ok", "not_applicable")
    return table.assign(people_of=indicator.id, people=total, status=status)[
        [*about, "status", "people_of", "people", *AGE_COLUMNS]
    ]
