"""Rows of one area in the order of the dimension that they are compared by."""

import pandas as pd

from components.findings.question import Question


def ordered_groups(question: Question, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of one area in the dimension's own order, with each group's label."""
    order = {code: place for place, code in enumerate(question.dimension.groups)}
    rows = rows.assign(place=rows["group"].map(order), label=rows["group"].map(question.dimension.groups))
    return rows.sort_values("place", ignore_index=True)
