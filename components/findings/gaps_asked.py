"""The rows that many indicators' gaps in one area are made from: read once, whatever is then asked of the gaps."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.fifths_by import dimension_of, rows_by
from components.findings.gap_arrays import GroupArrays, arrays_of
from components.findings.kept import kept_with_dataset
from components.findings.values import with_values
from data.dataset.dataset import Dataset


@dataclass(frozen=True)
class GapsAsked:
    """The gaps of some indicators by one dimension in one area, adjusted for age where they can be or as counted."""

    dataset: Dataset
    area: str
    by: str
    indicators: tuple[str, ...]
    adjusted: bool


@dataclass(frozen=True, eq=False)
class GroupRows:
    """Rows of all periods as they were read, with values (see `with_values`), and those as arrays.

    `starts`, `ends` and `values` are columns (rows,) of `valued`; `places` where in them each indicator's rows stand.
    """

    raw: pd.DataFrame
    valued: pd.DataFrame
    arrays: GroupArrays
    starts: np.ndarray
    ends: np.ndarray
    values: np.ndarray
    places: Mapping[str, np.ndarray]


@kept_with_dataset
def group_rows(asked: GapsAsked) -> GroupRows:
    """The rows of the groups of the area, all indicators and periods together. They are shared: never change them."""
    raw = rows_by(asked.dataset, asked.indicators, adjusted=asked.adjusted, areas=[asked.area], dimension=asked.by)
    valued = with_values(raw, asked.dataset.indicators)
    starts, ends, values = (valued[name].to_numpy() for name in ("period_start", "period_end", "value"))
    places = valued.groupby("indicator_id", observed=True).indices
    return GroupRows(
        raw, valued, arrays_of(valued, dimension_of(asked.dataset, asked.by)), starts, ends, values, places
    )


def in_newest_period(asked: GapsAsked, rows: pd.DataFrame) -> pd.DataFrame:
    """Those of each indicator's newest period that shows a known group: of the rows as read, or with values."""
    read = group_rows(asked)
    chosen = [
        read.places[code][read.ends[read.places[code]] == read.arrays.period_ends[place]]
        for code, place in zip(read.arrays.indicators, read.arrays.newest, strict=True)
        if place >= 0
    ]
    return rows.take(np.sort(np.concatenate(chosen))) if chosen else rows.iloc[:0]
