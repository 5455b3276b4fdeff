"""What a dataset cannot show, in plain sentences: told when it is built, and anew when figures join it."""

from collections.abc import Iterable, Sequence

import pandas as pd

from data.contract.indicator import Indicator, by_domain
from data.contract.vocabulary import DIMENSIONS, DOMAIN_LABELS, DOMAINS

_NAMED = 6
_FEWEST_FOR_A_TREND = 3
_BY_HOME = "deprivation_quintile"
_NO_BREAKDOWN, _NOT_BY_HOME = "No breakdown by ", "No indicator is published by the deprivation of where people live"
_BY_HOME_ONLY, _NOT_BELOW = "Published by the deprivation of where people live, ", "Not given for neighbourhoods: "
_NO_TREND, _FEW_TRENDS = "No indicator has three periods ", "Only these have three periods or more "
_NOT_LOADED = tuple(f"No {words.lower()} indicator is loaded." for words in (DOMAIN_LABELS[each] for each in DOMAINS))
# How the sentences begin that follow from the observations; all others are of something else, and stay.
_OPENINGS = (_NO_BREAKDOWN, _NOT_BY_HOME, _BY_HOME_ONLY, _NOT_BELOW, _NO_TREND, _FEW_TRENDS, *_NOT_LOADED)


def lacking(indicators: Iterable[Indicator], observations: pd.DataFrame) -> tuple[str, ...]:
    """What cannot be shown, from what the observations hold. Indicators are named by domain, and then by their id."""
    used = list(by_domain(sorted(indicators, key=lambda each: each.id)).values())
    found = {each.domain for each in used}
    below = set(observations.loc[observations["level"] == "neighbourhood", "indicator_id"])
    whole = [each.short_name for each in used if each.id not in below]
    return (
        *_breakdowns(observations),
        *_by_home(used, observations),
        *(words for each, words in zip(DOMAINS, _NOT_LOADED, strict=True) if each not in found),
        *([f"{_NOT_BELOW}{_listed(whole)}."] if whole else []),
        *_trends(used, observations),
    )


def renewed(lacks: Sequence[str], indicators: Iterable[Indicator], observations: pd.DataFrame) -> tuple[str, ...]:
    """What a dataset lacks once figures have joined it: `lacks` with the sentences that follow from figures made again.

    A dataset that tells none of these was described by whoever made it, and is left as it is.
    """
    stay = tuple(each for each in lacks if not each.startswith(_OPENINGS))
    return tuple(lacks) if len(stay) == len(lacks) else (*lacking(indicators, observations), *stay)


def _breakdowns(observations: pd.DataFrame) -> list[str]:
    # What only England's figures are given by is no breakdown of the area's own.
    here = set(observations.loc[observations["level"] != "country", "dimension"].unique())
    phrases = [DIMENSIONS[code].phrase for code in ("ethnic_group", "sex", "age") if code not in here]
    return [
        f"{_NO_BREAKDOWN}{phrase} is published for any of these indicators, so no gap by {phrase}."
        for phrase in phrases
    ]


def _by_home(used: list[Indicator], observations: pd.DataFrame) -> list[str]:
    """Which indicators are given by the deprivation of where people live, where neighbourhoods have no such figures."""
    rows = observations.loc[observations["dimension"] == _BY_HOME, ["indicator_id", "level"]].drop_duplicates()
    if rows.empty:
        return [f"{_NOT_BY_HOME}, only by that of the practice."]
    above = set(rows["indicator_id"]) - set(rows.loc[rows["level"] == "neighbourhood", "indicator_id"])
    names = [each.short_name for each in used if each.id in above]
    if not names or len(names) == len(used):
        return []
    return [
        f"{_BY_HOME_ONLY}and not for neighbourhoods: {_listed(names)}; the figures of practices are shown by the "
        "deprivation of the practice instead."
    ]


def _trends(used: list[Indicator], observations: pd.DataFrame) -> list[str]:
    """Which indicators have the three periods that a trend needs."""
    lacks = []
    for level, where in (("icb", "for the whole area"), ("neighbourhood", "for neighbourhoods")):
        rows = observations[observations["level"] == level]
        periods = rows.groupby("indicator_id", observed=True)["period_end"].nunique()
        enough = [each.short_name for each in used if periods.get(each.id, 0) >= _FEWEST_FOR_A_TREND]
        if not enough:
            lacks.append(f"{_NO_TREND}{where}, so no trend can be shown there.")
        elif len(enough) < len(used):
            lacks.append(f"{_FEW_TRENDS}{where}, as a trend needs: {_listed(enough)}.")
    return lacks


def _listed(names: list[str]) -> str:
    """The first few names, and how many others there are: nobody reads a list of fifty."""
    first, others = names[:_NAMED], len(names) - _NAMED
    return "; ".join(first) + (f"; and {others:,} other{'s' if others > 1 else ''}" if others > 0 else "")
