"""The figures of a return as cells that hang together: counts and cohorts, every Total with its parts."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count as count_from
from math import isnan

import numpy as np
import pandas as pd

from data.disclosure.cells import Cells, cells_of, small
from data.disclosure.sums import sums_of
from data.returns.monthly_return import CASELOAD, COHORT, COUNT, KEY, OK, RULE, SUPPRESSED, TOTAL, Return
from data.returns.narrowing import that_hold
from data.returns.sums import blocks_of

# A metric's Total is what most readers want: parts are hidden rather.
_TOTAL_COSTS = 4.0
# A dimension, a group of it, and which of several such columns it is.
_Column = tuple[str, str, int]


@dataclass(frozen=True, eq=False)
class LinkedCells:
    """Cells of one return. `at` tells which cell each figure is: by 'count' and 'cohort', a number for each row.

    A cohort that metrics repeat is one cell. Cells beyond those of the rows are published nowhere.
    """

    cells: Cells
    at: dict[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class _Known:
    """What is known of each cell: its count (NaN where nobody shows it), and whether somebody shows or hides it."""

    count: np.ndarray
    shown: np.ndarray
    marked: np.ndarray


def to_protect(each: Return) -> LinkedCells:
    """The cells as the sender has them, to be hidden: small ones, those hidden already, and counts of too few people."""
    frame, at, known = _read(each)
    few = small(known.count[at[COHORT]], RULE)
    hidden = known.marked.copy()
    hidden[at[COUNT][few & known.shown[at[COUNT]]]] = True
    return LinkedCells(_linked(frame, at, known, hidden | small(known.count, RULE)), at)


def as_read(each: Return) -> LinkedCells:
    """The cells as a reader of the return has them: what is shown anywhere is known, and what is hidden is NaN."""
    frame, at, known = _read(each)
    return LinkedCells(_linked(frame, at, known, known.marked & ~known.shown), at)


def _read(each: Return) -> tuple[pd.DataFrame, dict[str, np.ndarray], _Known]:
    frame = each.cells.reset_index(drop=True)
    cohort = len(frame) + _cohort_numbers(frame)
    at = {COUNT: np.arange(len(frame)), COHORT: cohort}
    size = int(cohort.max(initial=-1)) + 1
    known = _Known(np.full(size, np.nan), np.zeros(size, dtype=bool), np.zeros(size, dtype=bool))
    for what in (COUNT, COHORT):
        status = frame[f"{what}_status"].to_numpy(object)
        there = at[what][status == OK]
        known.count[there] = frame[what].to_numpy(float)[status == OK]
        known.shown[there] = True
        known.marked[at[what][status == SUPPRESSED]] = True
    return frame, at, known


def _linked(frame: pd.DataFrame, at: dict[str, np.ndarray], known: _Known, hidden: np.ndarray) -> Cells:
    """The cells with those sums that the figures do not contradict; what a Total has beyond its parts is a cell too."""
    sets, beyond = _sets(frame, at, known.count)
    rest = len(beyond)
    cost = 1 + np.sqrt(np.nan_to_num(known.count)) / 5
    totals = frame["dimension"].to_numpy(object) == TOTAL
    cost[np.concatenate([at[COUNT][totals], at[COHORT][totals]])] *= _TOTAL_COSTS
    people = frame["metric"].to_numpy(object) == CASELOAD
    both = np.column_stack([at[COUNT], at[COHORT]])
    within = both[people & ~(known.count[at[COUNT]] > known.count[at[COHORT]])]
    with_it = both[hidden[both].all(axis=1)][:, ::-1]
    free = ~known.shown & ~known.marked
    cells = cells_of(
        np.append(known.count, beyond),
        sums_of(sets),
        RULE,
        cost=np.append(cost, np.ones(rest)),
        free=np.append(free, np.ones(rest, dtype=bool)),
        within=within,
        with_it=with_it,
    )
    cells = replace(cells, hidden=np.append(hidden, np.zeros(rest, dtype=bool)))
    return that_hold(cells)


def _sets(
    frame: pd.DataFrame, at: dict[str, np.ndarray], count: np.ndarray
) -> tuple[list[tuple[int, list[int]]], list[float]]:
    """Totals with their parts, but those that disagree; first those whose parts need not be all, with what is beyond."""
    whole: list[tuple[int, list[int]]] = []
    open_sets: list[tuple[int, list[int]]] = []
    beyond: list[float] = []
    seen: set[tuple[int, ...]] = set()
    blocks = blocks_of(frame)
    for what in (COUNT, COHORT):
        for block in blocks:
            total, parts = int(at[what][block.total]), [int(each) for each in at[what][list(block.parts)]]
            if (total, *parts) in seen:
                continue
            seen.add((total, *parts))
            left = count[total] - np.nansum(count[parts])
            known = not np.isnan(count[parts]).any()
            if left < 0 or (block.whole and known and left > 0):
                continue
            if block.whole:
                whole.append((total, parts))
            else:
                open_sets.append((total, [*parts, len(count) + len(beyond)]))
                beyond.append(left if known else np.nan)
    return [*open_sets, *whole], beyond


def _cohort_numbers(frame: pd.DataFrame) -> np.ndarray:
    """For each row the number of its cohort's cell: metrics whose cohorts agree wherever both show them share cells."""
    columns = _columns_of(*(tuple(frame[name].to_numpy(object)) for name in KEY))
    shown = frame[f"{COHORT}_status"].to_numpy(object) == OK
    value = np.where(shown, frame[COHORT].to_numpy(float), np.nan).tolist()
    number = np.zeros(len(frame), dtype=int)
    cohorts: list[tuple[dict[_Column, float], dict[_Column, int]]] = []
    used = 0
    for keys in columns:
        mine = {key: value[place] for key, place in keys.items()}
        held, cells = next((one for one in cohorts if _agree(one[0], mine)), ({}, {}))
        if not cells:
            cells |= {key: used + place for place, key in enumerate(mine)}
            used += len(mine)
            cohorts.append((held, cells))
        held |= {key: each for key, each in mine.items() if not isnan(each) or key not in held}
        number[list(keys.values())] = [cells[key] for key in keys]
    return number


@lru_cache(maxsize=64)
def _columns_of(
    metrics: tuple[str, ...], dimensions: tuple[str, ...], groups: tuple[str, ...]
) -> tuple[dict[_Column, int], ...]:
    """For each metric the row of each of its columns, of one layout: nearly every return has the same."""
    found: dict[str, dict[_Column, int]] = {}
    for place, (metric, dimension, group) in enumerate(zip(metrics, dimensions, groups, strict=True)):
        mine = found.setdefault(metric, {})
        nth = next(nth for nth in count_from(0) if (dimension, group, nth) not in mine)
        mine[dimension, group, nth] = place
    return tuple(found.values())


def _agree(one: dict[_Column, float], other: dict[_Column, float]) -> bool:
    if one.keys() != other.keys():
        return False
    apart = [(one[key], other[key]) for key in one if not isnan(one[key]) and not isnan(other[key])]
    return bool(apart) and all(first == second for first, second in apart)
