"""Practices that have figures in some periods and not in others: told, for a sum of fewer of them is not a change."""

import pandas as pd

from data.contract.vocabulary import TOTAL
from data.sources.report import BuildReport

_SECTION = "Practices without figures in some periods"
# Less than this share of a network's people changes its figure by no more than chance does.
_FEWEST = 0.05
_TOLD = 3


def tell_absent_practices(rows: pd.DataFrame, report: BuildReport) -> None:
    """Tell, a line an indicator, where a network's figure of a period is without practices that have figures in others.

    `rows` are practices' counts with `neighbourhood_code` and `successor`; a practice that merged is in its successor's
    figures, so it is not absent after that.
    """
    counted = rows[(rows["status"] == "ok") & (rows["denominator"] > 0) & (rows["neighbourhood_code"] != "")]
    counted = counted[counted["dimension"] == TOTAL] if "dimension" in counted else counted
    periods = counted.groupby("indicator_id")["period_end"].nunique()
    for indicator in periods.index[periods > 1]:
        found = _absences(counted[counted["indicator_id"] == indicator])
        if len(found):
            first = "; ".join(
                f"{row.neighbourhood_code} to {row.period_end:%b %Y} without {row.codes} ({row.share:.0%} of its people)"
                for row in found.head(_TOLD).itertuples()
            )
            more = "; …" if len(found) > _TOLD else ""
            report.line(
                _SECTION,
                f"{indicator}: figures of networks that are of fewer practices than in other periods: {len(found):,}; a "
                f"difference there may be no change ({first}{more})",
            )


def _absences(counted: pd.DataFrame) -> pd.DataFrame:
    """A row a network and period that lacks practices with a good part of its people: codes, and their share of people."""
    people = counted.pivot_table(index=["neighbourhood_code", "area_code"], columns="period_end", values="denominator")
    usual = people.mean(axis=1)
    merged = counted.drop_duplicates("area_code").set_index("area_code")["successor"]
    gone = merged.reindex(people.index.get_level_values("area_code")).notna().to_numpy()
    # After its last figure a merged practice's people are in another's.
    after = people.bfill(axis=1).isna()
    absent = people.isna() & ~(after & gone[:, None])
    lacking = absent.mul(usual, axis=0).groupby(level=0).sum()
    share = lacking.div(usual.groupby(level=0).sum(), axis=0).stack()
    share = share[share >= _FEWEST].sort_values(ascending=False)
    codes = [
        ", ".join(absent.loc[network].index[absent.loc[network][period]][:_TOLD]) for network, period in share.index
    ]
    found = share.rename("share").reset_index()
    return found.assign(codes=codes)
