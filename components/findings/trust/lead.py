"""What the Trust page says first: who takes part where that is loaded, else what everyone says of care beside England."""

from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.trust.everyone import everyone_finding
from components.findings.trust.participation import participation_finding


def trust_lead(question: Question) -> Finding:
    """The page's first finding."""
    taking_part = participation_finding(question)
    if taking_part.verdict != "cannot tell":
        return taking_part
    said = everyone_finding(question)
    return taking_part if said.verdict == "cannot tell" else said
