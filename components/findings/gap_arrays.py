"""Many indicators' groups over time as labelled arrays, so that every gap is worked out in one pass."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.contract.vocabulary import Dimension

_ARRAYS = ("value", "lower", "upper", "se", "denominator")


@dataclass(frozen=True, eq=False)
class GroupArrays:
    """Arrays (indicators, periods, known groups), NaN where there is no figure.

    `newest` is the place of each indicator's newest period that shows a known group, −1 where none does. `separate`
    (indicators, periods) is False for a period that shares days with a later one (rolling years): it holds the same people
    twice, so a trend must not count it as news.
    """

    indicators: tuple[str, ...]
    period_ends: np.ndarray
    groups: tuple[str, ...]
    value: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    se: np.ndarray
    denominator: np.ndarray
    newest: np.ndarray
    separate: np.ndarray

    def __post_init__(self) -> None:
        expected = (len(self.indicators), len(self.period_ends), len(self.groups))
        for name in _ARRAYS:
            if getattr(self, name).shape != expected:
                raise ValueError(f"{name}: found shape {getattr(self, name).shape}, expected {expected}")


@dataclass(frozen=True, eq=False)
class GapsOverTime:
    """The gap between two groups in every period: arrays (indicators, periods), each group with its standard error.

    `worst` and `best` are the places of the two groups (indicators,).
    """

    worst_value: np.ndarray
    worst_se: np.ndarray
    best_value: np.ndarray
    best_se: np.ndarray
    worst: np.ndarray
    best: np.ndarray


def arrays_of(rows: pd.DataFrame, dimension: Dimension) -> GroupArrays:
    """The arrays of one area's rows (see `with_values`), in the dimension's order of known groups."""
    rows = rows[rows["group"].isin(dimension.known_groups)]
    indicators, i = np.unique(rows["indicator_id"].to_numpy(str), return_inverse=True)
    period_ends, t = np.unique(rows["period_end"].to_numpy(), return_inverse=True)
    g = rows["group"].map({code: place for place, code in enumerate(dimension.known_groups)}).to_numpy(int)
    arrays = {}
    for name in _ARRAYS:
        arrays[name] = np.full((len(indicators), len(period_ends), len(dimension.known_groups)), np.nan)
        arrays[name][i, t, g] = rows[name].to_numpy(float)
    shown = np.isfinite(arrays["value"]).any(axis=-1)
    newest = np.where(shown.any(axis=1), shown.shape[1] - 1 - np.argmax(shown[:, ::-1], axis=1), -1)
    starts = np.full(shown.shape, np.datetime64("NaT", "ns"))
    starts[i, t] = rows["period_start"].to_numpy().astype("datetime64[ns]")
    separate = _separate(starts, period_ends)
    return GroupArrays(
        tuple(indicators), period_ends, dimension.known_groups, newest=newest, separate=separate, **arrays
    )


def _separate(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Which periods share no day with a later one already counted, from the newest back; False where there is none."""
    separate = np.zeros(starts.shape, dtype=bool)
    next_start = np.full(len(starts), np.datetime64("2200-01-01", "ns"))
    for place in range(len(ends) - 1, -1, -1):
        here = ~np.isnat(starts[:, place]) & (ends[place] < next_start)
        separate[:, place] = here
        next_start = np.where(here, starts[:, place], next_start)
    return separate


def gaps_over_time(arrays: GroupArrays, dimension: Dimension, higher_is_better: np.ndarray) -> GapsOverTime:
    """The gap of every indicator in every period, between the same two groups throughout.

    Ordered groups: the two ends. Unordered: the worst in each indicator's newest period, and the reference or the best.
    """
    every = np.arange(len(arrays.indicators))
    if dimension.ordered:
        worst, best = np.zeros_like(every), np.full_like(every, len(arrays.groups) - 1)
    else:
        latest = arrays.value[every, arrays.newest]
        merit = np.where(higher_is_better[:, None], latest, -latest)
        best = np.argmax(np.where(np.isnan(merit), -np.inf, merit), axis=1)
        if dimension.reference:
            best = np.full_like(every, dimension.known_groups.index(dimension.reference))
            merit[every, best] = np.nan
        worst = np.argmin(np.where(np.isnan(merit), np.inf, merit), axis=1)
        # Where no group but the reference is shown there is no gap: any of the others, none of which has a value, says so.
        worst = np.where((worst == best) & bool(dimension.reference), (best + 1) % len(arrays.groups), worst)
    one, other = (every, slice(None), worst), (every, slice(None), best)
    return GapsOverTime(arrays.value[one], arrays.se[one], arrays.value[other], arrays.se[other], worst, best)
