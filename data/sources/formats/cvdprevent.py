"""CVDPREVENT data extract: practices, boards and England, with boards and England also by deprivation fifth."""

import re

import pandas as pd

from data.files.period_columns import period_columns
from data.files.tables import Reading, SourceTable, figures

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
_NOT_THERE = re.compile(r"\b(?:not? (?:data )?(?:submi|available|collect|provided|extract)|no data|missing)", re.I)
_NOBODY = re.compile(r"\bno (?:patients|people|one|eligible)|denominator (?:is )?(?:0|zero|nil)\b", re.I)
_AREA_CODES = {"country": r"E92000001", "icb": r"E54\d{6}", "sub_icb": r"E38\d{6}", "practice": r"[A-Z]\d{5}"}


def recognises(table: SourceTable) -> bool:
    """The extract's own column names."""
    return table.has(*_NEEDED)


def read(table: SourceTable) -> Reading:
    """Columns of `counts`: everyone together, and by the national deprivation fifth of where people live."""
    found = table.rows()
    group = _groups(found)
    area_type = pd.Series("", index=found.index)
    for name, pattern in _AREA_CODES.items():
        area_type = area_type.mask(found["AreaCode"].str.fullmatch(pattern), name)
    grouped = found.assign(group=group, area_type=area_type)
    kept = grouped[(group != "") & (area_type != "")]
    dropped = {
        "by a category other than deprivation": int((group == "").sum()),
        "of a kind of area not used here": int(((group != "") & (area_type == "")).sum()),
    }
    periods = sorted(kept["TimePeriodName"].unique())
    return Reading(
        _tidy(table, kept),
        len(found),
        period=" and ".join(periods) if len(periods) < 3 else f"{len(periods)} periods",
        dropped={reason: rows for reason, rows in dropped.items() if rows},
    )


def _groups(found: pd.DataFrame) -> pd.Series:
    """'all', or the fifth: written 2 as a number or as text, and '1 - most deprived' or '5 - least deprived'."""
    fifth = found["MetricCategoryName"].str.extract(r"^([1-5])(?: - (?:most|least) deprived)?$", expand=False)
    by_fifth = found["MetricCategoryTypeName"] == "Deprivation quintile"
    everyone = (found["MetricCategoryTypeName"] == "Sex") & (found["MetricCategoryName"] == "Persons")
    return fifth.where(by_fifth, "").fillna("").mask(everyone, "all")


def _tidy(table: SourceTable, kept: pd.DataFrame) -> pd.DataFrame:
    start, end = period_columns(table, kept, "TimePeriodName")
    numerator, denominator = figures(table, kept, "Numerator"), figures(table, kept, "Denominator")
    value = figures(table, kept, "Value", percent=True)
    tidy = pd.DataFrame(
        {
            "source_id": "cvdprevent:" + kept["IndicatorCode"],
            "area_type": kept["area_type"],
            "area_code": kept["AreaCode"],
            "area_name": kept["AreaName"],
            "period_start": start,
            "period_end": end,
            "dimension": kept["group"].map({"all": "total"}).fillna("deprivation_quintile"),
            "group": kept["group"],
            "numerator": numerator.numbers,
            "denominator": denominator.numbers,
            "value": value.numbers,
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
