"""CVDPREVENT data extract: practices, boards and England, with boards and England also by groups of people."""

import re

import pandas as pd

from data.coding.ages import AGE, band_of
from data.coding.coding import code_labels
from data.coding.published_ages import by_bands_of_age
from data.contract.vocabulary import ALL, TOTAL
from data.files.period_columns import period_columns
from data.files.tables import Reading, SourceTable, figures, numbers

NAME = "CVDPREVENT data extract"
KIND = "counts"
PUBLISHER = "NHS Benchmarking Network for NHS England (CVDPREVENT)"
LICENCE = "Not stated by the publisher"
RULE = "Counts rounded to the nearest 5 and small ones left blank by the publisher."

_NEEDED = (
    "AreaCode",
    "IndicatorCode",
    "MetricCategoryName",
    "MetricCategoryTypeName",
    "Numerator",
    "Denominator",
    "TimePeriodName",
    "Value",
    "ValueNote",
)
_LOWER, _UPPER = "LowerConfidenceLimit", "UpperConfidenceLimit"
_NOT_THERE = re.compile(r"\b(?:not? (?:data )?(?:submi|available|collect|provided|extract)|no data|missing)", re.I)
_NOBODY = re.compile(r"\bno (?:patients|people|one|eligible)|denominator (?:is )?(?:0|zero|nil)\b", re.I)
_SEXES = {"Female": "female", "Male": "male"}
_AGES = ("Age group", "Age")
_ETHNIC = ("Ethnicity", "Ethnic group")
_AREA_CODES = {
    "country": r"E92000001",
    "icb": r"E54\d{6}",
    "sub_icb": r"E38\d{6}",
    "neighbourhood": r"U\d{5}",
    "practice": r"[A-TV-Z]\d{5}",
}


def recognises(table: SourceTable) -> bool:
    """The extract's own column names."""
    return table.has(*_NEEDED)


def read(table: SourceTable) -> Reading:
    """Columns of `counts`: everyone together, by the national deprivation fifth of where people live, by ethnic group where
    it is given, by sex, and by age where its bands are ours or, of England, can be shared out; and `series_name`."""
    found = table.rows()
    found["dimension"], group = _groups(found)
    area_type = pd.Series("", index=found.index)
    for name, pattern in _AREA_CODES.items():
        area_type = area_type.mask(found["AreaCode"].str.fullmatch(pattern), name)
    grouped = found.assign(group=group, area_type=area_type)
    kept = grouped[(group != "") & (area_type != "")]
    tidy = _tidy(table, kept)
    aged = tidy["dimension"] == AGE
    by_age, other_bands, notes = by_bands_of_age(tidy[aged].rename(columns={"group": "age"}))
    dropped = other_bands | {
        "by a category other than deprivation, ethnic group, sex and age": int((group == "").sum()),
        "of a kind of area not used here": int(((group != "") & (area_type == "")).sum()),
    }
    periods = sorted(kept["TimePeriodName"].unique())
    return Reading(
        pd.concat([part for part in (tidy[~aged], by_age) if len(part)] or [tidy], ignore_index=True),
        len(found),
        period=" and ".join(periods) if len(periods) < 3 else f"{len(periods)} periods",
        dropped={reason: rows for reason, rows in dropped.items() if rows},
        notes=notes,
    )


def _groups(found: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Dimension and group of each row: 'all', one sex, an ethnic group, the fifth, or the band of age as it stands.

    A fifth is written 2 as a number or as text, and '1 - most deprived' or '5 - least deprived'.
    """
    kind, name = found["MetricCategoryTypeName"].str.strip(), found["MetricCategoryName"].str.strip()
    fifth = name.str.extract(r"^([1-5])(?: - (?:most|least) deprived)?$", expand=False).fillna("")
    dimension = pd.Series("", index=found.index).mask(kind == "Deprivation quintile", "deprivation_quintile")
    group = fifth.where(kind == "Deprivation quintile", "")
    by_sex = (kind == "Sex") & name.isin(_SEXES)
    everyone = (kind == "Sex") & (name == "Persons")
    dimension = dimension.mask(by_sex, "sex").mask(everyone, TOTAL)
    group = group.mask(by_sex, name.map(_SEXES)).mask(everyone, ALL)
    banded = kind.isin(_AGES) & name.map({each: band_of(each) is not None for each in name.unique()})
    dimension, group = dimension.mask(banded, AGE), group.mask(banded, name)
    ethnic = kind.isin(_ETHNIC)
    if ethnic.any():
        coding = code_labels(name[ethnic], "ethnic_group")
        dimension = dimension.mask(ethnic, coding.dimensions.reindex(found.index))
        group = group.mask(ethnic, coding.groups.reindex(found.index))
    return dimension, group


def _tidy(table: SourceTable, kept: pd.DataFrame) -> pd.DataFrame:
    start, end = period_columns(table, kept, "TimePeriodName")
    numerator, denominator = figures(table, kept, "Numerator"), figures(table, kept, "Denominator")
    value = figures(table, kept, "Value", percent=True)
    tidy = pd.DataFrame(
        {
            "source_id": "cvdprevent:" + kept["IndicatorCode"],
            "series_name": kept["IndicatorShortName"] if table.has("IndicatorShortName") else kept["IndicatorCode"],
            "area_type": kept["area_type"],
            "area_code": kept["AreaCode"],
            "area_name": kept["AreaName"],
            "period_start": start,
            "period_end": end,
            "dimension": kept["dimension"],
            "group": kept["group"],
            "numerator": numerator.numbers,
            "denominator": denominator.numbers,
            "value": value.numbers,
            "lower": numbers(table, kept, _LOWER, percent=True) if table.has(_LOWER) else float("nan"),
            "upper": numbers(table, kept, _UPPER, percent=True) if table.has(_UPPER) else float("nan"),
        }
    )
    return tidy.assign(status=_statuses(tidy, kept["ValueNote"]))[end.notna()].reset_index(drop=True)


def _statuses(tidy: pd.DataFrame, notes: pd.Series) -> pd.Series:
    """A blank is a small count, which the publisher hides, unless its note or counts say that there is none."""
    blank = tidy["value"].isna() | tidy["numerator"].isna()
    not_there = notes.str.contains(_NOT_THERE)
    nobody = (tidy["denominator"] == 0) | notes.str.contains(_NOBODY)
    status = pd.Series("ok", index=tidy.index).mask(blank, "suppressed").mask(blank & not_there, "missing")
    return status.mask(blank & nobody, "not_applicable")
