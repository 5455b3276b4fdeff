"""Published values that stand beside counts which their publisher rounded: the value was worked out before rounding.

Where counts are exact a value only repeats them, and is dropped: it is worked out from them wherever it is shown.
"""

import numpy as np
import pandas as pd

from data.sources.definitions import Definitions
from data.sources.report import BuildReport

SECTION = "Figures as published"
_COUNTS = ["numerator", "denominator"]
_MEASURES = ["value", "lower", "upper"]
# Chance makes so many counts all multiples of five once in ten million files.
_ROUNDED_TO, _FEWEST = 5, 10
# Of a value in percent or a rate that was written with two decimals.
_WRITTEN = 0.005


def values_beside_counts(named: pd.DataFrame, definitions: Definitions, report: BuildReport) -> pd.DataFrame:
    """The rows of every series with a value beside both counts only where the counts were rounded.

    Counts were rounded where those of one kind of area in one file are all multiples of five; what that does to values is
    told, and so is a value that rounding cannot have taken so far from its counts (it stands too).
    """
    counted = named[_COUNTS].notna().all(axis=1)
    divided = definitions.kinds(named["indicator_id"], "proportion", "rate")
    beside = counted & divided & named["value"].notna() & (named["denominator"] > 0) & (named["status"] == "ok")
    possible = named["value"].ge(0) & ~(definitions.kinds(named["indicator_id"], "proportion") & named["value"].gt(100))
    _tell_impossible(named[beside & ~possible], report)
    stands = beside & possible & _rounded(named, beside)
    for indicator, rows in named[stands].groupby("indicator_id"):
        multiplier = 100.0 if definitions.indicators[str(indicator)].value_type == "proportion" else None
        _tell(str(indicator), rows, multiplier or definitions.indicators[str(indicator)].multiplier, report)
    kept = named.copy()
    kept[_MEASURES] = kept[_MEASURES].mask(counted & ~stands)
    return kept


def _rounded(named: pd.DataFrame, beside: pd.Series) -> pd.Series:
    fives = beside & (named[_COUNTS] % _ROUNDED_TO == 0).all(axis=1)
    by = [named[name] for name in ("source_id", "source", "area_type")]
    # Rows that hold no such figure say nothing either way.
    all_fives = (fives | ~beside).groupby(by).transform("all")
    return all_fives & (beside.groupby(by).transform("sum") * len(_COUNTS) >= _FEWEST)


def _tell_impossible(rows: pd.DataFrame, report: BuildReport) -> None:
    if len(rows):
        first = rows.iloc[0]
        report.line(
            SECTION,
            f"{len(rows):,} published values below 0 or above 100% beside counts that are neither: the counts are used "
            f"(first: {first['indicator_id']}, {first['area_code']} to {first['period_end']:%b %Y}, {first['value']:g})",
        )


def _tell(indicator: str, rows: pd.DataFrame, multiplier: float, report: BuildReport) -> None:
    ratio = rows["numerator"] / rows["denominator"]
    apart = (rows["value"] - multiplier * ratio).abs()
    most = multiplier * (_ROUNDED_TO / 2) * (1 + ratio) / np.maximum(rows["denominator"] - _ROUNDED_TO / 2, 1.0)
    widest = rows.loc[apart.idxmax()]
    report.line(
        SECTION,
        f"{indicator}: counts were rounded to {_ROUNDED_TO} by the publisher, so {len(rows):,} published values stand beside "
        f"them; the two are up to {apart.max():.2f} apart ({widest['area_code']} to {widest['period_end']:%b %Y}: "
        f"{widest['value']:g}, and {widest['numerator']:,.0f} of {widest['denominator']:,.0f})",
    )
    odd = rows[apart > most + _WRITTEN]
    if len(odd):
        first = odd.iloc[0]
        report.line(
            SECTION,
            f"{indicator}: {len(odd):,} published values are further from their counts than rounding takes them, and stand "
            f"all the same: look at them in the file (first: {first['area_code']} to {first['period_end']:%b %Y}, "
            f"{first['value']:g}, and {first['numerator']:,.0f} of {first['denominator']:,.0f})",
        )
