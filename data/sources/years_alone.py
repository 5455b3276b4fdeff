"""Figures whose period is given as a year alone: which days are meant, by what the publisher's list says of the indicator."""

import pandas as pd

from data.sources.report import BuildReport

#: The kind of content of a reader that gives such figures: the columns of `counts`, and `year`.
COUNTS_BY_YEAR = "counts_by_year"
_SECTION = "Years"
# The month in which each kind of year begins. What a 'Financial multi-year' spans the list does not say.
_BEGINS = {"calendar": 1, "yearly": 1, "financial": 4, "academic": 9}
_ONCE_A_YEAR = ("", "annually")
_TOLD = 8


def dated_by_year(rows: pd.DataFrame, described: pd.DataFrame | None, report: BuildReport) -> pd.DataFrame:
    """The rows with the days of their years; those of which nothing says what kind of year it is are left out and told.

    `described` is the frame of the kind 'indicator_metadata', None where the folder holds none.
    """
    begins = rows["source_id"].map(_first_months(described))
    unsaid = rows.loc[begins.isna(), "source_id"].unique()
    if len(unsaid):
        more = ", …" if len(unsaid) > _TOLD else ""
        report.line(
            _SECTION,
            "left out, for their rows give a year alone and nothing says what kind of year it is: "
            f"{', '.join(unsaid[:_TOLD])}{more}; add the list of indicators of FingertipsNext (PeriodType) to the folder",
        )
    kept = report.keep(rows, begins.notna(), "of a year that may be a calendar, financial or academic one")
    if kept.empty:
        return kept.drop(columns="year")
    start = pd.to_datetime({"year": kept["year"], "month": begins[kept.index].astype(int), "day": 1})
    end = start + pd.DateOffset(years=1) - pd.Timedelta(days=1)
    unit = rows["period_end"].dtype
    return kept.assign(period_start=start.astype(unit), period_end=end.astype(unit)).drop(columns="year")


def _first_months(described: pd.DataFrame | None) -> dict[str, int]:
    """The month in which the year of a series begins, for those whose kind of year is said and that come once a year."""
    if described is None or "period_type" not in described:
        return {}
    once = described["frequency"].fillna("").str.casefold().isin(_ONCE_A_YEAR)
    kinds = described.loc[once, "period_type"].fillna("").str.casefold()
    months = pd.Series(kinds.map(_BEGINS).to_numpy(), index=described.loc[once, "source_id"]).dropna()
    return {str(series): int(month) for series, month in months.items()}
