"""Which neighbourhoods lie in the area in focus."""

import pandas as pd

from components.findings.question import Question


def neighbourhoods_within(question: Question) -> pd.DataFrame:
    """The neighbourhood in focus, or those of the larger area in focus: a row each, by area code."""
    places, area = question.dataset.areas("neighbourhood"), question.selection.area
    if question.is_whole_area:
        return places
    return places[(places["parent_code"] == area) | (places.index == area)]
