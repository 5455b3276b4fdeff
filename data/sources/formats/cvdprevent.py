"""CVDPREVENT data extract: practices, boards and England, with boards and England also by deprivation fifth."""

import pandas as pd

from data.files.dates import period_of
from data.files.errors import SourceError
from data.files.tables import Reading, SourceTable, numbers

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
    starts, ends = {}, {}
    for words in kept["TimePeriodName"].unique():
        period = period_of(words)
        if period is None:
            raise SourceError(
                "a period it does not know",
                file=table.file,
                sheet=table.sheet,
                row=int((kept["TimePeriodName"] == words).idxmax()) + 2,
                column="TimePeriodName",
                found=words,
                expected="words such as 'To March 2023'",
            )
        starts[words], ends[words] = period
    tidy = pd.DataFrame(
        {
            "source_id": "cvdprevent:" + kept["IndicatorCode"],
            "area_type": kept["area_type"],
            "area_code": kept["AreaCode"],
            "area_name": kept["AreaName"],
            "period_start": kept["TimePeriodName"].map(starts),
            "period_end": kept["TimePeriodName"].map(ends),
            "dimension": kept["group"].map({"all": "total"}).fillna("deprivation_quintile"),
            "group": kept["group"],
            "numerator": numbers(table, kept, "Numerator"),
            "denominator": numbers(table, kept, "Denominator"),
            "value": numbers(table, kept, "Value"),
        }
    )
    # A blank is always a small count: the publisher hides those and releases everything else.
    hidden = tidy["value"].isna() | tidy["numerator"].isna()
    tidy["status"] = hidden.map({True: "suppressed", False: "ok"})
    return tidy.reset_index(drop=True)
