"""Practices whose share stands far from all others and from their own other years: told, for somebody to look at."""

import pandas as pd

from data.contract.vocabulary import TOTAL
from data.sources.report import BuildReport

SECTION = "Figures to look at"
_TIMES, _POINTS = 5.0, 0.2
# A practice with its own character, as of students or a nursing home, has it in its other years too.
_TIMES_OWN = 2.0
_FEWEST_PEOPLE = 50
_FEWEST_OTHERS = 2
_TOLD = 3


def tell_outliers(counts: pd.DataFrame, shares: pd.Series, report: BuildReport) -> None:
    """Tell of practices' shares many times, and many points, those of the others of one period, or their own of others.

    `shares` marks the rows that count people out of people. The figures are kept: they may be right.
    """
    rows = counts[
        shares
        & (counts["area_type"] == "practice")
        & (counts["dimension"] == TOTAL)
        & (counts["status"] == "ok")
        & (counts["denominator"] >= _FEWEST_PEOPLE)
    ]
    if rows.empty:
        return
    rows = rows.assign(share=rows["numerator"] / rows["denominator"])
    by = ["indicator_id", "period_end"]
    middle = rows.groupby(by)["share"].transform("median")
    others = rows.groupby(by)["share"].transform("size") - 1
    apart = (others >= _FEWEST_OTHERS) & _far(rows["share"], middle, _TIMES)
    own = _own_other_years(rows)
    odd = apart & (own.isna() | _far(rows["share"], own, _TIMES_OWN))
    _tell(rows[odd], middle[odd], own[odd], report)


def _far(share: pd.Series, beside: pd.Series, times: float) -> pd.Series:
    large = pd.concat([share, beside], axis=1).max(axis=1)
    small = pd.concat([share, beside], axis=1).min(axis=1)
    return (large > times * small) & (large - small > _POINTS)


def _own_other_years(rows: pd.DataFrame) -> pd.Series:
    """The mean share of each practice's other periods; NaN where it has none."""
    by = [rows["indicator_id"], rows["area_code"]]
    total, periods = rows["share"].groupby(by).transform("sum"), rows["share"].groupby(by).transform("size")
    return ((total - rows["share"]) / (periods - 1)).where(periods > 1)


def _tell(odd: pd.DataFrame, middle: pd.Series, own: pd.Series, report: BuildReport) -> None:
    for (indicator, source), found in odd.groupby(["indicator_id", "source"]):
        told = []
        for at, row in zip(found.index[:_TOLD], found.head(_TOLD).itertuples(), strict=True):
            years = f"its own other years {own[at]:.1%}" if pd.notna(own[at]) else "it has no other year"
            told.append(
                f"{row.area_code} to {row.period_end:%b %Y}: {row.numerator:,.0f} of {row.denominator:,.0f}, {row.share:.1%}"
                f"; the middle of all practices {middle[at]:.1%}, {years}"
            )
        more = "; …" if len(found) > _TOLD else ""
        report.line(
            SECTION,
            f"{indicator} in {source}: hardly possible beside the other practices, and kept as published; "
            f"{len(found):,} practices ({'; '.join(told)}{more})",
        )
