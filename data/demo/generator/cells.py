"""Rows of the observations table made from arrays of counts, one axis for areas, one for periods, one for groups."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.contract.vocabulary import ALL, NONE, TOTAL


@dataclass(frozen=True)
class Periods:
    """Consecutive periods by their first and last days."""

    starts: pd.DatetimeIndex
    ends: pd.DatetimeIndex


@dataclass(frozen=True)
class Split:
    """How rows are broken down: by one dimension and its groups, and perhaps by a second."""

    dimension: str = TOTAL
    groups: tuple[str, ...] = (ALL,)
    dimension_2: str = NONE
    groups_2: tuple[str, ...] = (NONE,)


EVERYONE = Split()


def rows(level: str, area_codes: Sequence[str], periods: Periods, split: Split, **measures: np.ndarray) -> pd.DataFrame:
    """One row for each period, area and group, in that order, with the named measures.

    Each measure is shaped (periods, areas), (periods, areas, groups) or (periods, areas, groups, groups_2).
    """
    shape = (len(periods.ends), len(area_codes), len(split.groups), len(split.groups_2))
    period, area, group, group_2 = (axis.ravel() for axis in np.indices(shape))
    columns = {
        "level": level,
        "area_code": _words(area_codes, area),
        "period_start": periods.starts.to_numpy()[period],
        "period_end": periods.ends.to_numpy()[period],
        "dimension": split.dimension,
        "group": _words(split.groups, group),
        "dimension_2": split.dimension_2,
        "group_2": _words(split.groups_2, group_2),
    }
    columns |= {name: np.asarray(found, dtype=float).reshape(-1) for name, found in measures.items()}
    return pd.DataFrame(columns)


def _words(known: Sequence[str], place: np.ndarray) -> pd.api.extensions.ExtensionArray:
    """The words known, each at the places given: made into a column's text once, not once a row."""
    return pd.array(list(known), dtype="str").take(place)
