"""The optional table of how old groups of people are: what a comparison of them must allow for.

Rates by age are no part of it: they are the observations of an indicator by age.
"""

import pandas as pd
import pandera.pandas as pa

from data.contract.record_tables import ABOUT, ABOUT_KEY
from data.contract.vocabulary import DIMENSIONS, UNKNOWN

_count = pa.Column(float, pa.Check.ge(0), nullable=True, coerce=True)

# A column for each band of age of the vocabulary, youngest first.
AGE_COLUMNS = {
    f"aged_{code.replace('-', '_').replace('+', '_over')}": code for code in DIMENSIONS["age"].groups if code != UNKNOWN
}


def _bands_add_up(frame: pd.DataFrame) -> pd.Series:
    bands = frame[list(AGE_COLUMNS)].sum(axis=1, min_count=len(AGE_COLUMNS))
    return (frame["status"] != "ok") | ((bands - frame["people"]).abs() < 0.5)


# `people_of` is an indicator, whose own denominator it is, or a population: 'registered' or 'resident'.
AGE_STRUCTURE = pa.DataFrameSchema(
    ABOUT | {"people_of": pa.Column(str, coerce=True), "people": _count} | dict.fromkeys(AGE_COLUMNS, _count),
    checks=[pa.Check(_bands_add_up, name="the bands of age add up to people")],
    unique=["people_of", *ABOUT_KEY],
    strict=True,
    name="age_structure",
)

AGE_TABLES = {"age_structure": AGE_STRUCTURE}
