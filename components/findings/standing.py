"""How each area or group stands against a comparator, beyond chance: the one rule behind every better/worse mark."""

import numpy as np
import pandas as pd

from components.findings.age_adjusted import factors_of
from components.findings.repeat_events import as_one_by_one, repeat_effect
from components.findings.values import CONFIDENCE
from components.measures.confidence import normal_multiplier
from components.measures.spread.false_discovery import flagged, two_sided_p
from components.measures.spread.funnel import (
    FunnelLimits,
    proportion_distance,
    proportion_limits,
    rate_distance,
    rate_limits,
)
from components.measures.spread.overdispersion import Overdispersion, chance_of, overdispersion
from components.style.numbers import number
from data.contract.indicator import Indicator

_FAR = 0.002
_ALMOST_ALL = 1 - 1e-9
# Before a standing that is further away even than areas, or groups, like these differ anyway.
_APART = "much "
_JUDGED = {-2: f"{_APART}worse", -1: "worse", 0: "similar", 1: "better", 2: f"{_APART}better"}
_UNJUDGED = {-2: f"{_APART}lower", -1: "lower", 0: "similar", 1: "higher", 2: f"{_APART}higher"}


def funnel_limits(denominator: np.ndarray, comparator: float, indicator: Indicator) -> FunnelLimits:
    """Funnel limits, in displayed units, at each denominator round a comparator in displayed units."""
    if indicator.value_type == "proportion":
        return proportion_limits(comparator / 100, denominator, multiplier=100)
    return rate_limits(comparator, as_one_by_one(denominator, indicator), multiplier=indicator.multiplier)


def standing(rows: pd.DataFrame, comparator: float, indicator: Indicator) -> pd.DataFrame:
    """The rows of all areas of a level with `standing`: 'much worse', 'worse', 'similar', 'better' or 'much better'.

    For need and resource, which are not judged, it is 'much higher', 'higher', 'similar', 'lower' or 'much lower'.

    Two things are asked of an area, each with at most 5% of those that are said to being false (Benjamini–Hochberg over all
    of them). 'Worse': it is further from the comparator than chance takes it, so it differs. 'Much': it is further even than
    areas like these differ anyway, so it stands apart from them. Counts are judged by their funnel, published values by
    their own intervals. Rows without a value, or without any interval, are 'similar' only in name: callers show what is
    absent in words.
    """
    z, error = distances(rows, comparator, indicator)
    apart = flagged(chance_of(z, error, overdispersion(z, error)))
    return _scored(rows, z, flagged(two_sided_p(z, 1.0)) | apart, apart, indicator)


def cell_standing(rows: pd.DataFrame, comparator: float, indicator: Indicator, effects: np.ndarray) -> pd.DataFrame:
    """The rows of one area's groups with `standing`: beyond chance, and 'much' where that is so by 99.8%, all together.

    `effects` (rows,) says by how much areas beneath make each row's variance larger than counting people does.
    """
    z, _ = distances(rows, comparator, indicator)
    # What events that repeat add is in the distances already.
    z = z / np.sqrt(np.maximum(effects / repeat_effect(indicator), 1.0))
    chance = two_sided_p(z, 1.0)
    beyond = flagged(chance)
    return _scored(rows, z, beyond, beyond & (chance < _FAR), indicator)


def area_spread(rows: pd.DataFrame, comparator: float, indicator: Indicator) -> Overdispersion:
    """How far all areas of a level differ among themselves beside chance, in displayed units."""
    return overdispersion(*distances(rows, comparator, indicator))


def distances(rows: pd.DataFrame, comparator: float, indicator: Indicator) -> tuple[np.ndarray, np.ndarray]:
    """How far each row lies from a comparator in standard errors of counting (which repeats make larger), and that error in
    displayed units; NaN where there is no value, or no interval.
    """
    value, people, factor = rows["value"].to_numpy(float), rows["denominator"].to_numpy(float), factors_of(rows)
    counted = rows["numerator"].notna().to_numpy() & np.isfinite(value)
    error = (rows["upper"].to_numpy(float) - rows["lower"].to_numpy(float)) / (2 * normal_multiplier(CONFIDENCE))
    error = np.where(error > 0, error, np.nan)
    z = (value - comparator) / error
    if indicator.value_type == "proportion":
        # What an area of these ages would have if it did as the comparator does.
        like = np.minimum(comparator / 100 * factor[counted], _ALMOST_ALL)
        z[counted] = proportion_distance(value[counted] * factor[counted] / 100, like, people[counted])
        error[counted] = 100 * np.sqrt(like * (1 - like) / people[counted]) / factor[counted]
    elif indicator.value_type == "rate":
        expected = comparator * people[counted] * factor[counted] / indicator.multiplier
        # What the value shown says of the count, which may have been rounded.
        seen = value[counted] * factor[counted] * people[counted] / indicator.multiplier
        z[counted] = rate_distance(as_one_by_one(seen, indicator), as_one_by_one(expected, indicator))
        alone = as_one_by_one(people[counted] * factor[counted], indicator)
        error[counted] = np.sqrt(comparator * indicator.multiplier / alone)
    return z, np.where(np.isnan(z) | ~(error > 0), np.nan, error)


def standing_words(scores: np.ndarray, indicator: Indicator) -> list[str]:
    """What is said of groups better (1), worse (-1) or no different (0) than a reference; higher or lower for need."""
    words = _UNJUDGED
    if indicator.judged:
        words = _JUDGED
    elif not indicator.higher_is_better:
        scores = -scores
    return [words[int(score)] for score in scores]


def _scored(
    rows: pd.DataFrame, away: np.ndarray, beyond: np.ndarray, far: np.ndarray, indicator: Indicator
) -> pd.DataFrame:
    scores = (np.sign(np.nan_to_num(away)) * (beyond.astype(int) + far)).astype(int)
    words = _UNJUDGED
    if indicator.judged:
        words, scores = _JUDGED, scores if indicator.higher_is_better else -scores
    return rows.assign(standing=[words[score] for score in scores])


def adverse_words(indicator: Indicator) -> str:
    """What it is to stand out in the way that needs attention: 'worse', or 'higher' for need and resource."""
    return "worse" if indicator.judged else "higher"


def stands_apart(standings: pd.Series, indicator: Indicator) -> pd.Series:
    """Which standings are worse (higher, for need and resource) even than areas like these differ anyway."""
    return standings == f"{_APART}{adverse_words(indicator)}"


def apart_either_way(standings: pd.Series) -> pd.Series:
    """Which standings are further from the comparator, to either side, even than areas like these differ anyway."""
    return standings.str.startswith(_APART)


def side_of(standing: str) -> str:
    """A standing without how far: 'worse' of both 'worse' and 'much worse'."""
    return standing.removeprefix(_APART)


def stand_apart_words(count: int) -> str:
    """How many areas stand apart even from how areas like these differ anyway, as a sentence."""
    told = "Not one stands" if count == 0 else f"{number(count)} {'stands' if count == 1 else 'stand'}"
    return f"{told} apart from how neighbourhoods differ anyway."


def stands_out(standings: pd.Series, indicator: Indicator) -> pd.Series:
    """Which standings are worse than the comparator beyond chance (higher, for need and resource)."""
    word = adverse_words(indicator)
    return standings.isin([word, f"{_APART}{word}"])
