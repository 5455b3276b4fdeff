"""Counts as the pages ask for them: each row with the factor by which its ages alone would move its value.

The one place where values become adjusted for age. A group's people by age come from the table `age_structure`, else from
the indicator's own rows by group and age; rates by age are those of everyone in the whole area (else of the country), all
periods together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.ages_counted import everyone_by_age, people_counted
from components.findings.kept import kept_with_dataset
from components.measures.values.age_factor import age_factor
from data.contract.age_tables import AGE_COLUMNS
from data.contract.vocabulary import NONE, TOTAL, UNKNOWN
from data.dataset.dataset import Dataset

STRUCTURE = "age_structure"
FACTOR = "age_factor"
_KEY = ["level", "area_code", "dimension", "group"]
_BANDS = list(AGE_COLUMNS)


@dataclass(frozen=True, eq=False)
class AgeAdjustment:
    """What is known of age for one indicator.

    `ages` has a row a level, area, dimension and group (its index) with `age_factor`, NaN where its ages are hidden, and the
    people of each band; `rates` is the value by band, unscaled, NaN for bands it is not about; `rates_of` is the level whose
    rates they are; `period_end` is when the ages were counted.
    """

    ages: pd.DataFrame
    rates: np.ndarray
    rates_of: str
    period_end: pd.Timestamp

    @property
    def dimensions(self) -> frozenset[str]:
        """The dimensions of which some group's ages are known."""
        known = self.ages[self.ages[FACTOR].notna()]
        return frozenset(known.index.get_level_values("dimension"))

    def between(self, level: str) -> bool:
        """Whether everyone's ages are known in areas of a level."""
        known = self.ages[self.ages[FACTOR].notna()].index
        return bool(((known.get_level_values(0) == level) & (known.get_level_values(2) == TOTAL)).any())


@kept_with_dataset
def age_adjustment(dataset: Dataset, indicator: str) -> AgeAdjustment | None:
    """The factors of an indicator; None where ages, or rates by age, are not known."""
    counted = dataset.indicators[indicator].value_type in ("proportion", "rate")
    ages = people_by_age(dataset, indicator) if counted else None
    if ages is None:
        return None
    whole = ages.index[ages.index.get_level_values("area_code") == dataset.area_code]
    everyone = [key for key in whole if key[2] == TOTAL]
    if not everyone or ages.loc[everyone[0], _BANDS].isna().any():
        return None
    own = _its_own(dataset, indicator) or people_counted(dataset, indicator) is not None
    standard, people = ages.loc[everyone[0], _BANDS].to_numpy(float), ages[_BANDS].to_numpy(float)
    for level in ("icb", "country"):
        rates = _rates(dataset, indicator, level)
        if rates is None:
            continue
        # Of a whole population only the ages count that the indicator is about: those it has a value for.
        about = ~np.isnan(rates) | own
        if (~np.isnan(rates) | (standard * about == 0)).all():
            factor = age_factor(people * about, rates, standard * about)
            return AgeAdjustment(ages.assign(**{FACTOR: factor}), rates, level, ages["period_end"].max())
    return None


@kept_with_dataset
def people_by_age(dataset: Dataset, indicator: str) -> pd.DataFrame | None:
    """People of every group by band of age, newest first known, by level, area, dimension and group; None without any.

    They are the indicator's own denominator, or everyone's where it is about everyone of some ages.
    """
    table = dataset.optional(STRUCTURE)
    counted = None if _its_own(dataset, indicator) else people_counted(dataset, indicator)
    if table is None or counted is not None:
        return counted
    definition = dataset.indicators[indicator]
    of = table["people_of"].astype(str)
    own = table[of == indicator]
    if own.empty and definition.general_population:
        own = table[of == definition.population_base]
    if own.empty:
        return None
    newest = own[own["period_end"] == own["period_end"].max()]
    return newest.astype(dict.fromkeys(_KEY, str)).set_index(_KEY)[[*_BANDS, "people", "period_end", "status"]]


def _its_own(dataset: Dataset, indicator: str) -> bool:
    """Whether the table of ages has those of its own denominator, and not only of a whole population."""
    table = dataset.optional(STRUCTURE)
    return table is not None and bool((table["people_of"].astype(str) == indicator).any())


def _rates(dataset: Dataset, indicator: str, level: str) -> np.ndarray | None:
    """Value by band of age of everyone at a level, periods with a hidden band left out; None where none is given."""
    rows = everyone_by_age(dataset, indicator, level)
    rows = rows[rows["band"].isin(AGE_COLUMNS.values())]
    if rows.empty:
        return None
    counted = rows[["numerator", "denominator"]].notna().all(axis=1)
    whole = counted.groupby(rows["period_end"]).transform("all")
    rows = rows[whole & (rows["denominator"] > 0)]
    sums = rows.groupby("band")[["numerator", "denominator"]].sum()
    if sums.empty:
        return None
    return np.asarray((sums["numerator"] / sums["denominator"]).reindex(list(AGE_COLUMNS.values())).to_numpy(float))


