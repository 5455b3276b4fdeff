"""Patients registered at a practice by five-year band of age (NHS England, gp-reg-pat-prac-quin-age)."""

import pandas as pd

from data.coding.ages import band_of
from data.files.dates import day_of
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, numbers

NAME = "Patients registered at a practice by five-year age group"
KIND = "list_by_age"
PUBLISHER = "NHS England"
LICENCE = "Open Government Licence v3.0"

_AGE, _CODE, _KIND_OF, _PEOPLE = "AGE_GROUP_5", "ORG_CODE", "ORG_TYPE", "NUMBER_OF_PATIENTS"
_EVERY_AGE, _BOTH = "ALL", "ALL"
_PRACTICE = "GP"


def recognises(table: SourceTable) -> bool:
    """One row an organisation, sex and five-year band."""
    return table.has("EXTRACT_DATE", _KIND_OF, _CODE, "SEX", _AGE, _PEOPLE)


def read(table: SourceTable) -> Reading:
    """Columns: practice_code, first and last year of age, patients, day. Both sexes together."""
    found = table.rows()
    day = day_of(found["EXTRACT_DATE"].iloc[0])
    if day is None:
        raise SourceError(
            "not a date",
            file=table.file,
            row=2,
            column="EXTRACT_DATE",
            found=found["EXTRACT_DATE"].iloc[0],
            expected="a day such as 01APR2026",
        )
    practices = found[found[_KIND_OF].str.upper() == _PRACTICE]
    every_age = practices[_AGE].str.upper() == _EVERY_AGE
    split = practices[~every_age]
    both = split["SEX"].str.upper() == _BOTH
    # Files give everyone together, or each sex, or all three: adding all three would count everyone twice.
    kept = split[both] if both.any() else split
    dropped = {
        "of larger areas: practices are added up instead": len(found) - len(practices),
        "every age together": int(every_age.sum()),
        "one sex, already in the row for all": len(split) - len(kept),
    }
    bands = _bands(table, kept[_AGE])
    tidy = pd.DataFrame(
        {
            "practice_code": kept[_CODE],
            "first": kept[_AGE].map({age: band[0] for age, band in bands.items()}),
            "last": kept[_AGE].map({age: band[1] for age, band in bands.items()}),
            "patients": numbers(table, kept, _PEOPLE),
        }
    )
    # Without one of its ages a practice would be of other ages than it is.
    unread = tidy["practice_code"].isin(tidy.loc[tidy["patients"].isna(), "practice_code"])
    dropped["of practices with a number that cannot be read"] = int(unread.sum())
    tidy = tidy[~unread]
    tidy = tidy.groupby(["practice_code", "first", "last"], as_index=False)["patients"].sum(min_count=1)
    return Reading(
        tidy.assign(day=day), len(found), period=f"{day:%B %Y}", dropped={why: n for why, n in dropped.items() if n}
    )


def _bands(table: SourceTable, ages: pd.Series) -> dict[str, tuple[int, int]]:
    """Each label's first and last year; '5_9' is how they are published."""
    bands = {age: band_of(age.replace("_", "-")) for age in ages.unique()}
    for age, band in bands.items():
        if band is None:
            raise SourceError(
                "an age group that cannot be read",
                file=table.file,
                row=int(ages.index[ages == age][0]) + 2,
                column=_AGE,
                found=age,
                expected="a band such as 5_9, 95+ or ALL",
            )
    return {age: band for age, band in bands.items() if band is not None}
