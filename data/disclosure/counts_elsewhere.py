"""Counts of an optional table that are published a second time: as an indicator's figures, or in another such table."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from data.contract.count_tables import CountTable
from data.contract.manifest import Disclosure
from data.contract.record_tables import ABOUT_KEY
from data.contract.vocabulary import NONE

NOT_ELSEWHERE, SHOWN_ROUNDED, SHOWN_EXACTLY, HIDDEN = 0, 1, 2, -1
_PARTS = ("numerator", "denominator")
_NOTHING = -1.0


def figures_by_row(observations: pd.DataFrame) -> pd.DataFrame:
    """Every indicator's numerators and denominators as columns, by area, period and group; NaN where hidden.

    Of an indicator that has no such row at all the cell is -1: nothing is published there.
    """
    single = observations[observations["dimension_2"].astype(str) == NONE]
    single = single.astype(dict.fromkeys((*(each for each in ABOUT_KEY if each != "period_end"), "indicator_id"), str))
    single = single.drop_duplicates(["indicator_id", *ABOUT_KEY]).set_index([*ABOUT_KEY, "indicator_id"])
    hidden = (single["status"].astype(str) == "suppressed").to_numpy()
    given = single[list(_PARTS)].astype(float)
    # Of a row about nobody, or that is missing, nothing is hidden.
    given = given.mask(given.isna() & ~hidden[:, None], _NOTHING).fillna(np.inf)
    return given.unstack("indicator_id").fillna(_NOTHING).replace(np.inf, np.nan)


def counts_elsewhere(
    rows: pd.DataFrame,
    counts: np.ndarray,
    declared: CountTable,
    key: Sequence[str],
    rule: Disclosure,
    figures: pd.DataFrame | None,
    tables: Mapping[str, pd.DataFrame],
) -> np.ndarray:
    """What is published elsewhere of each count (rows, columns): nothing, shown (rounded or exactly), or hidden.

    A column is taken for an indicator's figures where all that both show agree; for those of another table as declared.
    Counts that are not known here and shown there are filled in.
    """
    state = np.full(counts.shape, NOT_ELSEWHERE)
    for name, same in declared.same.items():
        if same.table in tables:
            at = declared.counts.index(name)
            other = _of_table(rows, key, tables[same.table], same.column, same.where)
            _note(state[:, at], counts[:, at], other, rule)
    if figures is None or not set(ABOUT_KEY) <= set(key):
        return state
    apart = [each for each in key if each not in ABOUT_KEY]
    sets = rows.groupby(apart, sort=False, observed=True).indices.values() if apart else [np.arange(len(rows))]
    for here in sets:
        index = pd.MultiIndex.from_frame(rows.iloc[here][list(ABOUT_KEY)])
        there = figures.reindex(index, fill_value=_NOTHING).to_numpy(float)
        for at in range(counts.shape[1]):
            noted, known = state[here, at], counts[here, at]
            for other in there.T:
                _note(noted, known, other, rule)
            state[here, at], counts[here, at] = noted, known
    return state


def _of_table(
    rows: pd.DataFrame, key: Sequence[str], other: pd.DataFrame, column: str, where: Mapping[str, str]
) -> np.ndarray:
    """The other table's count for each row; NaN where it is hidden, -1 where there is no such row."""
    for name, value in where.items():
        other = other[other[name].astype(str) == value]
    on = [each for each in key if each in other]
    found = other.drop_duplicates(on).set_index(on)[column].fillna(np.inf)
    names = rows[on[0]] if len(on) == 1 else pd.MultiIndex.from_frame(rows[on])
    return np.asarray(found.reindex(names).fillna(_NOTHING).replace(np.inf, np.nan).to_numpy(float))


def _note(state: np.ndarray, counts: np.ndarray, other: np.ndarray, rule: Disclosure) -> None:
    """Write into `state` what the other figures tell of the counts, if they are the same counts; fill in unknown ones."""
    both = (other >= 0) & ~np.isnan(counts)
    if not both.any() or (np.abs(other[both] - counts[both]) > rule.rounded_to).any():
        return
    exact = (other[both] % rule.rounded_to != 0).any() or rule.rounded_to == 1
    state[other >= 0] = np.maximum(state[other >= 0], SHOWN_EXACTLY if exact else SHOWN_ROUNDED)
    state[np.isnan(other) & (state == NOT_ELSEWHERE)] = HIDDEN
    unknown = np.isnan(counts) & (other >= 0)
    counts[unknown] = other[unknown]
