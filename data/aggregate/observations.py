"""What was counted as observations of the contract, published by the disclosure rule before anybody else sees them."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from data.aggregate.area_lookup import AreaLookup
from data.aggregate.cells import OF_AVERAGE
from data.aggregate.continuity import SCALE
from data.aggregate.roll_up import SERIES, averages, rolled_up
from data.aggregate.spec import Spec
from data.aggregate.spec_indicators import LATEST, PROPORTION, RATE, REPEAT, RecordIndicator
from data.aggregate.spec_periods import Period
from data.contract.indicator import Indicator
from data.contract.manifest import Disclosure
from data.contract.tables import OBSERVATION_COLUMNS
from data.disclosure.publishing import Published, publish

CountedCells = tuple[RecordIndicator, Period, pd.DataFrame]


@dataclass(frozen=True, eq=False)
class Counted:
    """Observations with true counts, which must not leave: `publishable` makes of them what may."""

    observations: pd.DataFrame
    indicators: tuple[Indicator, ...]


def counted_observations(found: list[CountedCells], spec: Spec, lookup: AreaLookup) -> Counted:
    """Every indicator's cells as observations. The size of a rate is in people, not in their years, until it is published."""
    cells = pd.concat([frame.assign(**{SERIES: number}) for number, (*_, frame) in enumerate(found)], ignore_index=True)
    rows = rolled_up(cells.fillna(dict.fromkeys(OF_AVERAGE, 0)), spec, lookup)
    series = rows.pop(SERIES).to_numpy()
    about = pd.DataFrame(
        {
            "indicator_id": [each.id for each, *_ in found],
            "population_base": [each.base for each, *_ in found],
            "period_start": [_stamp(period.start) for _, period, _ in found],
            "period_end": [_stamp(period.end) for _, period, _ in found],
            "average": [each.definition.value_type == "mean" for each, *_ in found],
        }
    )
    rows = rows.join(about.iloc[series].reset_index(drop=True)).assign(age_band="", status="ok")
    average = rows.pop("average").to_numpy()
    rows = averages(rows, SCALE) if average.any() else rows.assign(value=np.nan, lower=np.nan, upper=np.nan)
    rows["numerator"] = rows["numerator"].astype(float).mask(average)
    rows["denominator"] = rows["denominator"].astype(float)
    rows.loc[~average, ["value", "lower", "upper"]] = np.nan
    return Counted(rows[list(OBSERVATION_COLUMNS)], linked(spec.indicators))


def _stamp(day: date) -> pd.Timestamp:
    return pd.Timestamp(day).as_unit("ns")


def publishable(counted: Counted, areas: pd.DataFrame, rule: Disclosure) -> Published:
    """The observations as they may leave: totals, groups, pairs and areas together, and indicators that share a count."""
    return publish(counted.observations, areas, counted.indicators, rule)


def per_person_year(
    observations: pd.DataFrame, indicators: tuple[RecordIndicator, ...], rule: Disclosure
) -> pd.DataFrame:
    """Published rates out of people's years, as the contract has them: a quarter's people are a quarter of a year each.

    Made of the number of people as it is shown, so that it tells nothing more. Where so few years come of it that the rule
    would take them for a small count, the row is hidden.
    """
    rates = {each.id for each in indicators if each.kind == RATE}
    days = (observations["period_end"] - observations["period_start"]).dt.days + 1
    # Months of twelve, as the periods of a spec are.
    years = (days / (365.25 / 12)).round() / 12
    ours = observations["indicator_id"].isin(rates)
    scaled = observations["denominator"].where(~ours, observations["denominator"] * years)
    few = ours & (scaled > 0) & (scaled <= rule.hidden_to) & (observations["status"] == "ok")
    told = observations.assign(denominator=scaled, status=observations["status"].mask(few, "suppressed"))
    told.loc[few, ["numerator", "denominator"]] = np.nan
    return told


def linked(indicators: tuple[RecordIndicator, ...]) -> tuple[Indicator, ...]:
    """The definitions, with what counts the same people declared: hidden in one, shown in another, it would not be hidden."""
    known: dict[object, str] = {}
    found = []
    for each in indicators:
        same = []
        for side, counts in (("numerator", _numerator(each)), ("denominator", _denominator(each))):
            same.append(known.get(counts, "") if counts is not None else "")
            if counts is not None:
                known.setdefault(counts, f"{each.id}.{side}")
        found.append(replace(each.definition, numerator_is=same[0], denominator_is=same[1]))
    return tuple(found)


def _numerator(each: RecordIndicator) -> object:
    """What tells one set of people from another; None for sets that only one indicator can have."""
    whom = (each.base, each.ages)
    if each.kind in (PROPORTION, REPEAT):
        return ("with events", each.table, each.only, each.at_least, *whom)
    if each.kind == LATEST:
        return ("latest", each.only, each.lowest, each.highest, *whom)
    return None


def _denominator(each: RecordIndicator) -> object:
    whom = (each.base, each.ages)
    if each.kind in (PROPORTION, RATE) or (each.kind == LATEST and each.out_of_everyone):
        return ("people", *whom)
    if each.kind == REPEAT:
        return ("with events", each.table, each.only, 1, *whom)
    if each.kind == LATEST:
        return ("measured", each.only, *whom)
    return None
