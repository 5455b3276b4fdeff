"""Which question of a pilot stands at which place of its page."""

from collections.abc import Callable, Mapping

from components.findings.finding import Finding
from components.findings.pilots.business_case import business_case_finding
from components.findings.pilots.capture import capture_finding
from components.findings.pilots.case import pilot_cases
from components.findings.pilots.control import control_finding
from components.findings.pilots.demand import demand_finding
from components.findings.pilots.event_study import event_study_finding
from components.findings.pilots.outcome import effect_finding, gap_effect_finding
from components.findings.pilots.overview import overview_finding
from components.findings.pilots.picked import picked_finding
from components.findings.pilots.power import power_finding
from components.findings.pilots.scorecard import scorecard_finding
from components.findings.pilots.spend import spend_finding
from components.findings.pilots.survey import people_finding, team_finding
from components.findings.pilots.uptake import UPTAKE_FINDINGS
from components.findings.question import Question
from data.dataset.dataset import Dataset

_PLACES: dict[str, Callable[[str], Callable[[Question], Finding]]] = {
    "scorecard": scorecard_finding,
    "effect": effect_finding,
    "pilot_gap_effect": gap_effect_finding,
    "pilot_event_study": event_study_finding,
    "pilot_control": control_finding,
    "pilot_picked": picked_finding,
    "pilot_power": power_finding,
    "pilot_people": people_finding,
    "pilot_team": team_finding,
    "pilot_demand": demand_finding,
    "pilot_capture": capture_finding,
    "pilot_spend": spend_finding,
    "pilot_business_case": business_case_finding,
}
_UPTAKE = "pilot_uptake"


def pilot_question(dataset: Dataset, key: str, wanted: Mapping[str, str]) -> Callable[[Question], Finding] | None:
    """The question at a place of the page of the pilot that an address names; None where there is none."""
    if key == "pilots":
        return overview_finding
    pilot = wanted.get("pilot", "")
    if pilot not in pilot_cases(dataset):
        return None
    if key == _UPTAKE:
        by = wanted.get("uptake_by", "")
        return UPTAKE_FINDINGS[by if by in UPTAKE_FINDINGS else next(iter(UPTAKE_FINDINGS))](pilot)
    return _PLACES[key](pilot) if key in _PLACES else None
