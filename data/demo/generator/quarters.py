"""The periods of the demo: quarters to September 2026, and the four financial years they make up."""

import numpy as np
import pandas as pd

# April–June 2022 is made so that 2022/23 is whole, but is not published as a quarter.
N_QUARTERS_MADE = 18
FIRST_PUBLISHED = 1
N_YEARS = 4

QUARTER_STARTS = pd.date_range("2022-04-01", periods=N_QUARTERS_MADE, freq="QS")
QUARTER_ENDS = QUARTER_STARTS + pd.offsets.QuarterEnd(0)
YEAR_STARTS = QUARTER_STARTS[: 4 * N_YEARS : 4]
YEAR_ENDS = QUARTER_ENDS[3 : 4 * N_YEARS : 4]
YEARS_ELAPSED = np.arange(N_QUARTERS_MADE) / 4


def year_sums(quarterly: np.ndarray) -> np.ndarray:
    """Financial-year sums (4, …) of quarterly counts (18, …)."""
    return np.asarray(quarterly[: 4 * N_YEARS].reshape(N_YEARS, 4, *quarterly.shape[1:]).sum(axis=1))


def year_ends(quarterly: np.ndarray) -> np.ndarray:
    """The last quarter of each financial year (4, …), which is what a register counts at the year's end."""
    return quarterly[3 : 4 * N_YEARS : 4]
