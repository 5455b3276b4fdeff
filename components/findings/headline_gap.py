"""The gap that a page's headline is about, judged as every page judges it."""

from components.findings.gaps import Gap, selected_gap
from components.findings.indicator_gaps import shared_level
from components.findings.kept import kept_with_dataset
from components.findings.question import Question


@kept_with_dataset
def headline_gap(question: Question) -> Gap:
    """The gap between the selected groups of the area in focus, in the selected period.

    Its limits allow for areas that differ among themselves and for a pair that was picked; it is beyond chance only by the
    level that all gaps of the area share.
    """
    return selected_gap(
        question.groups,
        question.dimension,
        higher_is_better=question.indicator.higher_is_better,
        level=shared_level(question),
    )
