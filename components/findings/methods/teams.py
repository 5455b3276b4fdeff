"""Methods: what a neighbourhood team has in place, with its worked example."""

from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import example
from components.findings.question import Question
from components.style.numbers import number
from data.contract.team_tables import BEING_BUILT, IN_PLACE, NOT_KNOWN

_WHY = "it needs a table of what teams say of themselves, which is read on the Profile page"


def team_example(question: Question) -> Finding:
    """Two teams and the four building blocks that either lists."""
    columns = {
        "Building block": ["Host organisation", "Pooled budget", "Prevention", "Care coordination"],
        "Team A": [IN_PLACE, BEING_BUILT, IN_PLACE, "no row, so not known"],
        "Team B": [IN_PLACE, NOT_KNOWN, "no row, so not known", IN_PLACE],
    }
    placed = sum(each == IN_PLACE for each in columns["Team A"])
    known, of = number(placed), number(len(columns["Team A"]))
    sentence = f"Team A has {known} of {of} in place. Care coordination is asked of it too, for team B lists it."
    return example(
        question, "neighbourhood_team", sentence, columns, results=[("In place", known), ("Listed by any", of)],
        made_up=_WHY,
    )  # fmt: skip


TEAMS = (
    Method(
        "neighbourhood_team",
        "Neighbourhood teams",
        "What a neighbourhood team has in place",
        "Each building block that any team of the area lists is in place, being built, not in place or not known, as the "
        "team says of itself; one that a team does not list is not known of it. They stand under six domains: integrator "
        "host, enablers, partnership principles, core integrated workforce, core areas of work, services provided.",
        formula(r"\#\{\text{building blocks in place}\}\ \text{of}\ \#\{\text{listed by any team of the area}\}"),
        "To see what is still to be asked or built, and which neighbourhood to ask how it was done.",
        "Not as a score and not to rank teams: blocks differ in weight, teams describe themselves, and nothing here shows "
        "that more of them gives better care or smaller gaps.",
        "Domains: Iqbal, Kayikci, Lowther-Payne and others, BMC Public Health 2025;25:1374 (a review of 29 studies). The "
        "building blocks and how they stand are the teams' own.",
        worked=team_example,
    ),
)
