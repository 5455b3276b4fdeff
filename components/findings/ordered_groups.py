"""Rows of one area in the order of the dimension that they are compared by."""

import numpy as np
import pandas as pd

from components.findings.gaps import Groups
from components.findings.question import Question


def ordered_groups(question: Question, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of one area in the dimension's own order, with each group's label."""
    order = {code: place for place, code in enumerate(question.dimension.groups)}
    rows = rows.assign(place=rows["group"].map(order), label=rows["group"].map(question.dimension.groups))
    return rows.sort_values("place", ignore_index=True)


def correlation_of(groups: Groups) -> np.ndarray:
    """How far the errors of these groups (see `group_values`) go together, (groups, groups): 1 with itself."""
    codes = list(groups["group"])
    found = np.eye(len(codes))
    for place, known in enumerate(groups["together"]):
        if known:
            found[place] = [known.get(code, 0.0) for code in codes]
            found[place, place] = 1.0
    return found
