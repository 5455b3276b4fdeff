"""Residents by age of a day after the Census: the newest mid-year estimate that reaches every small area of the board."""

from dataclasses import dataclass

import pandas as pd

from data.contract.age_tables import AGE_COLUMNS
from data.contract.vocabulary import ALL
from data.sources.area import Area
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

_KIND = "estimates_by_age"
_SECTION = "Ages"
_BANDS = list(AGE_COLUMNS)
_SEXES = ("female", "male")


@dataclass(frozen=True, eq=False)
class EstimatedResidents:
    """Residents of each small area by band of age, everyone and by sex where both are given; and the day they are of."""

    everyone: pd.DataFrame
    by_sex: dict[str, pd.DataFrame]
    day: pd.Timestamp


def estimated_residents(
    gathered: Gathered, small: pd.DataFrame, area: Area, report: BuildReport
) -> EstimatedResidents | None:
    """The estimate; None where none is given, or none has every small area: a sum of fewer would be of fewer people.

    `small` are the small areas of the board in the table of areas, with their code in `area_code` or as index.
    """
    if not gathered.has(_KIND) or small.empty:
        return None
    codes = small["area_code"] if "area_code" in small else small.index.to_series()
    rows = gathered.frame(_KIND)
    rows = report.keep(rows, rows["lsoa"].isin(codes), "small areas of other areas, or of another year's boundaries")
    rows = report.keep(rows, rows[_BANDS].notna().all(axis=1), "with a number that cannot be read")
    rows = report.keep(rows, ~rows.duplicated(["lsoa", "sex", "day"]), "the same small area, sex and year again")
    for day in sorted(rows["day"].unique(), reverse=True):
        of_day = rows[rows["day"] == day]
        whole = _whole(of_day, pd.Index(codes))
        if whole is None:
            most = of_day.groupby("sex")["lsoa"].nunique().max()
            report.line(
                _SECTION,
                f"estimates of mid-{day.year} reach {most:,} of {len(codes):,} small areas of {area.name}: not used",
            )
            continue
        used = of_day["sex"].isin(_SEXES if whole.keys() >= set(_SEXES) else (ALL,))
        report.used(of_day[used])
        report.left_out(rows.drop(of_day.index[used]), "older, incomplete, or both sexes together beside each")
        report.line(_SECTION, f"residents of each deprivation fifth and sex, as estimated for mid-{day.year}")
        return _at(small, whole, day)
    report.left_out(rows, "of a year that is not given for every small area of the board")
    return None


def _whole(of_day: pd.DataFrame, codes: pd.Index) -> dict[str, pd.DataFrame] | None:
    """Each sex, or everyone, that is given for every small area; None where neither both sexes nor everyone are."""
    found = {
        str(sex): rows.set_index("lsoa")[_BANDS].reindex(codes)
        for sex, rows in of_day.groupby("sex")
        if len(codes.difference(rows["lsoa"])) == 0
    }
    return found if ALL in found or found.keys() >= set(_SEXES) else None


def _at(small: pd.DataFrame, whole: dict[str, pd.DataFrame], day: pd.Timestamp) -> EstimatedResidents:
    """The counts on the index of `small`, whose order they have."""
    placed = {sex: counts.set_axis(small.index).round() for sex, counts in whole.items()}
    by_sex = {sex: placed[sex] for sex in _SEXES} if placed.keys() >= set(_SEXES) else {}
    everyone = by_sex["female"] + by_sex["male"] if by_sex else placed[ALL]
    return EstimatedResidents(everyone, by_sex, day)
