"""Everything that is asked of one pilot, in the order in which its page answers."""

from collections.abc import Callable

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

FIRST = (effect_finding, pilot_flags, scorecard_finding, declared_words)
EFFECTS = (gap_effect_finding, event_study_finding, control_finding, picked_finding, power_finding)
OWN = (people_finding, team_finding, demand_finding, capture_finding, spend_finding)


def questions_of(pilot_id: str) -> list[Callable[[Question], object]]:
    """Every question that the page of a pilot asks."""
    asked: tuple[Callable[[str], Callable[[Question], object]], ...] = (
        *FIRST,
        *EFFECTS,
        *UPTAKE_FINDINGS.values(),
        *OWN,
    )
    return [make(pilot_id) for make in asked]
