"""A return as it may be sent: small numbers hidden, and others so that none is worked out; noughts that hide mended."""

from dataclasses import replace

import numpy as np
import pandas as pd

from data.disclosure.suppression import AdditiveSets, small, suppress
from data.returns.monthly_return import (
    BLANK,
    COHORT,
    COUNT,
    HIDDEN_FROM,
    HIDDEN_TO,
    OK,
    SUPPRESSED,
    WRONG,
    Return,
)
from data.returns.rule_zero import zeros_that_hide
from data.returns.sums import blocks_of

MARK = "*"
_RULE = {"hidden_from": HIDDEN_FROM, "hidden_to": HIDDEN_TO}


def protected(each: Return) -> Return:
    """The return with every number below 6 but nought hidden, counts of too few people, and their partners.

    A nought that stands for a hidden number becomes hidden, a cell that holds no number becomes blank, and a rate is
    there only where count and cohort both are. Doing it again changes nothing.
    """
    cells = each.cells.copy().reset_index(drop=True)
    for index, what in zeros_that_hide(replace(each, cells=cells)):
        cells.loc[index, [what, f"{what}_status"]] = [np.nan, SUPPRESSED]
    for what in (COUNT, COHORT):
        cells[f"{what}_status"] = cells[f"{what}_status"].replace(WRONG, BLANK)
    few = small(cells[COHORT].to_numpy(float), **_RULE)
    _hide(cells, COUNT, _hidden(cells, COUNT, few))
    _hide(cells, COHORT, _hidden(cells, COHORT, np.zeros(len(cells), dtype=bool)))
    cells["rate"] = (1000 * cells["count"] / cells["cohort"].where(cells["cohort"] > 0)).where(cells["rate_row"] > 0)
    return replace(each, cells=cells)


def _hidden(cells: pd.DataFrame, what: str, few: np.ndarray) -> np.ndarray:
    already = (cells[f"{what}_status"] == SUPPRESSED).to_numpy() | (few & (cells[f"{what}_status"] == OK).to_numpy())
    return suppress(cells[what].to_numpy(float), _sets(cells), hidden=already, **_RULE)


def _sets(cells: pd.DataFrame) -> AdditiveSets:
    """For each metric and dimension, the Total and the parts: any one can be worked out from the others."""
    members = [np.array(block.members) for block in blocks_of(cells)]
    sizes = [len(each) for each in members]
    empty = [np.array([], dtype=int)]
    return AdditiveSets(np.concatenate(members or empty), np.repeat(np.arange(len(members)), sizes).astype(int))


def _hide(cells: pd.DataFrame, what: str, hide: np.ndarray) -> None:
    cells[what] = cells[what].mask(hide)
    cells[f"{what}_status"] = cells[f"{what}_status"].mask(hide, SUPPRESSED)
    shown = cells[what].map(lambda number: "" if np.isnan(number) else f"{number:.0f}")
    cells[f"{what}_text"] = shown.mask(cells[f"{what}_status"] == SUPPRESSED, MARK).astype(str)
