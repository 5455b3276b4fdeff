"""The questions of whether one pilot worked: each the same function every time it is asked for, so that answers are kept."""

from collections.abc import Callable
from functools import lru_cache

from components.findings.finding import Finding
from components.findings.pilots.control import control
from components.findings.pilots.event_study import event_study_of
from components.findings.pilots.outcome import gap_outcome, level_outcome
from components.findings.pilots.picked import picked
from components.findings.pilots.power import power
from components.findings.question import Question

Ask = Callable[[Question], Finding]


def _about(what: Callable[[Question, str], Finding], pilot_id: str) -> Ask:
    def ask(question: Question) -> Finding:
        return what(question, pilot_id)

    return ask


@lru_cache
def effect_finding(pilot_id: str) -> Ask:
    """Did it work? The effect on the level of the pilot's primary outcome: the lead of its page."""
    return _about(level_outcome, pilot_id)


@lru_cache
def gap_effect_finding(pilot_id: str) -> Ask:
    """Did it narrow the gap inside its neighbourhood?"""
    return _about(gap_outcome, pilot_id)


@lru_cache
def event_study_finding(pilot_id: str) -> Ask:
    """When did it part from its comparators, and did they move alike before?"""
    return _about(event_study_of, pilot_id)


@lru_cache
def control_finding(pilot_id: str) -> Ask:
    """Did the pilot's own figures leave their usual variation once it began?"""
    return _about(control, pilot_id)


@lru_cache
def picked_finding(pilot_id: str) -> Ask:
    """How much of the change would have come by itself, because of when it was picked?"""
    return _about(picked, pilot_id)


@lru_cache
def power_finding(pilot_id: str) -> Ask:
    """What could these figures show, and by when?"""
    return _about(power, pilot_id)
