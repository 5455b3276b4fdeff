"""What a pilot has cost and whom it reached for that, of the same time: what every part of its business case rests on."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.pilots.rows import rows_of
from components.findings.pilots.spend import Spend, spend_of
from components.findings.pilots.uptake import everybody_of, newest_uptake
from components.findings.question import Question
from components.measures.pilots.cost_ranges import cost_each
from data.contract.pilot_tables import CONTACT, SET_UP

NOT_EVERY_PERIOD = "pounds planned and spent are not given for every period since it began"
NOT_REACHED = "how many people took it up by the day to which spending is given is not known"
# From this many periods the lowest and the highest are taken for what going on costs.
_NEWEST = 4
_DAYS_A_MONTH = 30.4375
_PERIODS = {1: "a month", 3: "a quarter", 12: "a year"}


@dataclass(frozen=True, eq=False)
class PilotCosts:
    """Pounds and people from a pilot's start to `until`. `eligible` and `engaged` are people; `each` is pounds spent for one
    who took it up.

    `each_again` is the least and most for one more, as planned and as spent, without what was paid once where that is known
    (`set_up`, least and most pounds, None where not). `contact` is the least and most that one more person costs a service,
    by its name. `lately` is the least and most spent in one of the newest periods, `every` what such a period is called.
    """

    spend: Spend
    until: pd.Timestamp
    uptake: pd.DataFrame
    eligible: float
    engaged: float
    each: float
    each_again: tuple[float, float]
    set_up: tuple[float, float] | None
    contact: dict[str, tuple[float, float]]
    lately: tuple[float, float]
    every: str

    @property
    def range(self) -> tuple[float, float]:
        """The smaller and the larger of pounds planned and pounds spent by now."""
        return min(self.spend.planned, self.spend.spent), max(self.spend.planned, self.spend.spent)


def pilot_costs(question: Question, pilot_id: str) -> PilotCosts | str:
    """What a pilot has cost; in words why that cannot be told; '' where its spending is not loaded."""
    spend, given = spend_of(question, pilot_id), rows_of(question.dataset, "pilot_spend", pilot_id)
    if spend is None or given is None:
        return ""
    if len(spend.rows) < len(given):
        return NOT_EVERY_PERIOD
    uptake = newest_uptake(question, pilot_id)
    everybody = None if uptake is None else everybody_of(uptake)
    if uptake is None or everybody is None or spend.engaged is None or spend.each is None:
        return NOT_REACHED
    prices = rows_of(question.dataset, "pilot_costs", pilot_id)
    set_up = _set_up(prices)
    ends = min(spend.planned, spend.spent), max(spend.planned, spend.spent)
    again = cost_each(*ends, spend.engaged, once=set_up or (0.0, 0.0))
    newest = spend.rows["spent_gbp"].tail(_NEWEST)
    return PilotCosts(
        spend=spend,
        until=spend.rows["period_end"].max(),
        uptake=uptake,
        eligible=float(everybody["eligible"]),
        engaged=spend.engaged,
        each=spend.each,
        each_again=(float(again.lower), float(again.upper)),
        set_up=set_up,
        contact=_contacts(prices),
        lately=(float(newest.min()), float(newest.max())),
        every=_every(spend.rows),
    )


def _set_up(prices: pd.DataFrame | None) -> tuple[float, float] | None:
    rows = None if prices is None else prices[prices["item"] == SET_UP]
    return None if rows is None or rows.empty else (float(rows["low_gbp"].sum()), float(rows["high_gbp"].sum()))


def _contacts(prices: pd.DataFrame | None) -> dict[str, tuple[float, float]]:
    if prices is None:
        return {}
    rows = prices[prices["item"] == CONTACT]
    ends = zip(rows["low_gbp"].astype(float), rows["high_gbp"].astype(float), strict=True)
    return dict(zip(rows["service"], ends, strict=True))


def _every(rows: pd.DataFrame) -> str:
    apart = rows["period_end"].diff().dropna().dt.days / _DAYS_A_MONTH
    months = int(np.rint(apart.median())) if len(apart) else 0
    return _PERIODS.get(months, "a period")
