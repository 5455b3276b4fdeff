"""The areas beneath a group: their counts as arrays, and how much less sure they make the group's value.

A group's people live in areas that differ among themselves. The smallest areas whose counts make the group up, and that
can be taken as drawn apart from one another, are its clusters: practices for fifths of practices; neighbourhoods for the
whole area; small areas, where their fifth is known, inside a place or a neighbourhood.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.age_adjusted import FACTOR, observed
from components.findings.fifths_by import definition_of, rows_by
from components.findings.kept import kept_with_dataset
from components.measures.spread.areas_as_clusters import OverAreas, over_areas
from data.contract.vocabulary import Dimension
from data.dataset.dataset import Dataset

# Areas that hold less than half of the groups' people say too little of the rest.
_LEAST_SHARE = 0.5
_NUMBERS = ("numerator", "denominator", FACTOR)
_COLUMNS = ("indicator_id", "period_start", "period_end", "area_code", "group", *_NUMBERS)
_Arrays = dict[str, np.ndarray]
_FIFTH_OF = {
    "practice_deprivation_quintile": ("practice", "imd_quintile_local"),
    "deprivation_quintile": ("lsoa", "imd_quintile"),
}
_INSIDE = {
    "icb": ("neighbourhood", "lsoa", "place"),
    "place": ("lsoa", "neighbourhood"),
    "neighbourhood": ("lsoa",),
}


@dataclass(frozen=True, eq=False)
class Beneath:
    """What the areas beneath say of an indicator's groups in one area, by period: arrays over (periods, groups).

    `level` is what the areas are; `found` has the standard errors in events per person and how they go together.
    """

    level: str
    period_ends: np.ndarray
    groups: tuple[str, ...]
    found: OverAreas


def areas_beneath(
    dataset: Dataset, indicators: Sequence[str], area: str, level: str, dimension: Dimension, whole: pd.DataFrame
) -> dict[str, Beneath]:
    """By indicator, what the smallest fitting areas beneath an area say of its groups; an indicator without any is absent.

    `whole` are the area's own rows by the dimension (all periods wanted); where they are adjusted for age the areas beneath
    are, by their own ages or, where those are not known, by the group's. An indicator takes the first kind of areas whose
    counts of the same periods hold half of its groups' people or more.
    """
    ours = _arrays_by_indicator(_with_factor(whole))
    adjusted = bool(whole[FACTOR].notna().any()) if FACTOR in whole else False
    left = [each for each in indicators if each in ours]
    known: dict[str, Beneath] = {}
    ends = list(whole["period_end"].unique())
    for beneath in _kinds(level, dimension):
        wanted = [each for each in left if each not in known]
        if not wanted:
            break
        if areas_inside(dataset, area, beneath).empty:
            continue
        rows = _rows_of_kind(dataset, wanted, area, beneath, dimension, ends, adjusted=adjusted)
        known_group = rows["group"].isin(dimension.known_groups).to_numpy()
        counted = known_group & (rows["numerator"].notna() & rows["denominator"].notna()).to_numpy()
        for indicator, part in _arrays_by_indicator(rows, counted).items():
            made = _beneath(beneath, part, ours[indicator], dimension.known_groups)
            if made is not None:
                known[indicator] = made
    return known


def _arrays_by_indicator(rows: pd.DataFrame, chosen: np.ndarray | None = None) -> dict[str, _Arrays]:
    """The columns that are read here as arrays, of each indicator's (chosen) rows: cutting up a frame takes far longer."""
    columns = {name: rows[name].to_numpy(float if name in _NUMBERS else None) for name in _COLUMNS}
    if chosen is not None:
        columns = {name: column[chosen] for name, column in columns.items()}
    codes, names = pd.factorize(columns["indicator_id"])
    # In the order of their names, as everything is told.
    order = sorted(range(len(names)), key=lambda place: str(names[place]))
    return {str(names[place]): {name: column[codes == place] for name, column in columns.items()} for place in order}


def _kinds(level: str, dimension: Dimension) -> tuple[str, ...]:
    """The kinds of areas that can make up a dimension's groups inside an area of a level, in order of preference."""
    of_level, _ = _fifth_of(dimension)
    wanted = ("practice",) if of_level == "practice" else _INSIDE.get(level, ())
    return tuple(each for each in wanted if each == of_level or each != "lsoa")


def _fifth_of(dimension: Dimension) -> tuple[str, str]:
    """The level of the areas that are of one fifth each, and the column that says of which; '' where none are."""
    other = definition_of(dimension.code)
    return (other.level, other.column) if other else _FIFTH_OF.get(dimension.code, ("", ""))


