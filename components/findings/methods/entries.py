"""What each number means: formula, when to use it, when not, and its source. Data, in the order people ask."""

from components.findings.methods.access import ACCESS
from components.findings.methods.age import AGE
from components.findings.methods.beyond_chance import BEYOND_CHANCE
from components.findings.methods.comparing import COMPARING
from components.findings.methods.decisions import DECISIONS
from components.findings.methods.entry import Method
from components.findings.methods.gaps import GAPS
from components.findings.methods.gradient import GRADIENT
from components.findings.methods.hidden import HIDDEN
from components.findings.methods.need import NEED
from components.findings.methods.people import CARE, PEOPLE
from components.findings.methods.pilot_costs import PILOT_COSTS
from components.findings.methods.pilots import PILOTS
from components.findings.methods.records import RECORDS_AND_TRUST
from components.findings.methods.spread import SPREAD
from components.findings.methods.target import TARGET
from components.findings.methods.teams import TEAMS
from components.findings.methods.time import TIME
from components.findings.methods.values import VALUES

METHODS: tuple[Method, ...] = (
    *VALUES,
    *AGE,
    *GAPS,
    *BEYOND_CHANCE,
    *GRADIENT,
    *PEOPLE,
    *SPREAD,
    *TIME,
    *TARGET,
    *COMPARING,
    *HIDDEN,
    *PILOTS,
    *PILOT_COSTS,
    *NEED,
    *DECISIONS,
    *CARE,
    *RECORDS_AND_TRUST,
    *ACCESS,
    *TEAMS,
)


def method_of(id: str) -> Method:
    """The method with that anchor, or the first where there is none of that name."""
    return next((each for each in METHODS if each.id == id), METHODS[0])
