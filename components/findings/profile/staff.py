"""Staff in post in a neighbourhood: as indicators count them, so that nobody types them a second time."""

from dataclasses import dataclass

import pandas as pd

from components.findings.need.case import read_resource
from components.findings.need.predictors import newest
from components.style.numbers import unit_named, with_unit
from data.contract.indicator import Indicator
from data.contract.periods import period_label
from data.dataset.dataset import Dataset

_WHOLE_TIME = ("whole-time equivalent", "full-time equivalent")
_DECIMALS = 1


@dataclass(frozen=True)
class Staff:
    """Staff in post: what the indicator is called, how many as whole-time equivalents in words, the period and source."""

    name: str
    what: str
    period: str
    source: str


def staff_in_post(dataset: Dataset, area: str) -> list[Staff]:
    """The staff of one neighbourhood, of every indicator of resources that counts them in whole-time equivalents."""
    found = []
    for each in dataset.indicators.values():
        if each.domain != "resource" or not len(dataset.periods(each.id, level="neighbourhood")):
            continue
        told = _as_numerator(dataset, each, area) or _as_denominator(dataset, each, area)
        if told is not None:
            found.append(told)
    return found


def _counts_staff(words: str) -> bool:
    return any(each in words.lower() for each in _WHOLE_TIME)


def _as_numerator(dataset: Dataset, indicator: Indicator, area: str) -> Staff | None:
    """Of staff for so many people: the staff."""
    if not _counts_staff(indicator.numerator):
        return None
    resource = read_resource(dataset, indicator.id)
    amount = resource.amount.get(area)
    if pd.isna(amount):
        return None
    return Staff(indicator.short_name, with_unit(float(amount), resource.unit), resource.period, indicator.source)


def _as_denominator(dataset: Dataset, indicator: Indicator, area: str) -> Staff | None:
    """Of people for each member of staff: the staff."""
    if not _counts_staff(indicator.denominator):
        return None
    row = newest(dataset, indicator.id).loc[area]
    if pd.isna(row["denominator"]):
        return None
    name = indicator.population_noun[:1].upper() + indicator.population_noun[1:]
    what = with_unit(float(row["denominator"]), unit_named(indicator.population_noun, _DECIMALS))
    return Staff(name, what, period_label(row["period_start"], row["period_end"]), indicator.source)
