"""What was never returned: one neighbourhood's two quarters, and one practice's year, so that 'missing' can be seen."""

import numpy as np
import pandas as pd

from data.demo.generator.names import NEIGHBOURHOOD_CODE, practice_code
from data.demo.generator.people import People
from data.demo.generator.quarters import N_QUARTERS_MADE, QUARTER_ENDS

ABSENT_NEIGHBOURHOOD = NEIGHBOURHOOD_CODE["Wintle Downs"]
ABSENT_INDICATOR = "did_not_attend"
ABSENT_QUARTERS = (pd.Timestamp("2025-09-30"), pd.Timestamp("2025-12-31"))
ABSENT_PRACTICE = practice_code(40)
ABSENT_PRACTICE_INDICATOR = "preferred_gp"
ABSENT_YEAR = pd.Timestamp("2025-03-31")


def absent(indicator_id: str, people: People) -> np.ndarray:
    """Which quarters of which units were not returned (18, units); the sums above leave them out."""
    if indicator_id != ABSENT_INDICATOR or people.where != "county":
        return np.zeros((N_QUARTERS_MADE, people.n_units), dtype=bool)
    codes = np.array(list(NEIGHBOURHOOD_CODE.values()))
    return np.asarray(
        QUARTER_ENDS.isin(ABSENT_QUARTERS)[:, None] & (codes[people.neighbourhood] == ABSENT_NEIGHBOURHOOD)
    )


def with_absences(observations: pd.DataFrame) -> pd.DataFrame:
    """The observations with no counts at all where nothing was returned."""
    frame = observations
    quarters = (
        (frame["indicator_id"] == ABSENT_INDICATOR)
        & (frame["area_code"] == ABSENT_NEIGHBOURHOOD)
        & frame["period_end"].isin(ABSENT_QUARTERS)
    )
    year = (
        (frame["indicator_id"] == ABSENT_PRACTICE_INDICATOR)
        & (frame["area_code"] == ABSENT_PRACTICE)
        & (frame["period_end"] == ABSENT_YEAR)
    )
    found = frame.copy()
    found.loc[quarters | year, ["numerator", "denominator"]] = np.nan
    return found
