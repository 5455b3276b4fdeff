"""How a finding is worked out, in a sentence or two, as the Methods page begins it."""

from components.findings.finding import Finding
from components.findings.methods.entries import METHODS

_BY_ID = {each.id: each for each in METHODS}


def method_words(finding: Finding) -> str:
    """The method's title and meaning; '' for a finding that is worked out by none."""
    found = _BY_ID.get(finding.method)
    return f"How it is worked out. {found.title}: {found.meaning}" if found else ""
