"""What each number means: formula, when to use it, when not, and its source. Data, in the order people ask."""

from components.findings.methods_access import ACCESS
from components.findings.methods_comparing import COMPARING
from components.findings.methods_decisions import DECISIONS
from components.findings.methods_entry import Method
from components.findings.methods_evaluating import EVALUATING
from components.findings.methods_gradient import GRADIENT, SPREAD
from components.findings.methods_hidden import HIDDEN
from components.findings.methods_people import CARE, PEOPLE
from components.findings.methods_records import RECORDS_AND_TRUST
from components.findings.methods_time import TIME
from components.findings.methods_values import GAPS, VALUES

METHODS: tuple[Method, ...] = (
    *VALUES,
    *GAPS,
    *GRADIENT,
    *PEOPLE,
    *SPREAD,
    *TIME,
    *COMPARING,
    *HIDDEN,
    *EVALUATING,
    *DECISIONS,
    *CARE,
    *RECORDS_AND_TRUST,
    *ACCESS,
)


def method_of(id: str) -> Method:
    """The method with that anchor, or the first where there is none of that name."""
    return next((each for each in METHODS if each.id == id), METHODS[0])
