"""Quarters that an extract gives under the name of their year: added up to the year, where all four are there."""

import numpy as np
import pandas as pd

from data.contract.periods import period_label

_KEY = ["source_id", "area_type", "area_code", "period_start", "period_end", "dimension", "group"]
_QUARTERS, _DAYS_OF_A_YEAR = 4, 360
# What an indicator of quarters is called by its publisher; nothing else in the extract says so.
_NAMED = r"in the quarter\b"


def quarters_added_up(tidy: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int], tuple[str, ...]]:
    """The rows with one a year in place of its quarters, how many rows are left out and why, and a note a series.

    Rows are those of the reader. A year needs exactly four rows of one and the same population, each with a count: of
    three, or five, nobody knows which quarter is not there, or twice, and one quarter is no year.
    """
    year = (tidy["period_end"] - tidy["period_start"]).dt.days >= _DAYS_OF_A_YEAR
    named = tidy["series_name"].str.contains(_NAMED, case=False, na=False) & year
    if not named.any():
        return tidy, {}, ()
    rows = tidy[named]
    counted = (rows["status"] == "ok") & rows["numerator"].notna() & (rows["denominator"] > 0)
    by = [rows[name] for name in _KEY]
    whole = counted.groupby(by).transform("sum").eq(_QUARTERS) & counted.groupby(by).transform("size").eq(_QUARTERS)
    whole &= rows["denominator"].groupby(by).transform("nunique") == 1
    quarters = rows[whole]
    years = quarters.drop_duplicates(_KEY).set_index(_KEY)
    sums = quarters.groupby(_KEY)["numerator"].sum()
    years = years.assign(numerator=sums, value=100 * sums / years["denominator"], lower=np.nan, upper=np.nan)
    found = pd.concat([tidy[~named], years.reset_index()[list(tidy.columns)]], ignore_index=True)
    dropped = {
        "quarters, added up to their year": len(quarters) - len(years),
        "quarters of a year of which there are not four": len(rows) - len(quarters),
    }
    return found, dropped, tuple(_note(str(series), each) for series, each in quarters.groupby("source_id"))


def _note(series: str, quarters: pd.DataFrame) -> str:
    first, last = (
        quarters.loc[at, ["period_start", "period_end"]]
        for at in (quarters["period_end"].idxmin(), quarters["period_end"].idxmax())
    )
    years = f"{period_label(*first)} to {period_label(*last)}"
    return (
        f"{series}: figures of quarters that the file gives under their year; of {years} the four of each are added up"
    )