def _rows_of_kind(
    dataset: Dataset,
    indicators: Sequence[str],
    area: str,
    beneath: str,
    dimension: Dimension,
    period_ends: Sequence[pd.Timestamp],
    *,
    adjusted: bool,
) -> pd.DataFrame:
    """Rows of one kind of areas inside the area with their group."""
    inside = areas_inside(dataset, area, beneath)
    areas = None if area == dataset.area_code else list(inside.index)
    of_level, fifth = _fifth_of(dimension)
    if beneath == of_level:
        ages = adjusted and definition_of(dimension.code) is None
        rows = observed(dataset, indicators, adjusted=ages, level=beneath, areas=areas, period_ends=period_ends)
        rows["group"] = rows["area_code"].map(inside[fifth]).map(_code, na_action="ignore")
        return rows.dropna(subset="group")
    return rows_by(
        dataset,
        indicators,
        adjusted=adjusted,
        level=beneath,
        areas=areas,
        dimension=dimension.code,
        period_ends=period_ends,
    )


def _with_factor(rows: pd.DataFrame) -> pd.DataFrame:
    return rows if FACTOR in rows else rows.assign(**{FACTOR: np.nan})


def _code(fifth: float) -> str:
    return f"{fifth:.0f}"


@kept_with_dataset
def areas_inside(dataset: Dataset, area: str, level: str) -> pd.DataFrame:
    """The areas of a level inside an area, at any depth. They are shared: never change them."""
    found = dataset.areas(level)
    if area == dataset.area_code:
        return found
    parents: Mapping[str, str] = dict(
        pair for each in dataset.levels for pair in dataset.areas(each)["parent_code"].dropna().items()
    )
    return found[[_is_inside(code, area, parents) for code in found.index]]


def _is_inside(code: str, area: str, parents: Mapping[str, str]) -> bool:
    seen = set()
    while code in parents and code not in seen:
        seen.add(code)
        code = parents[code]
        if code == area:
            return True
    return False


def _beneath(level: str, rows: _Arrays, whole: _Arrays, groups: tuple[str, ...]) -> Beneath | None:
    """The arrays of one indicator's counted rows; None where the areas hold too few of the groups' people."""
    same = _of_the_same_periods(rows, whole)
    rows = {name: column[same] for name, column in rows.items()}
    if not same.any():
        return None
    ends, t = np.unique(rows["period_end"], return_inverse=True)
    areas, c = np.unique(rows["area_code"].astype(str), return_inverse=True)
    places = {code: place for place, code in enumerate(groups)}
    g = np.array([places[code] for code in rows["group"].tolist()])
    numerator = np.full((len(ends), len(areas), len(groups)), np.nan)
    denominator, own = numerator.copy(), numerator.copy()
    numerator[t, c, g], denominator[t, c, g], own[t, c, g] = (rows[name] for name in _NUMBERS)
    people = np.full((len(ends), len(groups)), np.nan)
    factor = people.copy()
    t = np.searchsorted(ends, whole["period_end"]).clip(max=len(ends) - 1)
    g = np.array([places.get(code, -1) for code in whole["group"].tolist()])
    there = (ends[t] == whole["period_end"]) & (g >= 0)
    people[t[there], g[there]], factor[t[there], g[there]] = (whole[name][there] for name in _NUMBERS[1:])
    with np.errstate(invalid="ignore"):
        share = np.nansum(denominator, axis=1) / people
    if np.nanmedian(share, axis=None) < _LEAST_SHARE if np.isfinite(share).any() else True:
        return None
    # Groups that are not adjusted keep their areas' people as they are; an area without ages of its own takes its group's.
    own = np.where(np.isnan(factor)[:, None], 1.0, np.where(np.isnan(own), factor[:, None], own))
    whole_factor = np.where(np.isnan(factor), 1.0, factor)
    return Beneath(level, ends, groups, over_areas(numerator, denominator * own, whole=people * whole_factor))


def _of_the_same_periods(rows: _Arrays, whole: _Arrays) -> np.ndarray:
    """Which rows are of a period that `whole` has: a year that ends with a quarter is not that quarter."""
    ends, first = np.unique(whole["period_end"], return_index=True)
    starts = whole["period_start"][first]
    place = np.searchsorted(ends, rows["period_end"]).clip(max=len(ends) - 1)
    return np.asarray((ends[place] == rows["period_end"]) & (starts[place] == rows["period_start"]))
