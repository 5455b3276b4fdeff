"""What do people here say of their care, beside people in England? For boards whose measures are not given by group."""

from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.surveyed_everyone import surveyed_everyone_finding
from components.findings.trust.experience import DOMAINS

QUESTION = "What do people here say of their care, beside people in England?"


def everyone_finding(question: Question) -> Finding:
    """Experience and continuity of everyone together, each measure beside England's."""
    return surveyed_everyone_finding(question, id="trust_everyone", asks=QUESTION, domains=DOMAINS)
