"""The observations of a redrawn dataset: which figures its neighbourhoods can have, and what stays as published."""

from dataclasses import dataclass, field

import pandas as pd

from data.contract.indicator import Indicator
from data.contract.tables import OBSERVATION_COLUMNS, OBSERVATION_KEY
from data.contract.vocabulary import NONE, TOTAL
from data.neighbourhoods.adding_up import FIFTHS, PERIOD, added_up, counted

NO_SMALL_AREAS = "not published for small areas"
NOT_COUNTS = "published for small areas as values, not as counts that add up"
# An indicator, and the first and last day of a period.
_Period = tuple[str, pd.Timestamp, pd.Timestamp]
HIDDEN_PARTS = "published for small areas for other periods than the whole area, with some hidden"


@dataclass(frozen=True)
class Redrawn:
    """The observations, and what had to be decided about each indicator.

    `summed` are the indicators added up from small areas; of them, `by_year` are those whose whole-area and places'
    figures had to be added up too, since small areas are published for other periods. `left_out` gives the others with
    the reason; of these, neighbourhoods whose small areas did not change keep what was published.
    """

    observations: pd.DataFrame
    summed: tuple[str, ...]
    by_year: tuple[str, ...]
    left_out: dict[str, str] = field(default_factory=dict)


def redrawn_observations(
    observations: pd.DataFrame,
    indicators: dict[str, Indicator],
    *,
    team_of: pd.Series,
    place_of: pd.Series,
    whole_area: str,
    fifth_of: pd.Series,
    unchanged: dict[str, str],
) -> Redrawn:
    """Observations with neighbourhoods' figures made from small areas.

    `team_of` ('' for one in no team), `place_of` and `fifth_of` are by small area; `unchanged` maps an old neighbourhood's
    code to the team that has exactly its small areas.
    """
    teamed = team_of[team_of != ""]
    if set(unchanged.values()) == set(teamed):
        return Redrawn(_renamed(observations, unchanged), (), ())
    small = observations[observations["level"] == "lsoa"]
    published = set(small["indicator_id"])
    sums = counted(small, indicators)
    small = small[small["indicator_id"].isin(sums)]
    whole = added_up(small, pd.Series(whole_area, index=team_of.index), fifth_of, "icb")
    elsewhere = _other_periods(small, observations[observations["level"] == "icb"])
    shown = _wholly_shown(whole)
    moved = elsewhere & shown
    usable = _keys(small).isin(moved | (set(_keys(small)) - elsewhere))
    teams = added_up(small[usable], teamed, fifth_of, "neighbourhood")
    above = [whole, added_up(small, place_of.dropna(), fifth_of, "place")]
    above = [each[_keys(each).isin(moved)] for each in above]
    kept = _kept(observations, moved, unchanged)
    made = pd.concat([teams, *above], ignore_index=True)
    known = pd.MultiIndex.from_frame(made[list(OBSERVATION_KEY)].astype(str))
    kept = kept[~pd.MultiIndex.from_frame(kept[list(OBSERVATION_KEY)].astype(str)).isin(known)]
    made = _with_means(made, indicators)
    summed = set(teams["indicator_id"])
    left_out = {
        each: NO_SMALL_AREAS if each not in published else NOT_COUNTS if each not in sums else HIDDEN_PARTS
        for each in indicators
        if each not in summed
    }
    return Redrawn(
        pd.concat([kept, made], ignore_index=True)[list(OBSERVATION_COLUMNS)],
        tuple(each for each in indicators if each in summed),
        tuple(each for each in indicators if each in {indicator for indicator, _, _ in moved}),
        left_out,
    )


def _keys(rows: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[PERIOD])


def _other_periods(small: pd.DataFrame, whole: pd.DataFrame) -> set[_Period]:
    """Indicators and periods of small areas that the whole area is not published for."""
    return set(_keys(small)) - set(_keys(whole[whole["dimension"] == TOTAL]))


def _wholly_shown(whole: pd.DataFrame) -> set[_Period]:
    """Indicators and periods of which everyone and every fifth of the whole area can be shown."""
    plain = whole[whole["dimension"].isin([TOTAL, FIFTHS]) & (whole["dimension_2"] == NONE)]
    shown = plain["status"].isin(["ok", "not_applicable"]).groupby([plain[name] for name in PERIOD]).all()
    return set(shown.index[shown])


def _renamed(observations: pd.DataFrame, unchanged: dict[str, str]) -> pd.DataFrame:
    """Observations without the old neighbourhoods that changed; the others under the code of the team they are now."""
    neighbourhoods = observations["level"] == "neighbourhood"
    rows = observations[~neighbourhoods | observations["area_code"].isin(unchanged)]
    renamed = rows["area_code"].map(unchanged).where(rows["level"] == "neighbourhood", rows["area_code"])
    return rows.assign(area_code=renamed)


def _kept(observations: pd.DataFrame, moved: set[_Period], unchanged: dict[str, str]) -> pd.DataFrame:
    """What stays as published: everything but the old neighbourhoods that changed, and what small areas now stand for.

    Where an indicator's figures are moved to the small areas' periods, all its figures by deprivation fifth are, all those
    of neighbourhoods are, and other groups' figures for a period that ends on the same day go: one day cannot end two.
    """
    rows = _renamed(observations, unchanged)
    ends = {(indicator, end) for indicator, _, end in moved}
    of_moved = rows["indicator_id"].isin({indicator for indicator, _ in ends})
    same_day = pd.MultiIndex.from_frame(rows[["indicator_id", "period_end"]]).isin(ends)
    replaced = same_day | (of_moved & ((rows["dimension"] == FIFTHS) | (rows["level"] == "neighbourhood")))
    return rows[~(replaced & ~rows["level"].isin(["lsoa", "practice"]))]


def _with_means(made: pd.DataFrame, indicators: dict[str, Indicator]) -> pd.DataFrame:
    """A mean keeps its value beside the two numbers it is made of, as the contract has it."""
    means = made["indicator_id"].map({code: each.value_type == "mean" for code, each in indicators.items()})
    shown = means & (made["status"] == "ok") & (made["denominator"] > 0)
    return made.assign(value=(made["numerator"] / made["denominator"]).where(shown))
