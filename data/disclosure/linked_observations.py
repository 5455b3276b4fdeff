"""Observations that are published together, since each could give the other away: blocks, and what ties their counts.

A block is one indicator in one period. Blocks are one where a longer period is given beside the shorter ones that make it
up, and where an indicator is declared to share its counts with another. Where only the parts of an area are given for the
longer period (small areas by year, neighbourhoods by quarter), what the area's quarters add up to is held to be known
exactly on both sides: what protects the one then never moves the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.contract.indicator import Indicator
from data.disclosure.period_ties import PeriodTies, period_ties
from data.disclosure.sums import Sums, sums_of

NUMERATOR, DENOMINATOR = "numerator", "denominator"
_SAME_PEOPLE = ["level", "area_code", "period_start", "period_end", "dimension", "group", "dimension_2", "group_2"]


@dataclass(frozen=True, eq=False)
class Block:
    """Rows that are published together. `ties` are sums among their cells (events of every row, then sizes).

    `fixed` (rows,) are known exactly through other blocks; `beside`, after them, are rows that nobody publishes here and
    that other blocks add up to, known exactly as well.
    """

    rows: np.ndarray
    ties: Sums
    fixed: np.ndarray
    beside: pd.DataFrame


def blocks_of(observations: pd.DataFrame, indicators: Mapping[str, Indicator]) -> Iterator[Block]:
    """The blocks of observations that have numbers 0, 1, … as their index."""
    codes = observations["indicator_id"].astype(str)
    ids = pd.factorize(pd.MultiIndex.from_frame(observations[["period_start", "period_end"]].assign(indicator=codes)))[
        0
    ]
    ties = period_ties(observations, {key: each.over_time for key, each in indicators.items()})
    shared = list(_shared_counts(observations, codes, indicators))
    joins = [(total, part) for total, parts in ties.sums for part in parts] + [(a[0], b[0]) for a, b in shared]
    number = _united(ids, joins)
    order = np.argsort(number, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(number[order])) + 1):
        yield _block(rows, number, ties, shared)


def _block(
    rows: np.ndarray, number: np.ndarray, ties: PeriodTies, shared: list[tuple[tuple[int, str], tuple[int, str]]]
) -> Block:
    here = number[rows[0]]
    beside = ties.beside[number[ties.beside["long_row"].to_numpy(int)] == here]
    n = len(rows) + len(beside)
    place = {int(row): at for at, row in enumerate(rows)}
    sums = [
        (place[total] + away, [place[part] + away for part in parts])
        for total, parts in ties.sums
        if number[total] == here
        for away in (0, n)
    ]
    side = {NUMERATOR: 0, DENOMINATOR: n}
    sums += [
        (place[a] + side[column_a], [place[b] + side[column_b]])
        for (a, column_a), (b, column_b) in shared
        if number[a] == here
    ]
    return Block(rows, sums_of(sums), np.isin(rows, ties.fixed), beside)


def _united(number: np.ndarray, joins: list[tuple[int, int]]) -> np.ndarray:
    """Block numbers with the blocks of joined rows made one."""
    to = np.arange(number.max(initial=-1) + 1)

    def root(block: int) -> int:
        while to[block] != block:
            block = int(to[block])
        return block

    for a, b in {(int(number[a]), int(number[b])) for a, b in joins}:
        to[root(a)] = root(b)
    return np.asarray(np.array([root(int(each)) for each in range(len(to))], dtype=int)[number])


def _shared_counts(
    observations: pd.DataFrame, codes: pd.Series, indicators: Mapping[str, Indicator]
) -> Iterator[tuple[tuple[int, str], tuple[int, str]]]:
    """Pairs of a row and column that the indicators declare to hold the same count."""
    keys = observations[_SAME_PEOPLE].astype({name: str for name in _SAME_PEOPLE if not name.startswith("period")})
    for indicator in indicators.values():
        for column, declared in ((NUMERATOR, indicator.numerator_is), (DENOMINATOR, indicator.denominator_is)):
            if not declared:
                continue
            other, other_column = declared.split(".")
            back = indicators.get(other)
            if (
                back is not None
                and f"{indicator.id}.{column}" == getattr(back, f"{other_column}_is")
                and other < indicator.id
            ):
                continue
            mine = keys[codes == indicator.id].reset_index(names="row")
            theirs = keys[codes == other].reset_index(names="other_row")
            for row, other_row in mine.merge(theirs, on=_SAME_PEOPLE)[["row", "other_row"]].itertuples(index=False):
                yield (row, column), (other_row, other_column)


def linked_indicators(ids: set[str], indicators: Mapping[str, Indicator]) -> set[str]:
    """These indicators, and all that share a count with one of them, directly or through others."""
    pairs = [
        (each.id, declared.split(".")[0])
        for each in indicators.values()
        for declared in (each.numerator_is, each.denominator_is)
        if declared
    ]
    found = set(ids)
    while more := {other for pair in pairs if found & set(pair) for other in pair} - found:
        found |= more
    return found