def observed(
    dataset: Dataset,
    indicators: str | Sequence[str],
    *,
    adjusted: bool,
    level: str | None = None,
    areas: Sequence[str] | None = None,
    dimension: str = TOTAL,
    dimension_2: str = NONE,
    period_ends: Sequence[pd.Timestamp] | None = None,
) -> pd.DataFrame:
    """`Dataset.observations` with `age_factor`, by which a value is divided to be adjusted for age; NaN: it is not.

    The groups of one area are adjusted all or none, and in all periods or none: where the ages of one are hidden, none
    is. A factor that would take a share to 100% or more adjusts nothing either.
    """
    rows = dataset.observations(
        indicators,
        level=level,
        areas=areas,
        dimension=dimension,
        dimension_2=dimension_2,
        period_ends=period_ends,
    )
    factors, names = np.full(len(rows), np.nan), rows["indicator_id"].to_numpy(object)
    known = {each for each in set(names) if dimension in _adjusted_by(dataset, each)}
    if not adjusted or dimension_2 != NONE or not known:
        rows[FACTOR] = factors
        return rows
    for indicator in known:
        here = np.flatnonzero(names == indicator)
        factors[here] = _of_whole_areas(rows.iloc[here], dataset, indicator, dimension)
    rows[FACTOR] = factors
    return rows


@kept_with_dataset
def _adjusted_by(dataset: Dataset, indicator: str) -> frozenset[str]:
    """The dimensions by which an indicator can be adjusted; none where its ages are not known."""
    known = age_adjustment(dataset, indicator)
    return frozenset() if known is None else known.dimensions


def own_factors(dataset: Dataset, indicator: str, rows: pd.DataFrame) -> np.ndarray:
    """Each row's own factor, whatever is known of the other groups of its area; NaN where its ages are not known."""
    known = _factor_of(dataset, indicator)
    keys = zip(*(rows[name].to_numpy(object) for name in _KEY), strict=True)
    return np.array([known.get(key, np.nan) for key in keys], dtype=float)


@kept_with_dataset
def _factor_of(dataset: Dataset, indicator: str) -> dict[tuple[str, ...], float]:
    """Factors by level, area, dimension and group: to look up a few hundred rows takes no index."""
    known = age_adjustment(dataset, indicator)
    return {} if known is None else dict(zip(known.ages.index, known.ages[FACTOR].to_numpy(float), strict=True))


def _of_whole_areas(rows: pd.DataFrame, dataset: Dataset, indicator: str, dimension: str) -> np.ndarray:
    """Each row's factor, NaN in areas that are not adjusted: the same whichever of an area's rows are asked for."""
    found = own_factors(dataset, indicator, rows)
    for level in rows["level"].unique():
        if as_counted := _areas_as_counted(dataset, dimension, str(level))[indicator]:
            found[((rows["level"] == level) & rows["area_code"].isin(as_counted)).to_numpy()] = np.nan
    return found


@kept_with_dataset
def _areas_as_counted(dataset: Dataset, dimension: str, level: str) -> dict[str, frozenset[str]]:
    """By indicator, the areas of a level of which some group of some period cannot be adjusted: then none of theirs is.

    Judged by everything there is of an area, hidden or shown, so that a page that asks for one period and a page that
    asks for all of them never differ. Read for all indicators at once: a card of each asks for it.
    """
    known = [each for each in dataset.indicators if dimension in _adjusted_by(dataset, each)]
    rows = dataset.observations(known, level=level, dimension=dimension)
    names = rows["indicator_id"].to_numpy()
    return {each: _not_adjustable(dataset, each, rows.iloc[np.flatnonzero(names == each)]) for each in known}


def _not_adjustable(dataset: Dataset, indicator: str, rows: pd.DataFrame) -> frozenset[str]:
    found = own_factors(dataset, indicator, rows)
    lacking = np.isnan(found) & ((rows["group"] != UNKNOWN) & (rows["status"] != "not_applicable")).to_numpy()
    if dataset.indicators[indicator].value_type == "proportion":
        share = rows["numerator"].to_numpy(float) / rows["denominator"].to_numpy(float)
        with np.errstate(invalid="ignore"):
            lacking |= share >= found
    return frozenset(rows["area_code"].to_numpy(object)[lacking].tolist())


def equivalent_people(rows: pd.DataFrame, people: str = "denominator") -> np.ndarray:
    """People of everyone's ages who would be expected to have the same events: of rows that are not adjusted, the people."""
    return np.asarray(rows[people].to_numpy(float) * factors_of(rows))


def factors_of(rows: pd.DataFrame) -> np.ndarray:
    """Each row's factor, 1 where it is not adjusted."""
    known = rows[FACTOR].to_numpy(float) if FACTOR in rows else np.ones(len(rows))
    return np.asarray(np.where(np.isnan(known), 1.0, known))
