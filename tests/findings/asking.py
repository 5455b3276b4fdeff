"""A question about a dataset, settled as the pages settle it."""

from components.findings.question import Question
from components.findings.selection import Selection, settle
from data.dataset.dataset import Dataset


def ask(
    dataset: Dataset,
    indicator: str,
    by: str = "deprivation_quintile",
    *,
    area: str = "",
    period: str = "",
    **more: object,
) -> Question:
    """The question a page would ask for this choice: the newest period and the whole area unless told otherwise."""
    found = Question(dataset, settle(dataset, Selection(indicator, by, period, area, **more)))
    assert found.selection.indicator == indicator
    return found
