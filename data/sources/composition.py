"""Practices that have figures in some periods and not in others: told, for a sum of fewer of them is not a change."""

from itertools import pairwise

import pandas as pd

from data.contract.vocabulary import TOTAL
from data.sources.report import BuildReport

_SECTION = "Practices without figures in some periods"
_CLOSED = "Practices that closed or merged"
# Less than this share of a network's people changes its figure by no more than chance does.
_FEWEST = 0.05
# Where the practices that stay have so much of a closed one's people more in the next period, they took them on: the
# growth of a year alone is less.
_TAKEN_ON = 0.8
_TOLD = 3


def tell_absent_practices(rows: pd.DataFrame, report: BuildReport) -> None:
    """Tell, a line an indicator, where a network's figure of a period is without practices that have figures in others.

    `rows` are practices' counts with `neighbourhood_code` and `successor`; a practice that merged is in its successor's
    figures, so it is not absent after that. Nor is one whose people are in its network's other practices by their number,
    where no list names a successor: that is told as what it is, for it is taken from the figures.
    """
    counted = rows[(rows["status"] == "ok") & (rows["denominator"] > 0) & (rows["neighbourhood_code"] != "")]
    counted = counted[counted["dimension"] == TOTAL] if "dimension" in counted else counted
    periods = counted.groupby("indicator_id")["period_end"].nunique()
    taken_on: dict[str, str] = {}
    for indicator in periods.index[periods > 1]:
        found, followed = _absences(counted[counted["indicator_id"] == indicator])
        taken_on = followed | taken_on
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
    if taken_on:
        first = "; ".join(list(taken_on.values())[:_TOLD]) + ("; …" if len(taken_on) > _TOLD else "")
        report.line(
            _CLOSED,
            "give figures no longer, and others of their network have about as many people more, so none is absent: "
            f"{len(taken_on):,} ({first})",
        )


def _absences(counted: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """A row a network and period that lacks practices with a good part of its people: codes, and their share of people.

    Beside it by code, in words, the closed practices that lack no longer because others of the network took their people on.
    """
    people = counted.pivot_table(index=["neighbourhood_code", "area_code"], columns="period_end", values="denominator")
    usual = people.mean(axis=1)
    merged = counted.drop_duplicates("area_code").set_index("area_code")["successor"]
    names = people.index.get_level_values("area_code")
    gone = merged.reindex(names).notna().to_numpy()
    followed = {code: words for code, words in _taken_on(people).items() if code not in set(names[gone])}
    # After its last figure a merged practice's people are in another's.
    gone = gone | names.isin(list(followed))
    after = people.bfill(axis=1).isna()
    absent = people.isna() & ~(after & gone[:, None])
    lacking = absent.mul(usual, axis=0).groupby(level=0).sum()
    share = lacking.div(usual.groupby(level=0).sum(), axis=0).stack()
    share = share[share >= _FEWEST].sort_values(ascending=False)
    codes = [
        ", ".join(absent.loc[network].index[absent.loc[network][period]][:_TOLD]) for network, period in share.index
    ]
    found = share.rename("share").reset_index()
    return found.assign(codes=codes), followed


def _taken_on(people: pd.DataFrame) -> dict[str, str]:
    """Practices after whose last period the others of their network have about as many people more; in words, by code.

    `people` has a row a network and practice, a column a period. All that end in one period are held against the rise
    together: whose patients went where cannot be told.
    """
    found: dict[str, str] = {}
    periods = list(people.columns)
    for network, here in people.groupby(level=0):
        for period, following in pairwise(periods):
            stay = here[[period, following]].dropna()
            ends = here[here[period].notna() & here.loc[:, following:].isna().all(axis=1)]
            left, more = ends[period].sum(), (stay[following] - stay[period]).sum()
            # Beside fewer people than that a usual year's growth is as large.
            if left >= _FEWEST * here[period].sum() and more >= _TAKEN_ON * left > 0:
                how = f"{left:,.0f} people to {period:%b %Y}, and {more:,.0f} more in the others after it"
                found |= {str(code): f"{code} of {network}: {how}" for code in ends.index.get_level_values("area_code")}
    return found
