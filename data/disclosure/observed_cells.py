"""Observations as cells: the count of events and the size of the group of every row, and how all of them hang together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data.contract.indicator import Indicator
from data.contract.manifest import Disclosure
from data.contract.vocabulary import NONE, TOTAL
from data.disclosure.cells import BOUNDLESS, Cells, cells_of, known_range, small
from data.disclosure.consistent_sums import consistent
from data.disclosure.observed_sums import observed_sums
from data.disclosure.sums import Sums, joined_sums

# What a page loses with one cell: the figure for everyone is worth far more than that of two groups crossed.
_WORTH_OF_CROSSED = 1.0
_WORTH_OF_DETAIL = 3.0
_WORTH_OF_GROUP = 15.0
_WORTH_OF_EVERYONE = 1000.0
# The whole area's figures are what a board sees first.
_WORTH_OF_LEVEL = {"place": 5.0, "icb": 50.0}
# Hiding how many there are hides the figure about them too.
_SIZE_TOO = 1.5
_NEAR = 1e-6


@dataclass(frozen=True, eq=False)
class ObservedCells:
    """The cells of some observations: first the events of every row, then the sizes, then what sums have beyond parts.

    `n_rows` rows; `dropped` sums did not hold, so that nobody can subtract by them.
    """

    cells: Cells
    n_rows: int
    dropped: int

    def split(self, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What is given of every cell, by row: of the events and of the sizes."""
        return cells[: self.n_rows], cells[self.n_rows : 2 * self.n_rows]


def counted_events(observations: pd.DataFrame, indicators: Mapping[str, Indicator]) -> np.ndarray:
    """Events of each row (rows,): those given, or the share or rate times the people where only these are given.

    NaN where there are none to count: an average, a standardised rate without its count, or nothing at all.
    """
    kinds = {key: each.value_type for key, each in indicators.items()}
    scales = {key: 1.0 if each.value_type == "proportion" else each.multiplier for key, each in indicators.items()}
    kind = observations["indicator_id"].astype(str).map(kinds)
    scale = observations["indicator_id"].astype(str).map(scales).to_numpy(float)
    given = observations["numerator"].to_numpy(float)
    size = observations["denominator"].to_numpy(float)
    implied = np.round(observations["value"].to_numpy(float) * size / scale)
    countable = kind.isin(["proportion", "rate"]).to_numpy()
    return np.asarray(np.where(np.isnan(given) & countable, implied, given))


def observed_cells(
    observations: pd.DataFrame,
    areas: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    rule: Disclosure,
    *,
    already: np.ndarray,
    published: np.ndarray,
    fixed: np.ndarray,
    ties: Sums,
    unpublished: np.ndarray | None = None,
) -> ObservedCells:
    """The cells of observations that are published together: one indicator in one period, or several that are linked.

    All (rows,): `already` rows were hidden before they came here; `published` rows have counts that were rounded and
    hidden by this rule before; `fixed` rows are known exactly by another table; `unpublished` ones are sums of others that
    nobody publishes. `ties` are more sums among the cells.
    """
    n_rows = len(observations)
    events = counted_events(observations, indicators)
    size = observations["denominator"].to_numpy(float)
    few = small(size, rule)
    absent = np.concatenate(
        [np.isnan(events) & (~already | _uncounted(observations, events)), np.isnan(size) & ~already]
    )
    count = np.where(absent, 0.0, np.concatenate([events, size]))
    hidden = np.concatenate([already | few, np.isnan(size) & already])
    row = np.arange(n_rows)
    proportion = _is_proportion(observations, indicators)
    both = proportion & ~absent[:n_rows] & ~absent[n_rows:]
    sums = observed_sums(observations, areas)
    made = cells_of(
        count,
        _of_present(joined_sums([(ties, 0), (sums, 0), (sums, n_rows)]), absent),
        rule,
        hidden=hidden & ~absent,
        within=np.column_stack([row, n_rows + row])[both],
        with_it=np.column_stack([n_rows + row, row])[~absent[:n_rows] & ~absent[n_rows:]],
        cost=np.where(absent, BOUNDLESS, _costs(observations, count)),
        cluster=_clusters(observations, areas, bool(proportion.all())),
        fixed=np.concatenate([fixed, fixed]),
        vague=np.concatenate([published, published]) & ~np.isnan(count),
        **({} if unpublished is None else {"free": np.concatenate([unpublished, unpublished]) & ~absent}),
    )
    return _that_add_up(made, n_rows)


