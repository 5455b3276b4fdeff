"""Values for everyone in an area, newest of each indicator, beside England's of the same period."""

from dataclasses import dataclass, replace

import pandas as pd

from components.findings.against_country import against_country
from components.findings.question import Question
from components.findings.values import CONFIDENCE, unit_of, with_values
from components.measures.confidence import normal_multiplier
from components.style.numbers import Unit, with_unit
from data.contract.indicator import Indicator
from data.contract.periods import period_label

_Z = normal_multiplier(CONFIDENCE)


@dataclass(frozen=True)
class EveryoneValue:
    """An indicator's newest value for everyone in the area in focus, and England's of the same period where given.

    `error` and `country_error` are the standard errors of a survey's figures, NaN where people were counted and not asked.
    `against` is 'worse', 'better' or 'similar', '' where that cannot be said (see `against_country`).
    """

    indicator: Indicator
    unit: Unit
    period: str
    value: float
    country: float | None
    error: float = float("nan")
    country_error: float = float("nan")
    against: str = ""

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
    """The newest value of every judged indicator that everyone in the area in focus has one of.

    All are judged together, whichever of them a page shows, so that no two pages say otherwise of one.
    """
    judged = [code for code, each in question.dataset.indicators.items() if each.judged]
    country = list(question.dataset.areas("country").index)
    rows = question.dataset.observations(judged, areas=[question.selection.area, *country])
    found = (
        _newest(question, part, question.dataset.indicators[code])
        for code, part in rows.groupby(rows["indicator_id"].astype(str))
    )
    return _judged([each for each in found if each is not None])


def _judged(found: list[EveryoneValue]) -> list[EveryoneValue]:
    against = against_country(
        [each.value for each in found],
        [each.error for each in found],
        [float("nan") if each.country is None else each.country for each in found],
        [each.country_error for each in found],
        [each.indicator.higher_is_better for each in found],
    )
    return [replace(each, against=standing) for each, standing in zip(found, against, strict=True)]


def _newest(question: Question, rows: pd.DataFrame, indicator: Indicator) -> EveryoneValue | None:
    valued = with_values(rows, indicator)
    valued = valued[valued["value"].notna()]
    here = valued[valued["area_code"] == question.selection.area].sort_values("period_end")
    if here.empty:
        return None
    row = here.iloc[-1]
    country = valued[(valued["level"] == "country") & (valued["period_end"] == row["period_end"])]
    # A count of everyone has no chance of having asked others; a published share of those asked has.
    asked = indicator.value_type == "survey_share"
    return EveryoneValue(
        indicator=indicator,
        unit=unit_of(indicator, float(row["value"])),
        period=period_label(row["period_start"], row["period_end"]),
        value=float(row["value"]),
        country=float(country["value"].iloc[0]) if len(country) else None,
        error=float(row["se"]) if asked else float("nan"),
        country_error=float(country["se"].iloc[0]) if asked and len(country) else float("nan"),
    )
