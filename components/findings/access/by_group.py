"""Who finds it hardest to get in? Every measure of access that is a percentage, by group on one picture."""

from dataclasses import replace

from components.findings.access.sites import DEFAULT, AccessChoice, groups_of
from components.findings.finding import Finding
from components.findings.gaps_side_by_side import gaps_in_percent, gaps_side_by_side
from components.findings.question import Question
from components.findings.recording_rows import lacks

QUESTION = "Who finds it hardest to get in?"
_DOMAINS = ("access",)
_NEEDS = "measures of access in per cent, given by deprivation or ethnic group"


def access_by_group_finding(question: Question, choice: AccessChoice = DEFAULT) -> Finding:
    """Each measure's groups on one line, by the page's own groups, or where none is given by them by the selection's."""
    for by in dict.fromkeys((groups_of(question, choice), question.selection.by)):
        asked = replace(question, selection=replace(question.selection, by=by))
        found = gaps_side_by_side(
            asked,
            gaps_in_percent(asked, _DOMAINS),
            id="access_by_group",
            asks=QUESTION,
            of="access",
            caution=(
                "People who cannot get in are the least likely to be asked or counted, so real gaps may be wider than any "
                "figure's."
            ),
        )
        if found is not None:
            return found
    return lacks(question, "access_by_group", QUESTION, "Access by group", _NEEDS, method="gap")
