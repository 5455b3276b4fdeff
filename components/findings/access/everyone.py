"""How easy do people find it to get in, beside people in England? For boards whose measures are not given by group."""

from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.surveyed_everyone import surveyed_everyone_finding

QUESTION = "How easy do people here find it to get in, beside people in England?"


def access_everyone_finding(question: Question) -> Finding:
    """What everyone together says of getting in, each measure beside England's."""
    return surveyed_everyone_finding(question, id="access_everyone", asks=QUESTION, domains=("access",))
