"""A return as it may be sent: small numbers hidden, and others so that none is narrowed down; noughts that hide mended."""

from dataclasses import replace

import numpy as np
import pandas as pd

from data.disclosure.suppression import protect
from data.returns.linked_cells import LinkedCells, to_protect
from data.returns.monthly_return import BLANK, COHORT, COUNT, OK, SUPPRESSED, WRONG, Return
from data.returns.narrowing import filled, told
from data.returns.rule_zero import zeros_that_hide

MARK = "*"


def protected(each: Return) -> Return:
    """The return with every number below 6 but nought hidden, counts of too few people, and what would tell of them.

    Each hidden number could then be any from 1 to 5, or is plainly more, for a reader of the whole return: its Totals,
    every dimension and the cohorts together. A cohort that metrics repeat is hidden in all of them. A nought that stands
    for a hidden number becomes hidden, a cell that holds no number becomes blank, and a rate is there only where count
    and cohort both are. Doing it again changes nothing.
    """
    cells = each.cells.reset_index(drop=True)
    for index, what in zeros_that_hide(replace(each, cells=cells)):
        cells.loc[index, [what, f"{what}_status"]] = [np.nan, SUPPRESSED]
    for what in (COUNT, COHORT):
        cells[f"{what}_status"] = cells[f"{what}_status"].replace(WRONG, BLANK)
    # What is hidden can make sums hold that were seen not to: then they are looked at again.
    while _hide_all(cells, _hidden(to_protect(replace(each, cells=cells)))):
        pass
    for what in (COUNT, COHORT):
        shown = cells[what].map(lambda number: "" if np.isnan(number) else f"{number:.0f}")
        cells[f"{what}_text"] = shown.mask(cells[f"{what}_status"] == SUPPRESSED, MARK).astype(str)
    cells["rate"] = (1000 * cells["count"] / cells["cohort"].where(cells["cohort"] > 0)).where(cells["rate_row"] > 0)
    return replace(each, cells=cells)


def _hidden(linked: LinkedCells) -> dict[str, np.ndarray]:
    """Which figures are to be hidden: by 'count' and 'cohort', a row each."""
    cells = linked.cells
    seen = told(cells)
    fresh = (cells.hidden & ~np.isnan(cells.count)).any()
    settled = cells.hidden & ~seen.nought
    hidden = (protect(filled(cells, seen)) if fresh or seen.narrowed.any() else settled) & ~cells.free
    return {what: hidden[at] for what, at in linked.at.items()}


def _hide_all(cells: pd.DataFrame, hidden: dict[str, np.ndarray]) -> bool:
    """Hide figures that are shown; whether there were any."""
    changed = False
    for what, hide in hidden.items():
        fresh = hide & (cells[f"{what}_status"].to_numpy(object) == OK)
        if not fresh.any():
            continue
        changed = True
        cells[what] = cells[what].mask(fresh)
        cells[f"{what}_status"] = cells[f"{what}_status"].mask(fresh, SUPPRESSED)
    return changed
