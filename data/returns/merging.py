"""Several returns of one place and month as one: what a later one gives takes the place of what an earlier one gave."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from data.returns.monthly_return import BLANK, KEY, WRONG, Return


def merged(returns: Sequence[Return]) -> Return:
    """The returns as one, oldest first by the day they were received; a blank cell corrects nothing.

    Errors: ValueError for none, or for several places or months.
    """
    if len({each.key for each in returns}) != 1:
        raise ValueError(f"returns: found {len({each.key for each in returns})} places and months, expected one")
    ordered = sorted(returns, key=lambda each: each.received.isoformat() if each.received else "")
    found = ordered[0]
    for each in ordered[1:]:
        found = replace(each, cells=_corrected(found.cells, each.cells), synthetic=found.synthetic or each.synthetic)
    return found


def _corrected(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The later cells, blank ones and those that hold no number taken from before; groups that only it had are kept."""
    earlier, later = before.set_index(KEY), after.set_index(KEY)
    for what in ("count", "cohort"):
        columns = [what, f"{what}_status", f"{what}_text"]
        nothing = later.index[later[f"{what}_status"].isin((BLANK, WRONG))].intersection(earlier.index)
        later.loc[nothing, columns] = earlier.loc[nothing, columns]
    alone = earlier.index.difference(later.index, sort=False)
    return pd.concat([later, earlier.loc[alone]]).reset_index()[list(before.columns)]
