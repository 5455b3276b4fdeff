"""Optional tables as they may be published: small counts hidden, enough others with them, and the rest rounded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.contract.count_tables import COUNT_TABLES, FEWEST_ANSWERS, CountTable
from data.contract.manifest import Disclosure
from data.contract.record_tables import ABOUT_KEY
from data.contract.tables import OPTIONAL_TABLES
from data.disclosure.cells import rounded
from data.disclosure.counts_elsewhere import counts_elsewhere, figures_by_row
from data.disclosure.suppression import protect
from data.disclosure.table_cells import NO_CELL, Counted, table_cells

# Tables of answers to a survey: a wave that too few answered is hidden whole.
SURVEYS = ("pilot_survey", "team_survey")
_NO_CHANCE = 12


class CannotProtectError(ValueError):
    """Says why a table cannot be published under the disclosure rule."""


@dataclass(frozen=True)
class ProtectedTables:
    """Tables under the rule: `hidden` is how many counts of each were hidden, `refused` why others cannot be published."""

    tables: dict[str, pd.DataFrame]
    hidden: dict[str, int]
    refused: dict[str, str]


def protected_tables(
    tables: Mapping[str, pd.DataFrame],
    areas: pd.DataFrame,
    rule: Disclosure,
    observations: pd.DataFrame | None = None,
) -> ProtectedTables:
    """Every optional table under the rule; those without counts of people as they are.

    `observations` are the dataset's as published: a count that is also an indicator's is hidden where that is.
    """
    parent_of = dict(zip(areas["area_code"].astype(str), areas["parent_code"].astype(str), strict=True))
    # Only tables by area, period and group can share a count with an indicator; to lay those out takes a while.
    may_share = any(set(ABOUT_KEY) <= set(OPTIONAL_TABLES[each].unique) for each in COUNT_TABLES if each in tables)
    figures = figures_by_row(observations) if may_share and observations is not None and len(observations) else None
    found, hidden, refused = dict(tables), {}, {}
    for name in (each for each in COUNT_TABLES if each in tables):
        try:
            found[name] = protected_table(name, tables[name], parent_of, rule, figures, found)
        except CannotProtectError as error:
            refused[name] = str(error)
            del found[name]
            continue
        hidden[name] = _n_hidden(tables[name], found[name], COUNT_TABLES[name].counts)
    for name in (each for each in SURVEYS if each in tables):
        found[name] = protected_survey(tables[name], rule)
        hidden[name] = _n_hidden(tables[name], found[name], ("answered", "favourable"))
    return ProtectedTables(found, hidden, refused)


def _n_hidden(before: pd.DataFrame, after: pd.DataFrame, columns: Sequence[str]) -> int:
    names = list(columns)
    return int((before[names].notna().to_numpy() & after[names].isna().to_numpy()).sum())


def protected_table(
    name: str,
    table: pd.DataFrame,
    parent_of: Mapping[str, str],
    rule: Disclosure,
    figures: pd.DataFrame | None = None,
    others: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """One optional table under the rule, its rows in their order; `others` are tables that are protected already.

    A row with a hidden count is hidden whole, but for what stands by declaration. CannotProtectError says why where that
    cannot be done.
    """
    declared, key = COUNT_TABLES[name], list(OPTIONAL_TABLES[name].unique)
    rows = table.reset_index(drop=True)
    counted = counted_rows(rows, declared, key, rule, figures, others or {})
    not_whole = counted.there & (counted.count % 1 > 0)
    if not_whole.any():
        row, at = np.argwhere(not_whole)[0]
        raise CannotProtectError(
            f"{name}: {declared.counts[at]} is {counted.count[row, at]:g} in one row; counts of people are whole numbers"
        )
    hidden = np.repeat(counted.hidden[:, None], len(declared.counts), axis=1)
    hidden[:, np.isin(declared.counts, declared.stands)] = False
    sets = rows.groupby(list(declared.series), sort=False, observed=True).indices.values() if len(rows) else ()
    for here in sets:
        hidden[here] |= _hidden_counts(name, rows.iloc[here], parent_of, rule, counted.only(here))
    return _published(rows, declared, rule, counted, hidden)


def counted_rows(
    rows: pd.DataFrame,
    declared: CountTable,
    key: Sequence[str],
    rule: Disclosure,
    figures: pd.DataFrame | None,
    others: Mapping[str, pd.DataFrame],
) -> Counted:
    """The counts of a table's rows: nought where a row is about nobody, unknown where they were hidden before."""
    count = rows[list(declared.counts)].to_numpy(float).copy()
    status = rows["status"].astype(str).to_numpy()
    count[(status == "not_applicable")[:, None] & np.isnan(count)] = 0.0
    suppressed = status == "suppressed"
    # A hidden row holds a count of each kind, but for those that would stand: there a blank is no count.
    there = ~np.isnan(count) | (suppressed[:, None] & ~np.isin(declared.counts, declared.stands))
    state = counts_elsewhere(rows, count, declared, key, rule, figures, others)
    return Counted(count, there, suppressed, state, rounded=_rounded_before(count, rule))


