"""Figures that are published more than once: a repeat counts once, a contradiction not at all, and a blank means nothing."""

import pandas as pd

from data.sources.report import BuildReport

SECTION = "Figures that contradict one another"
_KEY = ["indicator_id", "area_type", "area_code", "period_end", "dimension", "group"]
_FIGURES = ["numerator", "denominator", "value"]
_LIMITS = ["lower", "upper"]
_TOLD = 3


def once(named: pd.DataFrame, report: BuildReport) -> pd.DataFrame:
    """Each figure once: releases of one series overlap, and adding both would count people twice.

    Where one file gives an area and period two different figures neither is used: nothing says which of them is right.
    Of different files or series the first is kept, and told where the other differs.
    """
    again = named.duplicated(_KEY, keep=False)
    if not again.any():
        return named
    rows = named[again]
    here = [*_KEY, "source", "source_id"]
    figures = rows.drop_duplicates([*here, *_FIGURES])
    differing = figures[figures.duplicated(here, keep=False)]
    contradicted = pd.MultiIndex.from_frame(named[here]).isin(pd.MultiIndex.from_frame(differing[here]))
    _tell_contradictions(differing, report)
    named = report.keep(
        named,
        pd.Series(~contradicted, index=named.index),
        "two different figures for one area and period: neither is used",
    )
    _tell_other_files(named, report)
    repeated = named.duplicated(_KEY)
    return report.keep(named, ~repeated, "the same area and period again, in another file or series")


def _tell_contradictions(differing: pd.DataFrame, report: BuildReport) -> None:
    for (indicator, source), rows in differing.groupby(["indicator_id", "source"]):
        areas = rows.drop_duplicates(_KEY)
        first = areas.iloc[0]
        same = rows[rows["area_code"].eq(first["area_code"]) & rows["period_end"].eq(first["period_end"])]
        found = " and ".join(f"{row.numerator:,.6g} of {row.denominator:,.6g}" for row in same.head(2).itertuples())
        report.line(
            SECTION,
            f"{indicator} in {source}: areas with two different figures for one period, neither of which is used until the "
            f"file is mended: {len(areas):,} (first: {first['area_code']} to {first['period_end']:%b %Y}, {found})",
        )


def _tell_other_files(named: pd.DataFrame, report: BuildReport) -> None:
    """Where two files or series differ about one area and period by more than rounding; the first is kept."""
    rows = named[named.duplicated(_KEY, keep=False) & (named["status"] == "ok")]
    if rows.empty:
        return
    share = (rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0)).fillna(rows["value"])
    spread = share.groupby([rows[name] for name in _KEY]).agg(["min", "max"])
    apart = spread[spread["max"] - spread["min"] > 0.01 * spread["max"].abs()].reset_index()
    for indicator, found in apart.groupby("indicator_id"):
        files = rows.loc[rows["indicator_id"] == indicator, "source"].unique()
        report.line(
            SECTION,
            f"{indicator}: {len(found):,} areas and periods differ by more than 1% between {', '.join(files[:_TOLD])}; the "
            f"first of these is kept (first area: {found['area_code'].iloc[0]} to {found['period_end'].iloc[0]:%b %Y})",
        )


def settled(named: pd.DataFrame) -> pd.DataFrame:
    """Rows as the contract has them: nobody out of nobody does not apply, and what is not shown has no figures."""
    nobody = (named["denominator"] == 0) & (named["numerator"].fillna(0) == 0)
    status = named["status"].mask(nobody & (named["status"] != "suppressed"), "not_applicable")
    # A count out of nobody, with nothing published beside it, is no figure.
    halved = (named["denominator"].isna() | (named["denominator"] <= 0) | named["numerator"].isna()) & named[
        "value"
    ].isna()
    status = status.mask((status == "ok") & halved, "missing")
    hidden = status != "ok"
    numbers = ["numerator", "value", *_LIMITS]
    named = named.assign(status=status)
    named[numbers] = named[numbers].mask(hidden)
    return named
