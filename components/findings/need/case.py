"""One scenario worked out: every neighbourhood's need, its share of a resource, and how far that is from its due."""

import re
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.findings.kept import kept_with_dataset
from components.findings.need.predictors import NHS_WEIGHTED, NHS_WEIGHTED_FOR, Levels, newest, predictor_levels
from components.findings.need.scenario import NeedScenario
from components.measures.need.composite_need import composite_need, need_rank_ranges
from components.measures.need.need_index import distance_from_target, need_index, target_share
from components.style.numbers import Unit, unit_named
from data.contract.indicator import Indicator
from data.contract.periods import period_label
from data.dataset.dataset import Dataset

DOUBT = 2.0
_UNIT = re.compile(r"(?P<what>.+?) per (?P<per>[\d,]+ )?(?P<noun>.+)")


@dataclass(frozen=True, eq=False)
class Resource:
    """A resource by neighbourhood: `amount` in `unit`s, what it is called, its period, and its definition."""

    indicator: Indicator
    amount: pd.Series
    what: str
    unit: Unit
    period: str


@dataclass(frozen=True, eq=False)
class NeedCase:
    """`rows`, by area code: name, people, weighted, index, rank_lower, rank_upper, need_share and, with a resource, amount,
    resource_share, target and distance (shares as percentages). `contribution` is in hundredths of the index, a column a
    predictor's code; empty for NHS weighted populations, where `weighted_by` names which of them."""

    rows: pd.DataFrame
    contribution: pd.DataFrame
    levels: Levels
    resource: Resource | None
    period: str
    weighted_by: str = ""


@kept_with_dataset
def need_case(dataset: Dataset, scenario: NeedScenario) -> NeedCase:
    """Work a scenario out. The limits of a reallocation play no part. Shared: never change what it returns."""
    levels = predictor_levels(dataset)
    areas = dataset.areas("neighbourhood")
    rows = pd.DataFrame({"name": areas["area_name"]})
    period, weighted_by, contribution = "", "", pd.DataFrame(index=rows.index)
    if scenario.basis == "nhs":
        indicator = nhs_weighted_for(dataset, scenario.resource)
        weighted_by = dataset.indicators[indicator].short_name
        rows, period = _nhs(rows, dataset, indicator)
    else:
        rows, contribution = _mixed(rows, levels, scenario)
    rows["need_share"] = 100 * target_share(rows["weighted"].to_numpy()) if len(rows) else np.nan
    resource = read_resource(dataset, scenario.resource) if scenario.resource else None
    if resource is not None:
        rows = _against(rows, resource)
    return NeedCase(rows, contribution, levels, resource, period, weighted_by)


def nhs_weighted_for(dataset: Dataset, resource: str) -> str:
    """The indicator of NHS weighted populations that a resource is set against: its own kind of care's where loaded."""
    own = NHS_WEIGHTED_FOR.get(resource, NHS_WEIGHTED)
    return own if own in dataset.indicators and len(newest(dataset, own)) else NHS_WEIGHTED


def _nhs(rows: pd.DataFrame, dataset: Dataset, weighted_by: str) -> tuple[pd.DataFrame, str]:
    found = newest(dataset, weighted_by)
    weighted, people = found["numerator"].to_numpy(float), found["denominator"].to_numpy(float)
    starts, ends = found["period_start"].dropna(), found["period_end"].dropna()
    told = rows.assign(people=people, weighted=weighted, index=need_index(weighted, people))
    return told.assign(rank_lower=np.nan, rank_upper=np.nan), period_label(starts.iloc[0], ends.iloc[0])


def _mixed(rows: pd.DataFrame, levels: Levels, scenario: NeedScenario) -> tuple[pd.DataFrame, pd.DataFrame]:
    level, people = levels.level.to_numpy(float).T, levels.people.to_numpy(float)
    if not len(rows):
        return rows.assign(people=0.0, weighted=0.0, index=0.0, rank_lower=0.0, rank_upper=0.0), levels.level
    weight = np.array([scenario.weight(code) for code in levels.codes], dtype=float)
    cap = scenario.cap / 10 if scenario.cap else np.inf
    found = composite_need(level, people, weight, cap=cap)
    ranks = need_rank_ranges(level, people, weight, cap=cap, factor=DOUBT)
    told = rows.assign(people=people, weighted=found.weighted, index=found.index)
    contribution = pd.DataFrame(100 * found.contribution.T, index=rows.index, columns=list(levels.codes))
    return told.assign(rank_lower=ranks.lower, rank_upper=ranks.upper), contribution.loc[:, weight > 0]


def read_resource(dataset: Dataset, indicator: str) -> Resource:
    """A resource's amount in every neighbourhood: its numerator where given, else its value for each person × people."""
    definition, rows = dataset.indicators[indicator], newest(dataset, indicator)
    told = _UNIT.fullmatch(definition.unit)
    what = told["what"] if told else definition.event_noun
    per = float((told["per"] or "1").replace(",", "")) if told else definition.multiplier
    amount = rows["numerator"].astype(float).fillna(rows["value"] * rows["denominator"] / per)
    starts, ends = rows["period_start"].dropna(), rows["period_end"].dropna()
    amount, unit = readable(amount, what)
    period = period_label(starts.iloc[0], ends.iloc[0])
    return Resource(definition, amount.where(amount > 0), unit.gap_words, unit, period)


def readable(amount: pd.Series, what: str) -> tuple[pd.Series, Unit]:
    """Amounts by neighbourhood in ones, thousands (but for pounds) or millions, as can be read across a room."""
    unit = unit_named(what, 1 if amount.sum() < 1e3 else 0)
    if amount.median() >= 1e6:
        amount, unit = amount / 1e6, replace(_scaled(unit, "million"), decimals=2)
    elif amount.sum() >= 1e6 and not unit.sign:
        amount, unit = amount / 1e3, _scaled(unit, "thousand")
    return amount, unit


def _scaled(unit: Unit, scale: str) -> Unit:
    return replace(unit, suffix=f" {scale}{unit.suffix}", gap_words=f"{scale} {unit.gap_words}")


def _against(rows: pd.DataFrame, resource: Resource) -> pd.DataFrame:
    """The rows with the resource, its share, its target and its distance; shares are of those that have both."""
    amount = resource.amount.reindex(rows.index).to_numpy(float)
    weighted = rows["weighted"].to_numpy(float)
    both = ~np.isnan(amount) & ~np.isnan(weighted)
    amount, weighted = np.where(both, amount, np.nan), np.where(both, weighted, np.nan)
    if not both.any():
        return rows.assign(amount=np.nan, resource_share=np.nan, target=np.nan, distance=np.nan)
    share = target_share(weighted)
    return rows.assign(
        amount=amount,
        need_share=100 * share,
        resource_share=100 * amount / np.nansum(amount),
        target=share * np.nansum(amount),
        distance=100 * distance_from_target(amount, weighted),
    )