def _rounded_before(count: np.ndarray, rule: Disclosure) -> bool:
    """Whether counts come rounded as the rule rounds them: so many multiples are no chance."""
    known = count[count > 0]
    return rule.rounded_to > 1 and len(known) >= _NO_CHANCE and not (known % rule.rounded_to).any()


def _hidden_counts(
    name: str, rows: pd.DataFrame, parent_of: Mapping[str, str], rule: Disclosure, counted: Counted
) -> np.ndarray:
    """Which counts of the rows of one series to hide (rows, columns): whole rows, but for counts that stand."""
    declared, key = COUNT_TABLES[name], list(OPTIONAL_TABLES[name].unique)
    for loose in (False, True):
        made = table_cells(rows, declared, key, parent_of, rule, counted, loose=loose)
        try:
            hidden = protect(made.cells)
        except ValueError as error:
            reason = error
            continue
        cells = np.append(hidden, False)[made.number] & (made.number != NO_CELL)
        stands = np.isin(declared.counts, declared.stands)
        return np.asarray(np.where(stands, cells, cells[:, ~stands].any(axis=1)[:, None]))
    about = ", ".join(str(rows[each].iloc[0]) for each in declared.series if each != "period_end")
    raise CannotProtectError(f"{name}, {about}: {reason}")


def _published(
    rows: pd.DataFrame, declared: CountTable, rule: Disclosure, counted: Counted, hidden: np.ndarray
) -> pd.DataFrame:
    """The rows as they are published: hidden whole or rounded, a whole as the sum of its published parts."""
    found = rows.copy()
    names = list(declared.counts)
    found[names] = np.where(hidden, np.nan, rounded(rows[names].to_numpy(float), rule.rounded_to))
    for whole, parts in declared.splits:
        sums = found[list(parts)].sum(axis=1, min_count=len(parts))
        found[whole] = sums.where(sums.notna(), found[whole])
    whole_row = hidden[:, ~np.isin(declared.counts, declared.stands)].any(axis=1)
    for name in declared.derived:
        found[name] = found[name].where(~whole_row)
    found["status"] = np.where(whole_row & counted.there.any(axis=1), "suppressed", rows["status"].astype(str))
    return found


def protected_survey(table: pd.DataFrame, rule: Disclosure) -> pd.DataFrame:
    """A survey of a pilot or of teams: waves that too few answered are hidden, but not how many were asked."""
    few = (table["answered"] < max(FEWEST_ANSWERS, rule.hidden_to + 1)).to_numpy()
    found = table.copy()
    found.loc[few, ["answered", "favourable"]] = np.nan
    found["status"] = np.where(few, "suppressed", table["status"].astype(str))
    return found
