"""How many more people, or events, a pilot sent to other services, and what these cost where that is known."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.pilots.case import PilotCase, expectations_of, pilot_cases
from components.findings.pilots.costs import PilotCosts
from components.findings.pilots.effect import effect_of
from components.findings.pilots.panel import pilot_panel
from components.findings.pilots.receiver_series import REFERRALS, receiver_series
from components.findings.pilots.verdict import DEMAND_ROSE
from components.findings.question import Question
from components.measures.pilots.cost_ranges import in_two_figures, rounded_outward
from data.contract.indicator import Indicator
from data.dataset.dataset import Dataset


@dataclass(frozen=True)
class MoreContacts:
    """Referrals (or events of an indicator watched for demand) beyond what was usual, since the start.

    `number`, and `limits`, its 95% interval rounded outward: how many more, in two figures. `price`: the least and most
    pounds for one, and `pounds` for all of them, both ranges at once; None where not loaded.
    """

    name: str
    noun: str
    number: float
    limits: tuple[float, float]
    price: tuple[float, float] | None
    pounds: tuple[float, float] | None


def more_contacts(question: Question, pilot_id: str, costs: PilotCosts) -> list[MoreContacts]:
    """What rose beyond chance since the start, at each service and of each indicator watched; none where nothing did."""
    dataset, case = question.dataset, pilot_cases(question.dataset)[pilot_id]
    found = []
    for each in receiver_series(dataset, pilot_id):
        if each.name == REFERRALS and each.verdict == "more" and each.change is not None:
            more = np.array([each.since - each.before, *each.change]) * each.n_since
            found.append(_contacts(each.service, "referrals", more, costs))
    return found + _watched(dataset, case, costs)


def pounds_together(contacts: list[MoreContacts]) -> tuple[float, float] | None:
    """The least and most that all of those with a price cost; None where none has one."""
    priced = [each.pounds for each in contacts if each.pounds is not None]
    return _ends(sum(low for low, _ in priced), sum(high for _, high in priced)) if priced else None


def _contacts(name: str, noun: str, more: np.ndarray, costs: PilotCosts) -> MoreContacts:
    """`more`: how many, and its limits."""
    price = costs.contact.get(name)
    pounds = None if price is None else _ends(more[1] * price[0], more[2] * price[1])
    return MoreContacts(name, noun, float(in_two_figures(more[0])), _ends(more[1], more[2]), price, pounds)


def _ends(low: float, high: float) -> tuple[float, float]:
    ends = rounded_outward(low, high)
    return float(ends[0]), float(ends[1])


def _watched(dataset: Dataset, case: PilotCase, costs: PilotCosts) -> list[MoreContacts]:
    found = []
    for wanted in expectations_of(dataset, case.id):
        if not wanted.is_demand or wanted.measure != "level":
            continue
        one, panel = effect_of(dataset, case, wanted), pilot_panel(dataset, case, wanted)
        if one.verdict != DEMAND_ROSE:
            continue
        people = _people(dataset, case, panel.indicator, panel.periods[panel.after])
        if people is None:
            continue
        more = np.array([one.estimate, one.lower, one.upper]) * people / panel.indicator.multiplier
        found.append(_contacts(panel.indicator.short_name, panel.indicator.event_noun, more, costs))
    return found


def _people(dataset: Dataset, case: PilotCase, indicator: Indicator, periods: pd.DataFrame) -> float | None:
    """Person-time of the pilot's neighbourhoods over periods; None where one is not known or it is no count of events."""
    if indicator.value_type != "rate" or indicator.over_time != "sum":
        return None
    rows = dataset.observations(
        indicator.id, level="neighbourhood", areas=case.areas, period_ends=list(periods["period_end"])
    ).merge(periods[["period_start", "period_end"]], on=["period_start", "period_end"])
    whole = len(rows) == len(case.areas) * len(periods) and bool(rows["denominator"].notna().all())
    return float(rows["denominator"].sum()) if whole else None
