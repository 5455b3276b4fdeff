"""The counts behind the selected groups of the area in focus, as one cell, for saying what hidden ones could be."""

import pandas as pd

from components.findings.hidden import Counts, counts_of
from components.findings.question import Question


def selected_counts(question: Question) -> tuple[pd.DataFrame, Counts]:
    """The rows of the selected groups in the area in focus, and their counts as one cell."""
    area, by = question.selection.area, question.selection.by
    rows = question.values(areas=[area], by=by)
    return rows, counts_of(rows, question.values(areas=[area]), [area], question.dimension, cell="area_code")


def events_repeat(question: Question) -> bool:
    """Whether one person can have several of the events counted."""
    return question.indicator.value_type == "rate"
