"""Which rows of an extract by sex and age are of everyone eligible, which are of one sex, and which are left out."""

from dataclasses import dataclass

import pandas as pd

from data.coding.ages import band_of

_EVERYONE = ("Persons", "Not applicable", "")
_SEXES = {"Female": "female", "Male": "male"}
_UNSAID = ("Not applicable", "")
_ALL_AGES = "All ages"


@dataclass(frozen=True)
class Eligible:
    """The sex each row is of ('' = everyone, or a code of the contract), which rows to leave out and why.

    `one_age` marks rows of a band of age of an indicator that is published for all ages, or for more, as well.
    `one_sex` holds the indicators that a file gives for one sex only, who are everyone eligible.
    """

    sex: pd.Series
    one_age: pd.Series
    left_out: dict[str, pd.Series]
    one_sex: tuple[str, ...]


def eligible(indicator: pd.Series, sex: pd.Series, age: pd.Series) -> Eligible:
    """Judge rows by their indicator's own: columns of text with one index, named as the publisher names them.

    Screening for breast cancer is published for women only: they are everyone eligible. An indicator published for
    several ages is that of all ages, or of the age most rows are of; a band of other ages is a group of its people.
    """
    everyone = sex.isin(_EVERYONE)
    sexes = sex[~everyone].groupby(indicator[~everyone]).nunique()
    alone = sorted(set(sexes.index[sexes == 1]) - set(indicator[everyone]))
    found = sex.map(_SEXES).fillna("").mask(everyone | indicator.isin(alone), "")
    other_sex = ~everyone & ~sex.isin(_SEXES)
    other_age = ~age.isin(_UNSAID) & (age != indicator.map(_main_ages(indicator, age)))
    readable = age.map({each: band_of(each) is not None for each in age.unique()})
    return Eligible(
        found,
        other_age & readable,
        {
            "for a sex that is not known": other_sex & ~indicator.isin(alone),
            "for some ages only, where the same is published for all or for more": other_age & ~readable,
        },
        tuple(alone),
    )


def _main_ages(indicator: pd.Series, age: pd.Series) -> dict[str, str]:
    """Each indicator's own age: all ages where there is such a row, else that of most rows, the widest first."""
    said = ~age.isin(_UNSAID)
    found = {}
    for code, ages in age[said].groupby(indicator[said]):
        rows = ages.value_counts()
        found[str(code)] = _ALL_AGES if _ALL_AGES in rows.index else max(rows.index, key=lambda each: _rank(rows, each))
    return found


def _rank(rows: pd.Series, age: str) -> tuple[int, int, str]:
    band = band_of(age)
    return int(rows[age]), band[1] - band[0] if band else 0, age
