"""Patients registered, each counted once: of several extracts the newest, of both sexes or everyone one, of repeats one."""

import pandas as pd

from data.files.errors import SourceError
from data.sources.report import BuildReport

_KEY = ["practice_code", "lsoa", "sex"]
# An extract of fewer of the practices than this is no newer version of the whole.
_MOST_PRACTICES = 0.5
_SECTION = "Registrations"
# Why rows of an extract are left out that stand in it, or in another, already.
AGAIN = "the same practice, small area and number again"


def one_extract(found: pd.DataFrame, report: BuildReport) -> pd.DataFrame:
    """Rows of `registrations` with columns practice_code, lsoa, patients, day and source: one a practice and small area.

    What is left out is told. Raises SourceError where the files contradict each other on every row, or hold one sex only.
    """
    found = _newest(found, report)
    found = _once(found, report)
    return _everyone(found, report).drop(columns="sex")


def _newest(found: pd.DataFrame, report: BuildReport) -> pd.DataFrame:
    """The newest extract that holds most of the practices that any extract holds."""
    practices = found.groupby("day")["practice_code"].nunique()
    if len(practices) < 2:
        return found
    whole = practices[practices >= _MOST_PRACTICES * practices.max()]
    newest = whole.index.max()
    for day, rows in found[found["day"] != newest].groupby("day"):
        age = "an older extract" if day < newest else f"an extract of {practices[day]:,} practices only"
        report.line(
            _SECTION,
            f"{', '.join(rows['source'].unique())}: {age} of {day:%d %B %Y}, left out; that of {newest:%d %B %Y} is used",
        )
    return report.keep(found, found["day"] == newest, f"of another extract: that of {newest:%d %B %Y} is used")


def _once(found: pd.DataFrame, report: BuildReport) -> pd.DataFrame:
    """Repeats once; a practice and small area with two different counts in neither."""
    again = found.duplicated([*_KEY, "patients"])
    found = report.keep(found, ~again, AGAIN)
    differing = found.duplicated(_KEY, keep=False)
    if differing.any():
        first = found[differing].iloc[0]
        told = (
            f"{int(differing.sum()):,} rows of one practice and small area have different numbers, and none of them is "
            f"used (first: {first['practice_code']} in {first['lsoa']}, {', '.join(found.loc[differing, 'source'].unique())})"
        )
        report.line(_SECTION, told)
        found = report.keep(found, ~differing, "two different numbers for one practice and small area: neither is used")
        if found.empty:
            raise SourceError(
                "the registrations contradict one another",
                found=told,
                expected="one number for each practice and small area",
                mend="keep one extract in the folder",
            )
    return found


def _everyone(found: pd.DataFrame, report: BuildReport) -> pd.DataFrame:
    """Everyone as published; where a practice is given by sex only, both sexes together: adding all three counts twice."""
    if found["sex"].eq("all").all():
        return found
    given = set(found.loc[found["sex"] == "all", "practice_code"])
    known = found["practice_code"].isin(given)
    everyone = report.keep(found, ~known | (found["sex"] == "all"), "one sex, already in the row for all")
    by_sex = everyone[everyone["sex"] != "all"]
    sexes = by_sex.groupby("practice_code")["sex"].transform("nunique")
    alone = (sexes < 2).reindex(everyone.index, fill_value=False)
    if alone.any():
        report.line(
            _SECTION,
            f"{everyone.loc[alone, 'practice_code'].nunique():,} practices are given for one sex only: left out",
        )
    everyone = report.keep(everyone, ~alone, "for one sex only")
    if everyone.empty:
        raise SourceError(
            "the registrations hold one sex only",
            found=", ".join(sorted(found["sex"].unique())),
            expected="rows for ALL, or for both MALE and FEMALE",
            mend="add the other file of the same extract",
        )
    if everyone["sex"].eq("all").all():
        return everyone
    keys = ["practice_code", "lsoa", "day", "source"]
    sums = everyone.groupby(["practice_code", "lsoa"], as_index=False).agg(
        patients=("patients", "sum"), day=("day", "first"), source=("source", "first")
    )
    return sums[[*keys, "patients"]].assign(sex="all")
