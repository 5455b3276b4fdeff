"""What the Access page says first: the cascade where it is loaded, else who has a service within reach, else who gets in."""

from dataclasses import replace

from components.findings.access.by_group import access_by_group_finding
from components.findings.access.cascade import cascade_finding
from components.findings.access.everyone import access_everyone_finding
from components.findings.access.reach import reach_finding
from components.findings.access.sites import DEFAULT, AccessChoice
from components.findings.finding import Finding
from components.findings.question import Question

LACKS_CASCADE = (
    "This dataset holds no counts of people registered, contacted, booked, seen and followed up, so it cannot say where on "
    "the way into care people are lost: a table ‘cascade’ would."
)


def access_lead(question: Question, choice: AccessChoice = DEFAULT) -> Finding:
    """The page's first finding."""
    cascade = cascade_finding(question, choice)
    if question.dataset.optional("cascade") is not None:
        return cascade
    reach = reach_finding(question, choice)
    if reach.verdict != "cannot tell":
        return replace(reach, notice=f"{LACKS_CASCADE} {reach.notice}")
    told = (access_by_group_finding(question, choice), access_everyone_finding(question))
    return next((each for each in told if each.verdict != "cannot tell"), cascade)
