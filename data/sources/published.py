"""Figures published for the whole area and for England: their history, and breakdowns by where people live."""

import pandas as pd

from data.contract.vocabulary import TOTAL, UNKNOWN
from data.sources.area import Area
from data.sources.report import BuildReport

FIFTHS = "deprivation_quintile"
# Six counts, each up to 2.5 out.
_ROUNDING = 15
_SAME = ["indicator_id", "period_start", "period_end", "dimension", "group"]
_COUNTS = ["numerator", "denominator"]


def published_observations(counts: pd.DataFrame, area: Area, report: BuildReport) -> pd.DataFrame:
    """Observations as published for the board, for its sub-ICB locations when together they make it up, and England."""
    england = counts[counts["area_type"] == "country"].assign(level="country")
    boards = counts[counts["area_type"] == "icb"]
    board = report.keep(boards, boards["area_code"] == area.code, "other boards").assign(level="icb")
    parts = _sum_of_parts(counts[counts["area_type"] == "sub_icb"], board, area, report)
    for kind, reason in (
        ("place", "boroughs and districts count practices by where they stand; places here add up their networks"),
        ("neighbourhood", "networks: their practices' own rows are added up instead"),
    ):
        report.left_out(counts[counts["area_type"] == kind], reason)
    report.used(pd.concat([england, board]))
    found = pd.concat([board, parts, england], ignore_index=True)
    found = found.drop_duplicates(["level", *_SAME])
    counted = found[_COUNTS].notna().all(axis=1)
    found[["value", "lower", "upper"]] = found[["value", "lower", "upper"]].mask(counted)
    return found


def _sum_of_parts(parts: pd.DataFrame, board: pd.DataFrame, area: Area, report: BuildReport) -> pd.DataFrame:
    """Sub-ICB locations (once clinical commissioning groups) added up, for periods that have every one of the area's.

    A location keeps its code only while its boundary stays, so the same set of codes is the same area.
    """
    ours = report.keep(parts, parts["area_code"].isin(area.sub_icb_codes), "parts of other boards")
    known = pd.MultiIndex.from_frame(ours[_SAME]).isin(pd.MultiIndex.from_frame(board[_SAME]))
    ours = report.keep(ours, ~known, "the whole area's own figure is published for that period")
    whole = ours.groupby(_SAME)["area_code"].transform("nunique") == len(area.sub_icb_codes)
    whole &= ours[_COUNTS].notna().all(axis=1).groupby([ours[name] for name in _SAME]).transform("all")
    ours = report.keep(ours, whole, "not every part of the area has a figure for that period")
    report.used(ours)
    found = ours.groupby(_SAME, as_index=False)[_COUNTS].sum()
    for indicator, rows in found.groupby("indicator_id"):
        ends = ", ".join(f"{end:%b %Y}" for end in rows["period_end"])
        report.line(
            "Indicators: published beside added up",
            f"{indicator}, periods to {ends}: the whole area's figure is that of its sub-ICB locations "
            f"({len(area.sub_icb_codes):,}), added up",
        )
    return found.assign(area_code=area.code, level="icb", status="ok", area_type="sub_icb")


def preferring_published(practices: pd.DataFrame, published: pd.DataFrame, report: BuildReport) -> pd.DataFrame:
    """Both together; where the board's own figure is published for a period it stands instead of the sum of practices.

    Any difference between the two is told.
    """
    keys = ["indicator_id", "level", "area_code", "period_end", "dimension", "group"]
    both = practices.merge(published, on=keys, suffixes=("", "_published"))
    differ = both[(both["numerator"] - both["numerator_published"]).abs() > 0]
    for row in differ.itertuples():
        report.line(
            "Indicators: published beside added up",
            f"{row.indicator_id}, period to {row.period_end:%d %B %Y}, {row.dimension}: published "
            f"{row.numerator_published:,.0f} of {row.denominator_published:,.0f}; its practices with counts add up to "
            f"{row.numerator:,.0f} of {row.denominator:,.0f}; the published figure is kept",
        )
    return pd.concat([published, practices], ignore_index=True).drop_duplicates(keys, ignore_index=True)


def with_unknown_fifth(published: pd.DataFrame) -> pd.DataFrame:
    """The figures with people whose deprivation is not known as a group: everyone less the five fifths.

    Only where all five fifths and everyone are published, and the rest is more than rounding to 5 could make.
    """
    keys = ["indicator_id", "level", "area_code", "period_start", "period_end"]
    fifths = published[(published["dimension"] == FIFTHS) & (published["status"] == "ok")]
    sums = fifths.groupby(keys)[_COUNTS].agg(["sum", "size"])
    everyone = published[(published["dimension"] == TOTAL) & (published["status"] == "ok")].set_index(keys)
    rest = pd.DataFrame({name: everyone[name] - sums[(name, "sum")] for name in _COUNTS}).dropna()
    complete = (sums[("numerator", "size")] == 5).reindex(rest.index)
    real = complete & (rest["denominator"] > _ROUNDING) & rest["numerator"].between(0, rest["denominator"])
    rest = rest[real].reset_index()
    rest = rest.assign(dimension=FIFTHS, group=UNKNOWN, status="ok")
    return pd.concat([published, rest], ignore_index=True)
