"""By which of the asked groups an indicator is given for the whole area, and one question for each of them."""

from components.findings.kept import kept_with_dataset
from components.findings.question import Question
from components.findings.selection import AS_COUNTED, dimensions_offered, from_link
from data.dataset.dataset import Dataset

# What the statement asks for at a minimum, and the ways of grouping that give it, the closest first.
ASKED_BY = {
    "deprivation": (
        "deprivation_quintile", "practice_deprivation_quintile", "practice_deprivation_england",
        "practice_deprivation_england_4",
    ),
    "ethnic group": ("ethnic_group", "ethnic_group_18"),
    "age": ("age",),
    "sex": ("sex",),
}  # fmt: skip


@kept_with_dataset
def questions_by(dataset: Dataset, indicator: str) -> dict[str, Question]:
    """A question of the whole area as counted, in the newest period, for each of the asked groups that have any figure."""
    offered = dimensions_offered(dataset, indicator)
    found = {}
    for name, ways in ASKED_BY.items():
        by = next((way for way in ways if way in offered), None)
        if by:
            wanted = {"indicator": [indicator], "by": [by], "adjusted": [AS_COUNTED]}
            question = Question(dataset, from_link(dataset, wanted))
            if len(question.groups):
                found[name] = question
    return found
