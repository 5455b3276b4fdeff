"""Cells added up to what is asked for: every level of areas by everyone, by each dimension and by each pair of dimensions."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.aggregate.area_lookup import AreaLookup
from data.aggregate.cells import COUNTS, OF_AVERAGE
from data.aggregate.population import SMALL_AREA
from data.aggregate.spec import Spec
from data.contract.vocabulary import ALL, NONE, TOTAL, UNKNOWN

SERIES = "series"
ABOUT = ("level", "area_code", "dimension", "group", "dimension_2", "group_2")


def rolled_up(cells: pd.DataFrame, spec: Spec, lookup: AreaLookup) -> pd.DataFrame:
    """A row a series, area and group with the columns ABOUT and the sums of the cells. Series are numbers, a column of cells.

    A group that somebody of the whole extract is in has a row in every area, with noughts where nobody is: a count that is
    hidden may then be taken for any, and what is left out says nothing. Groups of people of whom nothing is known are kept.
    """
    sums = [name for name in (*COUNTS, *OF_AVERAGE) if name in cells]
    within = lookup.within.loc[cells[SMALL_AREA]]
    frames = []
    for level in spec.levels:
        here = cells.assign(area_code=within[level].to_numpy())
        here = here[here["area_code"] != ""]
        areas = lookup.areas.loc[lookup.areas["level"] == level, "area_code"].tolist()
        for by in _divisions(spec):
            frames.append(_by(here, areas, cells, by, sums).assign(level=level))
    return pd.concat(frames, ignore_index=True)[[SERIES, *ABOUT, *sums]]


def _divisions(spec: Spec) -> Iterator[tuple[str, ...]]:
    yield ()
    for each in spec.dimensions:
        yield (each,)
    yield from spec.crossed


def _by(
    here: pd.DataFrame, areas: list[str], cells: pd.DataFrame, by: tuple[str, ...], sums: list[str]
) -> pd.DataFrame:
    groups = [sorted(set(cells[each]) | {UNKNOWN}) for each in by]
    names = [SERIES, "area_code", *by]
    whole = pd.MultiIndex.from_product([sorted(set(cells[SERIES])), areas, *groups], names=names)
    found = here.groupby(names)[sums].sum().reindex(whole, fill_value=0).reset_index()
    first, second = (*by, NONE, NONE)[:2]
    return found.assign(
        dimension=first or TOTAL,
        group=found[first].to_numpy() if first else ALL,
        dimension_2=second,
        group_2=found[second].to_numpy() if second else NONE,
    ).drop(columns=list(by))


def averages(rows: pd.DataFrame, scale: int) -> pd.DataFrame:
    """`value`, `lower` and `upper` of an index whose `total` and `squares` are given in parts of `scale`, in per cent.

    Limits are Student's, at 95%; of fewer than two people there are none.
    """
    from scipy import special

    people = rows["denominator"].to_numpy(float)
    total, squares = rows["total"].to_numpy(float) / scale, rows["squares"].to_numpy(float) / scale**2
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(people > 0, total / people, np.nan)
        variance = np.maximum(squares - people * mean**2, 0) / (people - 1)
        half = special.stdtrit(np.maximum(people - 1, 1), 0.975) * np.sqrt(variance / people)
    half = np.where(people > 1, half, np.nan)
    return rows.assign(value=100 * mean, lower=100 * (mean - half), upper=100 * (mean + half))
