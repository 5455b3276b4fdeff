"""Counts of a longer period and of the shorter ones that make it up: which rows add up to which."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.contract.vocabulary import TOTAL

SUM, END = "sum", "end"
_KEY = ["level", "area_code", "dimension", "group", "dimension_2", "group_2", "age_band"]
_COUNTS = ["numerator", "denominator"]


@dataclass(frozen=True, eq=False)
class PeriodTies:
    """What periods tell of one another.

    sums    a row of a longer period, and the rows of the shorter ones it is the sum of (or the last one alone)
    fixed   rows that add up to what the parts of their area add up to elsewhere
    beside  rows of everyone in an area over a longer period; `long_row` is any row of that period, `made_of` the fixed
            rows that add up to it
    """

    sums: list[tuple[int, list[int]]]
    fixed: np.ndarray
    beside: pd.DataFrame


def period_ties(observations: pd.DataFrame, over_time: Mapping[str, str]) -> PeriodTies:
    """The ties among observations, of indicators that say how their counts run over time ('sum' or 'end')."""
    sums: list[tuple[int, list[int]]] = []
    fixed: list[int] = []
    beside = []
    indicator = observations["indicator_id"].astype(str)
    for name, how in over_time.items():
        rows = observations[indicator == name] if how else observations.iloc[:0]
        for long, shorter in _made_up(rows):
            short = shorter if how == SUM else shorter[-1:]
            both = _same_groups(long, short)
            sums += both
            made = _areas_beside(long, short, known={total for total, _ in both})
            if made is not None:
                beside.append(made[0])
                fixed += made[1]
    empty = observations.iloc[:0].assign(long_row=0, made_of=None)
    return PeriodTies(sums, np.array(fixed, dtype=int), pd.concat(beside) if beside else empty)


def _made_up(rows: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, list[pd.DataFrame]]]:
    """Each longer period with the shorter ones that follow on one another from its first day to its last."""
    by_period = dict(iter(rows.groupby(["period_start", "period_end"])))
    day = pd.Timedelta(days=1)
    for (start, end), long in by_period.items():
        inside = sorted(each for each in by_period if each != (start, end) and each[0] >= start and each[1] <= end)
        whole = len(inside) > 1 and inside[0][0] == start and inside[-1][1] == end
        if whole and all(later[0] == earlier[1] + day for earlier, later in zip(inside, inside[1:], strict=False)):
            yield long, [by_period[each] for each in inside]


def _same_groups(long: pd.DataFrame, short: list[pd.DataFrame]) -> list[tuple[int, list[int]]]:
    """Rows of the longer period with those of the same people in every shorter one."""
    found = long[_KEY].astype(str).reset_index(names="total")
    for number, rows in enumerate(short):
        found = found.merge(rows[_KEY].astype(str).reset_index(names=f"part {number}"), on=_KEY)
    parts = [f"part {number}" for number in range(len(short))]
    return [(int(row[0]), [int(each) for each in row[1:]]) for row in found[["total", *parts]].to_numpy()]


def _areas_beside(
    long: pd.DataFrame, short: list[pd.DataFrame], known: set[int]
) -> tuple[pd.DataFrame, list[int]] | None:
    """Everyone in each area that only the shorter periods give, over the longer one; and the rows that makes."""
    given = set(long.loc[long["dimension"] == TOTAL, "area_code"].astype(str)) if known else set(long["area_code"])
    totals = [rows[(rows["dimension"] == TOTAL) & (rows["level"] != "country")] for rows in short]
    codes = set.intersection(*(set(rows["area_code"].astype(str)) for rows in totals)) - {str(code) for code in given}
    if not codes:
        return None
    every = pd.concat([rows[rows["area_code"].astype(str).isin(codes)] for rows in totals])
    added = every.groupby(every["area_code"].astype(str))[_COUNTS].sum(min_count=len(short))
    made = every.drop_duplicates("area_code").copy()
    made[_COUNTS] = added.loc[made["area_code"].astype(str)].to_numpy()
    made[["period_start", "period_end"]] = long[["period_start", "period_end"]].iloc[0].to_numpy()
    made["long_row"] = int(long.index[0])
    made["made_of"] = [tuple(every.index[every["area_code"].astype(str) == str(code)]) for code in made["area_code"]]
    return made.dropna(subset=["denominator"]), [int(row) for row in every.index]