def _is_proportion(observations: pd.DataFrame, indicators: Mapping[str, Indicator]) -> np.ndarray:
    kinds = {key: each.value_type == "proportion" for key, each in indicators.items()}
    return np.asarray(observations["indicator_id"].astype(str).map(kinds).to_numpy(bool))


def _uncounted(observations: pd.DataFrame, events: np.ndarray) -> np.ndarray:
    """Rows of indicators that have no events at all (averages)."""
    indicator = observations["indicator_id"].astype(str)
    return np.asarray(~indicator.isin(set(indicator[~np.isnan(events)])).to_numpy())


def _of_present(sums: Sums, absent: np.ndarray) -> Sums:
    """The sums of cells that are there: an absent part adds nothing, an absent total is none."""
    there = ~absent[sums.part]
    sums = Sums(sums.total, sums.part[there], sums.number[there])
    return sums.only(~absent[sums.total] & (np.bincount(sums.number, minlength=len(sums)) > 0))


def _costs(observations: pd.DataFrame, count: np.ndarray) -> np.ndarray:
    crossed = (observations["dimension_2"] != NONE).to_numpy()
    everyone = (observations["dimension"] == TOTAL).to_numpy()
    detailed = (observations["dimension"] == "ethnic_group_18").to_numpy()
    worth = np.select(
        [everyone, crossed, detailed], [_WORTH_OF_EVERYONE, _WORTH_OF_CROSSED, _WORTH_OF_DETAIL], _WORTH_OF_GROUP
    )
    worth = worth * observations["level"].astype(str).map(_WORTH_OF_LEVEL).fillna(1.0).to_numpy()
    people = np.sqrt(np.nan_to_num(count)) / 5
    return np.asarray(np.concatenate([worth, worth]) * (np.repeat([1.0, _SIZE_TOO], len(worth)) + people))


def _clusters(observations: pd.DataFrame, areas: pd.DataFrame, together: bool) -> np.ndarray:
    """The place each cell is in; events and sizes apart unless the ones are parts of the others."""
    parent = dict(zip(areas["area_code"], areas["parent_code"], strict=True))
    level = dict(zip(areas["area_code"], areas["level"], strict=True))

    def place(code: str) -> str:
        while level.get(code) in ("lsoa", "practice", "neighbourhood") and parent.get(code, "") not in ("", code):
            code = parent[code]
        return code

    codes, unique = pd.factorize(observations["area_code"].astype(str))
    number = pd.factorize(np.array([place(code) for code in unique], dtype=object))[0][codes]
    return np.concatenate([number, number if together else number + number.max(initial=0) + 1])


def _that_add_up(cells: Cells, n_rows: int) -> ObservedCells:
    """The cells with the sums that can hold: one whose parts fall short gets a rest, one they exceed is no sum."""
    least, most = known_range(cells, nought_hidden=True)
    known = ~np.isnan(cells.count) & ~cells.vague
    least, most = np.where(known, cells.count, least), np.where(known, cells.count, most)
    sums = cells.sums

    def added(ends: np.ndarray) -> np.ndarray:
        return np.bincount(sums.number, weights=ends[sums.part], minlength=len(sums))

    lowest, highest = least[sums.total] - added(most), most[sums.total] - added(least)
    short, over = lowest > _NEAR, highest < -_NEAR
    sums = sums.only(~over)
    fitting = replace(cells, sums=sums)
    held = consistent(_with_rests(fitting, np.flatnonzero(short[~over])))
    return ObservedCells(held, n_rows, len(cells.sums) - len(held.sums))


def _with_rests(cells: Cells, short: np.ndarray) -> Cells:
    """The cells with one more for each of these sums: what the total has beyond its parts, which nobody publishes."""
    sums, n, more = cells.sums, len(cells), len(short)
    parts = np.bincount(sums.number, weights=cells.count[sums.part], minlength=len(sums))
    rest = cells.count[sums.total[short]] - parts[short]
    grown = Sums(
        sums.total, np.append(sums.part, n + np.arange(more)), np.append(sums.number, np.asarray(short, dtype=int))
    )
    falses, trues = np.zeros(more, dtype=bool), np.ones(more, dtype=bool)
    return replace(
        cells,
        sums=grown,
        count=np.append(cells.count, rest),
        hidden=np.append(cells.hidden, trues),
        cost=np.append(cells.cost, np.full(more, BOUNDLESS)),
        cluster=np.append(cells.cluster, cells.cluster[sums.total[short]]),
        fixed=np.append(cells.fixed, falses),
        free=np.append(cells.free, trues),
        vague=np.append(cells.vague, falses),
    )
