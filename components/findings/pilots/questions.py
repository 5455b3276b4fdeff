"""Everything that is asked of one pilot, in the order in which its page answers."""

from collections.abc import Callable

from components.findings.finding import Finding
from components.findings.pilots import (
    business_case,
    capture,
    control,
    demand,
    event_study,
    outcome,
    picked,
    power,
    spend,
    survey,
)
from components.findings.pilots.business_case import business_case_finding
from components.findings.pilots.capture import capture_finding
from components.findings.pilots.control import control_finding
from components.findings.pilots.declared import declared_words
from components.findings.pilots.demand import demand_finding
from components.findings.pilots.event_study import event_study_finding
from components.findings.pilots.flags import pilot_flags
from components.findings.pilots.outcome import effect_finding, gap_effect_finding
from components.findings.pilots.picked import picked_finding
from components.findings.pilots.power import power_finding
from components.findings.pilots.scorecard import scorecard_finding
from components.findings.pilots.spend import spend_finding
from components.findings.pilots.survey import people_finding, team_finding
from components.findings.pilots.uptake import UPTAKE_FINDINGS
from components.findings.question import Question

Ask = Callable[[str], Callable[[Question], Finding]]

FIRST = (effect_finding, pilot_flags, scorecard_finding, declared_words)
# What its page answers further down: a short name, the question, and what answers it.
EFFECTS: dict[str, tuple[str, Ask]] = {
    "gap_effect": (outcome.GAP_QUESTION, gap_effect_finding),
    "event_study": (event_study.QUESTION, event_study_finding),
    "control": (control.QUESTION, control_finding),
    "picked": (picked.QUESTION, picked_finding),
    "power": (power.QUESTION, power_finding),
}
OWN: dict[str, tuple[str, Ask]] = {
    "people": (survey.PEOPLE_QUESTION, people_finding),
    "team": (survey.TEAM_QUESTION, team_finding),
    "demand": (demand.QUESTION, demand_finding),
    "capture": (capture.QUESTION, capture_finding),
    "spend": (spend.QUESTION, spend_finding),
    "business_case": (business_case.QUESTION, business_case_finding),
}


def questions_of(pilot_id: str) -> list[Callable[[Question], object]]:
    """Every question that the page of a pilot asks."""
    asked: tuple[Callable[[str], Callable[[Question], object]], ...] = (
        *FIRST,
        *(ask for _, ask in EFFECTS.values()),
        *UPTAKE_FINDINGS.values(),
        *(ask for _, ask in OWN.values()),
    )
    return [make(pilot_id) for make in asked]
