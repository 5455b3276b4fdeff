"""Values for everyone in an area, newest of each indicator, beside England's of the same period."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from components.findings.against_country import against_country
from components.findings.going_on import going_on
from components.findings.kept import kept_with_dataset
from components.findings.question import Question
from components.findings.values import CONFIDENCE, unit_of, with_values
from components.measures.confidence import normal_multiplier
from components.style.numbers import Unit, with_unit
from data.contract.indicator import Indicator
from data.contract.periods import period_label
from data.dataset.dataset import Dataset

_READ = ("indicator_id", "level", "area_code", "period_start", "period_end", "value", "se")
_Z = normal_multiplier(CONFIDENCE)


@dataclass(frozen=True)
class EveryoneValue:
    """An indicator's newest value for everyone in the area in focus, and England's of the same period where given.

    `error` and `country_error` are the standard errors of a survey's figures, NaN where people were counted and not asked.
    `against` is 'worse', 'better' or 'similar', '' where that cannot be said (see `against_country`). `until` is the last day
    of the period.
    """

    indicator: Indicator
    unit: Unit
    period: str
    value: float
    country: float | None
    error: float = float("nan")
    country_error: float = float("nan")
    against: str = ""
    until: date = date.min

    @property
    def limits(self) -> tuple[float, float]:
        """The 95% interval of a survey's figure, in displayed units; NaN where people were counted and not asked."""
        return self.value - _Z * self.error, self.value + _Z * self.error

    @property
    def value_words(self) -> str:
        """The value with its unit."""
        return with_unit(self.value, self.unit)

    @property
    def country_words(self) -> str:
        """England's value with its unit; '' where it is not given."""
        return "" if self.country is None else with_unit(self.country, self.unit)


def everyone_values(question: Question) -> list[EveryoneValue]:
    """The newest value of every judged indicator that goes on and that everyone in the area in focus has one of.

    All are judged together, whichever of them a page shows, so that no two pages say otherwise of one.
    """
    return list(_of_area(question.dataset, question.selection.area))


@kept_with_dataset
def _of_area(dataset: Dataset, area: str) -> tuple[EveryoneValue, ...]:
    judged = [code for code, each in going_on(dataset).items() if each.judged]
    rows = dataset.observations(judged, areas=[area, *dataset.areas("country").index])
    valued = with_values(rows, dataset.indicators)
    # As arrays, once: to cut each indicator's rows out of the frame takes as long as all else here.
    cells = {name: valued[name].to_numpy() for name in _READ}
    shown = np.isfinite(cells["value"].astype(float))
    codes = cells["indicator_id"].astype(str)
    found = (
        _newest({name: cell[shown & (codes == code)] for name, cell in cells.items()}, area, dataset.indicators[code])
        for code in sorted(set(codes.tolist()))
    )
    return tuple(_judged([each for each in found if each is not None]))


def _judged(found: list[EveryoneValue]) -> list[EveryoneValue]:
    against = against_country(
        [each.value for each in found],
        [each.error for each in found],
        [float("nan") if each.country is None else each.country for each in found],
        [each.country_error for each in found],
        [each.indicator.higher_is_better for each in found],
    )
    return [replace(each, against=standing) for each, standing in zip(found, against, strict=True)]


def _newest(cells: dict[str, np.ndarray], area: str, indicator: Indicator) -> EveryoneValue | None:
    """The newest of one indicator's values, whose rows are in the order of their periods."""
    here = np.flatnonzero(cells["area_code"] == area)
    if not len(here):
        return None
    row = here[-1]
    end, value = cells["period_end"][row], float(cells["value"][row])
    country = np.flatnonzero((cells["level"] == "country") & (cells["period_end"] == end))
    # A count of everyone has no chance of having asked others; a published share of those asked has.
    asked = indicator.value_type == "survey_share"
    return EveryoneValue(
        indicator=indicator,
        unit=unit_of(indicator, value),
        period=period_label(cells["period_start"][row], end),
        value=value,
        country=float(cells["value"][country[0]]) if len(country) else None,
        error=float(cells["se"][row]) if asked else float("nan"),
        country_error=float(cells["se"][country[0]]) if asked and len(country) else float("nan"),
        until=pd.Timestamp(end).date(),
    )
